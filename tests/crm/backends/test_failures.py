"""A database that fails says so in one sentence, loses nothing, and gives nothing away."""

import logging
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from crm.backends.database import DatabaseCrm, open_database
from crm.backends.engines import engine_for
from crm.change import Change
from crm.errors import CrmUnavailable
from crm.query import Op, Ref, compare
from tests.contracts.crm.world import fill, ids, viewer_of

NOW = datetime(2026, 11, 16, tzinfo=UTC)
SECRET = "Opportunity of the century"
CHANGE = Change(ref=Ref("Opportunity", "d1"), field="NextStep", before=None, after=SECRET)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with the company of the contract suite in it."""
    path = tmp_path / "crm.db"
    crm = open_database(f"sqlite:///{path}", create=True)
    fill(crm.storage)
    crm.storage.engine.dispose()
    return path


@pytest.fixture
def crm(path: Path) -> Iterator[DatabaseCrm]:
    """The same, opened by somebody without patience."""
    crm = DatabaseCrm(engine_for(f"sqlite:///{path}", patience=0.1))
    yield crm
    crm.storage.engine.dispose()


def overwrite(path: Path, start: int, end: int) -> None:
    """Damage a part of the file."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with path.open("r+b") as file:
        file.seek(start)
        file.write(os.urandom(end - start))


async def test_d30_a_locked_database_is_busy(crm: DatabaseCrm, path: Path) -> None:
    """Reading goes on beside another's write; writing says to try again, and then works."""
    ria = await viewer_of(crm, "ria")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert len(await ids(crm, "Account")) == 4
    with pytest.raises(CrmUnavailable, match="busy"):
        await crm.write(CHANGE, ria, NOW)
    holder.execute("ROLLBACK")
    holder.close()
    assert (await crm.write(CHANGE, ria, NOW)).change.after == SECRET


async def test_d30_a_read_only_database_can_be_asked(path: Path) -> None:
    """And says that it can only be read when it is to be written."""
    crm = open_database(f"sqlite:///file:{path}?mode=ro&uri=true")
    ria = await viewer_of(crm, "ria")
    assert len(await ids(crm, "Account")) == 4
    with pytest.raises(CrmUnavailable, match="only be read"):
        await crm.write(CHANGE, ria, NOW)
    assert await crm.history(CHANGE.ref) == ()
    await crm.close()


async def test_d30_a_full_disk_loses_nothing(crm: DatabaseCrm) -> None:
    """The batch that did not fit is not there at all, and what was there still is."""

    def no_room(connection: sqlite3.Connection, _record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    event.listen(crm.storage.engine, "connect", no_room)
    rows = [{"Id": f"n{n}", "Name": "x" * 200} for n in range(1_500)]
    with pytest.raises(CrmUnavailable, match="disk of the CRM database is full"):
        crm.storage.upsert("Lead", rows)
    assert await ids(crm, "Lead") == set()
    crm.storage.verify()


async def test_d30_a_damaged_file_is_named_as_such(crm: DatabaseCrm, path: Path) -> None:
    """By the look through it at the start, and by whoever meets the damage."""
    crm.storage.verify()
    crm.storage.engine.dispose()
    overwrite(path, 4_096, path.stat().st_size)
    with pytest.raises(CrmUnavailable, match="damaged"):
        crm.storage.verify()
    with pytest.raises(CrmUnavailable, match="damaged"):
        await crm.everyone()


def test_d30_a_file_that_is_none_is_named_as_such(tmp_path: Path) -> None:
    """A picture, say."""
    path = tmp_path / "cat.jpg"
    path.write_bytes(b"\xff\xd8" * 4_096)
    with pytest.raises(CrmUnavailable, match="not an SQLite database"):
        open_database(f"sqlite:///{path}")


def test_d30_a_missing_file_is_not_made(tmp_path: Path) -> None:
    """Unless it is to be; a folder in its place can't be opened."""
    path = tmp_path / "deep" / "crm.db"
    with pytest.raises(CrmUnavailable, match="There is no CRM database at"):
        open_database(f"sqlite:///{path}")
    assert not path.parent.exists()
    open_database(f"sqlite:///{path}", create=True).storage.engine.dispose()
    open_database(f"sqlite:///{path}").storage.engine.dispose()
    with pytest.raises(CrmUnavailable, match="can't be opened"):
        open_database(f"sqlite:///{path.parent}")
    (tmp_path / "file").touch()
    with pytest.raises(CrmUnavailable, match="can't be made"):
        open_database(f"sqlite:///{tmp_path / 'file' / 'crm.db'}", create=True)


def test_a_database_without_a_crm_says_so(tmp_path: Path) -> None:
    """An empty file, or somebody else's."""
    path = tmp_path / "other.db"
    path.touch()
    with pytest.raises(CrmUnavailable, match="no CRM in this database yet"):
        open_database(f"sqlite:///{path}")


def test_a_postgres_database_without_a_crm_says_so(postgres_database: str) -> None:
    """The same."""
    crm = DatabaseCrm(engine_for(postgres_database))
    with pytest.raises(CrmUnavailable, match="no CRM in this database yet"):
        crm.storage.load()
    crm.storage.verify()
    crm.storage.engine.dispose()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://u:hunter2@host/db", "can't be kept in mysql"),
        ("mssql+pyodbc://host/db", "can't be kept in mssql"),
        ("duckdb:///x.db", "can't be kept in duckdb"),
        ("not a url", "not the URL of a database"),
        ("", "not the URL of a database"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
    ],
)
def test_other_databases_are_refused_by_name(url: str, sentence: str) -> None:
    """Without the password."""
    with pytest.raises(CrmUnavailable, match=sentence) as caught:
        open_database(url)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+asyncpg"])
def test_any_postgres_url_is_spoken_to_through_psycopg(scheme: str) -> None:
    """As hosters write them."""
    engine = engine_for(f"{scheme}://user:hunter2@127.0.0.1:5432/crm")
    assert engine.url.drivername == "postgresql+psycopg"
    assert engine.url.database == "crm"


def test_d30_a_server_that_is_not_there_can_not_be_reached() -> None:
    """And its password is in no error."""
    crm = DatabaseCrm(engine_for("postgresql://user:hunter2@127.0.0.1:1/crm"))
    with pytest.raises(CrmUnavailable, match="can't be reached") as caught:
        crm.storage.load()
    assert "hunter2" not in repr(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("/postgres?", "/nothing?", "no database of that name"),
        ("postgres@", "nobody@", "does not accept that user"),
    ],
)
def test_d30_a_wrong_database_or_user_is_named_as_such(
    postgres_url: str, right: str, wrong: str, sentence: str
) -> None:
    """The server is there, and says why it does not let in."""
    crm = DatabaseCrm(engine_for(postgres_url.replace(right, wrong)))
    with pytest.raises(CrmUnavailable, match=sentence):
        crm.storage.load()


async def test_d30_postgres_in_another_hand_is_busy(postgres_database: str) -> None:
    """A lock that is not given up in time is one sentence, and the change is not made."""
    crm = open_database(postgres_database, create=True)
    fill(crm.storage)
    ria = await viewer_of(crm, "ria")

    @event.listens_for(crm.storage.engine, "begin")
    def impatient(connection: object) -> None:
        connection.exec_driver_sql("SET LOCAL lock_timeout = '50ms'")  # type: ignore[attr-defined]

    other = engine_for(postgres_database)
    with other.connect() as holder, holder.begin():
        holder.exec_driver_sql("SELECT * FROM crm_opportunity FOR UPDATE")
        with pytest.raises(CrmUnavailable, match="busy"):
            await crm.write(CHANGE, ria, NOW)
    assert (await crm.write(CHANGE, ria, NOW)).change.after == SECRET
    other.dispose()
    await crm.close()


async def test_no_value_is_in_an_error_or_a_log(
    crm: DatabaseCrm, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The sentence, its causes and the log name neither a record nor a statement."""
    caplog.set_level(logging.DEBUG)
    ria = await viewer_of(crm, "ria")
    with sqlite3.connect(path) as other:
        other.execute("DROP TABLE crm_audit")
    other.close()
    with pytest.raises(CrmUnavailable) as caught:
        await crm.write(CHANGE, ria, NOW)
    where = compare("Name", Op.EQ, SECRET)
    assert await ids(crm, "Opportunity", where) == set()
    told = "\n".join([str(caught.value), caplog.text])
    assert SECRET not in told
    assert "INSERT" not in told
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert [r.action for r in caplog.records if hasattr(r, "action")] == ["crm.unavailable"]
