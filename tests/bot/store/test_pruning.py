"""What nobody needs any more does not pile up."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select

from bot.store.store import Store
from bot.store.tables import CONVERSATIONS, LOOKS, SEEN_EVENTS
from crm.backends.engines import reading
from crm.query import Query
from handlers.ports import Turn
from tests.contracts.stores import STORES, store_in

NOW = datetime(2026, 11, 16, 10, tzinfo=UTC)


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    with store_in(request.param, request, tmp_path) as store:
        yield store


def rows(store: Store, table: Table) -> int:
    with reading(store.engine) as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


async def test_f18_a_year_of_conversations_leaves_a_day_of_them(store: Store) -> None:
    """Each new turn takes those with it that nobody can follow up any more."""
    for hours in range(0, 72, 6):
        turn = Turn(query=Query(entity="Account"), shown=(), at=NOW + timedelta(hours=hours))
        await store.conversations.remember(f"C{hours}", turn)
    assert rows(store, CONVERSATIONS) == 4


async def test_f18_a_year_of_events_leaves_two_days_of_them(store: Store) -> None:
    """A day at least, since platforms repeat themselves that long."""
    for hours in range(0, 96, 6):
        await store.seen.first_time(f"Ev{hours}", NOW + timedelta(hours=hours))
    assert rows(store, SEEN_EVENTS) == 9


async def test_f18_looks_of_people_who_left_go_after_a_year(store: Store) -> None:
    """Nobody asks what changed since then."""
    for days in (0, 100, 400):
        await store.looks.note(f"005{days}", "what", NOW + timedelta(days=days))
    assert rows(store, LOOKS) == 2
