"""Inserting a record, or updating the one that has its key, as both databases can state it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

_INSERTS: dict[str, Callable[[Table], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def insert_into(dialect: str, table: Table) -> Any:
    """An INSERT that has `on_conflict_do_update`; the two dialects' classes share no type."""
    return _INSERTS[dialect](table)
