"""The embedded CRM: the ports of crm/port.py over SQLite or PostgreSQL."""

from asyncio import to_thread
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine

from crm.access import AccessRules, Permitted, Viewer, narrow
from crm.backends import auditing
from crm.backends.catalogue import Catalogue, Known
from crm.backends.changed import changed
from crm.backends.engines import engine_for, reading, writing
from crm.backends.indexes import Indexes
from crm.backends.people import Users, read_users
from crm.backends.running import answer
from crm.backends.storage import Storage
from crm.backends.writes import Writer
from crm.change import AuditEntry, Change, Saved
from crm.definitions import USUAL_DEFINITIONS, Definitions
from crm.history import History, Span
from crm.names import NameIndex
from crm.query import Answer, Query, Ref
from crm.schema import Schema

T = TypeVar("T")


def open_database(
    url: str,
    *,
    rules: AccessRules | None = None,
    definitions: Definitions = USUAL_DEFINITIONS,
    create: bool = False,
) -> "DatabaseCrm":
    """The embedded CRM at an SQLite or PostgreSQL URL; blocks for a moment.

    With `create`, the file and tables are made when they are missing; without, it is an error.
    Raises CrmUnavailable, which says why in a sentence.
    """
    crm = DatabaseCrm(engine_for(url, create=create), rules, definitions)
    if create:
        crm.storage.create()
    crm.storage.load()
    return crm


class DatabaseCrm:
    """Implements Crm, People and Names (crm/port.py). `storage` is for imports."""

    def __init__(
        self,
        engine: Engine,
        rules: AccessRules | None = None,
        definitions: Definitions = USUAL_DEFINITIONS,
    ) -> None:
        self._engine = engine
        self._rules = rules or AccessRules()
        self._catalogue = Catalogue(definitions)
        self.storage = Storage(engine, self._catalogue)
        self._users: tuple[int, Users] | None = None
        self._indexes = Indexes(self._rules)

    def define(self, definitions: Definitions) -> None:
        """Go by these definitions from now on."""
        self._catalogue.definitions = definitions

    async def schema(self, viewer: Viewer) -> Schema:
        """What this person can ask for, hidden fields left out."""
        known = await to_thread(self._known)
        return self._rules.visible(known.schema, viewer)

    async def permit(self, query: Query, viewer: Viewer) -> Permitted:
        """The query narrowed to what this person may read."""
        known = await to_thread(self._known)
        return narrow(query, viewer, schema=known.schema, rules=self._rules)

    async def run(self, permitted: Permitted) -> Answer:
        """Rows for a list, Figures for aggregates."""
        return await to_thread(self._run, permitted)

    async def changes(self, records: Permitted, span: Span) -> History:
        """What changed of those records, as far as the person may see it."""
        return await to_thread(self._changes, records, span)

    async def write(
        self, change: Change, viewer: Viewer, now: datetime, via: str = "Crumb"
    ) -> Saved:
        """Fresh read, conflict check, write as that person, read back and audit; or nothing.

        Owners may edit, and those above them in the manager tree; what nobody owns (users,
        products), a leader. Raises RecordNotFound, Conflict, InvalidValue or ReadOnlyField.
        """
        return await to_thread(self._write, change, viewer, now, via)

    async def history(self, ref: Ref) -> tuple[AuditEntry, ...]:
        """Every change of one record, oldest first. For owners' eyes: no viewer narrows it."""
        return await to_thread(self._audited, auditing.of_record, ref)

    async def audit(self, since: datetime) -> tuple[AuditEntry, ...]:
        """Every change since then, oldest first. For owners' eyes: no viewer narrows it."""
        return await to_thread(self._audited, auditing.since, since)

    async def index(self, viewer: Viewer) -> NameIndex:
        """Names as of a moment ago, of what this person may know of."""
        return await to_thread(self._index, viewer)

    async def by_email(self, email: str) -> Viewer | None:
        """The person with that address, in any case; None when unknown, or two active people's."""
        users = await to_thread(self._people)
        return users.by_email.get(email.strip().casefold())

    async def by_id(self, user_id: str) -> Viewer | None:
        """The person with that id; None when unknown."""
        return (await to_thread(self._people)).by_id.get(user_id)

    async def everyone(self) -> tuple[Viewer, ...]:
        """All people, the deactivated among them, by id."""
        return (await to_thread(self._people)).everyone

    async def close(self) -> None:
        """Give all connections back."""
        await to_thread(self._engine.dispose)

    def _known(self) -> Known:
        with reading(self._engine) as connection:
            return self._catalogue.at(connection)

    def _run(self, permitted: Permitted) -> Answer:
        with reading(self._engine) as connection:
            return answer(connection, self._catalogue.at(connection), permitted.query)

    def _changes(self, records: Permitted, span: Span) -> History:
        with reading(self._engine) as connection:
            known = self._catalogue.at(connection)
            seen = self._rules.visible(known.schema, records.viewer)
            return changed(connection, known, seen, records.query, span)

    def _write(self, change: Change, viewer: Viewer, now: datetime, via: str) -> Saved:
        with writing(self._engine) as connection:
            known = self._catalogue.at(connection)
            writer = Writer(
                connection=connection, known=known, rules=self._rules, viewer=viewer, via=via
            )
            return writer.save(change, now)

    def _audited(
        self, read: Callable[[Connection, T], tuple[AuditEntry, ...]], which: T
    ) -> tuple[AuditEntry, ...]:
        with reading(self._engine) as connection:
            return read(connection, which)

    def _index(self, viewer: Viewer) -> NameIndex:
        with reading(self._engine) as connection:
            return self._indexes.at(connection, self._catalogue.at(connection), viewer)

    def _people(self) -> Users:
        with reading(self._engine) as connection:
            known = self._catalogue.at(connection)
            if self._users is None or self._users[0] != known.counts.names:
                self._users = known.counts.names, read_users(connection, known)
            return self._users[1]
