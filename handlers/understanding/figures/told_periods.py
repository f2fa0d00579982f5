"""Between which days a query asks for records, by which of their dates."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from crm.query import And, Comparison, Condition, Op, Query
from crm.schema import Schema

_EDGES = {Op.GE, Op.LT}


@dataclass(frozen=True, slots=True)
class ToldPeriod:
    """The first day and the day after the last, None where that side is open, and the conditions
    that say so.
    """

    start: date | None
    end: date | None
    edges: tuple[Condition, ...]


def told_periods(query: Query, schema: Schema) -> dict[str, ToldPeriod]:
    """By the path of the date; days are those of the query's zone."""
    zone = ZoneInfo(query.zone)
    edges: dict[str, list[Comparison]] = {}
    for part in conditions(query.where):
        if isinstance(part, Comparison) and _is_edge(part, query, schema):
            edges.setdefault(part.path, []).append(part)
    return {path: _period(found, zone) for path, found in edges.items()}


def conditions(where: Condition | None) -> tuple[Condition, ...]:
    """The conditions that all have to hold."""
    if where is None:
        return ()
    return where.parts if isinstance(where, And) else (where,)


def _is_edge(part: Comparison, query: Query, schema: Schema) -> bool:
    return part.op in _EDGES and schema.resolve(query.entity, part.path).field.type.is_time


def _period(edges: list[Comparison], zone: ZoneInfo) -> ToldPeriod:
    days = {edge.op: _day(edge.value, zone) for edge in edges}
    return ToldPeriod(days.get(Op.GE), days.get(Op.LT), tuple(edges))


def _day(value: object, zone: ZoneInfo) -> date:
    if isinstance(value, datetime):
        return value.astimezone(zone).date()
    assert isinstance(value, date)
    return value
