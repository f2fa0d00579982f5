"""The embedded CRM: the ports of crm/port.py over SQLite or PostgreSQL."""

from datetime import datetime

from sqlalchemy import Engine

from crm.access import AccessRules, Permitted, Viewer
from crm.change import AuditEntry, Change, Saved
from crm.names import NameIndex
from crm.query import Answer, Query, Ref
from crm.schema import Schema


def open_database(
    url: str, *, rules: AccessRules | None = None, create: bool = False
) -> "DatabaseCrm":
    """The embedded CRM at an SQLite or PostgreSQL URL; blocks for a moment.

    With `create`, the file and tables are made when they are missing; without, it is an error.
    Raises CrmUnavailable, which says why in a sentence.
    """
    raise NotImplementedError


class DatabaseCrm:
    """Implements Crm, People and Names (crm/port.py). `storage` is for imports."""

    def __init__(self, engine: Engine, rules: AccessRules | None = None) -> None:
        raise NotImplementedError

    async def schema(self, viewer: Viewer) -> Schema: ...
    async def permit(self, query: Query, viewer: Viewer) -> Permitted: ...
    async def run(self, permitted: Permitted) -> Answer: ...
    async def write(
        self, change: Change, viewer: Viewer, now: datetime, via: str = "Crumb"
    ) -> Saved: ...
    async def by_email(self, email: str) -> Viewer | None: ...
    async def by_id(self, user_id: str) -> Viewer | None: ...
    async def everyone(self) -> tuple[Viewer, ...]: ...
    async def index(self, viewer: Viewer) -> NameIndex: ...
    async def history(self, ref: Ref) -> tuple[AuditEntry, ...]:
        """Every change of one record, oldest first."""
        ...

    async def audit(self, since: datetime) -> tuple[AuditEntry, ...]:
        """Every change since then, oldest first."""
        ...

    async def close(self) -> None:
        """Give all connections back."""
        ...
