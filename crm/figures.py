"""What sales words mean in terms of fields: open, won, overdue, pipeline, win rate.

Defined here once; rules, readings and pages use these definitions and no others. `docs/words.md`
states them for people. Where organisations differ, their `Definitions` say what they mean.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from crm.definitions import Definitions
from crm.held import Held
from crm.query import Aggregate, And, Condition, Function, Not, Op, Or, compare, every
from crm.schema import Entity, FieldType

Meaning = Callable[[datetime, Definitions], Condition]


class State(StrEnum):
    """A condition on a record that has a word of its own."""

    OPEN = "open"
    CLOSED = "closed"
    WON = "won"
    LOST = "lost"
    OVERDUE = "overdue"
    UNPAID = "unpaid"
    PAID = "paid"
    STALE = "stale"
    ACTIVE = "active"
    INACTIVE = "inactive"
    UPCOMING = "upcoming"
    PAST = "past"
    CONVERTED = "converted"
    CUSTOMER = "customer"


def _is(path: str, *, true: bool = True) -> Meaning:
    return lambda now, meant: compare(path, Op.EQ, true)


def _lost(now: datetime, meant: Definitions) -> Condition:
    return And((compare("IsClosed", Op.EQ, True), compare("IsWon", Op.EQ, False)))


def _line_lost(now: datetime, meant: Definitions) -> Condition:
    closed, won = "Opportunity.IsClosed", "Opportunity.IsWon"
    return And((compare(closed, Op.EQ, True), compare(won, Op.EQ, False)))


def _close_date_passed(now: datetime, meant: Definitions) -> Condition:
    return And((compare("IsClosed", Op.EQ, False), compare("CloseDate", Op.LT, now.date())))


def untouched(now: datetime, days: int) -> Condition:
    """No activity for that many days, counted from creation where there never was any."""
    since = now - timedelta(days=days)
    never = And((compare("LastActivityDate", Op.EMPTY), compare("CreatedDate", Op.LT, since)))
    return Or((compare("LastActivityDate", Op.LT, since.date()), never))


def _stale(now: datetime, meant: Definitions) -> Condition:
    return And((compare("IsClosed", Op.EQ, False), untouched(now, meant.stale_days)))


def _task_open(now: datetime, meant: Definitions) -> Condition:
    if meant.open_tasks:
        return compare("Status", Op.IN, *meant.open_tasks)
    return compare("IsClosed", Op.EQ, False)


def _task_closed(now: datetime, meant: Definitions) -> Condition:
    return Not(_task_open(now, meant)) if meant.open_tasks else compare("IsClosed", Op.EQ, True)


def _task_overdue(now: datetime, meant: Definitions) -> Condition:
    return And((_task_open(now, meant), compare("ActivityDate", Op.LT, now.date())))


def _lead_open(now: datetime, meant: Definitions) -> Condition:
    unconverted = compare("IsConverted", Op.EQ, False)
    if meant.open_leads:
        return And((unconverted, compare("Status", Op.IN, *meant.open_leads)))
    return unconverted


def _unpaid(now: datetime, meant: Definitions) -> Condition:
    return compare("Balance", Op.GT, Decimal(0))


def _invoice_overdue(now: datetime, meant: Definitions) -> Condition:
    return And((_unpaid(now, meant), compare("DueDate", Op.LT, now.date())))


def _to_come(path: str, still: Meaning) -> Meaning:
    """Still so, and the day is today or later."""
    return lambda now, meant: And((still(now, meant), compare(path, Op.GE, now.date())))


def _open_order(now: datetime, meant: Definitions) -> Condition:
    return compare("Status", Op.IN, *meant.open_orders)


_STATES: Mapping[tuple[str, State], Meaning] = {
    ("Opportunity", State.OPEN): _is("IsClosed", true=False),
    ("Opportunity", State.ACTIVE): _is("IsClosed", true=False),
    ("Opportunity", State.CLOSED): _is("IsClosed"),
    ("Opportunity", State.WON): _is("IsWon"),
    ("Opportunity", State.LOST): _lost,
    ("Opportunity", State.OVERDUE): _close_date_passed,
    ("Opportunity", State.STALE): _stale,
    ("OpportunityLineItem", State.OPEN): _is("Opportunity.IsClosed", true=False),
    ("OpportunityLineItem", State.CLOSED): _is("Opportunity.IsClosed"),
    ("OpportunityLineItem", State.WON): _is("Opportunity.IsWon"),
    ("OpportunityLineItem", State.LOST): _line_lost,
    ("Account", State.CUSTOMER): lambda now, meant: meant.customer,
    ("Task", State.OPEN): _task_open,
    ("Task", State.CLOSED): _task_closed,
    ("Task", State.OVERDUE): _task_overdue,
    ("Opportunity", State.UPCOMING): _to_come("CloseDate", _is("IsClosed", true=False)),
    ("Task", State.UPCOMING): _to_come("ActivityDate", _task_open),
    ("Invoice", State.UPCOMING): _to_come("DueDate", _unpaid),
    ("Event", State.UPCOMING): lambda now, meant: compare("StartDateTime", Op.GE, now),
    ("Event", State.PAST): lambda now, meant: compare("StartDateTime", Op.LT, now),
    ("Order", State.OPEN): _open_order,
    ("Order", State.ACTIVE): _open_order,
    ("Invoice", State.OPEN): _unpaid,
    ("Invoice", State.UNPAID): _unpaid,
    ("Invoice", State.PAID): lambda now, meant: Not(_unpaid(now, meant)),
    ("Invoice", State.OVERDUE): _invoice_overdue,
    ("User", State.ACTIVE): _is("IsActive"),
    ("User", State.INACTIVE): _is("IsActive", true=False),
    ("Product2", State.ACTIVE): _is("IsActive"),
    ("Product2", State.INACTIVE): _is("IsActive", true=False),
    ("Lead", State.OPEN): _lead_open,
    ("Lead", State.CONVERTED): _is("IsConverted"),
}


def state(entity: str, name: State, now: datetime, meant: Definitions) -> Condition | None:
    """What the word means for that entity; None where it means nothing.

    `now` is in the asker's zone: its date is their today.
    """
    meaning = _STATES.get((entity, name))
    return meaning(now, meant) if meaning else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Usual:
    """What is meant when somebody does not say it: which date, which money, which number."""

    date: str | None
    money: str | None
    created: str | None


_USUAL = {
    "Opportunity": Usual(date="CloseDate", money="Amount", created="CreatedDate"),
    "Order": Usual(date="EffectiveDate", money="TotalAmount", created="EffectiveDate"),
    "Invoice": Usual(date="InvoiceDate", money="Amount", created="InvoiceDate"),
    "OrderItem": Usual(date="Order.EffectiveDate", money="TotalPrice", created=None),
    "OpportunityLineItem": Usual(date="Opportunity.CloseDate", money="TotalPrice", created=None),
    "Task": Usual(date="ActivityDate", money=None, created="CreatedDate"),
    "Event": Usual(date="StartDateTime", money=None, created=None),
    "Quota": Usual(date="StartDate", money="Amount", created=None),
}


def usual(entity: Entity, meant: Definitions) -> Usual:
    """The usual fields of an entity; for custom ones, its first date and its first money.

    None for one that the entity does not have, as it is for those whom the field is hidden from.
    """
    found = _usual(entity)
    return replace(
        found,
        date=_had(entity, meant.dates.get(entity.name)) or found.date,
        money=_had(entity, meant.money.get(entity.name)) or found.money,
    )


def _usual(entity: Entity) -> Usual:
    known = _USUAL.get(entity.name)
    if known:
        return Usual(
            date=_had(entity, known.date),
            money=_had(entity, known.money),
            created=_had(entity, known.created),
        )
    created = "CreatedDate" if "CreatedDate" in entity else None
    dates = [f.name for f in entity if f.type.is_time and f.custom]
    money = [f.name for f in entity if f.type is FieldType.MONEY]
    return Usual(
        date=dates[0] if dates else created, money=money[0] if money else None, created=created
    )


def _had(entity: Entity, path: str | None) -> str | None:
    """The path where its first step is one of the entity's fields."""
    first = (path or "").partition(".")[0]
    return path if first in entity or first in entity.references else None


FORECAST_CATEGORY = "ForecastCategoryName"
LEFT_OUT_OF_FORECAST = "Omitted"


@dataclass(frozen=True, slots=True)
class Against:
    """Another named figure that one is held against, and how."""

    measure: str
    how: Held


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """A named figure over records of one entity.

    `states` narrow the records; `aggregates` are what to ask for. With `ratio`, the figure is 100 ×
    the first aggregate / the second, in per cent. With `against`, those are but one of its two
    sides: `plain` is what that one is called by itself.
    """

    label: str
    entity: str
    aggregates: tuple[Aggregate, ...]
    states: tuple[State, ...] = ()
    ratio: bool = False
    plain: str = ""
    against: Against | None = None


def _sum(path: str) -> Aggregate:
    return Aggregate(function=Function.SUM, path=path)


_WON_COUNT = Aggregate(function=Function.COUNT, where=compare("IsWon", Op.EQ, True))
_CLOSED_COUNT = Aggregate(function=Function.COUNT, where=compare("IsClosed", Op.EQ, True))
_LOST_COUNT = Aggregate(
    function=Function.COUNT,
    where=And((compare("IsClosed", Op.EQ, True), compare("IsWon", Op.EQ, False))),
)
_CONVERTED_COUNT = Aggregate(function=Function.COUNT, where=compare("IsConverted", Op.EQ, True))

_PLAIN: Mapping[str, Measure] = {
    "pipeline": Measure(
        label="Pipeline",
        entity="Opportunity",
        aggregates=(_sum("Amount"),),
        states=(State.OPEN,),
    ),
    # What came in, by the created date, whatever became of it.
    "pipeline created": Measure(
        label="Pipeline created", entity="Opportunity", aggregates=(_sum("Amount"),)
    ),
    "weighted pipeline": Measure(
        label="Weighted pipeline",
        entity="Opportunity",
        aggregates=(Aggregate(function=Function.SUM, path="Amount", weight="Probability"),),
        states=(State.OPEN,),
    ),
    "sales cycle": Measure(
        label="Sales cycle",
        entity="Opportunity",
        aggregates=(Aggregate(function=Function.AVERAGE, path="CloseDate", since="CreatedDate"),),
        states=(State.WON,),
    ),
    "revenue": Measure(
        label="Won amount",
        entity="Opportunity",
        aggregates=(_sum("Amount"),),
        states=(State.WON,),
    ),
    "win rate": Measure(
        label="Win rate",
        entity="Opportunity",
        aggregates=(_WON_COUNT, _CLOSED_COUNT),
        ratio=True,
    ),
    "loss rate": Measure(
        label="Loss rate",
        entity="Opportunity",
        aggregates=(_LOST_COUNT, _CLOSED_COUNT),
        ratio=True,
    ),
    "conversion rate": Measure(
        label="Conversion rate",
        entity="Lead",
        aggregates=(_CONVERTED_COUNT, Aggregate(function=Function.COUNT)),
        ratio=True,
    ),
    "quota": Measure(label="Quota", entity="Quota", aggregates=(_sum("Amount"),)),
    # By forecast category, those left out of it aside; what is won is in the category Closed.
    "forecast": Measure(label="Forecast", entity="Opportunity", aggregates=(_sum("Amount"),)),
    "balance": Measure(
        label="Unpaid balance",
        entity="Invoice",
        aggregates=(_sum("Balance"),),
        states=(State.UNPAID,),
    ),
}


def _held(label: str, one: str, how: Held, other: str) -> Measure:
    plain = _PLAIN[one]
    return replace(plain, label=label, plain=plain.label, against=Against(other, how))


MEASURES: Mapping[str, Measure] = {
    **_PLAIN,
    "attainment": _held("Quota attainment", "revenue", Held.PERCENT, "quota"),
    "gap": _held("Quota gap", "revenue", Held.MISSING, "quota"),
    "coverage": _held("Pipeline coverage", "pipeline", Held.MULTIPLE, "quota"),
}


def measured(measure: Measure, entity: Entity, meant: Definitions) -> Measure:
    """The measure over that entity, in the amount by which the organisation counts."""
    known, own = _USUAL.get(entity.name), usual(entity, meant).money
    if entity.name != measure.entity or known is None or own in (None, known.money):
        return measure
    paths = {known.money: own}
    aggregates = (replace(a, path=paths.get(a.path, a.path)) for a in measure.aggregates)
    return replace(measure, aggregates=tuple(aggregates))


def within(path: str, start: object, end: object) -> Condition | None:
    """`path` in [start, end), either end open as None; dates or aware datetimes."""
    low = compare(path, Op.GE, start) if start is not None else None  # type: ignore[arg-type]
    high = compare(path, Op.LT, end) if end is not None else None  # type: ignore[arg-type]
    return every(low, high)
