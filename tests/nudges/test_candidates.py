"""What the search finds, for whom, and what it leaves out and says so."""

import logging
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from crm.access import AccessRules, Role, Sharing
from crm.definitions import Definitions
from crm.query import And, Condition
from nudges.candidates import Candidates, find
from nudges.rule import Rule
from nudges.rules import RULES
from nudges.settings import NudgeSettings
from tests.fakes.crm import FakeCrm
from tests.nudges.company import DAY, NOW, TODAY, company, deal

BY_NAME = {rule.name: rule for rule in RULES}


async def search(
    crm: FakeCrm, *rules: Rule, now: datetime = NOW, settings: NudgeSettings | None = None
) -> Candidates:
    people = {person.user_id: person for person in await crm.everyone()}
    return await find(crm, people, rules or RULES, settings or NudgeSettings(), now)


async def found(crm: FakeCrm, *rules: Rule, now: datetime = NOW) -> list[tuple[str, str, str]]:
    """(rule, record, who), sorted."""
    candidates = await search(crm, *rules, now=now)
    return sorted((n.rule, n.record.id, n.who) for n in candidates.notices)


async def test_each_flagged_record_makes_a_notice_to_its_owner() -> None:
    """What to fill in, and why, comes from the rule."""
    crm = company()
    deal(crm, "0061", Amount=None)
    deal(crm, "0062", NextStep="tbd", OwnerId="005K")
    deal(crm, "0063")
    assert await found(crm) == [
        ("missing_amount", "0061", "005D"),
        ("missing_next_step", "0062", "005K"),
    ]
    [notice] = (await search(crm, BY_NAME["missing_amount"])).notices
    rule = BY_NAME["missing_amount"]
    assert (notice.field, notice.ask, notice.why) == (rule.field, rule.ask, rule.why)
    assert notice.record_name == "Turbines"


async def test_a_candidate_carries_no_value_of_its_record() -> None:
    """The search reads in nobody's name; values are read later, as the owner."""
    crm = company()
    deal(crm, NextStep="x")
    [notice] = (await search(crm)).notices
    assert (notice.before, notice.facts, notice.version) == (None, (), "")


async def test_what_belongs_to_nobody_asks_nobody() -> None:
    """A record without an owner is nobody's to fill in."""
    crm = company()
    deal(crm, Amount=None, OwnerId=None)
    assert await found(crm) == []


@pytest.mark.parametrize("sharing", Sharing)
async def test_records_of_all_owners_are_found(sharing: Sharing) -> None:
    """Whatever people may see of each other's."""
    crm = company(AccessRules(sharing=sharing))
    for owner in ("005L", "005D", "005K"):
        deal(crm, f"006-{owner}", Amount=None, OwnerId=owner)
    assert [who for _, _, who in await found(crm)] == ["005D", "005K", "005L"]


async def test_d22_a_date_has_passed_when_it_has_for_the_owner() -> None:
    """On Monday noon UTC it is Tuesday in Kiritimati, and Monday in Los Angeles."""
    crm = company()
    zones = {"005D": "Pacific/Kiritimati", "005K": "America/Los_Angeles"}
    crm.upsert("User", [{"Id": id_, "TimeZoneSidKey": zone} for id_, zone in zones.items()])
    for owner in zones:
        for day in (15, 16, 17):
            deal(crm, f"{owner}-{day}", OwnerId=owner, CloseDate=date(2026, 11, day))
    noon = datetime(2026, 11, 16, 12, tzinfo=UTC)
    passed = await found(crm, BY_NAME["close_date_passed"], now=noon)
    assert [record for _, record, _ in passed] == ["005D-15", "005D-16", "005K-15"]


async def test_more_than_a_page_of_records_is_found() -> None:
    """No limit of an ordinary list cuts the search."""
    crm = company()
    for n in range(120):
        deal(crm, f"006{n}", Amount=None)
    assert len(await found(crm)) == 120


async def test_the_worth_is_that_of_the_deal_and_of_its_date() -> None:
    """Of a missing amount, that of an ordinary deal; accounts come last."""
    crm = company()
    soon = {"CloseDate": TODAY, "NextStep": None}
    deal(crm, "006A", Amount=Decimal(100), **soon)
    deal(crm, "006B", Amount=Decimal(900), **soon)
    deal(crm, "006C", Amount=Decimal(500), **soon | {"CloseDate": TODAY + 30 * DAY})
    deal(crm, "006D", Amount=None, **soon | {"NextStep": "Demo"})
    crm.upsert("Account", [{"Id": "001A", "Industry": None}])
    worths = {n.record.id: n.worth for n in (await search(crm)).notices}
    assert worths == {"006A": 100, "006B": 900, "006C": 250, "006D": 500, "001A": 0}


async def test_a_rule_that_raises_is_left_out_and_named(caplog: pytest.LogCaptureFixture) -> None:
    """The others go on, and the log has no value of any record."""

    def broken(today: date, settings: NudgeSettings, meant: Definitions) -> Condition:
        raise RuntimeError("canary-4711")

    crm = company()
    deal(crm, Amount=None)
    bad = replace(BY_NAME["missing_next_step"], condition=broken)
    with caplog.at_level(logging.DEBUG):
        candidates = await search(crm, bad, BY_NAME["missing_amount"])
    assert [n.rule for n in candidates.notices] == ["missing_amount"]
    [skipped] = candidates.skipped
    assert (skipped.rule, skipped.reason) == ("missing_next_step", "It failed (RuntimeError).")
    [record] = caplog.records
    assert record.__dict__["action"] == "nudge_rule_skipped"
    assert "canary" not in caplog.text


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"field": "Renewal__c"}, "Opportunity has no field Renewal__c."),
        ({"entity": "Deal"}, "There is no Deal in the CRM."),
        ({"field": "IsClosed"}, "Closed can't be changed."),
        ({"entity": "Product2", "field": "Family", "condition": lambda *_: And(())},
         "A Product belongs to nobody who could be asked."),
        ({"condition": lambda *told: And((BY_NAME["missing_next_step"].condition(*told),
          BY_NAME["account_without_industry"].condition(*told)))},
         "Opportunity has no field Industry."),
    ],
)  # fmt: skip
async def test_d27_a_rule_this_crm_cannot_follow_is_left_out_and_says_why(
    change: dict[str, object], reason: str
) -> None:
    """A field that is gone, an entity unknown, a field nobody can change."""
    crm = company()
    deal(crm, Amount=None)
    bad = replace(BY_NAME["missing_next_step"], **change)  # type: ignore[arg-type]
    candidates = await search(crm, bad, BY_NAME["missing_amount"])
    assert [n.rule for n in candidates.notices] == ["missing_amount"]
    assert [s.reason for s in candidates.skipped] == [reason]


async def test_a_missing_rank_is_no_reason_to_leave_a_rule_out() -> None:
    """Without close dates the search goes on by size alone."""
    crm = company()
    deal(crm, NextStep=None)
    odd = replace(BY_NAME["missing_next_step"], due="Renewal__c")
    [notice] = (await search(crm, odd)).notices
    assert notice.worth == 20000


@pytest.mark.parametrize("field", ["Amount", "IsClosed"])
async def test_c11_who_may_not_see_what_a_rule_is_about_is_noted(field: str) -> None:
    """The field asked for, or any it judges by; of those only who would be asked."""
    hidden = {Role.REP: frozenset({("Opportunity", field)})}
    crm = company(AccessRules(hidden=hidden))
    deal(crm, "0061", Amount=None)
    deal(crm, "0062", Amount=None, OwnerId="005L")
    candidates = await search(crm, BY_NAME["missing_amount"])
    assert candidates.blind == {("005D", "missing_amount")}
