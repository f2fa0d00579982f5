"""What is kept of questions without an answer, in memory, on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handlers.ports import AskedOnce, Cause, QuestionLog
from tests.contracts.stores import EVERYWHERE, store_in
from tests.fakes.question_log import FakeQuestionLog

NOW = datetime(2026, 11, 16, 10, 0, 0, 123456, tzinfo=UTC)

ONE = AskedOnce(
    id="q1",
    at=NOW,
    viewer_id="005A",
    text="=1+1 Zoë's\n<b>frobnicated</b> deals 💡",
    outcome="not_understood",
    understood="",
    words=("frobnicated", 'a "quoted, one"'),
    cause=Cause.UNKNOWN_WORD,
)


@pytest.fixture(params=EVERYWHERE)
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[QuestionLog]:
    """An empty log of each kind."""
    if request.param == "fake":
        yield FakeQuestionLog()
        return
    with store_in(request.param, request, tmp_path) as store:
        yield store.questions


@pytest.mark.parametrize("cause", Cause)
async def test_a_question_is_kept_word_for_word(log: QuestionLog, cause: Cause) -> None:
    """Whatever it looks like and whatever was wrong with it."""
    asked = replace(ONE, cause=cause, words=() if cause is Cause.UNCLEAR else ONE.words)
    await log.add(asked)
    assert await log.everything(NOW) == (asked,)


async def test_the_oldest_comes_first(log: QuestionLog) -> None:
    """By when it was asked, not by when it arrived."""
    older = replace(ONE, id="q0", at=NOW - timedelta(days=1))
    await log.add(ONE)
    await log.add(older)
    assert await log.everything(NOW) == (older, ONE)


async def test_the_same_twice_is_kept_once(log: QuestionLog) -> None:
    """Even at the same moment."""
    await asyncio.gather(*(log.add(replace(ONE, text=f"try {n}")) for n in range(5)))
    assert len(await log.everything(NOW)) == 1


async def test_what_was_chosen_instead_is_noted(log: QuestionLog) -> None:
    """Of the one question it was chosen for."""
    await log.add(ONE)
    await log.add(replace(ONE, id="q2"))
    await log.choose("q1", "005A", "all deals")
    assert [asked.chosen for asked in await log.everything(NOW)] == ["all deals", ""]


async def test_nobody_chooses_for_somebody_else(log: QuestionLog) -> None:
    """Nor for a question that is not there."""
    await log.add(ONE)
    await log.choose("q1", "005B", "all deals")
    await log.choose("q9", "005A", "all deals")
    assert await log.everything(NOW) == (ONE,)


async def test_after_thirty_days_a_question_is_gone(log: QuestionLog) -> None:
    """Unread from then on, and not to be had back at an earlier moment once another one came."""
    await log.add(ONE)
    later = NOW + timedelta(days=30)
    assert await log.everything(later - timedelta(seconds=1)) == (ONE,)
    assert await log.everything(later) == ()
    another = replace(ONE, id="q2", at=later)
    await log.add(another)
    assert await log.everything(NOW) == (another,)
