"""One suite over every CRM there is: in memory, on SQLite and on PostgreSQL."""
