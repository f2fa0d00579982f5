"""The period that another is held against: the one before, or the same one a year earlier."""

from datetime import date, timedelta

from crm.periods import Calendar, Grain, Period, add
from handlers.derived import Growth

_UNITS = (Grain.MONTH, Grain.QUARTER, Grain.HALF, Grain.YEAR, Grain.WEEK, Grain.DAY)
_COARSEST_FIRST = (Grain.YEAR, Grain.QUARTER, Grain.MONTH, Grain.WEEK)


def earlier(period: Period, growth: Growth, calendar: Calendar) -> Period:
    """The earlier period; of "this year so far" as much of the last one. Raises ValueError for a
    period without a beginning or an end.
    """
    if period.start is None or period.last_day is None:
        raise ValueError("an open period has none before it")
    if growth.grain:
        return moved(period, growth.count, growth.grain, calendar)
    if unit := unit_of(period, calendar) or so_far_in(period, calendar):
        return moved(period, 1, unit, calendar)
    months = _months(period)
    if months:
        return moved(period, months, Grain.MONTH, calendar)
    days = (period.last_day - period.start).days + 1
    return moved(period, days, Grain.DAY, calendar)


def unit_of(period: Period, calendar: Calendar) -> Grain | None:
    """The one unit of the calendar that a period is, if it is one."""
    start = period.start
    if start is None:
        return None
    return next((g for g in _UNITS if _same(calendar.containing(g, start), period)), None)


def so_far_in(period: Period, calendar: Calendar) -> Grain | None:
    """The unit of which a period is the part up to today, the longest where several begin then."""
    if period.last_day != calendar.today:
        return None
    begun = (g for g in _COARSEST_FIRST if calendar.period(g).start == period.start)
    return next(begun, None)


def apart(later: Period, before: Period, calendar: Calendar) -> Growth | None:
    """How far two periods of the same kind are apart; a part of a year from that of another year;
    None where they can't be held against each other.
    """
    if later.start is None or before.start is None or before.start >= later.start:
        return None
    if before.grain is Grain.YEAR and later.grain is not Grain.YEAR:
        this = calendar.containing(Grain.YEAR, later.start)
        return _steps(this, before, Grain.YEAR, calendar)
    if before.grain and before.grain is later.grain:
        return _steps(later, before, before.grain, calendar)
    return None


def _steps(later: Period, before: Period, grain: Grain, calendar: Calendar) -> Growth | None:
    units = list(calendar.split(Period(before.start, later.end), grain))
    return Growth(len(units) - 1, grain) if len(units) > 1 else None


def moved(period: Period, count: int, grain: Grain, calendar: Calendar) -> Period:
    """The period so many units earlier, or later with a count below zero."""
    assert period.start is not None
    assert period.last_day is not None
    assert period.end is not None
    start = add(period.start, -count, grain)
    if unit := unit_of(period, calendar):
        # A month begins and ends with months, however long they are.
        return calendar.containing(unit, start)
    if period.end.day == 1:
        return Period(start, add(period.end, -count, grain))
    return Period(start, add(period.last_day, -count, grain) + timedelta(days=1))


def _same(unit: Period, period: Period) -> bool:
    return (unit.start, unit.end) == (period.start, period.end)


def _months(period: Period) -> int:
    """How many months a period lasts, where it consists of whole ones; 0 where it does not."""
    if not _first(period.start) or not _first(period.end):
        return 0
    assert period.start is not None
    assert period.end is not None
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month


def _first(day: date | None) -> bool:
    return day is not None and day.day == 1
