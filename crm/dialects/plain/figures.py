"""Figures over records that were fetched."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from crm.definitions import Definitions
from crm.dialects import results
from crm.dialects.plain.conditions import holds
from crm.dialects.plain.records import Record, day_of
from crm.dialects.results import EMPTY, Line, Ranked
from crm.dialects.types import trimmed
from crm.errors import MixedCurrencies
from crm.money import Money
from crm.period_keys import period_key
from crm.periods import Grain
from crm.query import Aggregate, Figures, Function, Grouping, Query, Value
from crm.schema import FieldType, Schema

Key = Callable[[Sequence[Record]], Ranked]
_UNITS = Decimal("0.0001")


def tallied(records: Iterable[Record], query: Query, schema: Schema) -> Figures:
    """The figures of all these records, by the query's groups."""
    buckets = [_Bucket(grouping, query, schema) for grouping in query.group_by]
    figures = [_Figure(aggregate, query, schema) for aggregate in query.aggregates]
    groups: dict[tuple[Any, ...], list[Record]] = {} if buckets else {(): []}
    for record in records:
        groups.setdefault(tuple(b.of(record) for b in buckets), []).append(record)
    lines = []
    for group in groups.values():
        found = [figure.over(group) for figure in figures]
        keys = tuple(bucket.key(group) for bucket in buckets)
        values, left_out = tuple(v for v, _ in found), tuple(n for _, n in found)
        lines.append(Line(keys, values, left_out, len(group)))
    return results.figures(lines, query)


def name_path(path: str, query: Query, schema: Schema) -> str | None:
    """The path to the name of the record that a reference, or an id, is of."""
    found = schema.resolve(query.entity, path)
    through, _, _ = path.rpartition(".")
    before = f"{through}." if through else ""
    if found.field.type is FieldType.ID:
        return f"{before}{found.entity.name_field}"
    if found.field.refers_to is None:
        return None
    name_field = schema.entity(found.field.refers_to).name_field
    return f"{before}{found.field.relationship}.{name_field}"


def first_day(day: date, grain: Grain, meant: Definitions) -> date:
    """The first day of the period that the day is in."""
    try:
        return meant.calendar(day).containing(grain, day).start or date.min
    except OverflowError:
        return day


class _Bucket:
    """One grouping: what of a record makes its group, and the key of a group."""

    def __init__(self, grouping: Grouping, query: Query, schema: Schema) -> None:
        self._path, self._grain, self._zone = grouping.path, grouping.grain, query.zone
        self._field = schema.resolve(query.entity, grouping.path).field
        self._name = name_path(grouping.path, query, schema)
        self._meant = schema.definitions

    def of(self, record: Record) -> Any:
        value = record.values[self._path]
        if value is None or self._grain is None:
            return value.lower() if isinstance(value, str) and self._field.type.is_text else value
        day = day_of(value, self._zone)
        return day and first_day(day, self._grain, self._meant)

    def key(self, group: Sequence[Record]) -> Ranked:
        value = group[0].values[self._path]
        if value is None:
            return EMPTY
        if self._grain:
            first = self.of(group[0])
            return Ranked(period_key(first, self._grain, self._meant.calendar(first)), first)
        if self._field.type.is_text:
            spelled = min(str(record.values[self._path]) for record in group)
            return results.text_key(spelled, self._field.picklist)
        if isinstance(value, Money):
            return results.money_key(value)
        if self._name:
            name = group[0].values[self._name]
            return results.named(str(value), None if name is None else str(name))
        return results.plain(value)


@dataclass(frozen=True, slots=True)
class _Figured:
    """What one aggregate is made of: the value of each record it counts that has one."""

    known: list[Any]
    left_out: int


class _Figure:
    """One aggregate over a group."""

    def __init__(self, aggregate: Aggregate, query: Query, schema: Schema) -> None:
        self._aggregate, self._zone = aggregate, query.zone
        self._counts = holds(aggregate.where, query.entity, schema)
        path = aggregate.path
        self._folds = path is not None and schema.resolve(query.entity, path).field.type.is_text

    def over(self, group: Sequence[Record]) -> tuple[Value, int]:
        """The figure, and how many records are not in it for want of a value."""
        counted = [record for record in group if self._counts(record)]
        if self._aggregate.path is None:
            return Decimal(len(counted)), 0
        values = [self._value(record) for record in counted]
        known = [value for value in values if value is not None]
        left_out = len(values) - len(known)
        if self._aggregate.function is Function.COUNT_DISTINCT:
            return Decimal(len({self._different(value) for value in known})), left_out
        return figured(self._aggregate.function, known), left_out

    def _value(self, record: Record) -> Value:
        value = record.values[str(self._aggregate.path)]
        if since := self._aggregate.since:
            last, first = day_of(value, self._zone), day_of(record.values[since], self._zone)
            return Decimal((last - first).days) if last and first else None
        if weight := self._aggregate.weight:
            return _weighed(value, record.values[weight])
        return value

    def _different(self, value: Value) -> object:
        if isinstance(value, Money):
            return value.amount
        return str(value).lower() if self._folds else value


def _weighed(value: Value, weight: Value) -> Value:
    if not isinstance(weight, Decimal):
        return None
    if isinstance(value, Money):
        return Money(value.amount * weight / 100, value.currency)
    return value * weight / 100 if isinstance(value, Decimal) else None


def figured(function: Function, known: Sequence[Value]) -> Value:
    """The figure over values of which none is empty; None over none at all."""
    if not known:
        return None
    amounts = [value for value in known if isinstance(value, Money)]
    if not amounts:
        return results.sure(_reckoned(function, known))
    currencies = sorted({amount.currency for amount in amounts})
    if len(currencies) > 1:
        raise MixedCurrencies(currencies)
    found = _reckoned(function, [amount.amount for amount in amounts])
    return results.of_money(trimmed(found.quantize(_UNITS)), currencies[0])


def _reckoned(function: Function, known: Sequence[Any]) -> Any:
    if function is Function.MIN:
        return min(known)
    if function is Function.MAX:
        return max(known)
    if function is Function.MEDIAN:
        ranked = sorted(known)
        return (ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2
    total = sum(known, Decimal(0))
    return total if function is Function.SUM else total / len(known)
