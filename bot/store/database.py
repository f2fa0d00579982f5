"""The one way to the store's database: a piece of work, in a thread, in one transaction."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine, Table, func, select

from bot.store.errors import StoreUnavailable
from crm.backends.engines import reading, writing
from crm.backends.upserts import insert_into
from crm.errors import CrmUnavailable

T = TypeVar("T")

# Numbers of PostgreSQL's advisory locks, of which a database has one set for all its users.
MIGRATION_LOCK: Final = 7_221_001
LEDGER_LOCK: Final = 7_221_002


class Database:
    """Runs work on the store. Raises StoreUnavailable; then nothing was changed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def read(self, work: Callable[[Connection], T]) -> T:
        """What the work finds."""
        return await asyncio.to_thread(self._read, work)

    async def write(self, work: Callable[[Connection], T], lock: int | None = None) -> T:
        """What the work gives back, once it is committed. With a lock, one such work at a time."""
        return await asyncio.to_thread(self._write, work, lock)

    def _read(self, work: Callable[[Connection], T]) -> T:
        with named_failures(), reading(self._engine) as connection:
            return work(connection)

    def _write(self, work: Callable[[Connection], T], lock: int | None) -> T:
        with named_failures(), writing(self._engine) as connection:
            if lock is not None:
                alone(connection, lock)
            return work(connection)


@contextmanager
def named_failures() -> Iterator[None]:
    """The database's failure, in the store's name."""
    try:
        yield
    except CrmUnavailable as error:
        raise StoreUnavailable(f"Crumb's own store failed: {error}") from error


def alone(connection: Connection, lock: int) -> None:
    """Wait until nobody else holds that lock, and hold it to the end of the transaction.

    On SQLite a writer is alone from its beginning.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(lock)))


def put(connection: Connection, table: Table, values: dict[str, Any]) -> None:
    """Insert the row, or replace the one that has its key."""
    insert = insert_into(connection.dialect.name, table).values(values)
    key = [column.name for column in table.primary_key]
    rest = {name: value for name, value in values.items() if name not in key}
    if rest:
        connection.execute(insert.on_conflict_do_update(index_elements=key, set_=rest))
    else:
        connection.execute(insert.on_conflict_do_nothing())


def add(connection: Connection, table: Table, values: dict[str, Any]) -> bool:
    """Insert the row unless one with its key is there; whether it was inserted."""
    insert = insert_into(connection.dialect.name, table).values(values).on_conflict_do_nothing()
    counted = insert.execution_options(preserve_rowcount=True)
    return bool(connection.execute(counted).rowcount == 1)


def digest(*parts: str) -> str:
    """A key of fixed length for texts of any length and content; it does not give them away."""
    joined = "\0".join(f"{len(part)}:{part}" for part in parts)
    return sha256(joined.encode(errors="surrogatepass")).hexdigest()


def storable(text: str) -> str:
    """The text without what a database can't hold: NUL, and halves of surrogate pairs."""
    return text.encode(errors="replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
