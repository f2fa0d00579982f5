"""One figure over a group of records as SQL, and its value read back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Double, and_, distinct, func, type_coerce

from crm.dialects.conditions import Conditions, Test
from crm.dialects.keys import known_zone
from crm.dialects.results import of_money, sure
from crm.dialects.scope import Place, Scope
from crm.dialects.sql import OverAll, Sql
from crm.dialects.types import amount_of, number_of
from crm.errors import MixedCurrencies, TooLarge
from crm.money import Money
from crm.query import Aggregate, Function, Value
from crm.schema import FieldType

Column = ColumnElement[Any]
Found = Sequence[Any]


@dataclass(frozen=True, slots=True)
class FigurePart:
    """One aggregate: its columns, and how to read the value and what it left out from them."""

    columns: tuple[Column, ...]
    read: Callable[[Found], tuple[Value, int]]


@dataclass(frozen=True, slots=True)
class Aggregates:
    """States aggregates over the records of a scope."""

    sql: Sql
    scope: Scope
    zone: str = "UTC"

    def part(self, aggregate: Aggregate) -> FigurePart:
        """The SQL of one aggregate."""
        matching = Conditions(self.sql).state(aggregate.where, self.scope)
        if aggregate.path is None:
            return FigurePart((_count(matching),), lambda found: (Decimal(found[0]), 0))
        place = self.scope.at(aggregate.path)
        value = self._value(aggregate, place)
        empty = _count(and_(matching, value.is_(None)))
        figures = [f.filter(matching) for f in self._figures(aggregate.function, place, value)]
        if place.field.type is not FieldType.MONEY or aggregate.function is _DISTINCT:
            read = _READINGS[aggregate.function]
            return FigurePart((empty, *figures), lambda found: (sure(read(found[1:])), found[0]))
        return self._money(aggregate.function, place, matching, (empty, *figures))

    def _value(self, aggregate: Aggregate, place: Place) -> Column:
        """What the figure is over: the field, its part by weight, or the days since another."""
        if aggregate.since:
            since = self.scope.at(aggregate.since)
            return self.sql.days_between(self._day(place), self._day(since))
        if aggregate.weight:
            return _raw(place) * _raw(self.scope.at(aggregate.weight)) / 100.0
        return _raw(place)

    def _day(self, place: Place) -> Column:
        """The day of a date, or on which a point in time falls."""
        if place.field.type is FieldType.DATE:
            return place.column
        return self.sql.local_day(place.column, known_zone(self.zone))

    def _figures(self, function: Function, place: Place, value: Column) -> tuple[OverAll, ...]:
        if function is _DISTINCT:
            text = place.field.type.is_text
            return (func.count(distinct(self.sql.folded(place.column) if text else place.column)),)
        match function:
            case Function.SUM:
                return (func.sum(value),)
            case Function.AVERAGE:
                return (func.sum(value), func.count(value))
            case Function.MEDIAN:
                return (self.sql.low_middle(value), self.sql.high_middle(value))
            case Function.MIN:
                return (func.min(value),)
        return (func.max(value),)

    def _money(
        self, function: Function, place: Place, matching: Test, columns: tuple[Column, ...]
    ) -> FigurePart:
        """With the currencies of what goes in, where there can be more than one."""
        read = _READINGS[function]
        home, *others = self.scope.schema.currencies
        if not others:
            return FigurePart(columns, lambda found: (_amount(read(found[1:]), home), found[0]))
        counted = and_(matching, place.column.is_not(None))
        currencies = self.sql.different(place.currency).filter(counted)

        def read_one(found: Found) -> tuple[Value, int]:
            named = sorted((found[-1] or "").split(","))
            if len(named) > 1:
                raise MixedCurrencies(named)
            return _amount(read(found[1:-1]), named[0]), found[0]

        return FigurePart((*columns, currencies), read_one)


_DISTINCT: Final = Function.COUNT_DISTINCT


def _count(matching: Test) -> Column:
    return func.count().filter(matching)


def _raw(place: Place) -> Column:
    """The column as the database has it, so that sums and middles are read back as such."""
    if place.field.type is FieldType.MONEY:
        return type_coerce(place.column, BigInteger())
    return type_coerce(place.column, Double()) if place.field.type.is_number else place.column


def _amount(units: Value, currency: str) -> Money | None:
    if not isinstance(units, Decimal):
        return None
    return of_money(amount_of(units.to_integral_value()), currency)


def _one(found: Found) -> Value:
    return _value(found[0])


def _average(found: Found) -> Value:
    total, count = _value(found[0]), found[1]
    return total / count if isinstance(total, Decimal) else None


def _middle(found: Found) -> Value:
    low, high = map(_value, found)
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        return (low + high) / 2
    return None


def _value(found: Any) -> Value:
    if isinstance(found, float) and not isfinite(found):
        raise TooLarge
    if isinstance(found, float):
        return number_of(found)
    value: Value = Decimal(found) if isinstance(found, int) else found
    return value


_READINGS: dict[Function, Callable[[Found], Value]] = {
    Function.COUNT_DISTINCT: _one,
    Function.SUM: _one,
    Function.AVERAGE: _average,
    Function.MEDIAN: _middle,
    Function.MIN: _one,
    Function.MAX: _one,
}
