"""Who the people on the chat platforms are in the CRM."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, delete, select

from bot.store.database import Database, put, storable
from bot.store.ports import Identity
from bot.store.tables import IDENTITIES


class SqlIdentities:
    """Implements bot.store.ports.Identities."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, platform: str, team: str, user: str) -> Identity | None:
        """As the port has it."""
        query = select(IDENTITIES).where(
            IDENTITIES.c.platform == storable(platform),
            IDENTITIES.c.team == storable(team),
            IDENTITIES.c.user == storable(user),
        )
        row = await self._database.read(lambda connection: connection.execute(query).first())
        return _identity(row) if row else None

    async def of(self, person: str) -> tuple[Identity, ...]:
        """As the port has it."""
        mine = select(IDENTITIES).where(IDENTITIES.c.person == person)
        query = mine.order_by(IDENTITIES.c.at.desc(), IDENTITIES.c.platform)
        return await self._database.read(
            lambda connection: tuple(_identity(row) for row in connection.execute(query))
        )

    async def link(self, identity: Identity) -> None:
        """As the port has it."""
        row = asdict(identity)
        await self._database.write(lambda connection: put(connection, IDENTITIES, row))

    async def forget(self, platform: str, team: str, user: str | None = None) -> None:
        """As the port has it."""
        theirs = delete(IDENTITIES).where(
            IDENTITIES.c.platform == platform, IDENTITIES.c.team == team
        )
        if user is not None:
            theirs = theirs.where(IDENTITIES.c.user == user)
        await self._database.write(lambda connection: connection.execute(theirs))


def _identity(row: Row[Any]) -> Identity:
    return Identity(**row._mapping)
