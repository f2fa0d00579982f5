"""Whether a value is of its field's type, for everything that is about to be stored."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from math import isinf

from crm.dialects.base import storable
from crm.dialects.types import amount_of, in_utc, number_of, units_of
from crm.errors import InvalidValue
from crm.money import LARGEST, Money
from crm.query import Value
from crm.schema import Field, FieldType

Fit = Callable[[Value], Value]


def fit_for(field: Field) -> Fit:
    """A function that gives a value as the field's column takes it: amounts without currency.

    It raises InvalidValue for a value of the wrong type, a number that is none, and text no
    database keeps. Empty text becomes None.
    """
    accept = _ACCEPTED.get(field.type, _text)

    def fit(value: Value) -> Value:
        fitting = accept(value)
        if fitting is None and value is not None and value != "":
            refusal = f"{field.label} is a {field.type} and does not take that."
            raise InvalidValue(refusal, field.name)
        return fitting

    return fit


def as_kept(field: Field, value: Value) -> Value:
    """A fitting value as it will be read back: rounded to what its column can hold."""
    match value:
        case Decimal() if field.type is FieldType.MONEY:
            return amount_of(units_of(value))
        case Decimal():
            return number_of(float(value))
        case datetime():
            return in_utc(value)
    return value


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) and value and storable(value) else None


def _number(value: Value) -> Decimal | None:
    fits = isinstance(value, Decimal) and value.is_finite() and not isinf(float(value))
    return value if fits and isinstance(value, Decimal) else None


def _money(value: Value) -> Decimal | None:
    if isinstance(value, Money):
        return value.amount
    fits = isinstance(value, Decimal) and value.is_finite() and abs(value) <= LARGEST
    return value if fits and isinstance(value, Decimal) else None


def _date(value: Value) -> date | None:
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _instant(value: Value) -> datetime | None:
    return value if isinstance(value, datetime) and value.tzinfo else None


def _boolean(value: Value) -> bool | None:
    return value if isinstance(value, bool) else None


_ACCEPTED: dict[FieldType, Fit] = {
    FieldType.NUMBER: _number,
    FieldType.PERCENT: _number,
    FieldType.MONEY: _money,
    FieldType.DATE: _date,
    FieldType.DATETIME: _instant,
    FieldType.BOOLEAN: _boolean,
}
