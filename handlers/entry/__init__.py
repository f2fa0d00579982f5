"""What people type into a field, read by its type: forgiving, and never guessing."""
