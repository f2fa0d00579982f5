"""A value reaches the CRM as the person who gave it, or the person hears why not."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.access import AccessRules, Role, Sharing
from crm.errors import CrmUnavailable, InvalidValue
from crm.query import Ref
from handlers.cards import Form, InputKind, Kind, LinkButton, Press
from handlers.carried import pack
from handlers.entry.fields import Habits
from handlers.forms import Target
from handlers.request import Reply
from handlers.update import Update
from tests.fakes.ledger import FakeLedger
from tests.handlers.office import (
    ACME,
    DANA,
    KIM,
    LINKS,
    NOW,
    PILOT,
    RENEWAL,
    WON,
    OfficeCrm,
    buttons,
    labels,
    office,
    request,
    submitted,
    text_of,
    usd,
)


@pytest.fixture
def crm() -> OfficeCrm:
    return office()


@pytest.fixture
def update(crm: OfficeCrm) -> Update:
    return Update(crm, LINKS)


def save(ref: Ref, field: str, before: object = None, rule: str = "") -> Press:
    """The press of a form that was opened while the field held `before`."""
    packed = pack(before)  # type: ignore[arg-type]
    return Press("save", Target(ref=ref, field=field, before=packed, rule=rule).arguments)


AMOUNT = save(RENEWAL, "Amount")


def error_of(reply: Reply) -> tuple[str, str]:
    """The error at the field of a form, and what stands in the field."""
    assert isinstance(reply.form, Form)
    return reply.form.inputs[0].error, reply.form.inputs[0].value


@pytest.mark.parametrize(
    ("rule", "field", "typed", "rests"),
    [
        ("no_activity", "NextStep", "Call Ada", True),
        ("stuck_in_stage", "StageName", "Proposal/Price Quote", True),
        ("missing_amount", "Amount", "20k", False),
        ("missing_next_step", "NextStep", "Call Ada", False),
        ("no_activity", "NextStep", "n/a", False),
    ],
)
async def test_e6_whoever_answered_is_not_asked_the_same_again(
    rule: str, field: str, typed: str, rests: bool, crm: OfficeCrm
) -> None:
    """Where the rule looks at something else than the answer, which is kept for 30 days; also
    when the answer is that all is as it was. What is no answer puts nothing to rest.
    """
    ledger = FakeLedger()
    before = await crm.holds(RENEWAL, field)
    said = submitted(save(RENEWAL, field, before, rule), value=typed)
    await Update(crm, LINKS, rests=ledger)(request(said))
    asleep = await ledger.snoozed(NOW + timedelta(days=29))
    assert ((DANA.user_id, RENEWAL, rule) in asleep) is rests
    assert not await ledger.snoozed(NOW + timedelta(days=30))


async def test_a_press_opens_the_form_with_just_that_field(update: Update) -> None:
    """One field, of its kind, with what is there now, and the press that saves it."""
    reply = await update(request(Press("fill", (str(PILOT), "Amount"))))
    assert reply.form is not None
    assert [(i.kind, i.value) for i in reply.form.inputs] == [(InputKind.MONEY, "12500")]
    assert "O'Brien <pilot>" in reply.form.intro
    assert reply.form.submit == save(PILOT, "Amount", usd(12_500))


async def test_a_form_opens_with_what_the_person_asked_for(update: Update) -> None:
    """ "Set the close date to next friday" needs one more press, and no second typing."""
    reply = await update(request(Press("fill", (str(RENEWAL), "Amount", "20k"))))
    assert error_of(reply) == ("", "20000")
    reply = await update(request(Press("fill", (str(RENEWAL), "Amount", "lots"))))
    error, typed = error_of(reply)
    assert error.startswith("That isn't an amount")
    assert typed == "lots"


async def test_a_saved_value_is_in_the_crm_and_said_back(crm: OfficeCrm, update: Update) -> None:
    """Before and after, the record's link, a way back, and what is still missing there."""
    reply = await update(request(submitted(AMOUNT, value="20k")))
    assert await crm.holds(RENEWAL, "Amount") == usd(20_000)
    assert reply.card is not None
    assert reply.card.kind is Kind.SAVED
    assert reply.card.title == "Amount: empty → $20,000"
    assert "Still missing: " in text_of(reply.card)
    assert "Next Step" in text_of(reply.card)
    assert labels(reply.card.actions) == ["Undo", "Add Next Step", "Open in the CRM"]
    assert reply.card.actions[-1] == LinkButton("Open in the CRM", LINKS.record(RENEWAL))
    assert reply.card.footer == ("Saved as Dana Whitfield.",)
    assert [(r.ref, r.fields) for r in reply.card.reveals] == [(RENEWAL, ("Name", "Amount"))]


async def test_h6_a_save_leaves_one_line_in_the_audit(crm: OfficeCrm, update: Update) -> None:
    """Who, which field, from what to what."""
    await update(request(submitted(AMOUNT, value="20k")))
    (entry,) = await crm.history(RENEWAL)
    assert (entry.by, entry.field, entry.before, entry.after) == (
        DANA.user_id,
        "Amount",
        "",
        "20000 USD",
    )


async def test_an_answered_nudge_is_replaced_and_an_answer_stays(update: Update) -> None:
    """The message with the question turns into the result; a list of deals is not lost."""
    assert not (await update(request(submitted(AMOUNT, value="20k")))).replaces
    nudged = save(RENEWAL, "NextStep", rule="missing_next_step")
    assert (await update(request(submitted(nudged, value="Call Kim")))).replaces


async def test_a_closed_deal_is_not_told_to_lack_anything(update: Update) -> None:
    """Nobody plans the next step of a deal that is won."""
    reply = await update(request(submitted(save(WON, "Amount"), value="5k")))
    assert reply.card is not None
    assert "Still missing" not in text_of(reply.card)


async def test_d19_what_cannot_be_read_comes_back_in_the_form(
    crm: OfficeCrm, update: Update
) -> None:
    """The reason stands at the field, what was typed stays in it, nothing is written."""
    reply = await update(request(submitted(AMOUNT, value="twenty <b>grand</b>")))
    error, typed = error_of(reply)
    assert error == "That isn't an amount I can read, for example 20k or 20,000."
    assert typed == "twenty <b>grand</b>"
    assert reply.form is not None
    assert reply.form.submit == AMOUNT
    assert await crm.holds(RENEWAL, "Amount") is None


@pytest.mark.parametrize(
    ("message", "field", "shown"),
    [
        ("Amount must be <b>over</b> 1000 & *round*", "Amount", "Amount must be <b>over</b> 1000"),
        ("x" * 3_000, "Amount", "x" * 299 + "…"),
        ("", "Amount", "The CRM does not take that value."),
        ("must be set first", "NextStep", "Next Step: must be set first"),
        ("two fields\nare wrong", None, "two fields are wrong"),
    ],
    ids=["markup", "long", "none", "other-field", "no-field"],
)
async def test_d15_the_crms_own_error_comes_back_at_the_field(
    crm: OfficeCrm, update: Update, message: str, field: str | None, shown: str
) -> None:
    """A validation rule's words are shown as text, and the form stays open with what was typed."""

    async def refuse() -> None:
        raise InvalidValue(message, field)

    crm.before_write = refuse
    error, typed = error_of(await update(request(submitted(AMOUNT, value="20k"))))
    assert error.startswith(shown)
    assert typed == "20k"


async def test_d11_a_stale_form_overwrites_nothing(crm: OfficeCrm, update: Update) -> None:
    """What somebody saved meanwhile is shown beside what was typed, and stays."""
    crm.set(RENEWAL, "Amount", usd(30_000))
    reply = await update(request(submitted(AMOUNT, value="20k")))
    assert reply.card is not None
    assert reply.card.kind is Kind.CONFLICT
    assert "$30,000" in text_of(reply.card)
    assert "$20,000" in text_of(reply.card)
    assert list(buttons(reply.card)) == ["Use mine", "Keep theirs"]
    assert await crm.holds(RENEWAL, "Amount") == usd(30_000)


async def test_d11_an_edit_between_reading_and_writing_is_a_conflict_too(
    crm: OfficeCrm, update: Update
) -> None:
    """The smallest gap counts."""

    async def somebody() -> None:
        crm.set(RENEWAL, "Amount", usd(30_000))

    crm.before_write = somebody
    reply = await update(request(submitted(AMOUNT, value="20k")))
    assert reply.card is not None
    assert reply.card.kind is Kind.CONFLICT
    assert await crm.holds(RENEWAL, "Amount") == usd(30_000)


async def test_d11_mine_is_used_only_against_what_was_shown(crm: OfficeCrm, update: Update) -> None:
    """ "Use mine" overwrites the value the person saw, and not a third one."""
    crm.set(RENEWAL, "Amount", usd(30_000))
    conflict = await update(request(submitted(AMOUNT, value="20k")))
    mine = buttons(conflict.card)["Use mine"]
    crm.set(RENEWAL, "Amount", usd(40_000))
    again = await update(request(mine))
    assert again.card is not None
    assert again.card.kind is Kind.CONFLICT
    saved = await update(request(buttons(again.card)["Use mine"]))
    assert saved.card is not None
    assert saved.card.title == "Amount: $40,000 → $20,000"
    assert saved.replaces


async def test_d11_theirs_is_kept_by_doing_nothing(crm: OfficeCrm, update: Update) -> None:
    """The other answer to a conflict writes nothing at all."""
    crm.set(RENEWAL, "Amount", usd(30_000))
    conflict = await update(request(submitted(AMOUNT, value="20k")))
    kept = await update(request(buttons(conflict.card)["Keep theirs"]))
    assert kept.card is not None
    assert kept.card.title == "Amount stays $30,000."
    assert await crm.history(RENEWAL) == ()


async def test_a_change_to_another_field_is_no_conflict(crm: OfficeCrm, update: Update) -> None:
    """Only the field that was asked for is compared."""
    crm.set(RENEWAL, "Name", "Acme renewal 2027")
    reply = await update(request(submitted(AMOUNT, value="20k")))
    assert reply.card is not None
    assert reply.card.kind is Kind.SAVED


async def test_h4_a_form_that_arrives_twice_is_saved_once(crm: OfficeCrm, update: Update) -> None:
    """The second one finds it done."""
    await update(request(submitted(AMOUNT, value="20k")))
    again = await update(request(submitted(AMOUNT, value="20k")))
    assert again.card is not None
    assert again.card.title == "Amount is $20,000 already. Nothing was changed."
    assert len(await crm.history(RENEWAL)) == 1


async def test_d14_a_lost_answer_is_looked_up_and_told(crm: OfficeCrm, update: Update) -> None:
    """The CRM took it and went away: it is saved, and said to be."""

    async def hang_up() -> None:
        raise CrmUnavailable

    crm.after_write = hang_up
    reply = await update(request(submitted(AMOUNT, value="20k")))
    assert reply.card is not None
    assert reply.card.title == "Amount: empty → $20,000"


async def test_d14_what_did_not_arrive_is_said_not_to_be_saved(
    crm: OfficeCrm, update: Update
) -> None:
    """The CRM went away before: nothing is saved, and what was typed is there to copy."""

    async def hang_up() -> None:
        raise CrmUnavailable

    crm.before_write = hang_up
    reply = await update(request(submitted(AMOUNT, value="about 20k")))
    assert reply.card is not None
    assert reply.card.title.startswith("It was not saved")
    assert "about 20k" in text_of(reply.card)


async def test_d14_when_nobody_can_tell_that_is_said(crm: OfficeCrm, update: Update) -> None:
    """Gone, and still gone: no guess in either direction."""

    async def hang_up() -> None:
        crm.down = True
        raise CrmUnavailable

    crm.after_write = hang_up
    reply = await update(request(submitted(AMOUNT, value="20k")))
    assert reply.card is not None
    assert reply.card.title.startswith("I can't tell whether it was saved")
    assert "20k" in text_of(reply.card)


async def test_an_unreachable_crm_is_a_sentence_and_loses_nothing(
    crm: OfficeCrm, update: Update
) -> None:
    """What was typed is shown, to be sent again later."""
    crm.down = True
    reply = await update(request(submitted(AMOUNT, value="20k")))
    assert reply.card is not None
    assert reply.card.kind is Kind.SORRY
    assert "can't be reached" in reply.card.title
    assert "20k" in text_of(reply.card)


async def test_undo_puts_back_what_was_there(crm: OfficeCrm, update: Update) -> None:
    """One press, and the field is as before."""
    saved = await update(request(submitted(save(PILOT, "Amount", usd(12_500)), value="9k")))
    undone = await update(request(buttons(saved.card)["Undo"]))
    assert await crm.holds(PILOT, "Amount") == usd(12_500)
    assert undone.card is not None
    assert undone.card.title == "Undone. Amount: $9,000 → $12,500"
    assert undone.replaces
    assert "Undo" not in buttons(undone.card)


async def test_undo_of_a_first_value_empties_the_field(crm: OfficeCrm, update: Update) -> None:
    """Empty is a value one can go back to."""
    saved = await update(request(submitted(AMOUNT, value="20k")))
    await update(request(buttons(saved.card)["Undo"]))
    assert await crm.holds(RENEWAL, "Amount") is None


async def test_h4_undo_pressed_twice_undoes_once(crm: OfficeCrm, update: Update) -> None:
    """The second press finds it done."""
    saved = await update(request(submitted(AMOUNT, value="20k")))
    undo = buttons(saved.card)["Undo"]
    await update(request(undo))
    again = await update(request(undo))
    assert again.card is not None
    assert again.card.title == "Amount is empty already. Nothing was changed."
    assert len(await crm.history(RENEWAL)) == 2


async def test_d11_undo_overwrites_nothing_that_came_later(crm: OfficeCrm, update: Update) -> None:
    """Somebody changed the value since: both are shown, none is lost."""
    saved = await update(request(submitted(AMOUNT, value="20k")))
    crm.set(RENEWAL, "Amount", usd(30_000))
    reply = await update(request(buttons(saved.card)["Undo"]))
    assert reply.card is not None
    assert reply.card.kind is Kind.CONFLICT
    assert await crm.holds(RENEWAL, "Amount") == usd(30_000)


async def test_a_value_too_long_to_carry_has_no_undo(crm: OfficeCrm, update: Update) -> None:
    """A button that could put back half of it is not offered."""
    long = "Then we call. " * 17
    crm.set(RENEWAL, "NextStep", "ö" * 200)
    press = save(RENEWAL, "NextStep", "ö" * 200)
    reply = await update(request(submitted(press, value=long)))
    assert reply.card is not None
    assert reply.card.kind is Kind.SAVED
    assert "Undo" not in buttons(reply.card)


async def test_c7_whoever_presses_acts_as_themselves(crm: OfficeCrm, update: Update) -> None:
    """Kim finds Dana's form: what Kim may not edit in the CRM, Kim may not edit here."""
    reply = await update(request(submitted(AMOUNT, value="20k"), KIM))
    assert reply.card is not None
    assert reply.card.title == "You can't edit this record in the CRM."
    assert await crm.holds(RENEWAL, "Amount") is None


@pytest.mark.parametrize("action", ["fill", "set_value", "undo", "keep_theirs", "save"])
async def test_c12_a_hidden_record_looks_like_one_that_is_not_there(action: str) -> None:
    """Private sharing: to Kim, Dana's record and none are the same, byte for byte."""
    crm = office(AccessRules(sharing=Sharing.PRIVATE))
    update = Update(crm, LINKS)

    async def answer(ref: Ref) -> Reply:
        counts = {"fill": 0, "keep_theirs": 0, "save": 2}
        press = Press(action, (str(ref), "Amount", *[""] * counts.get(action, 2)))
        said = submitted(press, value="20k") if action == "save" else press
        return await update(request(said, KIM))

    assert await answer(RENEWAL) == await answer(Ref("Opportunity", "006Z"))
    assert await answer(RENEWAL) == await answer(Ref("Nonsense", "006Z"))


async def test_d19_a_hidden_field_is_not_there() -> None:
    """Field-level security: the person hears that there is no such field, and no form opens."""
    hidden = {Role.REP: frozenset({("Opportunity", "Amount")})}
    update = Update(office(AccessRules(hidden=hidden)), LINKS)
    reply = await update(request(Press("fill", (str(RENEWAL), "Amount"))))
    assert reply.card is not None
    assert reply.card.title.startswith("Opportunity has no field Amount.")
    reply = await update(request(submitted(save(RENEWAL, "NextStep"), value="Call")))
    assert reply.card is not None
    assert reply.card.kind is Kind.SAVED


@pytest.mark.parametrize("field", ["IsClosed", "CreatedDate", "OwnerId", "Id"])
async def test_d19_what_no_form_can_take_is_said_with_a_link(update: Update, field: str) -> None:
    """Formulas, references and ids: no form opens that could only fail."""
    reply = await update(request(Press("fill", (str(RENEWAL), field))))
    assert reply.card is not None
    assert "only in the CRM" in reply.card.title
    assert reply.card.actions == (LinkButton("Open in the CRM", LINKS.record(RENEWAL)),)


async def test_d13_a_deleted_record_is_not_made_again(crm: OfficeCrm, update: Update) -> None:
    """What was typed is shown; the record stays deleted."""
    crm.delete(RENEWAL)
    reply = await update(request(submitted(AMOUNT, value="20k")))
    assert reply.card is not None
    assert reply.card.title == "I can't find that record."
    assert "20k" in text_of(reply.card)


async def test_e7_junk_does_not_answer_a_nudge(crm: OfficeCrm, update: Update) -> None:
    """ "n/a" would only silence the question: gently refused, and still there to correct."""
    nudged = save(RENEWAL, "NextStep", rule="missing_next_step")
    error, typed = error_of(await update(request(submitted(nudged, value="n/a"))))
    assert error.startswith("That would only hide the gap.")
    assert typed == "n/a"
    assert await crm.holds(RENEWAL, "NextStep") is None


async def test_d21_an_amount_is_in_the_records_own_currency(crm: OfficeCrm, update: Update) -> None:
    """Where several currencies are in use, "20k" on a record in euros are euros."""
    crm.upsert("Opportunity", [{"Id": RENEWAL.id, "CurrencyIsoCode": "EUR"}])
    reply = await update(request(submitted(AMOUNT, value="20k")))
    assert reply.card is not None
    assert reply.card.title == "Amount: empty → €20,000"
    error, _ = error_of(await update(request(submitted(AMOUNT, value="$20k"))))
    assert error == "This amount is kept in EUR; please give it in EUR."


async def test_d19_amounts_are_written_as_the_organisation_writes_them(crm: OfficeCrm) -> None:
    """With a decimal comma the form shows one, and takes it back."""
    update = Update(crm, LINKS, habits=Habits(decimal_comma=True))
    reply = await update(request(submitted(AMOUNT, value="20.000,50")))
    assert reply.card is not None
    assert reply.card.title == "Amount: empty → $20,000.50"
    form = (await update(request(Press("fill", (str(RENEWAL), "Amount"))))).form
    assert form is not None
    assert form.inputs[0].value == "20000,5"


@pytest.mark.parametrize(
    "press",
    [
        Press("fill"),
        Press("fill", ("Opportunity", "Amount")),
        Press("undo", (str(RENEWAL), "Amount", "z:1", "")),
        Press("undo", (str(RENEWAL), "Amount")),
        Press("keep_theirs", (str(RENEWAL), "Amount", "x")),
        Press("save", AMOUNT.arguments),
    ],
    ids=lambda press: f"{press.action}-{len(press.arguments)}",
)
async def test_c7_a_malformed_press_is_answered_and_does_nothing(
    crm: OfficeCrm, update: Update, press: Press
) -> None:
    """A button of an older version, or a forged one, gets a sentence."""
    reply = await update(request(press))
    assert reply.card is not None
    assert "older version" in reply.card.title
    assert await crm.history(RENEWAL) == ()


@given(
    st.sampled_from(["fill", "set_value", "undo", "keep_theirs"]),
    st.lists(
        st.one_of(
            st.text(max_size=30),
            st.sampled_from([str(RENEWAL), str(ACME), "Amount", "Name", "", "m:5 USD", "s:x"]),
        ),
        max_size=5,
    ).map(tuple),
)
async def test_c7_no_forged_press_gives_kim_more_than_kim_has(
    action: str, arguments: tuple[str, ...]
) -> None:
    """Whatever a press claims, it is answered, and Dana's records stay as they are."""
    crm = office()
    reply = await Update(crm, LINKS)(request(Press(action, arguments), KIM))
    assert reply.card or reply.form
    assert await crm.audit(request(Press(action)).now) == ()
