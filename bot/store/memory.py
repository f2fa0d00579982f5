"""What each person chose, kept until it is not used for 90 days."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from bot.store.database import Database, digest, put, storable
from bot.store.tables import CHOICES
from handlers.ports import Chosen

_KEPT = timedelta(days=90)
_MOST = 200


class SqlMemory:
    """Implements handlers.ports.Memory."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def recall(self, person: str, doubt: str, now: datetime) -> Chosen | None:
        """As the port has it; the use is noted once a day."""
        this = (CHOICES.c.person == person, CHOICES.c.doubt == digest(doubt))
        query = select(CHOICES).where(*this, CHOICES.c.used_at > now - _KEPT)
        row = await self._database.read(lambda connection: connection.execute(query).first())
        if row is None:
            return None
        if row.used_at < now - timedelta(days=1):
            used = update(CHOICES).where(*this).values(used_at=now)
            await self._database.write(lambda connection: connection.execute(used))
        return Chosen(doubt=doubt, meaning=row.meaning, at=row.at)

    async def keep(self, person: str, chosen: Chosen) -> None:
        """As the port has it; what expired, and the person's oldest beyond the bound, goes."""
        row = {
            "person": person,
            "doubt": digest(chosen.doubt),
            "meaning": storable(chosen.meaning),
            "at": chosen.at,
            "used_at": chosen.at,
        }
        theirs = CHOICES.c.person == person
        last = select(CHOICES.c.doubt).where(theirs)
        last = last.order_by(CHOICES.c.used_at.desc(), CHOICES.c.doubt).limit(_MOST)

        def work(connection: Connection) -> None:
            connection.execute(delete(CHOICES).where(CHOICES.c.used_at <= chosen.at - _KEPT))
            put(connection, CHOICES, row)
            connection.execute(delete(CHOICES).where(theirs, CHOICES.c.doubt.not_in(last)))

        await self._database.write(work)

    async def forget(self, person: str, doubt: str | None = None) -> None:
        """As the port has it."""
        statement = delete(CHOICES).where(CHOICES.c.person == person)
        if doubt is not None:
            statement = statement.where(CHOICES.c.doubt == digest(doubt))
        await self._database.write(lambda connection: connection.execute(statement))
