"""What records are grouped by, as SQL, and the keys of the groups read back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import ColumnElement, Integer, case, cast, extract, func

from crm.definitions import Definitions
from crm.dialects.lists import money
from crm.dialects.results import EMPTY, Ranked, money_key, named, plain, text_key
from crm.dialects.scope import Place, Scope
from crm.dialects.sql import Sql
from crm.errors import WrongType
from crm.period_keys import period_key
from crm.periods import Grain
from crm.query import Grouping
from crm.schema import FieldType

Column = ColumnElement[Any]

_MONTHS_IN = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6, Grain.YEAR: 12}


@dataclass(frozen=True, slots=True)
class KeyPart:
    """One grouping: the columns that make the groups, more to show, and how to read all these."""

    grouped: tuple[Column, ...]
    shown: tuple[Column, ...]
    read: Callable[..., Ranked]

    @property
    def width(self) -> int:
        """How many columns `read` takes."""
        return len(self.grouped) + len(self.shown)


@dataclass(frozen=True, slots=True)
class Keys:
    """States groupings over the records of a scope; `zone` decides on which day a time falls."""

    sql: Sql
    scope: Scope
    zone: str

    def part(self, grouping: Grouping) -> KeyPart:
        """The SQL of one grouping."""
        place = self.scope.at(grouping.path)
        if grouping.grain:
            return self._period(place, grouping.grain)
        if place.field.type.is_text:
            return self._text(place)
        if place.field.type is FieldType.MONEY:
            return _amount(place)
        if name := self._name_path(grouping.path, place):
            return self._named(place, name)
        return KeyPart((place.column,), (), plain)

    def _period(self, place: Place, grain: Grain) -> KeyPart:
        day = place.column
        if place.field.type is FieldType.DATETIME:
            day = self.sql.local_day(day, known_zone(self.zone))
        meant = self.scope.schema.definitions
        bucket = _bucket(self.sql, day, grain, meant)
        return KeyPart((bucket,), (), lambda found: _period_key(found, grain, meant))

    def _text(self, place: Place) -> KeyPart:
        """Values that differ in case only are one group, as they are one in a comparison."""
        shown = func.min(place.column.collate(self.sql.code_points))
        picklist = place.field.picklist

        def read(_: str | None, found: str | None) -> Ranked:
            return text_key(found, picklist)

        return KeyPart((self.sql.folded(place.column),), (shown,), read)

    def _name_path(self, path: str, place: Place) -> str | None:
        """The path to the name of the record that a reference, or an id, is of."""
        through, _, _ = path.rpartition(".")
        before = f"{through}." if through else ""
        if place.field.type is FieldType.ID:
            return f"{before}{self.scope.schema.entity(place.entity).name_field}"
        if place.field.refers_to is None:
            return None
        name_field = self.scope.schema.entity(place.field.refers_to).name_field
        return f"{before}{place.field.relationship}.{name_field}"

    def _named(self, place: Place, path: str) -> KeyPart:
        name = func.min(self.scope.at(path).column)
        return KeyPart((place.column,), (name,), named)


def known_zone(name: str) -> str:
    """The IANA name of a zone; raises WrongType for one that is not known."""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WrongType(f"{name} is not a time zone.") from None


def _bucket(sql: Sql, day: Column, grain: Grain, meant: Definitions) -> Column:
    """A number or day that is the same for all days of one period, and grows with time."""
    if grain is Grain.DAY:
        return day
    if grain is Grain.WEEK:
        return sql.week(day, meant.week_start)
    year, month = (cast(extract(part, day), Integer()) for part in ("year", "month"))
    shift = 0 if grain is Grain.MONTH else meant.fiscal_start_month - 1
    return (year * 12 + month - 1 - shift) // _MONTHS_IN[grain]


def _period_key(bucket: date | int | None, grain: Grain, meant: Definitions) -> Ranked:
    if bucket is None:
        return EMPTY
    if isinstance(bucket, date):
        first = bucket
    else:
        shift = 0 if grain is Grain.MONTH else meant.fiscal_start_month - 1
        year, month = divmod(bucket * _MONTHS_IN[grain] + shift, 12)
        first = date(year, month + 1, 1) if year else date.min
    return Ranked(period_key(first, grain, meant.calendar(first)), bucket)


def _amount(place: Place) -> KeyPart:
    currency = case((place.column.is_(None), None), else_=place.currency)

    def read(found: Any, code: str) -> Ranked:
        return money_key(money(found, code))

    return KeyPart((place.column, currency), (), read)
