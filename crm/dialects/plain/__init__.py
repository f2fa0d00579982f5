"""What a CRM's own language cannot say, done here over records that were fetched for it."""
