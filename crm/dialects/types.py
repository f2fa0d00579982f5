"""How each type of field is kept in a column, the same on SQLite and PostgreSQL.

Money is a whole number of 1/10,000 of the main unit, so that sums are exact on both. Other numbers
are floating point and come back as the shortest decimal that means the same. Points in time are
kept in UTC.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Dialect, Double, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from crm.schema import FieldType

UNITS_PER_MAIN: Final = 10_000


def trimmed(number: Decimal) -> Decimal:
    """The same number without zeros that mean nothing, and never as `1E+2`."""
    whole = number.to_integral_value()
    return Decimal(int(whole)) if number == whole else number.normalize()


def amount_of(units: Decimal | int) -> Decimal:
    """The amount in the main unit."""
    return trimmed(Decimal(units) / UNITS_PER_MAIN)


def number_of(stored: float) -> Decimal:
    """12.0 -> 12, 0.1 -> 0.1."""
    return trimmed(Decimal(repr(stored)))


def units_of(amount: Decimal) -> int:
    """The amount in whole units, rounded to the nearest."""
    return int((amount * UNITS_PER_MAIN).to_integral_value())


class Units(TypeDecorator[Decimal]):
    """An amount in the main unit, kept as an integer."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else units_of(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else amount_of(value)


class Number(TypeDecorator[Decimal]):
    """A decimal number, kept as floating point."""

    impl = Double
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> float | None:
        return None if value is None else float(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else number_of(value)


class Instant(TypeDecorator[datetime]):
    """An aware point in time, kept in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def in_utc(value: datetime) -> datetime:
    """The same instant in UTC; the edges of the calendar stay where they are."""
    try:
        return value.astimezone(UTC)
    except OverflowError:
        return value.replace(tzinfo=UTC)


_TEXT: Final = Text()
_COLUMN_TYPES: Mapping[FieldType, TypeEngine[Any]] = {
    FieldType.MONEY: Units(),
    FieldType.NUMBER: Number(),
    FieldType.PERCENT: Number(),
    FieldType.DATE: Date(),
    FieldType.DATETIME: Instant(),
    FieldType.BOOLEAN: Boolean(),
}


def column_type(type_: FieldType) -> TypeEngine[Any]:
    """The column type of a field; all that is not listed is text."""
    return _COLUMN_TYPES.get(type_, _TEXT)
