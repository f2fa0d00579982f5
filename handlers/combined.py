"""Two answers made one: the later of two records, or a figure against another."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from crm.errors import MixedCurrencies
from crm.figures import percent
from crm.money import Money
from crm.query import Answer, Figures, Row, Rows, Value
from handlers.understanding.reading import Combine, Reading


def combined(reading: Reading, one: Answer, other: Answer) -> tuple[Reading, Answer]:
    """The reading and answer that remain of both; raises MixedCurrencies where dollars would be
    held against euros.
    """
    if isinstance(one, Rows) and isinstance(other, Rows):
        return _later(reading, one, other)
    assert isinstance(one, Figures)
    assert isinstance(other, Figures)
    values = (one.groups[0].values[0], other.groups[0].values[0])
    currencies = {value.currency for value in values if isinstance(value, Money)}
    if len(currencies) > 1:
        raise MixedCurrencies(sorted(currencies))
    first, second = map(_number, values)
    value = percent(first, second) if reading.combine is Combine.RATIO else second - first
    group = replace(one.groups[0], values=(value, *one.groups[0].values[1:]))
    return reading, replace(one, groups=(group,))


def _number(value: Value) -> Decimal:
    if isinstance(value, Money):
        return value.amount
    return value if isinstance(value, Decimal) else Decimal(0)


def _later(reading: Reading, one: Rows, other: Rows) -> tuple[Reading, Answer]:
    """The answer whose first record is the later one."""
    if other.rows and (not one.rows or _day(other.rows[0]) > _day(one.rows[0])):
        field = other.query.columns[0] if reading.field else None
        return replace(reading, query=other.query, field=field), other
    return reading, one


def _day(row: Row) -> date:
    value = row.values[0]
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.min
