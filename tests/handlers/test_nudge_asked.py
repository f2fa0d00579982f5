"""Why a nudge came is told from what was sent, to whom it was sent, about the record as it is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from crm.access import AccessRules, Sharing, Viewer
from crm.query import Ref
from handlers.asking.ask import Ask
from handlers.cards import Card, Kind
from handlers.nudge.actions import NudgeActions
from handlers.nudge.asked import NudgeAsked
from handlers.request import Question, Request
from nudges.notice import Notice
from nudges.ports import Terms
from nudges.rules import RULES
from nudges.settings import NudgeSettings
from tests.fakes.conversations import FakeConversations
from tests.fakes.ledger import FakeLedger
from tests.handlers.office import (
    ACME,
    DANA,
    KIM,
    LINKS,
    NOW,
    PILOT,
    RENEWAL,
    OfficeCrm,
    buttons,
    office,
    text_of,
    usd,
)

DAY = timedelta(days=1)
WHY = "why did you remind me about this?"
STOP = "stop reminding me about this"


class Office:
    """Dana's deals, what was sent about them, and the answers to what they ask of it."""

    def __init__(self, rules: AccessRules | None = None) -> None:
        self.crm: OfficeCrm = office(rules)
        self.ledger = FakeLedger()
        self.presses = NudgeActions(self.crm, LINKS, self.ledger, NudgeSettings())

    async def sent(
        self, rule: str, ref: Ref, days: int = 1, who: Viewer = DANA, week: str = "1"
    ) -> None:
        """A nudge went out that many days ago."""
        made = next(each for each in RULES if each.name == rule)
        notice = Notice(
            rule=rule,
            record=ref,
            record_name="?",
            who=who.user_id,
            field=made.field,
            ask=made.ask,
            why=made.why,
        )
        at = NOW - days * DAY
        assert await self.ledger.claim(notice, Terms(period=week, rested_since=at), at)

    async def asks(self, text: str, viewer: Viewer = DANA) -> Card:
        """The answer."""
        nudged = NudgeAsked(self.ledger, self.presses)
        ask = Ask(self.crm, self.crm, LINKS, FakeConversations(), nudged=nudged)
        said = Question(text)
        request = Request(viewer=viewer, said=said, conversation="D", channel="slack", now=NOW)
        card = (await ask(request)).card
        assert card is not None
        return card


@pytest.fixture
def desk() -> Office:
    return Office()


@pytest.mark.parametrize(
    "text",
    [
        WHY,
        "Why are you asking me for the amount?",
        "why am I getting this nudge",
        "how come you keep pinging me",
        "why do you ask me for the amount on this deal",
        "what's the reason for this reminder",
        "hey crumb, why me",
        "why was I asked about the Acme renewal?",
        "what is this message about",
        "Warum erinnerst du mich daran?",
        "wieso bekomme ich diese Nachricht",
        "Warum fragst du mich nach dem Betrag?",
    ],
)
async def test_the_last_nudge_is_told(text: str, desk: Office) -> None:
    """Which record, what is looked for and missing, how often, and the way out."""
    await desk.sent("missing_next_step", PILOT, 30)
    await desk.sent("missing_amount", RENEWAL, 10)
    await desk.sent("missing_amount", RENEWAL, 1, week="2")
    card = await desk.asks(text)
    assert card.kind is Kind.HELP, card
    told = text_of(card)
    assert "Acme renewal" in told
    assert "15 Nov 2026" in told or "15.11.2026" in told
    assert "2 times about this record" in told or "2 Mal zu diesem" in told
    presses = {press.action for press in buttons(card).values()}
    assert presses == {"fix", "snooze", "not_mine", "stop"}
    assert [reveal.ref for reveal in card.reveals] == [RENEWAL]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("why did you remind me about O'Brien <pilot>", PILOT),
        ("why did you ask me for the next step", PILOT),
        ("why am I asked about Acme renewal", RENEWAL),
        ("why did you nudge me about Acme", RENEWAL),
    ],
)
async def test_the_one_spoken_of_is_told(text: str, meant: Ref, desk: Office) -> None:
    """By the record, the account of the deal, or the field asked for."""
    await desk.sent("missing_next_step", PILOT, 20)
    await desk.sent("missing_amount", RENEWAL, 10)
    card = await desk.asks(text)
    assert [reveal.ref for reveal in card.reveals] == [meant]


async def test_of_a_record_nobody_asked_about_that_is_said(desk: Office) -> None:
    """With the last one a press away."""
    await desk.sent("missing_amount", RENEWAL)
    card = await desk.asks("why did you remind me about Won deal")
    assert card.title == "I have not asked you about “Won deal”."
    assert "why" in {press.action for press in buttons(card).values()}


@pytest.mark.parametrize("text", [WHY, STOP])
async def test_with_nothing_sent_that_is_said_kindly(text: str, desk: Office) -> None:
    """What others were sent is nobody else's."""
    await desk.sent("missing_amount", RENEWAL, who=DANA)
    card = await desk.asks(text, KIM)
    assert card.title == "I have not asked you for anything in the last year."
    assert "renewal" not in repr(card)


@pytest.mark.parametrize(
    "text",
    [
        STOP,
        "please stop asking me for the amount",
        "don't remind me about Acme renewal again",
        "no more nudges",
        "turn off these reminders",
        "mute",
        "leave me alone!",
        "unsubscribe me",
        "can you stop pinging me",
        "Hör auf, mich daran zu erinnern",
        "keine Erinnerungen mehr",
        "frag mich nicht mehr danach",
        "lass mich in Ruhe",
    ],
)
async def test_who_wants_no_more_chooses_what_of(text: str, desk: Office) -> None:
    """This for a while, this kind, or all: each one press, by the ways there are."""
    await desk.sent("missing_amount", RENEWAL)
    card = await desk.asks(text)
    assert card.kind is Kind.CHOICE, card
    presses = list(buttons(card).values())
    assert [press.action for press in presses] == ["snooze", "not_mine", "stop", "stop"]
    for press in presses:
        said = Request(viewer=DANA, said=press, conversation="D", channel="slack", now=NOW)
        assert (await desk.presses(said)).card is not None
    assert (DANA.user_id, None) in await desk.ledger.stopped()
    assert "start again" in repr(buttons(await desk.asks(WHY))).casefold()


@pytest.mark.parametrize(
    "text",
    [
        "why did we lose the deal",
        "why does Anna ignore your nudges",
        "who ignores your nudges",
        "stop the deal",
        "why didn't you remind me",
        "why is my pipeline so low",
        "remind me to call Acme tomorrow",
        "deals with no next step",
        "no activity in 30 days",
        "messages",
        "warum ist das so",
        "why did Anna message me",
        "why did Anna send me a message",
        "don't show closed deals",
        "no deals without a reminder",
    ],
)
async def test_other_questions_are_not_taken_for_one(text: str, desk: Office) -> None:
    """Nothing of nudges is said."""
    await desk.sent("missing_amount", RENEWAL)
    card = await desk.asks(text)
    assert "asked you" not in text_of(card)
    assert "any more" not in card.title


async def test_what_was_seen_to_is_told_so(desk: Office) -> None:
    """No button to fill in what is filled in."""
    await desk.sent("missing_amount", RENEWAL)
    desk.crm.set(RENEWAL, "Amount", usd(50_000))
    card = await desk.asks(WHY)
    assert "seen to" in text_of(card)
    assert "fix" not in {press.action for press in buttons(card).values()}


async def test_since_when_is_told_by_the_record(desk: Office) -> None:
    """The close date that has passed is the day since when."""
    desk.crm.set(PILOT, "CloseDate", (NOW - 5 * DAY).date())
    await desk.sent("close_date_passed", PILOT)
    assert "('Since', Text(text='11 Nov 2026'" in text_of(await desk.asks(WHY))


async def test_c12_of_a_record_that_is_hidden_by_now_nothing_is_said() -> None:
    """Neither its name nor whose it is."""
    desk = Office(AccessRules(sharing=Sharing.PRIVATE))
    await desk.sent("missing_amount", RENEWAL)
    for ref in (RENEWAL, ACME, PILOT):
        desk.crm.set(ref, "OwnerId", KIM.user_id)
    card = await desk.asks(WHY)
    assert card.title == "I asked you about a record that I can't find any more."
    assert "renewal" not in repr(card)


async def test_whose_it_is_by_now_is_told(desk: Office) -> None:
    """Where it is no secret."""
    await desk.sent("missing_amount", RENEWAL)
    desk.crm.set(RENEWAL, "OwnerId", KIM.user_id)
    assert "belongs to Kim Osei" in (await desk.asks(WHY)).title


async def test_a_german_reader_is_told_in_german(desk: Office) -> None:
    """All of it."""
    await desk.sent("missing_amount", RENEWAL)
    german = replace(DANA, language="de", locale="de_DE")
    card = await desk.asks("Warum erinnerst du mich daran?", german)
    assert card.title == "Ich habe Sie am 15.11.2026 nach Acme renewal gefragt."
    assert "Was ist dieser Deal ungefähr wert?" in text_of(card)
    assert "Höchstens 1 solche Nachricht am Tag" in text_of(card)
