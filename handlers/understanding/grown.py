"""The earlier side of a growth: the same query of the period before, made of the query alone."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from crm.figures import FORECAST_CATEGORY, State, state
from crm.held import Held
from crm.periods import Grain, Period
from crm.query import And, Comparison, Condition, Op, Query, every
from handlers.derived import Growth
from handlers.speech import say
from handlers.understanding.earlier import earlier, unit_of
from handlers.understanding.reading import NoReading, Reading, Unsure, Why
from handlers.understanding.resolve import Resolver
from handlers.wording import period as days

_PASSING = (State.OPEN, State.UNPAID, State.OVERDUE, State.STALE)
_EDGES = {Op.GE, Op.LT}


def grown(reading: Reading, growth: Growth, resolver: Resolver) -> Reading:
    """The reading with the same figure of the earlier period as its second query; raises Unsure.

    Rates are held against each other by how many points they differ.
    """
    query = reading.query
    if any(grouping.grain for grouping in query.group_by):
        raise _unsure(say("I can't tell growth period by period yet."), Why.NOT_UNDERSTOOD)
    if reading.measure_name == "forecast" or _passing(query, resolver):
        told = say("What was open or unpaid in the past is not kept, so I can't tell its growth.")
        raise _unsure(told, Why.NOT_UNDERSTOOD)
    dated = _dated(query, resolver)
    calendar = resolver.schema.definitions.calendar(resolver.now.date())
    before = earlier(dated.period, growth, calendar)
    others = (part for part in _parts(query.where) if part not in dated.edges)
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


@dataclass(frozen=True, slots=True)
class _Dated:
    """The period a query is about, the date by which, and the conditions that say so."""

    path: str
    period: Period
    edges: tuple[Condition, ...]


def _dated(query: Query, resolver: Resolver) -> _Dated:
    """Raises Unsure where there is none, or none alone."""
    edges: dict[str, list[Comparison]] = {}
    for part in _parts(query.where):
        edge = isinstance(part, Comparison) and part.op in _EDGES
        if isinstance(part, Comparison) and edge and _is_time(query, part.path, resolver):
            edges.setdefault(part.path, []).append(part)
    begun = {path: found for path, found in edges.items() if any(e.op is Op.GE for e in found)}
    if len(begun) != 1:
        raise _unsure(say("Which two periods shall I compare?"), Why.CLARIFY)
    ((path, found),) = begun.items()
    zone = ZoneInfo(resolver.viewer.time_zone)
    edges_by = {edge.op: _day(edge.value, zone) for edge in found}
    calendar = resolver.schema.definitions.calendar(resolver.now.date())
    end = edges_by.get(Op.LT) or calendar.period(Grain.DAY).end
    return _Dated(path, Period(edges_by[Op.GE], end), tuple(found))


def _is_time(query: Query, path: str, resolver: Resolver) -> bool:
    return resolver.schema.resolve(query.entity, path).field.type.is_time


def _day(value: object, zone: ZoneInfo) -> date:
    if isinstance(value, datetime):
        return value.astimezone(zone).date()
    assert isinstance(value, date)
    return value


def _passing(query: Query, resolver: Resolver) -> bool:
    """Whether it asks for what is so today only: nobody knows what was open a quarter ago."""
    now, meant = resolver.now, resolver.schema.definitions
    told = (state(query.entity, name, now, meant) for name in _PASSING)
    parts = _parts(query.where)
    if any(isinstance(p, Comparison) and p.path == FORECAST_CATEGORY for p in parts):
        return True
    return any(set(_parts(condition)) <= set(parts) for condition in told if condition)


def _name(period: Period, resolver: Resolver) -> str:
    """ "2026-Q4", or the days where it is no one unit."""
    calendar = resolver.schema.definitions.calendar(resolver.now.date())
    unit = unit_of(period, calendar)
    if unit is None or period.start is None:
        return days(period)
    return calendar.containing(unit, period.start).key()


def _parts(where: Condition | None) -> tuple[Condition, ...]:
    if where is None:
        return ()
    return where.parts if isinstance(where, And) else (where,)


def _unsure(sentence: str, why: Why) -> Unsure:
    return Unsure(NoReading(why=why, sentence=sentence))
