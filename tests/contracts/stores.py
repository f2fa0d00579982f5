"""The store in each place it can be, for the suites that every place passes."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import delete

from bot.store.store import Store, open_store
from bot.store.tables import METADATA
from crm.backends.engines import writing
from tests.postgres import fresh_database

STORES = ("sqlite", pytest.param("postgres", marks=pytest.mark.needs_postgres))
EVERYWHERE = ("fake", *STORES)


@contextmanager
def store_in(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of that kind, closed afterwards."""
    if kind == "sqlite":
        store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    else:
        store = open_store(_shared_database(request.getfixturevalue("postgres_url")))
        _empty(store)
    try:
        yield store
    finally:
        store.engine.dispose()


def fresh_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of that kind, without any table."""
    if kind == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    url: str = request.getfixturevalue("postgres_database")
    return url


@cache
def _shared_database(server_url: str) -> str:
    """One database for all suites of a process: making one takes longer than a test."""
    return fresh_database(server_url)


def _empty(store: Store) -> None:
    with writing(store.engine) as connection:
        for table in METADATA.sorted_tables:
            connection.execute(delete(table))
