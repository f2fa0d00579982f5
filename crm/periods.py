"""Stretches of calendar days, and the calendar that names them.

A `Period` is half-open: its start is in it, its end is the first day after it. Quarters, halves and
years are fiscal, and a fiscal year bears the name of the calendar year in which it ends; weeks
start on Monday unless said otherwise, and bear the ISO number of their Thursday.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Literal
from zoneinfo import ZoneInfo


class Grain(StrEnum):
    """The units in which a calendar is counted, from fine to coarse."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


_MONTHS_IN = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6, Grain.YEAR: 12}
_DAYS_IN = {Grain.DAY: 1, Grain.WEEK: 7}
_MONTH_NAMES = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
)  # fmt: skip


def add_months(day: date, months: int) -> date:
    """The same day that many months later (or earlier), or the last one of a shorter month.

    Raises `OverflowError` beyond the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("date value out of range")
    return date(year, month + 1, min(day.day, _month_length(year, month + 1)))


def _month_length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def add(day: date, count: int, grain: Grain) -> date:
    """The day that many units later; months clamp as in `add_months`."""
    if grain in _DAYS_IN:
        return day + timedelta(days=count * _DAYS_IN[grain])
    return add_months(day, count * _MONTHS_IN[grain])


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to, and without, `end`; `None` leaves that side open.

    With a `grain` it is exactly one such unit, and has a short `key`. `fiscal_start_month` is the
    month with which the fiscal year begins that quarters, halves and years are counted in,
    `week_start` the day with which weeks begin (0 is Monday).
    """

    start: date | None
    end: date | None
    grain: Grain | None = None
    fiscal_start_month: int = 1
    week_start: int = 0

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError(f"a period must end after it starts: {self.start} to {self.end}")
        _check(self.fiscal_start_month, self.week_start)
        if self.grain is not None and not self._is_one(self.grain):
            raise ValueError(f"not one {self.grain}: {self.start} to {self.end}")

    def _is_one(self, grain: Grain) -> bool:
        if self.start is None or self.end is None:
            return False
        first = _first_day(self.start, grain, self.fiscal_start_month, self.week_start)
        return first == self.start and (self.end - first).days == _length(first, grain)

    @property
    def last_day(self) -> date | None:
        """The last day that is in the period, or `None` where it is open."""
        return None if self.end is None else self.end - timedelta(days=1)

    def contains(self, day: date) -> bool:
        """Whether the day is in the period."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def key(self) -> str:
        """A short name that sorts by time: `2026-Q4`, `2026-11`, `2026`, `2026-W47`, `2026-H2`.

        A period of no one unit has an ISO 8601 interval of its first and last day instead.
        """
        if self.grain is None or self.start is None:
            return f"{self.start or '..'}/{self.last_day or '..'}"
        if self.grain is Grain.DAY:
            return self.start.isoformat()
        if self.grain is Grain.WEEK:
            return _week_key(self.start, self.week_start)
        if self.grain is Grain.MONTH:
            return self.start.isoformat()[:7]
        return self._fiscal_key(self.start, self.grain)

    def _fiscal_key(self, start: date, grain: Grain) -> str:
        year = fiscal_year(start, self.fiscal_start_month)
        if grain is Grain.YEAR:
            return f"{year:04}"
        nth = (start.month - self.fiscal_start_month) % 12 // _MONTHS_IN[grain] + 1
        return f"{year:04}-{grain[0].upper()}{nth}"


def _length(first: date, grain: Grain) -> int:
    """The days in the unit that begins with this day."""
    if grain in _DAYS_IN:
        return _DAYS_IN[grain]
    last_month = add_months(first, _MONTHS_IN[grain] - 1)
    return (last_month - first).days + _month_length(last_month.year, last_month.month)


def _check(fiscal_start_month: int, week_start: int) -> None:
    if not 1 <= fiscal_start_month <= 12:
        raise ValueError(f"a fiscal year starts in a month 1 to 12: {fiscal_start_month}")
    if not 0 <= week_start <= 6:
        raise ValueError(f"a week starts on a day 0 to 6: {week_start}")


def _week_key(start: date, week_start: int) -> str:
    iso = (start + timedelta(days=(3 - week_start) % 7)).isocalendar()
    return f"{iso.year:04}-W{iso.week:02}"


def _first_day(day: date, grain: Grain, fiscal_start_month: int, week_start: int) -> date:
    """The first day of the unit that the day is in."""
    if grain is Grain.DAY:
        return day
    if grain is Grain.WEEK:
        return day - timedelta(days=(day.weekday() - week_start) % 7)
    into = (day.month - fiscal_start_month) % _MONTHS_IN[grain]
    return add_months(day.replace(day=1), -into)


def fiscal_year(day: date, fiscal_start_month: int) -> int:
    """The name of the fiscal year that the day is in: the calendar year in which it ends."""
    return day.year + (fiscal_start_month > 1 and day.month >= fiscal_start_month)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of an organisation as seen from a day: what "this quarter" means there."""

    today: date
    fiscal_start_month: int = 1
    week_start: int = 0

    def __post_init__(self) -> None:
        _check(self.fiscal_start_month, self.week_start)

    def containing(self, grain: Grain, day: date) -> Period:
        """The unit that the day is in."""
        first = _first_day(day, grain, self.fiscal_start_month, self.week_start)
        return self._one(first, grain)

    def period(self, grain: Grain, offset: int = 0) -> Period:
        """The unit that today is in, or the one so many before (-1 is the last) or after it."""
        first = add(self.containing(grain, self.today).start or self.today, offset, grain)
        return self._one(first, grain)

    def year(self, name: int) -> Period:
        """The fiscal year of that name. Raises `ValueError` for a year that no date can have."""
        first = date(name - (self.fiscal_start_month > 1), self.fiscal_start_month, 1)
        return self._one(first, Grain.YEAR)

    def day_of_week(self, week: Period, weekday: int) -> date | None:
        """The day of a week that is that weekday (0 is Monday); None in an open period."""
        if week.start is None:
            return None
        return week.start + timedelta(days=(weekday - self.week_start) % 7)

    def _one(self, first: date, grain: Grain) -> Period:
        last = add(first, 1, grain)
        return Period(first, last, grain, self.fiscal_start_month, self.week_start)

    def part(self, whole: Period, grain: Grain, nth: int) -> Period:
        """The nth unit (from 1; from the end with -1) of a period: the third quarter of a year.

        Raises `ValueError` when the period has no such unit or is open.
        """
        units = list(self.split(whole, grain))
        if nth == 0 or not -len(units) <= nth <= len(units):
            raise ValueError(f"there is no {grain} number {nth}")
        return units[nth - 1 if nth > 0 else nth]

    def split(self, whole: Period, grain: Grain) -> Iterator[Period]:
        """The units of a period in order, with those that reach over its edges."""
        if whole.start is None or whole.end is None:
            raise ValueError("an open period has no countable parts")
        unit = self.containing(grain, whole.start)
        while unit.start is not None and unit.end is not None and unit.start < whole.end:
            yield unit
            unit = self.containing(grain, unit.end)

    def rolling(self, count: int, grain: Grain, direction: Literal["last", "next"]) -> Period:
        """The last or next so many units, seen from today.

        Days, weeks, months and years reach from today that far back or ahead, both ends included.
        Quarters and halves are the full ones before or after the current one.
        """
        if count < 1:
            raise ValueError(f"a count of units starts with 1: {count}")
        if grain in (Grain.QUARTER, Grain.HALF):
            return self.full(count, grain, direction)
        if direction == "last":
            return Period(add(self.today, -count, grain), self.today + timedelta(days=1))
        return Period(self.today, add(self.today, count, grain) + timedelta(days=1))

    def full(self, count: int, grain: Grain, direction: Literal["last", "next"]) -> Period:
        """The last or next so many whole units, without the current one."""
        first, last = (-count, -1) if direction == "last" else (1, count)
        ends = self.period(grain, first), self.period(grain, last)
        return ends[0] if count == 1 else Period(ends[0].start, ends[1].end)

    def to_date(self, grain: Grain) -> Period:
        """The current unit up to and including today."""
        return Period(self.period(grain).start, self.today + timedelta(days=1))


def bounds(period: Period, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """The instants between which a period lies for people of that zone, both aware.

    A day begins at its first instant, also where the clock skips midnight.
    """
    return _first_instant(period.start, zone), _first_instant(period.end, zone)


def _first_instant(day: date | None, zone: ZoneInfo) -> datetime | None:
    if day is None:
        return None
    return datetime.combine(day, time(), zone).astimezone(UTC).astimezone(zone)
