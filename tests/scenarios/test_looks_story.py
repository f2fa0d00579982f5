"""A week of "what changed since I last looked": what somebody was told once is not told again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.store.store import Store, open_store
from crm.access import Viewer
from crm.change import Change
from crm.query import Ref, Value
from handlers.asking.ask import Ask
from handlers.cards import Button, Card, Kind
from handlers.request import Question, Request
from tests.fakes.crm import FakeCrm
from tests.handlers.office import ACME, DANA, KIM, LEA, LINKS, NOW, PILOT, RENEWAL, office, usd

DAY = timedelta(days=1)
QUESTION = "what changed on my accounts since I last looked"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Crumb's own store, in a file."""
    made = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    yield made
    made.engine.dispose()


@dataclass
class Week:
    """Dana's desk, at which a server that is started anew each time answers."""

    crm: FakeCrm
    store: Store

    async def asks(self, question: str, now: datetime, viewer: Viewer = DANA) -> Card:
        """The card that answers it."""
        ask = Ask(self.crm, self.crm, LINKS, self.store.conversations, looks=self.store.looks)
        said = Request(
            viewer=viewer,
            said=Question(question),
            conversation=f"slack:{now.date()}",
            channel="slack",
            now=now,
        )
        reply = await ask(said)
        assert reply.card is not None
        return reply.card

    async def changes(
        self, ref: Ref, field: str, before: Value, after: Value, now: datetime
    ) -> None:
        """Lea changes a record."""
        change = Change(ref=ref, field=field, before=before, after=after)
        await self.crm.write(change, LEA, now)


@pytest.fixture
def week(store: Store) -> Week:
    """Monday morning, with nothing changed so far."""
    return Week(office(), store)


async def test_each_morning_tells_what_came_since_the_last(week: Week) -> None:
    """First of the last seven days, which is said; then of the time since the last answer."""
    monday, tuesday, friday = NOW, NOW + DAY, NOW + 4 * DAY
    await week.changes(PILOT, "Amount", usd(12_500), usd(20_000), monday - DAY)
    first = await week.asks(QUESTION, monday)
    assert (first.kind, first.title) == (Kind.CHANGES, "1 change of 1 record")
    assert "the last 7 days, since I know of no earlier look of yours" in first.footer[0]

    nothing = await week.asks(QUESTION, tuesday)
    assert nothing.title == "Nothing changed."
    assert "since Mon 16 Nov 2026, 04:30, when you last looked" in nothing.footer[0]

    await week.changes(RENEWAL, "StageName", "Proposal/Price Quote", "Closed Won", tuesday + DAY)
    await week.changes(ACME, "Phone", None, "555-0100", tuesday + 2 * DAY)
    later = await week.asks(QUESTION, friday)
    assert later.title == "2 changes of 2 records"
    assert "since Tue 17 Nov 2026, 04:30, when you last looked" in later.footer[0]


async def test_what_colleagues_look_at_is_their_own(week: Week) -> None:
    """Kim, who never asked, is told of seven days."""
    await week.asks(QUESTION, NOW)
    kims = await week.asks(QUESTION, NOW + DAY, KIM)
    assert "no earlier look" in kims.footer[0]


async def test_the_answer_can_be_gone_on_from(week: Week) -> None:
    """Of the same time: the buttons below it, and what is typed, ask of the same records."""
    await week.changes(PILOT, "Amount", usd(12_500), usd(20_000), NOW - DAY)
    await week.changes(PILOT, "StageName", "Qualification", "Needs Analysis", NOW - DAY)
    told = await week.asks(QUESTION, NOW)
    labels = [action.label for action in told.actions if isinstance(action, Button)]
    assert "Only stage" in labels
    stages = await week.asks("only stage", NOW + timedelta(minutes=1))
    assert stages.title == "1 change of 1 record"
    assert stages.footer[0].startswith("Stage changed, of opportunities of accounts")
