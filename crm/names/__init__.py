"""Finding a record by its name, as people write names."""

from crm.names.index import Match, Name, NameIndex

__all__ = ["Match", "Name", "NameIndex"]
