"""What people chose, in memory, on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handlers.ports import Chosen, Memory
from tests.contracts.stores import EVERYWHERE, store_in
from tests.fakes.memory import FakeMemory

NOW = datetime(2026, 11, 16, 10, 0, 0, 123456, tzinfo=UTC)
DAY = timedelta(days=1)
ZOE = "User zoë o'brien 💡"


@pytest.fixture(params=EVERYWHERE)
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Memory]:
    """Nobody's choices, in each place they are kept."""
    if request.param == "fake":
        yield FakeMemory()
        return
    with store_in(request.param, request, tmp_path) as store:
        yield store.memory


def chosen(meaning: str = "User/005A", doubt: str = ZOE, at: datetime = NOW) -> Chosen:
    return Chosen(doubt=doubt, meaning=meaning, at=at)


async def test_a_choice_is_recalled_as_it_was_made(memory: Memory) -> None:
    """Of that doubt, with the moment; the later one takes the place of the earlier."""
    await memory.keep("005D", chosen())
    await memory.keep("005D", chosen("User/005B", at=NOW + DAY))
    expected = chosen("User/005B", at=NOW + DAY)
    assert await memory.recall("005D", ZOE, NOW + 2 * DAY) == expected
    assert await memory.recall("005D", "Contact zoë o'brien", NOW + 2 * DAY) is None


async def test_a_choice_is_nobody_elses(memory: Memory) -> None:
    """Neither to recall nor to forget."""
    await memory.keep("005D", chosen())
    assert await memory.recall("005K", ZOE, NOW) is None
    await memory.forget("005K", ZOE)
    await memory.forget("005K")
    assert await memory.recall("005D", ZOE, NOW) == chosen()


async def test_what_is_forgotten_is_gone(memory: Memory) -> None:
    """One of them, or all of a person's."""
    for doubt in ("a", "b", "c"):
        await memory.keep("005D", chosen(doubt=doubt))
    await memory.forget("005D", "a")
    assert await memory.recall("005D", "a", NOW) is None
    assert await memory.recall("005D", "b", NOW) == chosen(doubt="b")
    await memory.forget("005D")
    assert await memory.recall("005D", "c", NOW) is None


async def test_what_is_not_used_for_90_days_is_forgotten(memory: Memory) -> None:
    """Each use counts anew."""
    for doubt in ("used", "unused"):
        await memory.keep("005D", chosen(doubt=doubt))
    assert await memory.recall("005D", "used", NOW + 60 * DAY) is not None
    assert await memory.recall("005D", "used", NOW + 120 * DAY) == chosen(doubt="used")
    assert await memory.recall("005D", "unused", NOW + 90 * DAY) is None


async def test_of_many_choices_those_used_last_are_kept(memory: Memory) -> None:
    """200 of a person; of others, nothing goes."""
    await memory.keep("005K", chosen())
    for number in range(200):
        await memory.keep("005D", chosen(doubt=f"{number}", at=NOW + timedelta(minutes=number)))
    later = NOW + 2 * DAY
    assert await memory.recall("005D", "0", later) is not None
    await memory.keep("005D", chosen(doubt="one more", at=later))
    assert await memory.recall("005D", "1", later) is None
    kept = [await memory.recall("005D", doubt, later) for doubt in ("0", "2", "one more")]
    assert all(kept)
    assert await memory.recall("005K", ZOE, later) is not None


async def test_whatever_the_words_were_they_can_be_kept(memory: Memory) -> None:
    """A question may hold anything."""
    doubt = "Account a\0b \ud800" + "x" * 40_000
    await memory.keep("005D", chosen(doubt=doubt))
    assert await memory.recall("005D", doubt, NOW) == chosen(doubt=doubt)


async def test_of_several_choices_at_once_one_is_kept(memory: Memory) -> None:
    """Two windows of one person."""
    meanings = [f"User/00{number}" for number in range(5)]
    await asyncio.gather(*(memory.keep("005D", chosen(meaning)) for meaning in meanings))
    found = await memory.recall("005D", ZOE, NOW)
    assert found is not None
    assert found.meaning in meanings
