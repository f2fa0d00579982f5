"""The rules flag what they say they flag, and talk to people."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.backends.database import DatabaseCrm, open_database
from crm.check import check
from crm.definitions import USUAL_DEFINITIONS, Definitions
from crm.figures import State, state
from crm.money import Money
from crm.query import Query, Rows
from crm.standard import STANDARD
from nudges.junk import JUNK_TEXTS
from nudges.rule import EXAMPLE_DAY, Example, Rule
from nudges.rules import RULES
from nudges.settings import NudgeSettings
from tests.fakes.crm import FakeCrm
from tests.nudges.company import FINE, TODAY, company, settle

SETTINGS = NudgeSettings()
DAY = timedelta(days=1)

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def named(name: str) -> Rule:
    return next(rule for rule in RULES if rule.name == name)


async def flags(rule: Rule, example: Example, today: date = EXAMPLE_DAY) -> bool:
    """Whether the rule flags a record with just those values, besides a name and an owner."""
    return await flags_in(company(), rule, example, today)


async def flags_in(
    crm: FakeCrm | DatabaseCrm, rule: Rule, example: Example, today: date = EXAMPLE_DAY
) -> bool:
    """The same, in any CRM that has that small company in it."""
    empty = {field.name: None for field in STANDARD.entity(rule.entity)}
    record = {**empty, "Id": "X1", "Name": "X", "OwnerId": "005D", **dict(example.values)}
    crm.storage.upsert(rule.entity, [record])
    viewer = await crm.by_id("005L")
    assert viewer
    where = rule.condition(today, SETTINGS, USUAL_DEFINITIONS)
    answer = await crm.run(await crm.permit(Query(entity=rule.entity, where=where), viewer))
    assert isinstance(answer, Rows)
    return any(row.ref.id == "X1" for row in answer.rows)


async def says(name: str, today: date = TODAY, **values: object) -> bool:
    """Whether the rule flags an otherwise fine deal with those values."""
    merged = {**FINE, **values}
    return await flags(named(name), Example("", tuple(merged.items())), today)


@each_rule
async def test_a_rule_flags_its_own_bad_example(rule: Rule) -> None:
    """What the manual shows as flagged is flagged."""
    assert await flags(rule, rule.flagged), rule.flagged.story


@each_rule
async def test_a_rule_leaves_its_own_good_example(rule: Rule) -> None:
    """What the manual shows as fine is fine."""
    assert not await flags(rule, rule.fine), rule.fine.story


async def test_the_embedded_crm_flags_the_same(tmp_path: Path) -> None:
    """What the rules mean in plain Python they mean in a database."""
    crm = open_database(f"sqlite:///{tmp_path / 'crm.db'}", create=True)
    settle(crm.storage)
    for rule in RULES:
        assert await flags_in(crm, rule, rule.flagged), rule.name
        assert not await flags_in(crm, rule, rule.fine), rule.name
    await crm.close()


@each_rule
def test_a_rule_speaks_of_what_the_standard_crm_has(rule: Rule) -> None:
    """Its condition can be asked, its field changed, and its facts shown."""
    check(
        Query(entity=rule.entity, where=rule.condition(TODAY, SETTINGS, USUAL_DEFINITIONS)),
        STANDARD,
    )
    assert STANDARD.entity(rule.entity).field(rule.field).updatable
    for path in (*rule.facts, rule.size, rule.due):
        if path is not None:
            STANDARD.resolve(rule.entity, path)


@each_rule
def test_a_rule_gives_before_it_asks(rule: Rule) -> None:
    """Facts besides the field asked for, a question, and a reason in a sentence."""
    assert set(rule.facts) - {rule.field}
    assert rule.ask.endswith("?")
    assert rule.why.endswith(".")


def test_every_rule_has_its_own_name() -> None:
    """The name is what people stop and snooze."""
    assert len({rule.name for rule in RULES}) == len(RULES) == 6


async def test_a_deal_that_is_fine_is_left_alone() -> None:
    """No rule has anything to say about it."""
    assert [rule.name for rule in RULES if rule.size and await says(rule.name)] == []


@pytest.mark.parametrize(
    "rule", [r for r in RULES if r.entity == "Opportunity"], ids=lambda r: r.name
)
async def test_closed_deals_are_left_alone(rule: Rule) -> None:
    """Also those of which the CRM does not know whether they are closed."""
    for closed in (True, None):
        values = dict(rule.flagged.values) | {"IsClosed": closed}
        assert not await flags(rule, Example("", tuple(values.items())))


@pytest.mark.parametrize("junk", ["", "x", "N/A", "TBD", "none", "?", "-", "unknown", "xxx"])
async def test_e7_junk_is_no_next_step(junk: str) -> None:
    """What is typed to silence a nudge counts as empty."""
    assert await says("missing_next_step", NextStep=junk)


@pytest.mark.parametrize("amount", [None, Decimal(0), Decimal(1), Money(Decimal(1), "EUR")])
async def test_e7_a_placeholder_is_no_amount(amount: object) -> None:
    """Nobody sells for nothing, or for 1."""
    assert await says("missing_amount", Amount=amount)


@given(st.sampled_from(JUNK_TEXTS))
async def test_e7_junk_is_no_industry(junk: str) -> None:
    """In any spelling of it."""
    rule = named("account_without_industry")
    assert await flags(rule, Example("", (("Industry", junk.upper()),)))


@pytest.mark.parametrize("day", [date(1900, 1, 1), TODAY - DAY])
async def test_e7_a_date_of_long_ago_has_passed(day: date) -> None:
    """A placeholder for a date is no close date."""
    assert await says("close_date_passed", CloseDate=day)


async def test_a_deal_due_today_can_still_close() -> None:
    """The day has not passed until it is over; no date at all has not passed either."""
    assert not await says("close_date_passed", CloseDate=TODAY)
    assert not await says("close_date_passed", CloseDate=None)


@pytest.mark.parametrize(
    ("last", "created", "flagged"),
    [
        (TODAY - 30 * DAY, 300, False),
        (TODAY - 31 * DAY, 300, True),
        (None, 29, False),
        (None, 31, True),
        (TODAY + DAY, 300, False),
    ],
)
async def test_no_activity_counts_from_the_last_one_or_from_creation(
    last: date | None, created: int, flagged: bool
) -> None:
    """A fresh deal without activity is left in peace; an old one with a recent call too."""
    created_at = datetime(2026, 11, 16, 12, tzinfo=UTC) - created * DAY
    found = await says("no_activity", LastActivityDate=last, CreatedDate=created_at)
    assert found is flagged


async def test_no_activity_is_silent_where_nothing_is_known() -> None:
    """Neither an activity nor a day of creation: nothing can be said."""
    assert not await says("no_activity", LastActivityDate=None, CreatedDate=None)


async def test_stuck_is_what_nobody_changed_for_long() -> None:
    """A record that was changed may have moved; one of unknown change is left alone."""
    old = datetime(2026, 11, 16, 12, tzinfo=UTC) - 46 * DAY
    assert await says("stuck_in_stage", LastModifiedDate=old)
    assert not await says("stuck_in_stage", LastModifiedDate=old + 2 * DAY)
    assert not await says("stuck_in_stage", LastModifiedDate=None)


async def test_the_settings_say_when_a_rule_speaks_up() -> None:
    """Days of silence are the owner's to choose, and the same that make a deal stale."""
    waits = replace(SETTINGS, stuck_days=100), Definitions(stale_days=100)
    for name in ("no_activity", "stuck_in_stage"):
        usual = named(name).condition(TODAY, SETTINGS, USUAL_DEFINITIONS)
        assert named(name).condition(TODAY, *waits) != usual
    stale = state("Opportunity", State.STALE, datetime(2026, 11, 16, tzinfo=UTC), waits[1])
    assert named("no_activity").condition(date(2026, 11, 16), *waits) == stale


@pytest.mark.parametrize("name", ["", "Missing Amount", "missing-amount", "x1"])
def test_a_rule_is_named_in_small_letters(name: str) -> None:
    """The name travels in buttons and settings."""
    with pytest.raises(ValueError, match="named"):
        replace(RULES[0], name=name)


@pytest.mark.parametrize("field", ["entity", "field", "ask", "why"])
def test_a_rule_without_a_field_or_a_reason_is_refused(field: str) -> None:
    """Nobody is written to without being told what for."""
    with pytest.raises(ValueError, match="says why"):
        replace(RULES[0], **{field: ""})  # type: ignore[arg-type]
