"""The earlier side of a growth: the same query of the period before, made of the query alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crm.figures import FORECAST_CATEGORY, State, state
from crm.held import Held
from crm.period_keys import period_key
from crm.periods import Grain, Period, add
from crm.query import Comparison, Condition, Key, Query, every
from handlers.derived import Growth
from handlers.speech import say
from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.figures.earlier import earlier, unit_of
from handlers.understanding.figures.told_periods import conditions, told_periods
from handlers.understanding.reading import NoReading, Reading, Unsure, Why
from handlers.wording import period as days

_PASSING = (State.OPEN, State.UNPAID, State.OVERDUE, State.STALE)


def grown(reading: Reading, growth: Growth, resolver: Resolver) -> Reading:
    """The reading with the same figure of the earlier period as its second query; raises Unsure.

    Rates are held against each other by how many points they differ.
    """
    query = reading.query
    if reading.measure_name == "forecast" or _passing(query, resolver):
        told = say("What was open or unpaid in the past is not kept, so I can't tell its growth.")
        raise _unsure(told, Why.NOT_UNDERSTOOD)
    dated = _dated(query, resolver)
    calendar = resolver.schema.definitions.calendar(resolver.now.date())
    if any(grouping.grain for grouping in query.group_by):
        return _period_by_period(reading, growth, dated, resolver)
    before = earlier(dated.period, growth, calendar)
    others = (part for part in conditions(query.where) if part not in dated.edges)
    where = every(*others, resolver.dates.within(query.entity, dated.path, before))
    now = _name(dated.period, resolver)
    if dated.period.contains(calendar.today):
        whole = unit_of(dated.period, calendar)
        now = say("{period} so far", period=now) if whole not in (None, Grain.DAY) else now
    return replace(
        reading,
        second=replace(query, where=where, order=(), limit=None),
        how=Held.POINTS if reading.measure_ratio else Held.GROWTH,
        names=(now, _name(before, resolver)),
    )


def _period_by_period(
    reading: Reading, growth: Growth, dated: "_Dated", resolver: Resolver
) -> Reading:
    """Each month against the one before, or against the same one of the year before."""
    query, (grouping, *others) = reading.query, reading.query.group_by
    period, grain = dated.period, grouping.grain
    if others or grain is None or grouping.path != dated.path:
        told = say("I can tell growth period by period, or by group, but not both.")
        raise _unsure(told, Why.NOT_UNDERSTOOD)
    assert period.start is not None
    assert period.end is not None
    count, unit = growth.count, growth.grain or grain
    before = Period(add(period.start, -count, unit), add(period.end, -count, unit))
    others_told = (part for part in conditions(query.where) if part not in dated.edges)
    where = every(*others_told, resolver.dates.within(query.entity, dated.path, before))
    return replace(
        reading,
        second=replace(query, where=where, order=(), limit=None),
        how=Held.POINTS if reading.measure_ratio else Held.GROWTH,
        names=("this period", "the earlier one"),
        aligned=tuple(_aligned(period, before, grain, resolver)),
    )


def _aligned(
    period: Period, before: Period, grain: Grain, resolver: Resolver
) -> Iterator[tuple[str, Key]]:
    """The key of each earlier unit with that of the one which is held against it, up to today."""
    calendar = resolver.schema.definitions.calendar(resolver.now.date())
    for unit, old in zip(
        calendar.split(period, grain), calendar.split(before, grain), strict=False
    ):
        if unit.start is None or unit.start > calendar.today:
            return
        key = period_key(unit.start, grain, calendar)
        if unit.contains(calendar.today) and grain is not Grain.DAY:
            key = replace(key, label=say("{period} so far", period=key.label))
        yield old.key(), key


@dataclass(frozen=True, slots=True)
class _Dated:
    """The period a query is about, the date by which, and the conditions that say so."""

    path: str
    period: Period
    edges: tuple[Condition, ...]


def _dated(query: Query, resolver: Resolver) -> _Dated:
    """Raises Unsure where there is none, or none alone."""
    told = told_periods(query, resolver.schema)
    begun = [(path, one) for path, one in told.items() if one.start is not None]
    if len(begun) != 1:
        raise _unsure(say("Which two periods shall I compare?"), Why.CLARIFY)
    ((path, one),) = begun
    calendar = resolver.schema.definitions.calendar(resolver.now.date())
    end = one.end or calendar.period(Grain.DAY).end
    return _Dated(path, Period(one.start, end), one.edges)


def _passing(query: Query, resolver: Resolver) -> bool:
    """Whether it asks for what is so today only: nobody knows what was open a quarter ago."""
    now, meant = resolver.now, resolver.schema.definitions
    told = (state(query.entity, name, now, meant) for name in _PASSING)
    parts = conditions(query.where)
    if any(isinstance(p, Comparison) and p.path == FORECAST_CATEGORY for p in parts):
        return True
    return any(set(conditions(condition)) <= set(parts) for condition in told if condition)


def _name(period: Period, resolver: Resolver) -> str:
    """ "2026-Q4", or the days where it is no one unit."""
    calendar = resolver.schema.definitions.calendar(resolver.now.date())
    unit = unit_of(period, calendar)
    if unit is None or period.start is None:
        return days(period)
    return calendar.containing(unit, period.start).key()


def _unsure(sentence: str, why: Why) -> Unsure:
    return Unsure(NoReading(why=why, sentence=sentence))
