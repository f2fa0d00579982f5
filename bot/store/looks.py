"""When each person was last told what changed, kept for a year."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from bot.store.database import Database, digest, put
from bot.store.tables import LOOKS

_KEPT = timedelta(days=365)


class SqlLooks:
    """Implements handlers.ports.Looks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def last(self, person: str, what: str) -> datetime | None:
        """As the port has it."""
        query = select(LOOKS.c.at).where(LOOKS.c.person == person, LOOKS.c.what == digest(what))
        return await self._database.read(lambda connection: connection.scalar(query))

    async def note(self, person: str, what: str, at: datetime) -> None:
        """As the port has it; what is older than a year goes."""
        row = {"person": person, "what": digest(what), "at": at}
        old = delete(LOOKS).where(LOOKS.c.at < at - _KEPT)

        def work(connection: Connection) -> None:
            connection.execute(old)
            put(connection, LOOKS, row)

        await self._database.write(work)
