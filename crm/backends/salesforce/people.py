"""The people of an org: implements crm.port.People."""

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Any, Final

from crm.access import Viewer
from crm.backends.people import Users, users_of
from crm.backends.salesforce.asking import Record
from crm.backends.salesforce.client import LARGEST_BATCH, Client

LASTS: Final = 600.0
_FIELDS: Final = (
    "Id",
    "Name",
    "Email",
    "ManagerId",
    "IsActive",
    "TimeZoneSidKey",
    "LocaleSidKey",
    "LanguageLocaleKey",
)
_PEOPLE: Final = f"SELECT {', '.join(_FIELDS)} FROM User WHERE UserType = 'Standard' ORDER BY Id"
"""Portal users, and those that the platform makes for itself, are of other types."""


class SalesforcePeople:
    """Everybody, read as one user who sees all, once in ten minutes."""

    def __init__(self, client: Client, clock: Callable[[], float] = monotonic) -> None:
        self._client = client
        self._clock = clock
        self._lock = asyncio.Lock()
        self._known: tuple[float, Users] | None = None

    async def by_email(self, email: str) -> Viewer | None:
        """As the port has it."""
        return (await self._users()).by_email.get(email.strip().casefold())

    async def by_id(self, user_id: str) -> Viewer | None:
        """As the port has it."""
        return (await self._users()).by_id.get(user_id)

    async def everyone(self) -> tuple[Viewer, ...]:
        """As the port has it."""
        return (await self._users()).everyone

    def forget(self) -> None:
        """Read them anew."""
        self._known = None

    async def _users(self) -> Users:
        async with self._lock:
            if self._known is None or self._known[0] < self._clock():
                rows = [_row(record) for record in await self._records()]
                self._known = (self._clock() + LASTS, users_of(rows))
            return self._known[1]

    async def _records(self) -> list[Record]:
        page = await self._client.query(_PEOPLE, batch=LARGEST_BATCH)
        found = list(page.records)
        while page.next is not None:
            page = await self._client.more(page.next)
            found += page.records
        return found


def _row(record: Record) -> tuple[Any, ...]:
    """As users_of wants it: the values in that order."""
    return tuple(record.get(name) for name in _FIELDS)
