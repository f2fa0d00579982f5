"""What is kept of a conversation, in memory, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from crm.query import Op, Query, Ref, compare
from handlers.ports import Conversations, Turn
from tests.contracts.stores import EVERYWHERE, store_in
from tests.fakes.conversations import FakeConversations

NOW = datetime(2026, 11, 16, 10, 0, 0, 123456, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(params=EVERYWHERE)
def conversations(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Conversations]:
    """Empty conversations of each kind."""
    if request.param == "fake":
        yield FakeConversations()
        return
    with store_in(request.param, request, tmp_path) as store:
        yield store.conversations


def turn(at: datetime = NOW, text: str = "O'Brien") -> Turn:
    conditions = compare("Name", Op.CONTAINS, text)
    query = Query(entity="Account", columns=("Name", "AnnualRevenue"), where=conditions)
    return Turn(query=query, shown=(Ref("Account", "001A"), Ref("Account", "001B")), at=at)


async def test_the_last_turn_is_remembered(conversations: Conversations) -> None:
    """Of several, the last; of each conversation, its own."""
    await conversations.remember("C1:1.0", turn())
    await conversations.remember("C1:1.0", turn(NOW + timedelta(minutes=1), "Ünal"))
    await conversations.remember("C2:9.9", turn())
    later = NOW + timedelta(minutes=2)
    assert await conversations.last("C1:1.0", later) == turn(NOW + timedelta(minutes=1), "Ünal")
    assert await conversations.last("C2:9.9", later) == turn()


async def test_nobody_remembers_what_was_never_said(conversations: Conversations) -> None:
    """An unknown conversation has no last turn."""
    assert await conversations.last("C1:1.0", NOW) is None


async def test_a_day_later_it_is_forgotten(conversations: Conversations) -> None:
    """ "And last year?" on the next morning is a question of its own."""
    await conversations.remember("C1:1.0", turn())
    assert await conversations.last("C1:1.0", NOW + DAY - timedelta(seconds=1)) == turn()
    assert await conversations.last("C1:1.0", NOW + DAY) is None


@pytest.mark.parametrize("text", ["nul \0", "half \ud800", "x" * 40_000, "'; DROP TABLE x; --"])
async def test_odd_texts_survive(conversations: Conversations, text: str) -> None:
    """Whatever a person asked about, and whatever a platform calls its threads."""
    await conversations.remember(text, turn(text=text))
    assert await conversations.last(text, NOW) == turn(text=text)


async def test_figures_are_remembered_to_the_last_digit(conversations: Conversations) -> None:
    """The constants of a question come back as the kind of value they were."""
    where = compare("Amount", Op.GT, Decimal("0.10"))
    kept = Turn(query=Query(entity="Opportunity", where=where, limit=None), shown=(), at=NOW)
    await conversations.remember("C1", kept)
    assert await conversations.last("C1", NOW) == kept
