"""What a person answers to a nudge counts at once, for them alone, about the record as it is."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.access import AccessRules, Sharing, Viewer
from handlers.cards import Kind, Press
from handlers.nudge.actions import NOT_MINE_DAYS, NudgeActions
from handlers.request import Request
from nudges.rules import RULES
from nudges.settings import NudgeSettings
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
    text_of,
    usd,
)

AMOUNT = ("missing_amount", str(RENEWAL))


@pytest.fixture
def crm() -> OfficeCrm:
    return office()


@pytest.fixture
def ledger() -> FakeLedger:
    return FakeLedger()


@pytest.fixture
def answer(crm: OfficeCrm, ledger: FakeLedger) -> NudgeActions:
    return NudgeActions(crm, LINKS, ledger, NudgeSettings())


async def test_fix_opens_the_form_for_just_that_field(answer: NudgeActions) -> None:
    """The question of the rule, the field, and the rule in what the form carries."""
    reply = await answer(request(Press("fix", AMOUNT)))
    assert reply.form is not None
    assert [i.label for i in reply.form.inputs] == ["Amount"]
    assert reply.form.intro == "Acme renewal: What is this deal worth, roughly?"
    assert reply.form.submit == Press("save", (str(RENEWAL), "Amount", "", "missing_amount"))


async def test_e6_what_was_filled_in_meanwhile_is_done(
    crm: OfficeCrm, answer: NudgeActions
) -> None:
    """Fixed in the CRM after the message went out: the message turns into thanks."""
    crm.set(RENEWAL, "Amount", usd(20_000))
    reply = await answer(request(Press("fix", AMOUNT)))
    assert reply.card is not None
    assert reply.card.title == "Done, thanks. Amount is $20,000."
    assert reply.replaces


async def test_e7_junk_that_was_filled_in_meanwhile_is_not_done(
    crm: OfficeCrm, answer: NudgeActions
) -> None:
    """An amount of 1 does not count as filled in."""
    crm.set(RENEWAL, "Amount", usd(1))
    assert (await answer(request(Press("fix", AMOUNT)))).form is not None


async def test_d18_a_deal_closed_meanwhile_needs_nothing(
    crm: OfficeCrm, answer: NudgeActions
) -> None:
    """The message turns, and no form opens for a deal that is lost."""
    crm.set(RENEWAL, "IsClosed", True)
    reply = await answer(request(Press("fix", AMOUNT)))
    assert reply.card is not None
    assert reply.card.title == "Done, nothing is left to do."
    assert reply.replaces


@pytest.mark.parametrize("action", ["fix", "why"])
async def test_d18_another_owner_means_no_longer_yours(
    crm: OfficeCrm, answer: NudgeActions, action: str
) -> None:
    """The message says whose it is now, and asks no more."""
    crm.set(RENEWAL, "OwnerId", KIM.user_id)
    reply = await answer(request(Press(action, AMOUNT)))
    assert reply.card is not None
    assert reply.card.title == "Acme renewal is no longer yours. It belongs to Kim Osei now."
    assert reply.replaces


@pytest.mark.parametrize("action", ["fix", "why"])
async def test_d18_a_deleted_record_retracts_the_nudge(
    crm: OfficeCrm, answer: NudgeActions, action: str
) -> None:
    """Deleted or merged away: nothing is left to do."""
    crm.delete(RENEWAL)
    reply = await answer(request(Press(action, AMOUNT)))
    assert reply.card is not None
    assert reply.card.title == "I can't find that record any more."
    assert reply.replaces


async def test_c7_somebody_elses_nudge_opens_no_form(answer: NudgeActions) -> None:
    """Kim presses the button on Dana's message: Kim is not the owner, and hears that."""
    reply = await answer(request(Press("fix", AMOUNT), KIM))
    assert reply.form is None
    assert reply.card is not None
    assert "belongs to Dana Whitfield" in reply.card.title


async def test_c12_a_record_one_may_not_read_looks_like_none(ledger: FakeLedger) -> None:
    """Private sharing: not readable and not there are the same answer."""
    crm = office(AccessRules(sharing=Sharing.PRIVATE))
    answer = NudgeActions(crm, LINKS, ledger, NudgeSettings())
    nowhere = ("missing_amount", "Opportunity/006Z")
    for action in ("fix", "why"):
        hidden = await answer(request(Press(action, AMOUNT), KIM))
        assert hidden == await answer(request(Press(action, nowhere), KIM))


@pytest.mark.parametrize(
    ("days", "until"),
    [("1", datetime(2026, 11, 17, 5, tzinfo=UTC)), ("7", datetime(2026, 11, 23, 5, tzinfo=UTC))],
)
async def test_snooze_rests_until_that_day_begins_where_the_person_is(
    ledger: FakeLedger, answer: NudgeActions, days: str, until: datetime
) -> None:
    """Dana is in New York, where the day begins at 5 in UTC."""
    reply = await answer(request(Press("snooze", (*AMOUNT, days))))
    key = (DANA.user_id, RENEWAL, "missing_amount")
    assert key in await ledger.snoozed(until - timedelta(seconds=1))
    assert key not in await ledger.snoozed(until)
    assert reply.card is not None
    assert reply.card.title == f"All right, not before {until.day} Nov 2026."
    assert reply.replaces
    assert buttons(reply.card)["Do it now"] == Press("fix", AMOUNT)


async def test_not_mine_rests_every_rule_on_that_record(
    ledger: FakeLedger, answer: NudgeActions
) -> None:
    """Who said that a deal is not theirs is not asked for its next step tomorrow."""
    reply = await answer(request(Press("not_mine", AMOUNT)))
    resting = await ledger.snoozed(NOW + timedelta(days=NOT_MINE_DAYS - 1))
    about_deals = {rule.name for rule in RULES if rule.entity == "Opportunity"}
    assert resting == {(DANA.user_id, RENEWAL, name) for name in about_deals}
    assert reply.replaces
    (told,) = buttons(reply.card)["Tell an admin"].arguments
    assert told.startswith("Acme renewal (Opportunity/006A) is not mine.")


async def test_why_names_the_reason_and_the_limits(answer: NudgeActions) -> None:
    """Why this person, why this field, how often at most; and how to stop it."""
    reply = await answer(request(Press("why", AMOUNT)))
    assert reply.card is not None
    assert reply.card.title == "You own Acme renewal, and its amount needs a look."
    said = text_of(reply.card)
    assert "in no forecast" in said
    assert "At most 1 such message a day and 3 a week" in said
    assert not reply.replaces
    assert buttons(reply.card)["Stop all"] == Press("stop", ("",))


@pytest.mark.parametrize(
    ("argument", "stopped"), [("missing_amount", "missing_amount"), ("", None)]
)
async def test_e4_stop_counts_at_once_and_can_be_taken_back(
    ledger: FakeLedger, answer: NudgeActions, argument: str, stopped: str | None
) -> None:
    """One press; nobody else is touched; one press back."""
    await ledger.stop(KIM.user_id, None)
    reply = await answer(request(Press("stop", (argument,))))
    assert await ledger.stopped() == {(DANA.user_id, stopped), (KIM.user_id, None)}
    assert reply.replaces
    await answer(request(buttons(reply.card)["Start again"]))
    assert await ledger.stopped() == {(KIM.user_id, None)}


async def test_h11_stopping_and_snoozing_need_no_crm(
    crm: OfficeCrm, ledger: FakeLedger, answer: NudgeActions
) -> None:
    """While the CRM is down, a person can still be left alone."""
    crm.down = True
    for press in (Press("stop", ("",)), Press("snooze", (*AMOUNT, "7"))):
        reply = await answer(request(press))
        assert reply.card is not None
        assert reply.card.kind is not Kind.SORRY
    assert len(await ledger.stopped()) == len(await ledger.snoozed(NOW)) == 1


async def test_a_crm_that_is_down_is_a_sentence(crm: OfficeCrm, answer: NudgeActions) -> None:
    """The nudge stays where it is, to be pressed again."""
    crm.down = True
    reply = await answer(request(Press("fix", AMOUNT)))
    assert reply.card is not None
    assert "can't be reached" in reply.card.title
    assert not reply.replaces


@pytest.mark.parametrize(
    "press",
    [
        Press("fix"),
        Press("fix", ("no_such_rule", str(RENEWAL))),
        Press("fix", ("missing_amount", "nothing")),
        Press("fix", ("missing_amount", "Account/001A")),
        Press("snooze", (*AMOUNT, "0")),
        Press("snooze", (*AMOUNT, "9999")),
        Press("snooze", (*AMOUNT, "٣")),
        Press("stop", ("no_such_rule",)),
    ],
    ids=repr,
)
async def test_c7_a_made_up_press_is_answered_and_does_nothing(
    ledger: FakeLedger, answer: NudgeActions, press: Press
) -> None:
    """A button of an older version, or a forged one, gets a sentence."""
    reply = await answer(request(press))
    assert reply.card is not None
    assert "older version" in reply.card.title
    assert not await ledger.stopped()
    assert not await ledger.snoozed(NOW)


@given(
    st.sampled_from(["fix", "snooze", "not_mine", "why", "stop", "resume"]),
    st.lists(st.one_of(st.text(max_size=20), st.sampled_from([*AMOUNT, "7", ""])), max_size=4),
)
async def test_c7_no_press_rests_anybody_but_the_presser(action: str, arguments: list[str]) -> None:
    """Whatever a press claims, only Kim's own nudges are touched by Kim."""
    ledger = FakeLedger()
    answer = NudgeActions(office(), LINKS, ledger, NudgeSettings())
    await answer(request(Press(action, tuple(arguments)), KIM))
    assert {who for who, _ in await ledger.stopped()} <= {KIM.user_id}
    assert {who for who, _, _ in await ledger.snoozed(NOW)} <= {KIM.user_id}


async def test_today_is_the_owners_own_day(crm: OfficeCrm, answer: NudgeActions) -> None:
    """A close date of today has not passed yet where it is still today."""
    crm.set(PILOT, "CloseDate", date(2026, 11, 16))
    late = datetime(2026, 11, 17, 3, tzinfo=UTC)  # still Monday evening in New York
    press = Press("fix", ("close_date_passed", str(PILOT)))

    async def at(viewer: Viewer) -> str:
        said = Request(viewer=viewer, said=press, conversation="D1", channel="web", now=late)
        reply = await answer(said)
        return reply.card.title if reply.card else "form"

    assert await at(DANA) == "Done, thanks. Close Date is 16 Nov 2026."
    crm.set(PILOT, "OwnerId", KIM.user_id)
    assert await at(KIM) == "form"


async def test_a_record_of_nobody_is_not_the_pressers(crm: OfficeCrm, answer: NudgeActions) -> None:
    """Without an owner there is nobody to ask."""
    crm.set(RENEWAL, "OwnerId", None)
    reply = await answer(request(Press("fix", AMOUNT)))
    assert reply.card is not None
    assert "belongs to nobody" in reply.card.title
