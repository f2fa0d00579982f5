"""What Crumb keeps for itself, beside the CRM: in tables of its own, in SQLite or PostgreSQL."""
