"""What SQLite and PostgreSQL say differently. All else is the same on both and is not here."""

import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Date,
    Double,
    Text,
    case,
    cast,
    distinct,
    func,
    literal,
    type_coerce,
)
from sqlalchemy.sql.elements import WithinGroup
from sqlalchemy.sql.functions import FunctionElement

from crm.phone import EXTENSION, NO_DIGIT, digits

Column = ColumnElement[Any]
OverAll = FunctionElement[Any] | WithinGroup[Any]
"""A function of all records of a group, which may be narrowed with `filter`."""


def _within_calendar(day: Column) -> Column:
    """The day, or the first or last one that Python knows; PostgreSQL knows more."""
    return case((day > date.max, date.max), (day < date.min, date.min), else_=day)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sql:
    """One database's way of saying it.

    - `folded` text is compared without regard to case, `folded_for_ascii` with ASCII only;
    - `spaced` are the words of a folded text with a space before, between and behind them;
    - `digits` are those of a phone number that count;
    - `position` counts from 1 where a text first has a part, and is 0 where it has none;
    - `local_day` is the day on which a point in time falls in an IANA zone;
    - `days_between` are the days from the second day to the first;
    - `week` is the first day of a day's week, which begins on that weekday (0 is Monday);
    - `low_middle` and `high_middle` are the values in the middle, the same one of an odd number;
    - `different` are the different values of a text, with commas between;
    - `code_points` is the collation that orders text alike on every machine.
    """

    name: str
    code_points: str
    folded: Callable[[Column], Column]
    folded_for_ascii: Callable[[Column], Column]
    spaced: Callable[[Column], Column]
    digits: Callable[[Column], Column]
    position: Callable[[Column, Column], Column]
    ending: Callable[[Column, Column], Column]
    local_day: Callable[[Column, str], Column]
    days_between: Callable[[Column, Column], Column]
    week: Callable[[Column, int], Column]
    low_middle: Callable[[Column], OverAll]
    high_middle: Callable[[Column], OverAll]
    different: Callable[[Column], OverAll]

    def ordered(self, text: Column) -> Column:
        """Text to order by: without regard to case, and alike on every machine."""
        return self.folded(text).collate(self.code_points)


# SQLite's own lower() knows ASCII only, so Python's is registered (`add_functions`); a second,
# folded column per text would double what is stored and slow every import for what costs well
# under a microsecond a record. Beside ASCII its own will do, and takes a quarter of that: no letter
# beyond ASCII folds into it but the signs for Kelvin and a dotted capital I.
SQLITE: Final = Sql(
    name="SQLite",
    code_points="BINARY",
    folded=lambda text: func.crm_fold(text, type_=Text()),
    folded_for_ascii=lambda text: func.lower(text, type_=Text()),
    spaced=lambda text: func.crm_spaced(text, type_=Text()),
    digits=lambda text: func.crm_digits(text, type_=Text()),
    position=lambda text, part: func.instr(text, part),
    ending=lambda text, part: func.substr(text, -func.length(part)),
    local_day=lambda instant, zone: type_coerce(
        func.crm_local_day(type_coerce(instant, Text()), zone), Date()
    ),
    days_between=lambda last, first: type_coerce(
        func.julianday(last) - func.julianday(first), Double()
    ),
    # Which SQLite counts from Sunday: `weekday N` is the last day of the week that begins after N.
    week=lambda day, start: type_coerce(
        func.max(func.date(day, f"weekday {start}", "-6 days"), date.min.isoformat()), Date()
    ),
    low_middle=lambda value: func.crm_low_middle(value),
    high_middle=lambda value: func.crm_high_middle(value),
    different=lambda text: func.group_concat(distinct(text)),
)

# A database in the "C" locale folds ASCII only; every other folds all letters.
POSTGRES: Final = Sql(
    name="PostgreSQL",
    code_points="C",
    folded=lambda text: func.lower(text, type_=Text()),
    folded_for_ascii=lambda text: func.lower(text, type_=Text()),
    spaced=lambda text: (
        literal(" ")
        + func.btrim(func.regexp_replace(text, "[^[:alnum:]]+", " ", "g"), " ", type_=Text())
        + " "
    ),
    digits=lambda text: func.ltrim(
        func.regexp_replace(func.regexp_replace(text, EXTENSION, r"\1", "i"), NO_DIGIT, "", "g"),
        "0",
        type_=Text(),
    ),
    position=lambda text, part: func.strpos(text, part),
    ending=lambda text, part: func.right(text, func.length(part)),
    local_day=lambda instant, zone: _within_calendar(
        cast(func.timezone(literal(zone), instant), Date())
    ),
    days_between=lambda last, first: cast(last - first, Double()),
    week=lambda day, start: _within_calendar(
        cast(func.date_trunc("week", day - start), Date()) + start
    ),
    low_middle=lambda value: func.percentile_disc(0.5).within_group(value),
    high_middle=lambda value: func.percentile_disc(0.5).within_group(value.desc()),
    different=lambda text: func.string_agg(distinct(text), ","),
)

DIALECTS: Final = {"sqlite": SQLITE, "postgresql": POSTGRES}
"""By the name SQLAlchemy has for the database."""


def add_functions(connection: sqlite3.Connection) -> None:
    """Teach an SQLite connection the functions that SQLITE calls."""
    connection.create_function("crm_fold", 1, _fold, deterministic=True)
    connection.create_function("crm_spaced", 1, _spaced, deterministic=True)
    connection.create_function("crm_digits", 1, _digits, deterministic=True)
    connection.create_function("crm_local_day", 2, _local_day, deterministic=True)
    connection.create_aggregate("crm_low_middle", 1, _LowMiddle)  # type: ignore[arg-type]
    connection.create_aggregate("crm_high_middle", 1, _HighMiddle)  # type: ignore[arg-type]


def _fold(text: str | None) -> str | None:
    return None if text is None else text.lower()


_NO_WORD = re.compile(r"[\W_]+")


def _spaced(text: str | None) -> str | None:
    return None if text is None else f" {_NO_WORD.sub(' ', text).strip()} "


def _digits(text: str | None) -> str | None:
    return None if text is None else digits(text)


def _local_day(stored: str | None, zone: str) -> str | None:
    if stored is None:
        return None
    return _day_of_hour(stored[:13], zone) or _day_of(stored, zone)


@lru_cache(maxsize=100_000)
def _day_of_hour(hour: str, zone: str) -> str | None:
    """The day all of an hour falls on, or None where midnight is in the middle of it."""
    first, last = _day_of(f"{hour}:00:00", zone), _day_of(f"{hour}:59:59.999999", zone)
    return first if first == last else None


def _day_of(stored: str, zone: str) -> str:
    instant = datetime.fromisoformat(stored).replace(tzinfo=UTC)
    try:
        return instant.astimezone(ZoneInfo(zone)).date().isoformat()
    except OverflowError:
        return instant.date().isoformat()


class _LowMiddle:
    """The value in the middle, the lower of two."""

    def __init__(self) -> None:
        self.values: list[float] = []

    def step(self, value: float | None) -> None:
        if value is not None:
            self.values.append(value)

    def finalize(self) -> float | None:
        return _nth(self.values, (len(self.values) - 1) // 2)


class _HighMiddle(_LowMiddle):
    """The value in the middle, the higher of two."""

    def finalize(self) -> float | None:
        return _nth(self.values, len(self.values) // 2)


def _nth(values: Sequence[float], nth: int) -> float | None:
    return sorted(values)[nth] if values else None
