"""SOQL: text -> tokens -> tree -> checked against the asker's describe -> SQL -> records."""
