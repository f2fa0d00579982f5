"""What is kept of suggestions, in memory, on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handlers.ports import Feedback, FeedbackBook
from tests.contracts.stores import EVERYWHERE, store_in
from tests.fakes.feedback_book import FakeFeedbackBook

NOW = datetime(2026, 11, 16, 10, 0, 0, 123456, tzinfo=UTC)

ONE = Feedback(
    id="f1",
    author_id="005A",
    author_name="Zoë O'Brien",
    text="=HYPERLINK(1)\n<b>more</b> 💡",
    context="the pipeline answer",
    channel="slack",
    at=NOW,
)


@pytest.fixture(params=EVERYWHERE)
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FeedbackBook]:
    """An empty book of each kind."""
    if request.param == "fake":
        yield FakeFeedbackBook()
        return
    with store_in(request.param, request, tmp_path) as store:
        yield store.feedback


async def test_a_suggestion_is_kept_word_for_word(book: FeedbackBook) -> None:
    """Whatever it looks like; escaping is for who shows it."""
    await book.add(ONE)
    assert await book.everything() == (ONE,)


async def test_the_oldest_comes_first(book: FeedbackBook) -> None:
    """By when it was said, not by when it arrived."""
    older = replace(ONE, id="f0", at=NOW - timedelta(days=1))
    await book.add(ONE)
    await book.add(older)
    assert await book.everything() == (older, ONE)


async def test_e13_the_same_twice_is_kept_once(book: FeedbackBook) -> None:
    """A platform that repeats itself, even at the same moment, makes no second suggestion."""
    await asyncio.gather(*(book.add(replace(ONE, text=f"try {n}")) for n in range(5)))
    assert len(await book.everything()) == 1


async def test_e13_forty_thousand_characters_are_kept(book: FeedbackBook) -> None:
    """How long it may be is for who takes it to decide."""
    await book.add(replace(ONE, text="ü" * 40_000))
    [kept] = await book.everything()
    assert kept.text == "ü" * 40_000
