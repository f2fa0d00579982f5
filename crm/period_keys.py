"""The keys of groups by calendar period: how they are written, and which period one is of."""

from datetime import date

from crm.periods import Calendar, Grain, Period
from crm.query import Key


def period_key(first: date, grain: Grain, calendar: Calendar) -> Key:
    """The key of the period that begins on that day; or the day, where a calendar ends in it."""
    try:
        key = calendar.containing(grain, first).key()
    except OverflowError:
        key = first.isoformat()
    return Key(key, _label(key, first, grain))


def period_of(key: str, grain: Grain, calendar: Calendar) -> Period | None:
    """The period of a key that `period_key` wrote; None for any other text."""
    try:
        found = calendar.containing(grain, _day_in(key, grain, calendar))
    except (ValueError, OverflowError):
        return None
    return found if found.key() == key else None


def _day_in(key: str, grain: Grain, calendar: Calendar) -> date:
    match grain:
        case Grain.DAY:
            return date.fromisoformat(key)
        case Grain.WEEK:
            year, _, week = key.partition("-W")
            return date.fromisocalendar(int(year), int(week), 4)
        case Grain.MONTH:
            return date.fromisoformat(f"{key}-01")
    year, _, nth = key.partition("-")
    whole = calendar.year(int(year))
    part = calendar.part(whole, grain, int(nth[1:])) if nth else whole
    return part.start or date.min


def _label(key: str, first: date, grain: Grain) -> str:
    """Nov 2026, Q4 2026, 2026, 5 Nov 2026, week of 2 Nov 2026."""
    match grain:
        case Grain.MONTH:
            return f"{first:%b} {first.year}"
        case Grain.QUARTER | Grain.HALF:
            year, _, part = key.partition("-")
            return f"{part} {year}"
        case Grain.YEAR:
            return key
        case Grain.WEEK:
            return f"week of {first.day} {first:%b} {first.year}"
    return f"{first.day} {first:%b} {first.year}"
