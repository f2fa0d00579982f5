"""A sweep says what is due, to whom it is due, as they may see it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from crm.access import AccessRules, Role
from crm.money import Money
from nudges.notice import Outcome, Report
from nudges.ports import Delivery
from nudges.rules import RULES
from nudges.settings import NudgeSettings
from nudges.sweep import preview, sweep
from tests.fakes.crm import FakeCrm
from tests.fakes.ledger import FakeLedger
from tests.nudges.company import DAY, NOW, TODAY, Post, company, deal

SETTINGS = NudgeSettings()


def ends(report: Report) -> list[tuple[str, str, str]]:
    """(record, outcome, stage), by record."""
    return sorted((v.notice.record.id, v.outcome.value, v.stage) for v in report.verdicts)


async def run(
    crm: FakeCrm,
    ledger: FakeLedger,
    post: Post,
    settings: NudgeSettings = SETTINGS,
    after: timedelta = timedelta(),
) -> Report:
    """One sweep, so much later."""
    return await sweep(crm, crm, ledger, post, settings, lambda: NOW + after)


async def test_each_person_hears_the_most_worthy_thing() -> None:
    """One a person, and the ledger knows of it."""
    crm, ledger, post = company(), FakeLedger(), Post()
    deal(crm, "0061", NextStep=None, Amount=Decimal(5))
    deal(crm, "0062", NextStep=None, Amount=Decimal(9))
    deal(crm, "0063", NextStep=None, OwnerId="005K")
    report = await run(crm, ledger, post)
    assert ends(report) == [
        ("0061", "held", "budget"), ("0062", "sent", "courier"), ("0063", "sent", "courier"),
    ]  # fmt: skip
    assert {(n.who, n.record.id) for n in post.delivered} == {("005D", "0062"), ("005K", "0063")}
    assert {s.id for s in await ledger.sent_since(NOW)} == {n.id for n in post.delivered}


async def test_what_is_delivered_gives_before_it_asks() -> None:
    """The facts by their labels, what the field holds, and the version to write against."""
    crm, post = company(), Post()
    deal(crm, NextStep="tbd")
    await run(crm, FakeLedger(), post)
    [told] = post.delivered
    assert told.before == "tbd"
    assert told.version
    assert told.facts == (
        ("Account Name", "O'Brien & Söhne"),
        ("Amount", Money(Decimal(20000), "USD")),
        ("Close Date", TODAY + 30 * DAY),
        ("Stage", "Qualification"),
    )


async def test_what_is_asked_for_and_what_is_empty_are_no_facts() -> None:
    """The passed date is what the field holds, and an empty stage tells nobody anything."""
    crm, post = company(), Post()
    deal(crm, CloseDate=TODAY - DAY, StageName=None)
    await run(crm, FakeLedger(), post)
    [told] = post.delivered
    assert told.before == TODAY - DAY
    assert [label for label, _ in told.facts] == ["Account Name", "Amount"]


async def test_c11_facts_hidden_from_the_owner_stay_hidden() -> None:
    """The search saw them; the person does not."""
    hidden = {Role.REP: frozenset({("Opportunity", "Amount"), ("Opportunity", "AccountId")})}
    crm, post = company(AccessRules(hidden=hidden)), Post()
    deal(crm, NextStep=None)
    await run(crm, FakeLedger(), post)
    [told] = post.delivered
    assert [label for label, _ in told.facts] == ["Close Date", "Stage"]


async def test_c11_a_hidden_field_is_not_asked_for_and_does_not_block_the_next() -> None:
    """Amount is hidden from reps: they hear of the next step instead."""
    hidden = {Role.REP: frozenset({("Opportunity", "Amount")})}
    crm, post = company(AccessRules(hidden=hidden)), Post()
    deal(crm, Amount=None, NextStep=None)
    await run(crm, FakeLedger(), post)
    assert [n.rule for n in post.delivered] == ["missing_next_step"]


async def test_a_preview_says_what_a_sweep_would_do_and_does_nothing() -> None:
    """The same verdicts, DUE where the sweep sends."""
    crm, ledger, post = company(), FakeLedger(), Post()
    deal(crm, "0061", NextStep=None, Amount=Decimal(5))
    deal(crm, "0062", NextStep=None, Amount=Decimal(9))
    shown = await preview(crm, crm, ledger, SETTINGS, NOW)
    assert await ledger.sent_since(NOW - 9 * DAY) == ()
    report = await run(crm, ledger, post)
    assert [v.notice.record for v in shown.verdicts] == [v.notice.record for v in report.verdicts]
    due = [v.outcome is Outcome.DUE for v in shown.verdicts]
    assert due == [v.outcome is Outcome.SENT for v in report.verdicts]


@pytest.mark.parametrize("stage", ["can_answer", "stopped", "snoozed", "asked_recently"])
async def test_a_preview_gives_the_reason_that_is_the_persons_own(stage: str) -> None:
    """What is hidden from them, what they stopped or put off, what they were asked before."""
    hidden = {Role.REP: frozenset({("Opportunity", "NextStep")})} if stage == "can_answer" else {}
    crm, ledger = company(AccessRules(hidden=hidden)), FakeLedger()
    ref = deal(crm, NextStep=None)
    match stage:
        case "stopped":
            await ledger.stop("005D", None)
        case "snoozed":
            await ledger.snooze("005D", ref, "missing_next_step", NOW + DAY)
        case "asked_recently":
            await run(crm, ledger, Post(), after=-4 * DAY)  # on Thursday
    shown = await preview(crm, crm, ledger, SETTINGS, NOW)
    assert [v.stage for v in shown.verdicts] == [stage]


async def test_a_preview_names_the_rules_it_left_out() -> None:
    """An owner learns that a rule does not fit this CRM."""
    odd = replace(RULES[0], field="Gone__c")
    crm = company()
    shown = await preview(crm, crm, FakeLedger(), SETTINGS, NOW, rules=(odd,))
    assert [skipped.rule for skipped in shown.skipped] == [odd.name]


async def test_a_second_sweep_has_nothing_to_add() -> None:
    """Minutes later, and with a budget that would allow it."""
    crm, ledger, post = company(), FakeLedger(), Post()
    deal(crm, NextStep=None)
    generous = replace(SETTINGS, per_day=9, per_week=9)
    for minutes in (0, 10, 20):
        await run(crm, ledger, post, generous, timedelta(minutes=minutes))
    assert len(post.delivered) == 1


async def test_a_week_later_it_is_asked_again() -> None:
    """If it is still not answered, and no earlier."""
    crm, ledger, post = company(), FakeLedger(), Post()
    deal(crm, NextStep=None)
    for days in range(8):
        await run(crm, ledger, post, after=days * DAY)
        assert len(post.delivered) == (2 if days == 7 else 1)


async def test_c19_who_cannot_be_reached_is_tried_another_time() -> None:
    """Nothing was said, so nothing is used up."""
    crm, ledger, post = company(), FakeLedger(), Post(Delivery.UNREACHABLE)
    deal(crm, NextStep=None)
    report = await run(crm, ledger, post)
    assert ends(report) == [("006A", "unreachable", "courier")]
    assert await ledger.sent_since(NOW) == ()
    assert ends(await run(crm, ledger, post)) == [("006A", "sent", "courier")]


async def test_e3_after_a_holiday_there_is_one_message() -> None:
    """What would have been said meanwhile does not pile up."""
    crm, ledger, post = company(), FakeLedger(), Post()
    for n in range(9):
        deal(crm, f"006{n}", NextStep=None)
    crm.upsert("User", [{"Id": "005D", "IsActive": False}])
    for days in range(4):
        await run(crm, ledger, post, after=days * DAY)
    assert post.delivered == []
    crm.upsert("User", [{"Id": "005D", "IsActive": True}])
    await run(crm, ledger, post, after=4 * DAY)
    assert len(post.delivered) == 1


@pytest.mark.parametrize("zone", [None, "Mars/Base", ""])
async def test_e2_an_unknown_zone_waits_for_the_organisations_noon(zone: str | None) -> None:
    """At half past ten it is too early, at half past eleven not."""
    crm, ledger, post = company(zone=zone), FakeLedger(), Post()
    deal(crm, NextStep=None)
    berlin = replace(SETTINGS, zone="Europe/Berlin")
    await run(crm, ledger, post, berlin)  # 10:30 there
    assert post.delivered == []
    await run(crm, ledger, post, berlin, timedelta(hours=1))
    assert len(post.delivered) == 1
