"""The tokens of people, sealed."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select, update

from bot.store.database import Database, put
from bot.store.leases import Leases
from bot.store.sealing import Keyring
from bot.store.tables import TOKENS
from crm.secret import Secret
from crm.vault import CannotOpen, Holder

_AT_ONCE: Final = 100


class SqlVault:
    """Implements crm.vault.Vault."""

    def __init__(
        self,
        database: Database,
        keys: Keyring,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._leases = Leases(database, clock)

    async def find(self, holder: Holder) -> Secret | None:
        """As the port has it."""
        query = select(TOKENS.c.sealed).where(_of(holder))
        sealed = await self._database.read(lambda connection: connection.scalar(query))
        return None if sealed is None else self._keys.open(sealed, holder)

    async def keep(self, holder: Holder, secret: Secret) -> None:
        """As the port has it."""
        row = self._row(holder, secret)
        await self._database.write(lambda connection: put(connection, TOKENS, row))

    async def move(self, holder: Holder, to: Holder) -> bool:
        """As the port has it."""
        query, gone = select(TOKENS.c.sealed).where(_of(holder)), delete(TOKENS).where(_of(holder))

        def work(connection: Connection) -> bool:
            sealed = connection.scalar(query)
            connection.execute(gone)
            if sealed is None:
                return False
            try:
                put(connection, TOKENS, self._row(to, self._keys.open(sealed, holder)))
            except CannotOpen:
                return False
            return True

        return await self._database.write(work)

    async def drop(self, holder: Holder) -> bool:
        """As the port has it."""
        gone = delete(TOKENS).where(_of(holder)).execution_options(preserve_rowcount=True)
        return await self._database.write(lambda c: c.execute(gone).rowcount == 1)

    async def holders(self) -> tuple[Holder, ...]:
        """As the port has it."""
        key = (TOKENS.c.team, TOKENS.c.person, TOKENS.c.kind)
        rows = await self._database.read(lambda c: c.execute(select(*key).order_by(*key)).all())
        return tuple(Holder(team=team, person=person, kind=kind) for team, person, kind in rows)

    def alone(self, holder: Holder) -> AbstractAsyncContextManager[None]:
        """As the port has it."""
        return self._leases.alone("token", holder.team, holder.person, holder.kind)

    async def strange(self) -> int:
        """How many secrets are closed with a key that is not here (F2): with any, do not start."""
        query = select(TOKENS.c.key_id, func.count()).group_by(TOKENS.c.key_id)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return sum(count for key_id, count in rows if key_id not in self._keys)

    async def rotate(self, stop: Callable[[], object] = lambda: None) -> int:
        """Close what other keys closed with the current one; how many. To be called again after it
        was cut off, it goes on where it was. What changes meanwhile is left as it is: it is closed
        with the current key already. `stop` is called between two steps, and may raise.
        """
        done = 0
        while rows := await self._database.read(self._others):
            changed = 0
            for row in rows:
                stop()
                changed += await self._rotated(row)
            done += changed
            if not changed:
                break
        return done

    def _others(self, connection: Connection) -> list[Any]:
        wanted = (TOKENS.c.team, TOKENS.c.person, TOKENS.c.kind, TOKENS.c.sealed)
        old = TOKENS.c.key_id != self._keys.current
        return list(connection.execute(select(*wanted).where(old).limit(_AT_ONCE)))

    async def _rotated(self, row: Any) -> bool:
        holder = Holder(team=row.team, person=row.person, kind=row.kind)
        fresh = self._keys.renewed(row.sealed, holder)
        same = and_(_of(holder), TOKENS.c.sealed == row.sealed)
        change = update(TOKENS).where(same).values(sealed=fresh, key_id=self._keys.current)
        counted = change.execution_options(preserve_rowcount=True)
        return await self._database.write(lambda c: c.execute(counted).rowcount == 1)

    def _row(self, holder: Holder, secret: Secret) -> dict[str, Any]:
        return {
            "team": holder.team,
            "person": holder.person,
            "kind": holder.kind,
            "sealed": self._keys.close(secret, holder),
            "key_id": self._keys.current,
            "at": self._clock(),
        }


def _of(holder: Holder) -> ColumnElement[bool]:
    return and_(
        TOKENS.c.team == holder.team,
        TOKENS.c.person == holder.person,
        TOKENS.c.kind == holder.kind,
    )
