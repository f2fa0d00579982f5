"""From a draft to the query for records, and to lookups in every kind of record."""
