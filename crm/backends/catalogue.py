"""The schema the database holds, read once and again whenever somebody changed it."""

from dataclasses import dataclass

from sqlalchemy import Connection

from crm.backends import metadata
from crm.backends.described import merged
from crm.backends.metadata import Counts
from crm.backends.tables import Tables
from crm.definitions import USUAL_DEFINITIONS, Definitions
from crm.schema import Schema


@dataclass(frozen=True, slots=True)
class Known:
    """A schema, the tables of its entities, and the counters as they stood."""

    schema: Schema
    tables: Tables
    counts: Counts


class Catalogue:
    """What is known of one database; threads share it. `definitions` may change at any time."""

    def __init__(self, definitions: Definitions = USUAL_DEFINITIONS) -> None:
        self.definitions = definitions
        self._known: Known | None = None

    def at(self, connection: Connection) -> Known:
        """What holds in this transaction: one small query when nothing changed, else two."""
        now = metadata.counts(connection)
        known, meant = self._known, self.definitions
        fresh = known is not None and known.schema.definitions is meant
        if known is None or not fresh or known.counts.schema != now.schema:
            schema = merged(metadata.read(connection), meant)
            known = self._known = Known(schema, Tables(schema), now)
        return Known(known.schema, known.tables, now)
