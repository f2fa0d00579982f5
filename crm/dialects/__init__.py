"""How a query is stated in a CRM's own language."""
