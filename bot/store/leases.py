"""Working alone on something, among all processes that share the store.

A row says who works on it and until when that is believed: nothing is held open meanwhile, neither
a connection nor a lock of the database, which a call to a CRM could keep for long.
"""

import asyncio
import random
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Final

from sqlalchemy import Connection, delete

from bot.store.database import Database, add, digest
from bot.store.tables import LEASES
from crm.errors import CrmUnavailable

BELIEVED: Final = timedelta(seconds=60)
PATIENCE: Final = 30.0
_PAUSE: Final = (0.02, 0.1)


class Leases:
    """One at a time each. `clock` is that of all processes alike, to some seconds."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database = database
        self._clock = clock

    @asynccontextmanager
    async def alone(self, *what: str) -> AsyncIterator[None]:
        """Wait until nobody else works on it. Raises CrmUnavailable after half a minute."""
        name, owner = digest(*what), secrets.token_hex(8)
        until = monotonic() + PATIENCE
        while not await self._tried(name, owner):
            if monotonic() > until:
                raise CrmUnavailable("Somebody else is at it right now. Please try again.")
            await asyncio.sleep(random.uniform(*_PAUSE))
        try:
            yield
        finally:
            # A cancelled task lets go as well, or the next one would wait for a minute.
            await asyncio.shield(self._let_go(name, owner))

    async def _tried(self, name: str, owner: str) -> bool:
        """Whether it is ours. Who is cancelled meanwhile does not leave it taken behind."""
        taking = asyncio.create_task(self._taken(name, owner))
        try:
            return await asyncio.shield(taking)
        except asyncio.CancelledError:
            if await taking:
                await self._let_go(name, owner)
            raise

    async def _let_go(self, name: str, owner: str) -> None:
        mine = delete(LEASES).where(LEASES.c.name == name, LEASES.c.owner == owner)
        await self._database.write(lambda connection: connection.execute(mine))

    async def _taken(self, name: str, owner: str) -> bool:
        now = self._clock()
        over = delete(LEASES).where(LEASES.c.name == name, LEASES.c.until < now)
        row = {"name": name, "owner": owner, "until": now + BELIEVED}

        def work(connection: Connection) -> bool:
            connection.execute(over)
            return add(connection, LEASES, row)

        return await self._database.write(work)
