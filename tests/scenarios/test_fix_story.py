"""From a gap in the CRM to a filled field and back: the nudge, the press, the form, the result."""

from dataclasses import dataclass, field, replace

import pytest

from handlers.cards import Card, Form, Kind, Press
from handlers.help import Help
from handlers.nudge.actions import NudgeActions
from handlers.nudge.card import nudge_card
from handlers.request import Reply, Request, Said
from handlers.router import Router
from handlers.suggestions.feedback import GiveFeedback
from handlers.update import Update
from nudges.notice import Notice, Outcome
from nudges.ports import Delivery
from nudges.settings import NudgeSettings
from nudges.sweep import preview, sweep
from tests.fakes.conversations import FakeConversations
from tests.fakes.feedback_book import FakeFeedbackBook
from tests.fakes.ledger import FakeLedger
from tests.handlers.office import (
    DANA,
    KIM,
    LINKS,
    NOW,
    PILOT,
    RENEWAL,
    OfficeCrm,
    buttons,
    office,
    request,
    submitted,
    text_of,
    usd,
)

# Half past nine in London is before work in New York.
IN_HOURS = NOW.replace(hour=15)
SETTINGS = NudgeSettings()


class NobodyAsks:
    """Stands where questions go; in these stories nobody asks one."""

    async def __call__(self, request: Request) -> Reply:
        """No question is expected."""
        raise AssertionError("nobody asked")


@dataclass
class Office:
    """The running product without a chat around it: what the courier brought lies in `inbox`."""

    crm: OfficeCrm = field(default_factory=office)
    ledger: FakeLedger = field(default_factory=FakeLedger)
    book: FakeFeedbackBook = field(default_factory=FakeFeedbackBook)
    inbox: list[Card] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.router = Router(
            ask=NobodyAsks(),
            update=Update(self.crm, LINKS),
            nudge_actions=NudgeActions(self.crm, LINKS, self.ledger, SETTINGS),
            feedback=GiveFeedback(self.crm, self.book, FakeConversations()),
            help=Help(self.crm),
        )

    async def deliver(self, notice: Notice) -> Delivery:
        """As nudges.ports.Courier has it."""
        schema = await self.crm.schema(DANA)
        self.inbox.append(nudge_card(notice, schema=schema, links=LINKS, zone=DANA.time_zone))
        return Delivery.SENT

    async def sweep(self) -> None:
        await sweep(self.crm, self.crm, self.ledger, self, SETTINGS, lambda: IN_HOURS)

    async def press(self, said: Said) -> Reply:
        return await self.router(replace(request(said), now=IN_HOURS))


@pytest.fixture
async def dana() -> Office:
    """Dana's desk, with the one nudge of the day on it."""
    desk = Office()
    await desk.sweep()
    return desk


def form_of(reply: Reply) -> Form:
    assert reply.form is not None
    return reply.form


def card_of(reply: Reply) -> Card:
    assert reply.card is not None
    return reply.card


async def test_a_gap_is_asked_about_filled_in_place_and_taken_back(dana: Office) -> None:
    """The whole way: one message, one press, one value; saved as Dana; undone with one press."""
    (nudge,) = dana.inbox
    assert nudge.title == "Acme renewal: What is this deal worth, roughly?"
    form = form_of(await dana.press(buttons(nudge)["Add Amount"]))
    saved = await dana.press(submitted(form.submit, value="20k"))
    assert card_of(saved).title == "Amount: empty → $20,000"
    assert saved.replaces
    (entry,) = await dana.crm.history(RENEWAL)
    assert (entry.by, entry.after) == (DANA.user_id, "20000 USD")
    undone = await dana.press(buttons(saved.card)["Undo"])
    assert card_of(undone).title == "Undone. Amount: $20,000 → empty"
    assert await dana.crm.holds(RENEWAL, "Amount") is None


async def test_from_one_gap_to_the_next_without_a_further_message(dana: Office) -> None:
    """What else is missing on the record is offered where the person already is."""
    form = form_of(await dana.press(buttons(dana.inbox[0])["Add Amount"]))
    saved = await dana.press(submitted(form.submit, value="20k"))
    next_form = form_of(await dana.press(buttons(saved.card)["Add Next Step"]))
    done = await dana.press(submitted(next_form.submit, value="Send the offer"))
    assert "Still missing" not in text_of(done.card)
    assert len(dana.inbox) == 1


async def test_a_mistyped_value_is_corrected_in_the_same_form(dana: Office) -> None:
    """A date where the amount belongs, then junk, then the amount: nothing is lost on the way."""
    form = form_of(await dana.press(buttons(dana.inbox[0])["Add Amount"]))
    for typed, reason in (("31/02", "That isn't an amount"), ("0", "That would only hide the gap")):
        form = form_of(await dana.press(submitted(form.submit, value=typed)))
        assert form.inputs[0].error.startswith(reason)
        assert form.inputs[0].value == typed
    assert card_of(await dana.press(submitted(form.submit, value="20k"))).kind is Kind.SAVED


async def test_d11_a_colleague_was_faster_and_both_values_are_seen(dana: Office) -> None:
    """Dana's form is stale by the time it is sent: theirs and hers, and Dana decides."""
    form = form_of(await dana.press(buttons(dana.inbox[0])["Add Amount"]))
    dana.crm.set(RENEWAL, "Amount", usd(18_000))
    conflict = await dana.press(submitted(form.submit, value="20k"))
    assert card_of(conflict).kind is Kind.CONFLICT
    mine = await dana.press(buttons(conflict.card)["Use mine"])
    assert card_of(mine).title == "Amount: $18,000 → $20,000"
    back = await dana.press(buttons(mine.card)["Undo"])
    assert card_of(back).title == "Undone. Amount: $20,000 → $18,000"


async def test_what_is_snoozed_or_stopped_is_not_asked_again(dana: Office) -> None:
    """The answer to the nudge is what the next sweep goes by."""
    await dana.press(buttons(dana.inbox[0])["In a week"])
    report = await preview(dana.crm, dana.crm, dana.ledger, SETTINGS, IN_HOURS)
    asked = {(v.notice.rule, v.notice.record): v for v in report.verdicts}
    snoozed = asked["missing_amount", RENEWAL]
    assert snoozed.outcome is Outcome.HELD
    await dana.press(Press("stop", ("",)))
    report = await preview(dana.crm, dana.crm, dana.ledger, SETTINGS, IN_HOURS)
    assert {v.outcome for v in report.verdicts if v.notice.who == DANA.user_id} == {Outcome.HELD}


async def test_not_mine_ends_as_a_word_to_an_admin(dana: Office) -> None:
    """The nudge was wrong about the owner: the sentence is begun, Dana ends it, it is kept."""
    reply = await dana.press(buttons(dana.inbox[0])["Not mine"])
    form = form_of(await dana.press(buttons(reply.card)["Tell an admin"]))
    told = f"{form.inputs[1].value}Kim Osei"
    thanks = await dana.press(submitted(form.submit, kind="problem", text=told))
    assert card_of(thanks).kind is Kind.THANKS
    (kept,) = await dana.book.everything()
    assert kept.text == "Acme renewal (Opportunity/006A) is not mine. It belongs to: Kim Osei"


async def test_c7_a_forwarded_nudge_gives_a_colleague_nothing(dana: Office) -> None:
    """Kim presses each button of Dana's message: no form, no write, no rest for Dana."""
    for press in buttons(dana.inbox[0]).values():
        reply = await dana.router(replace(request(press, KIM), now=IN_HOURS))
        assert reply.form is None
    assert await dana.crm.audit(NOW) == ()
    assert DANA.user_id not in {who for who, _ in await dana.ledger.stopped()}
    assert DANA.user_id not in {who for who, _, _ in await dana.ledger.snoozed(IN_HOURS)}


async def test_d18_the_record_moved_on_while_the_message_waited(dana: Office) -> None:
    """Handed over, closed, deleted: each turns the message, none opens a form."""
    press = buttons(dana.inbox[0])["Add Amount"]
    dana.crm.set(RENEWAL, "OwnerId", KIM.user_id)
    assert "no longer yours" in card_of(await dana.press(press)).title
    dana.crm.set(RENEWAL, "OwnerId", DANA.user_id)
    dana.crm.set(RENEWAL, "IsClosed", True)
    assert "nothing is left to do" in card_of(await dana.press(press)).title
    dana.crm.delete(RENEWAL)
    assert "can't find" in card_of(await dana.press(press)).title


async def test_h11_a_crm_that_goes_down_and_comes_back_loses_no_word(dana: Office) -> None:
    """The form is answered with what was typed; sent again later, it is saved."""
    form = form_of(await dana.press(buttons(dana.inbox[0])["Add Amount"]))
    dana.crm.down = True
    failed = await dana.press(submitted(form.submit, value="about 20k"))
    assert card_of(failed).kind is Kind.SORRY
    assert "about 20k" in text_of(failed.card)
    dana.crm.down = False
    assert card_of(await dana.press(submitted(form.submit, value="about 20k"))).kind is Kind.SAVED


async def test_a_value_given_in_an_answer_is_saved_without_any_nudge(dana: Office) -> None:
    """The same form serves whoever comes on their own; the answer's card stays."""
    form = form_of(await dana.press(Press("fill", (str(PILOT), "CloseDate", "end of january"))))
    assert form.inputs[0].value == "2027-01-31"
    saved = await dana.press(submitted(form.submit, value=form.inputs[0].value))
    assert card_of(saved).title == "Close Date: 5 Dec 2026 → 31 Jan 2027"
    assert not saved.replaces
