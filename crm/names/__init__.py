"""Finding a record by its name, as people write names."""
