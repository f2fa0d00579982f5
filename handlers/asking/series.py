"""Figures in the course of time: periods without any record are there, and are added up."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from crm.errors import MixedCurrencies
from crm.figures import State, state
from crm.money import Money
from crm.period_keys import period_key, period_of
from crm.periods import Grain, Period
from crm.query import Aggregate, Answer, Figures, Function, Group, Grouping, Value
from crm.schema import FieldType, Schema
from handlers.asking.answered import Line, Part
from handlers.understanding.figures.told_periods import conditions, told_periods

_ADDED_UP = {Function.COUNT, Function.COUNT_DISTINCT, Function.SUM}


def filled(answer: Answer, schema: Schema, now: datetime) -> Answer:
    """The figures with a group for each period in which there was nothing, where they go by time.

    From the first period that is asked for to the last, but not beyond today, unless there are
    records, or what is asked for is still to come. `now` is in the asker's zone.
    """
    if not isinstance(answer, Figures):
        return answer
    figures = answer
    by = _by_time(figures)
    if by is None or figures.total > len(figures.groups):
        return figures
    known = {group.keys[0].value: group for group in figures.groups}
    calendar = schema.definitions.calendar(now.date())
    units = list(_units(figures, by, schema, now))
    if len(units) > (figures.query.limit or len(units)):
        return figures
    keys = [period_key(unit.start, by, calendar) for unit in units if unit.start]
    nothing = tuple(_nothing(a, figures, schema) for a in figures.query.aggregates)
    every = [
        known.pop(key.value, Group(keys=(key,), values=nothing, left_out=(0,) * len(nothing)))
        for key in keys
    ]
    groups = (*every, *known.values())
    return replace(figures, groups=groups, total=len(groups))


def _by_time(figures: Figures) -> Grain | None:
    """The unit of time that the groups are in the order of; None for any other figures."""
    query = figures.query
    if len(query.group_by) != 1 or not figures.groups:
        return None
    ordered = not query.order or isinstance(query.order[0].by, Grouping)
    falling = bool(query.order) and query.order[0].descending
    return query.group_by[0].grain if ordered and not falling else None


def _units(figures: Figures, grain: Grain, schema: Schema, now: datetime) -> Iterator[Period]:
    calendar = schema.definitions.calendar(now.date())
    told = told_periods(figures.query, schema).get(figures.query.group_by[0].path)
    met = [period_of(str(g.keys[0].value), grain, calendar) for g in figures.groups]
    known = [period for period in met if period and period.start and period.end]
    if not known:
        return
    start = told.start if told and told.start else known[0].start
    end = known[-1].end
    assert start is not None
    assert end is not None
    if told and told.end:
        today = calendar.period(grain).end or told.end
        end = max(end, told.end if _coming(figures, schema, now) else min(told.end, today))
    yield from calendar.split(Period(start, end), grain)


def _coming(figures: Figures, schema: Schema, now: datetime) -> bool:
    """Whether it asks for what is open: of that, there is something ahead."""
    query = figures.query
    return state(query.entity, State.OPEN, now, schema.definitions) in conditions(query.where)


def _nothing(aggregate: Aggregate, figures: Figures, schema: Schema) -> Value:
    """What a figure over no records is: of a sum 0, of an average nothing."""
    if aggregate.function not in _ADDED_UP:
        return None
    counts = aggregate.path is None or aggregate.function is not Function.SUM
    if counts or not _is_money(aggregate, figures, schema):
        return Decimal(0)
    met = {v.currency for group in figures.groups for v in group.values if isinstance(v, Money)}
    return Money(Decimal(0), min(met, default=schema.currencies[0]))


def _is_money(aggregate: Aggregate, figures: Figures, schema: Schema) -> bool:
    field = schema.resolve(figures.query.entity, aggregate.path or "Id").field
    return field.type is FieldType.MONEY


def running(lines: tuple[Line, ...], name: str) -> tuple[Line, ...]:
    """Each line with all before it added up; its own figure, called `name`, becomes its part."""
    return tuple(_added_up(lines, name))


def _added_up(lines: tuple[Line, ...], name: str) -> Iterator[Line]:
    total: Value = None
    for line in lines:
        unit = line.value.currency if isinstance(line.value, Money) else "count"
        total = _sum(total, line.value)
        yield replace(line, value=total, parts=(Part(name=name, value=line.value, unit=unit),))


def _sum(total: Value, value: Value) -> Value:
    """Raises MixedCurrencies where they differ."""
    if total is None or value is None:
        return value if total is None else total
    if isinstance(total, Money) and isinstance(value, Money):
        if total.currency != value.currency:
            raise MixedCurrencies(sorted({total.currency, value.currency}))
        return Money(total.amount + value.amount, total.currency)
    if isinstance(total, Decimal) and isinstance(value, Decimal):
        return total + value
    raise TypeError("only amounts and numbers are added up")
