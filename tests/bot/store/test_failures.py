"""When the store's database fails, one sentence says so and nothing is lost."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import delete, text

from bot.store.database import Database
from bot.store.errors import StoreUnavailable
from bot.store.store import open_store
from bot.store.tables import STOPS
from crm.backends.engines import engine_for


@pytest.mark.parametrize(
    "url",
    [
        "mysql://root@localhost/crumb",
        "not a url",
        "sqlite://",
        "postgresql://nobody@127.0.0.1:1/nothing",
        "sqlite:////proc/no/such/folder/store.db",
    ],
)
def test_a_store_that_cannot_be_opened_says_why(url: str) -> None:
    """Another database, no database, a server that is not there."""
    with pytest.raises(StoreUnavailable, match=r"^Crumb's own store failed: .+"):
        open_store(url)


async def test_d30_a_locked_store_is_an_error_and_not_a_wait_for_ever(tmp_path: Path) -> None:
    """Somebody else holds the file; what was there stays there."""
    path = tmp_path / "store.db"
    store = open_store(f"sqlite:///{path}")
    await store.ledger.stop("005A", None)
    impatient = Database(engine_for(f"sqlite:///{path}", patience=0.05))
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable):
            await impatient.write(lambda connection: connection.execute(delete(STOPS)))
        other.execute("ROLLBACK")
    other.close()
    assert await store.ledger.stopped() == {("005A", None)}


async def test_d30_a_store_on_a_read_only_disk_is_read_and_not_written(tmp_path: Path) -> None:
    """It opens, says what it knows, and refuses a change in a sentence."""
    path = tmp_path / "store.db"
    store = open_store(f"sqlite:///{path}")
    await store.ledger.stop("005A", None)
    await store.close()
    only_read = open_store(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert await only_read.ledger.stopped() == {("005A", None)}
    with pytest.raises(StoreUnavailable, match="can only be read"):
        await only_read.ledger.stop("005B", None)
    await only_read.close()


async def test_a_piece_of_work_that_fails_is_taken_back(tmp_path: Path) -> None:
    """Half of it done is nothing done."""
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    await store.ledger.stop("005A", None)
    with pytest.raises(StoreUnavailable):
        await Database(store.engine).write(
            lambda connection: [
                connection.execute(delete(STOPS)),
                connection.execute(text("SELECT * FROM not_there")),
            ]
        )
    assert await store.ledger.stopped() == {("005A", None)}
    await store.close()


async def test_e4_a_stop_outlives_the_program(tmp_path: Path) -> None:
    """Stopped, restarted, still stopped; forgetting the chat account changes nothing."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = open_store(url)
    await store.ledger.stop("005A", None)
    await store.identities.forget("slack", "T1")
    await store.close()
    again = open_store(url)
    assert await again.ledger.stopped() == {("005A", None)}
    await again.close()
