"""What Crumb needs of a CRM. The embedded database, Salesforce and Dynamics each provide it."""

from datetime import datetime
from typing import Protocol

from crm.access import Permitted, Viewer
from crm.change import Change, Saved
from crm.history import History, Span
from crm.names import NameIndex
from crm.query import Answer, Query
from crm.schema import Schema


class Crm(Protocol):
    """One CRM. All methods raise CrmError only (see crm/errors.py)."""

    async def schema(self, viewer: Viewer) -> Schema:
        """What this person can ask for, hidden fields left out."""
        ...

    async def permit(self, query: Query, viewer: Viewer) -> Permitted:
        """The query narrowed (crm.access.narrow) to what this person may read."""
        ...

    async def run(self, permitted: Permitted) -> Answer:
        """Rows for a list, Figures for aggregates."""
        ...

    async def changes(self, records: Permitted, span: Span) -> History:
        """What changed of the records that a permitted list is of; only its condition counts.

        Of fields that the person it is permitted for may see, and of records that are there and
        theirs to read by now. A new record is no change: its created date says so.

        A CRM answers this from what it tracks: Salesforce from its field history objects
        (`OpportunityFieldHistory` with `OldValue`, `NewValue`, `CreatedDate` and `CreatedById`,
        whose parent is among the records), Dynamics from its audit. Neither can search by the
        values; nor is that asked here.
        """
        ...

    async def write(self, change: Change, viewer: Viewer, now: datetime) -> Saved:
        """Fresh read, conflict check, write as that person, read back, audit.

        Raises RecordNotFound, Conflict, InvalidValue or ReadOnlyField; then nothing was written.
        """
        ...


class People(Protocol):
    """The people of the organisation, as the CRM knows them."""

    async def by_email(self, email: str) -> Viewer | None:
        """The person with that address, in any case; None when unknown, or when two active people
        have it.
        """
        ...

    async def by_id(self, user_id: str) -> Viewer | None:
        """The person with that id; None when unknown."""
        ...

    async def everyone(self) -> tuple[Viewer, ...]:
        """All people, the deactivated among them."""
        ...


class Names(Protocol):
    """The names of records and people, to find what a question is about."""

    async def index(self, viewer: Viewer) -> NameIndex:
        """Names as of a moment ago, of what this person may know of (crm.access.knowable). What it
        finds must still be read as the viewer.
        """
        ...
