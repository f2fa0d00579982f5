"""Which events came before: the platforms' own keys, digested, for two days.

Slack repeats an event for some minutes, Teams for less; the rest is for a clock that jumps.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete

from bot.store.database import Database, add, digest
from bot.store.tables import SEEN_EVENTS

_KEPT = timedelta(days=2)


class SqlSeenEvents:
    """Implements bot.store.ports.SeenEvents."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def first_time(self, key: str, now: datetime) -> bool:
        """As the port has it; what is older than two days goes."""

        def work(connection: Connection) -> bool:
            connection.execute(delete(SEEN_EVENTS).where(SEEN_EVENTS.c.at < now - _KEPT))
            return add(connection, SEEN_EVENTS, {"key": digest(key), "at": now})

        return await self._database.write(work)
