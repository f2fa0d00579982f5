"""Indexes of names that are kept: one for all where everybody reads everything, else one for each
set of people whose records are read.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Final

from sqlalchemy import Connection

from crm.access import AccessRules, Viewer, knowable, owners_read
from crm.backends.catalogue import Known
from crm.backends.naming import is_named, read_index
from crm.names import NameIndex

MOST_NAMES: Final = 3_000_000
"""Kept in all; the index used last is kept whatever its size."""


class Indexes:
    """Makes indexes, and makes them anew once a name or an owner changed. Threads share it."""

    def __init__(self, rules: AccessRules) -> None:
        self._rules = rules
        self._kept: OrderedDict[Hashable, tuple[int, NameIndex]] = OrderedDict()
        self._making = Lock()

    def at(self, connection: Connection, known: Known, viewer: Viewer) -> NameIndex:
        """The names of what the person may know of, as of this transaction."""
        key = (owners_read(viewer, self._rules), self._rules.hidden.get(viewer.role))
        if key[0] is None:
            key = (None, None)
        with self._making:
            found = self._kept.pop(key, None)
            if found is None or found[0] != known.counts.names:
                found = known.counts.names, self._made(connection, known, viewer)
            self._kept[key] = found
            self._forget()
            return found[1]

    def _made(self, connection: Connection, known: Known, viewer: Viewer) -> NameIndex:
        conditions = {
            e.name: knowable(e.name, viewer, schema=known.schema, rules=self._rules)
            for e in known.schema
            if is_named(e)
        }
        return read_index(connection, known, conditions)

    def _forget(self) -> None:
        """What was used longest ago goes first."""
        while len(self._kept) > 1 and sum(len(i) for _, i in self._kept.values()) > MOST_NAMES:
            self._kept.popitem(last=False)
