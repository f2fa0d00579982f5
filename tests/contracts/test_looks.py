"""When somebody was last told what changed, in memory, on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handlers.asking.looks import LooksHere
from handlers.ports import Looks
from tests.contracts.stores import EVERYWHERE, store_in
from tests.fakes.looks import FakeLooks

NOW = datetime(2026, 11, 16, 10, 0, 0, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINE = "Changes of accounts · Owner Zoë O'Brien 💡"


@pytest.fixture(params=("here", *EVERYWHERE))
def looks(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Looks]:
    """Nobody's looks, in each place they are kept."""
    if request.param in {"fake", "here"}:
        yield FakeLooks() if request.param == "fake" else LooksHere()
        return
    with store_in(request.param, request, tmp_path) as store:
        yield store.looks


async def test_who_never_looked_is_not_known(looks: Looks) -> None:
    """Nor is anybody else's look theirs, nor a look at something else."""
    await looks.note("005A", MINE, NOW)
    assert await looks.last("005B", MINE) is None
    assert await looks.last("005A", "Changes of opportunities") is None


async def test_the_last_look_is_known_to_the_microsecond(looks: Looks) -> None:
    """The later one takes the place of the earlier."""
    for at in (NOW - HOUR, NOW):
        await looks.note("005A", MINE, at)
    assert await looks.last("005A", MINE) == NOW


async def test_whatever_they_looked_at_can_be_kept(looks: Looks) -> None:
    """A question may hold anything."""
    what = "a\0b \ud800" + "x" * 40_000
    await looks.note("005A", what, NOW)
    assert await looks.last("005A", what) == NOW


async def test_of_several_looks_at_once_one_is_the_last(looks: Looks) -> None:
    """Two windows of one person."""
    await asyncio.gather(*(looks.note("005A", MINE, NOW) for _ in range(5)))
    assert await looks.last("005A", MINE) == NOW
