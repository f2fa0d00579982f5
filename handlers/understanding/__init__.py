"""From the words of a question to a query of the CRM."""
