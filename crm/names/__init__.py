"""Finding a record by its name, as people write names."""

from crm.names.index import NameIndex
from crm.names.name import Match, Name

__all__ = ["Match", "Name", "NameIndex"]
