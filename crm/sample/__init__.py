"""A believable sample company, and the import of a CRM's own CSV export."""
