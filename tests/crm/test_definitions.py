"""What an organisation may mean otherwise, and what follows from it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.check import check
from crm.definitions import USUAL_DEFINITIONS, Definitions
from crm.figures import State, state, usual
from crm.periods import Calendar, Grain
from crm.query import And, Not, Op, Query, compare
from crm.schema import Schema
from crm.standard import STANDARD

NOW = datetime(2026, 11, 18, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "given_",
    [{"stale_days": 0}, {"open_orders": ()}, {"fiscal_start_month": 13}, {"week_start": 7}],
)
def test_nonsense_is_refused(given_: dict[str, int]) -> None:
    """A definition that defines nothing."""
    with pytest.raises(ValueError, match=r"\w"):
        Definitions(**given_)  # type: ignore[arg-type]


@pytest.mark.parametrize("entity", [e.name for e in STANDARD])
@pytest.mark.parametrize("name", list(State))
def test_every_state_can_be_asked(entity: str, name: State) -> None:
    """Of the standard CRM, however an organisation defines it."""
    own = Definitions(open_tasks=("Waiting",), open_leads=("New", "Working"))
    for meant in (USUAL_DEFINITIONS, own):
        condition = state(entity, name, NOW, meant)
        if condition is not None:
            check(Query(entity=entity, where=condition), STANDARD)


def test_statuses_replace_the_flag_of_tasks_and_narrow_that_of_leads() -> None:
    """A converted lead is open under no status."""
    own = Definitions(open_tasks=("Waiting",), open_leads=("New",), open_orders=("Shipped",))
    waiting = compare("Status", Op.IN, "Waiting")
    assert state("Task", State.OPEN, NOW, own) == waiting
    assert state("Task", State.CLOSED, NOW, own) == Not(waiting)
    due = compare("ActivityDate", Op.LT, date(2026, 11, 18))
    assert state("Task", State.OVERDUE, NOW, own) == And((waiting, due))
    unconverted, new = compare("IsConverted", Op.EQ, False), compare("Status", Op.IN, "New")
    assert state("Lead", State.OPEN, NOW, own) == And((unconverted, new))
    assert state("Order", State.OPEN, NOW, own) == compare("Status", Op.IN, "Shipped")


def test_the_usual_date_and_amount_may_be_others() -> None:
    """One that the entity does not have, or that is hidden, gives way to the standard one."""
    own = Definitions(dates={"Account": "LastActivityDate"}, money={"Opportunity": "TCV__c"})
    account, deal = STANDARD.entity("Account"), STANDARD.entity("Opportunity")
    assert usual(account, own).date == "LastActivityDate"
    assert usual(account, USUAL_DEFINITIONS).date == "CreatedDate"
    assert usual(deal, own) == usual(deal, USUAL_DEFINITIONS)
    hidden = STANDARD.without(frozenset({("Account", "LastActivityDate")}))
    assert usual(hidden.entity("Account"), own).date == "CreatedDate"


def test_what_is_hidden_from_somebody_changes_no_definition() -> None:
    """They go with the schema, whoever looks at it."""
    schema: Schema = replace(STANDARD, definitions=Definitions(stale_days=3))
    assert schema.without(frozenset({("Account", "Phone")})).definitions.stale_days == 3


@given(
    day=st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    week_start=st.integers(0, 6),
    weekday=st.integers(0, 6),
)
def test_a_week_begins_where_it_is_said_to(day: date, week_start: int, weekday: int) -> None:
    """It has each weekday once, and the number of its Thursday; such keys sort by time."""
    calendar = Calendar(day, week_start=week_start)
    week = calendar.period(Grain.WEEK)
    assert week.start is not None
    assert week.contains(day)
    assert week.start.weekday() == week_start
    that = calendar.day_of_week(week, weekday)
    assert that is not None
    assert week.contains(that)
    assert that.weekday() == weekday
    year, number, _ = next(
        d for n in range(7) if (d := week.start + timedelta(days=n)).weekday() == 3
    ).isocalendar()
    assert week.key() == f"{year}-W{number:02}"
    assert calendar.period(Grain.WEEK, 1).key() > week.key()


def test_definitions_have_the_calendar() -> None:
    """With the month the fiscal year begins, and the day a week begins."""
    own = Definitions(fiscal_start_month=4, week_start=6)
    assert own.calendar(NOW.date()) == Calendar(NOW.date(), 4, 6)
