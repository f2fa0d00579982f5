"""From a draft to conditions on fields: which records are meant."""
