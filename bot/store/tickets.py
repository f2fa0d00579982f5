"""What is good once, sealed: whoever reads the database can neither use it nor read it."""

import secrets
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, select

from bot.store.database import Database, digest, put
from bot.store.sealing import Keyring
from bot.store.tables import TICKETS
from crm.secret import Secret
from crm.vault import CannotOpen, Holder

_LONGEST: Final = 100


class SqlTickets:
    """Implements bot.store.ports.Tickets."""

    def __init__(self, database: Database, keys: Keyring) -> None:
        self._database = database
        self._keys = keys

    async def issue(self, kind: str, payload: str, until: datetime) -> str:
        """As the port has it."""
        ticket = secrets.token_urlsafe(32)
        holder = _holder(kind, ticket)
        sealed = self._keys.close(Secret(payload), holder)
        row = {"key": holder.person, "sealed": sealed, "until": until}
        await self._database.write(lambda connection: put(connection, TICKETS, row))
        return ticket

    async def look(self, kind: str, ticket: str, now: datetime) -> str | None:
        """As the port has it."""
        query = select(TICKETS.c.sealed).where(
            TICKETS.c.key == _holder(kind, ticket).person, TICKETS.c.until > now
        )
        sealed = await self._database.read(lambda connection: connection.scalar(query))
        return self._opened(sealed, kind, ticket)

    async def take(self, kind: str, ticket: str, now: datetime) -> str | None:
        """As the port has it; what is too old goes along."""
        mine = delete(TICKETS).where(
            TICKETS.c.key == _holder(kind, ticket).person, TICKETS.c.until > now
        )
        old = delete(TICKETS).where(TICKETS.c.until <= now)

        def work(connection: Connection) -> str | None:
            connection.execute(old)
            return connection.scalar(mine.returning(TICKETS.c.sealed))

        return self._opened(await self._database.write(work), kind, ticket)

    def _opened(self, sealed: str | None, kind: str, ticket: str) -> str | None:
        if sealed is None:
            return None
        try:
            return self._keys.open(sealed, _holder(kind, ticket)).text
        except CannotOpen:
            return None


def _holder(kind: str, ticket: str) -> Holder:
    """A ticket is kept by its digest: it can be recognised, and not be made from it."""
    return Holder(team="tickets", person=digest(kind, ticket[:_LONGEST]), kind=kind)
