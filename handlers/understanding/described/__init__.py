"""A query said back in words."""
