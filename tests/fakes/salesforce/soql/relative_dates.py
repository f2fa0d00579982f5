"""Date literals: a name to the days it covers, in the calling user's zone and the org's year.

Page "Date Formats and Date Literals in WHERE": each is a range; `=` is within it, `<` before its
start, `>` after its end. LAST_N_DAYS:n and LAST_90_DAYS begin n days before today and end today;
NEXT_N_DAYS:n begins tomorrow and lasts n days; LAST_N_WEEKS:n, _MONTHS, _QUARTERS and _YEARS are
the n whole ones before this one; N_DAYS_AGO:n is one day, N_WEEKS_AGO:n one week, and so on. Weeks
begin as the user's locale has it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

_UNITS = ("WEEK", "MONTH", "QUARTER", "YEAR", "FISCAL_QUARTER", "FISCAL_YEAR")
_DAYS = ("YESTERDAY", "TODAY", "TOMORROW", "LAST_90_DAYS", "NEXT_90_DAYS")
_MONTHS = {"MONTH": 1, "QUARTER": 3, "YEAR": 12}


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """Where today is, with which weekday weeks begin (0 is Monday) and the fiscal year's month."""

    today: date
    week_start: int = 6
    fiscal_month: int = 1


def is_relative(name: str, count: int | None) -> bool:
    """Whether there is such a literal, with a number behind it or without."""
    if count is None:
        one = [f"{which}_{unit}" for which in ("THIS", "LAST", "NEXT") for unit in _UNITS]
        return name in _DAYS or name in one
    return _counted(name) is not None


def days_of(name: str, count: int | None, calendar: Calendar) -> tuple[date, date]:
    """First day, and the first day after."""
    today = calendar.today
    if count is not None:
        counted = _counted(name)
        assert counted is not None
        return _several(*counted, count, calendar)
    if name in _DAYS:
        first, last = {
            "YESTERDAY": (-1, 0),
            "TODAY": (0, 1),
            "TOMORROW": (1, 2),
            "LAST_90_DAYS": (-90, 1),
            "NEXT_90_DAYS": (1, 91),
        }[name]
        return today + timedelta(days=first), today + timedelta(days=last)
    which, _, unit = name.partition("_")
    offset = {"THIS": 0, "LAST": -1, "NEXT": 1}[which]
    start = unit_start(today, unit, calendar)
    return shift(start, unit, offset), shift(start, unit, offset + 1)


def _counted(name: str) -> tuple[str, str] | None:
    """LAST, NEXT or AGO, and the unit."""
    for unit in ("DAY", *_UNITS):
        for which, form in (
            ("LAST", f"LAST_N_{unit}S"),
            ("NEXT", f"NEXT_N_{unit}S"),
            ("AGO", f"N_{unit}S_AGO"),
        ):
            if name == form:
                return which, unit
    return None


def _several(which: str, unit: str, count: int, calendar: Calendar) -> tuple[date, date]:
    today = calendar.today
    start = unit_start(today, unit, calendar)
    if which == "AGO":
        return shift(start, unit, -count), shift(start, unit, 1 - count)
    if unit == "DAY":
        if which == "LAST":
            return today - timedelta(days=count), today + timedelta(days=1)
        return today + timedelta(days=1), today + timedelta(days=count + 1)
    if which == "LAST":
        return shift(start, unit, -count), start
    return shift(start, unit, 1), shift(start, unit, count + 1)


def unit_start(day: date, unit: str, calendar: Calendar) -> date:
    """The first day of the unit that day is in."""
    if unit == "DAY":
        return day
    if unit == "WEEK":
        return day - timedelta(days=(day.weekday() - calendar.week_start) % 7)
    first = calendar.fiscal_month if unit.startswith("FISCAL_") else 1
    months = _MONTHS[unit.removeprefix("FISCAL_")]
    return shift(day.replace(day=1), "MONTH", -((day.month - first) % 12 % months))


def shift(first: date, unit: str, count: int) -> date:
    """The first day of the unit that many later."""
    if unit in ("DAY", "WEEK"):
        return first + timedelta(days=count * (7 if unit == "WEEK" else 1))
    months = _MONTHS[unit.removeprefix("FISCAL_")] * count
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)
