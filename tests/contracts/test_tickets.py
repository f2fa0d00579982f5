"""What is good once, in memory, on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store.ports import Tickets
from bot.store.sealing import Keyring, new_key
from bot.store.tickets import SqlTickets
from tests.contracts.stores import EVERYWHERE, store_in
from tests.fakes.tickets import FakeTickets

NOW = datetime(2026, 11, 18, 15, tzinfo=UTC)
SOON = NOW + timedelta(minutes=10)


@pytest.fixture(params=EVERYWHERE)
def tickets(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Tickets]:
    """None yet, in each place there is."""
    if request.param == "fake":
        yield FakeTickets()
        return
    with store_in(request.param, request, tmp_path) as store:
        yield SqlTickets(store.database, Keyring([new_key()]))


async def test_c9_a_ticket_is_good_once(tickets: Tickets) -> None:
    """C9: a replay finds nothing; a look does not use it up."""
    ticket = await tickets.issue("state", "for Ria", SOON)
    assert await tickets.look("state", ticket, NOW) == "for Ria"
    assert await tickets.take("state", ticket, NOW) == "for Ria"
    assert await tickets.take("state", ticket, NOW) is None
    assert await tickets.look("state", ticket, NOW) is None


async def test_c9_of_many_who_take_it_at_once_one_gets_it(tickets: Tickets) -> None:
    """C9: of all processes."""
    ticket = await tickets.issue("state", "for Ria", SOON)
    taken = await asyncio.gather(*(tickets.take("state", ticket, NOW) for _ in range(8)))
    assert sorted(taken, key=str) == sorted([*[None] * 7, "for Ria"], key=str)


async def test_c9_a_ticket_ends_after_its_time(tickets: Tickets) -> None:
    """C9: ten minutes."""
    ticket = await tickets.issue("state", "for Ria", SOON)
    assert await tickets.look("state", ticket, SOON) is None
    assert await tickets.take("state", ticket, SOON) is None


@pytest.mark.parametrize("ticket", ["", "x", "ticket-1\0", "é" * 5_000, "\ud800"])
async def test_c9_what_was_made_up_is_none(tickets: Tickets, ticket: str) -> None:
    """C9: nor is one of another kind."""
    real = await tickets.issue("state", "for Ria", SOON)
    assert await tickets.take("state", ticket, NOW) is None
    assert await tickets.take("link", real, NOW) is None
    assert await tickets.take("state", real, NOW) == "for Ria"
