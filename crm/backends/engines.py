"""Connections to the databases the embedded CRM can live in: SQLite and PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from crm.backends.failures import named_failures
from crm.dialects.sql import add_functions
from crm.errors import CrmUnavailable

PATIENCE = 5.0
"""Seconds to wait for a lock, or for a server to answer, before giving up."""

_WRITES = "crm_writes"


def engine_for(url: str, *, create: bool = False, patience: float = PATIENCE) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://…`; other databases are refused by name.

    With `create`, an SQLite file (and its folder) that is missing is made; without, it is an error.
    Nothing is connected yet. Raises CrmUnavailable.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise CrmUnavailable("That is not the URL of a database.") from None
    name = parsed.get_backend_name()
    if name == "sqlite":
        return _sqlite(parsed, create, patience)
    if name in {"postgresql", "postgres"}:
        return _postgres(parsed, patience)
    raise CrmUnavailable(
        f"The CRM can't be kept in {name}: give the URL of an SQLite or PostgreSQL database."
    )


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction to read in: one state of the database throughout, on SQLite."""
    with named_failures(), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction to write in, committed at the end and taken back on any error."""
    with named_failures(), engine.execution_options(**{_WRITES: True}).begin() as connection:
        yield connection


def _postgres(url: URL, patience: float) -> Engine:
    # A server's own zone could carry points in time beyond the years Python knows.
    given = url.query.get("options", "")
    options = f"{given if isinstance(given, str) else ' '.join(given)} -c timezone=UTC"
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={"connect_timeout": max(2, int(patience)), "options": options.strip()},
        pool_pre_ping=True,
        hide_parameters=True,
    )


def _sqlite(url: URL, create: bool, patience: float) -> Engine:
    database = url.database or ":memory:"
    if database == ":memory:":
        raise CrmUnavailable("The CRM needs a file: sqlite:///path/to/crm.db")
    path = Path(database)
    if not database.startswith("file:"):
        if create:
            _make_folder(path.parent)
        elif not path.exists():
            raise CrmUnavailable(f"There is no CRM database at {path}.")
    engine = create_engine(url, connect_args={"timeout": patience}, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    if create:
        event.listen(engine, "connect", _let_readers_in)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CrmUnavailable(f"The folder {folder} can't be made: {error.strerror}.") from None


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    """Leave beginning a transaction to `_begin`, and add the dialect's functions."""
    connection.isolation_level = None
    add_functions(connection)


def _let_readers_in(connection: sqlite3.Connection, _record: Any) -> None:
    """Readers beside a writer; the file stays so. One that can't be changed is used as it is."""
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")


def _begin(connection: Connection) -> None:
    """A writer takes its lock at once: two that read first and write later would both fail."""
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
