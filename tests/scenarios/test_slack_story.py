"""Slack, from a question or a gap in the CRM to an answer, a filled field, a wish written down."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.courier import CardCourier, Way
from handlers.asking.ask import Ask
from handlers.help import Help
from handlers.nudge.actions import NudgeActions
from handlers.router import Router
from handlers.suggestions.feedback import GiveFeedback
from handlers.update import Update
from nudges.settings import NudgeSettings
from nudges.sweep import sweep
from tests.bot.channels.slack.running import (
    CONNECT,
    DANA,
    GENERAL,
    KIM,
    Running,
    running,
)
from tests.fakes.conversations import FakeConversations
from tests.fakes.feedback_book import FakeFeedbackBook
from tests.fakes.ledger import FakeLedger
from tests.fakes.slack import DROP_AFTER
from tests.fakes.slack_client import labels
from tests.handlers.office import LINKS, RENEWAL, OfficeCrm, office, usd

SETTINGS = NudgeSettings()
DIRECT = f"D0{DANA}"


@dataclass
class Office:
    """The whole product with its records in memory, before a workspace of Slack."""

    crm: OfficeCrm = field(default_factory=office)
    ledger: FakeLedger = field(default_factory=FakeLedger)
    book: FakeFeedbackBook = field(default_factory=FakeFeedbackBook)
    conversations: FakeConversations = field(default_factory=FakeConversations)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Running]:
        """Connected."""
        crm, links = self.crm, LINKS
        router = Router(
            ask=Ask(crm=crm, names=crm, links=links, conversations=self.conversations),
            update=Update(crm, links),
            nudge_actions=NudgeActions(crm, links, self.ledger, SETTINGS),
            feedback=GiveFeedback(crm, self.book, self.conversations),
            help=Help(crm),
        )
        async with running(router, conversations=self.conversations) as world:
            yield world

    async def nudge(self, world: Running) -> None:
        """Say what is due on Monday afternoon."""
        slack = world.app
        way = Way(directory=slack.accounts, egress=slack.egress, channel=slack.nudges)
        courier = CardCourier(crm=self.crm, people=self.crm, links=LINKS, ways=[way])
        await sweep(self.crm, self.crm, self.ledger, courier, SETTINGS, world.clock.now)


def only_view(world: Running) -> dict[str, Any]:
    """The one form that is open."""
    (view,) = world.slack.views.values()
    return view


def start_of(message: dict[str, Any], text: str) -> str:
    """The first button's label that begins so."""
    return next(label for label in labels(message) if label.startswith(text))


async def test_a_question_gets_its_answer_and_a_follow_up_in_its_thread() -> None:
    """In direct messages, with the deep link."""
    at = Office()
    async with at.open() as world:
        await world.client.say(DANA, "what is open at Acme?")
        await world.settled()
        (answer,) = world.slack.shown_to(DANA)
        assert "Acme renewal" in str(answer)
        assert "https://crm.example.com/crm/Opportunity/006A" in str(answer)
        await world.client.say(DANA, "how many?", thread=answer["ts"])
        await world.settled()
        assert "2" in world.slack.shown_to(DANA)[1]["text"]
        assert world.slack.objections == []


async def test_a_nudge_is_fixed_in_place_and_taken_back() -> None:
    """Press, form, error at the field, saved, undone: one message all along."""
    at = Office()
    async with at.open() as world:
        await at.nudge(world)
        (nudge,) = world.slack.shown_to(DANA)
        assert "Acme renewal" in nudge["text"]
        await world.client.press(DANA, nudge, start_of(nudge, "Add Amount"))
        await world.settled()
        heard = await world.client.submit(DANA, only_view(world), value="plenty")
        assert heard.json["response_action"] == "errors"
        assert await at.crm.holds(RENEWAL, "Amount") is None
        await world.client.submit(DANA, only_view(world), value="20k")
        await world.settled()
        assert await at.crm.holds(RENEWAL, "Amount") == usd(20_000)
        (saved,) = world.slack.shown_to(DANA)
        assert "empty → $20,000" in saved["text"]
        assert saved["ts"] == nudge["ts"]
        await world.client.press(DANA, saved, "Undo")
        await world.settled()
        assert await at.crm.holds(RENEWAL, "Amount") is None
        (undone,) = world.slack.shown_to(DANA)
        assert undone["text"].startswith("Undone.")
        assert world.slack.objections == []


async def test_a_nudge_whose_fate_is_unknown_comes_once() -> None:
    """Slack took it, its answer was lost, and the sweep runs again."""
    at = Office()
    async with at.open() as world:
        world.slack.fail("chat.postMessage", DROP_AFTER)
        await at.nudge(world)
        await at.nudge(world)
        assert len(world.slack.shown_to(DANA)) == 1


async def test_c7_a_colleague_who_presses_somebody_elses_nudge_changes_nothing_there() -> None:
    """It is read as Kim, who does not own the record, and told to Kim."""
    at = Office()
    async with at.open() as world:
        await at.nudge(world)
        (nudge,) = world.slack.shown_to(DANA)
        await world.client.press(KIM, nudge, start_of(nudge, "Add Amount"))
        await world.settled()
        assert world.slack.views == {}
        assert "Acme renewal" in world.slack.shown_to(DANA)[0]["text"]
        assert "no longer yours" in world.slack.messages[-1]["text"]
        assert world.slack.messages[-1]["channel"] == f"D0{KIM}"


async def test_in_a_shared_channel_nothing_leaks_and_everybody_hears_the_right_thing() -> None:
    """A colleague asks, then somebody of the other company, then a guest."""
    at = Office()
    async with at.open() as world:
        for user in DANA, "U0STRANGER", "U0GUEST":
            await world.client.mention(user, "what is open at Acme?", CONNECT)
            await world.settled()
        there = [m for m in world.slack.messages if m["channel"] == CONNECT]
        assert [m["to"] for m in there] == [DANA, "U0STRANGER", "U0GUEST"]
        assert "renewal" not in str(there)
        directly = [m for m in world.slack.messages if m["channel"] != CONNECT]
        assert [m["channel"] for m in directly] == [DIRECT]
        assert "Acme renewal" in str(directly)


async def test_feedback_is_written_down_from_a_command_and_from_a_form() -> None:
    """With its author; the thanks come directly or aside."""
    at = Office()
    async with at.open() as world:
        await world.client.command(DANA, "/crmfeedback", "more colours", GENERAL)
        await world.settled()
        await world.client.command(KIM, "/crmfeedback", "", GENERAL)
        await world.settled()
        view = only_view(world)
        assert (await world.client.submit(KIM, view, text="")).json["response_action"] == "errors"
        await world.client.submit(KIM, view, kind="problem", text="the stages are confusing")
        await world.settled()
        kept = await at.book.everything()
        told = {(one.author_name, one.text, one.channel) for one in kept}
        assert told == {
            ("Dana Whitfield", "more colours", "slack"),
            ("Kim Osei", "the stages are confusing", "slack"),
        }
        thanks = world.slack.shown_to(KIM)[-1]
        assert (thanks["channel"], "written down" in thanks["text"]) == (f"D0{KIM}", True)


async def test_e13_f14_odd_questions_are_answered_all_the_same() -> None:
    """Empty, endless, emoji, markup, half a character: one sentence each, and nothing pings."""
    at = Office()
    odd = ["", "🎉" * 50, "<!channel> &lt;b&gt;", "x" * 40_000, "'; DROP TABLE x; --", "\ud800"]
    async with at.open() as world:
        for text in odd:
            await world.client.say(DANA, text)
            await world.settled()
        shown = world.slack.shown_to(DANA)
        assert len(shown) == len(odd)
        assert "<!channel>" not in str([m["text"] for m in shown])
        assert world.slack.objections == []
