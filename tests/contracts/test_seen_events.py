"""What every memory of events promises, in memory, on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store.ports import SeenEvents
from tests.contracts.stores import EVERYWHERE, store_in
from tests.fakes.seen_events import FakeSeenEvents

NOW = datetime(2026, 11, 16, 10, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(params=EVERYWHERE)
def seen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SeenEvents]:
    """An empty memory of each kind."""
    if request.param == "fake":
        yield FakeSeenEvents()
        return
    with store_in(request.param, request, tmp_path) as store:
        yield store.seen


async def test_a1_an_event_is_new_once(seen: SeenEvents) -> None:
    """However often the platform sends it, and whatever came in between."""
    assert await seen.first_time("Ev1", NOW)
    assert await seen.first_time("Ev2", NOW)
    assert not await seen.first_time("Ev1", NOW + timedelta(minutes=30))


async def test_a1_of_many_at_once_one_is_the_first(seen: SeenEvents) -> None:
    """Four deliveries of one event in the same moment have one effect."""
    firsts = await asyncio.gather(*(seen.first_time("Ev1", NOW) for _ in range(8)))
    assert sum(firsts) == 1


async def test_f18_keys_are_kept_for_a_day_and_more_then_dropped(seen: SeenEvents) -> None:
    """The memory does not grow for ever, and a clock an hour off repeats nothing."""
    await seen.first_time("Ev1", NOW)
    assert not await seen.first_time("Ev1", NOW - timedelta(hours=1))
    assert not await seen.first_time("Ev1", NOW + DAY)
    assert await seen.first_time("Ev1", NOW + 3 * DAY)


@pytest.mark.parametrize("key", ["", "nul \0", "half \ud800", "x" * 100_000])
async def test_any_text_can_be_a_key(seen: SeenEvents, key: str) -> None:
    """What a platform calls its events is its own business."""
    assert await seen.first_time(key, NOW)
    assert not await seen.first_time(key, NOW)
