"""Parts of a period: `end of March`, `first week of Q3`, `rest of the year`, `year to date`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from crm.periods import Calendar, Grain, Period
from handlers.understanding.language.timing.dates import day, numeric_date
from handlers.understanding.language.timing.meant import fixed
from handlers.understanding.language.timing.named import month, part_of_year, year
from handlers.understanding.language.timing.reading import Found, Reading, longest
from handlers.understanding.language.timing.units import relative_unit
from handlers.understanding.language.timing.weeks import week, weekend

_SIZE = {grain: size for size, grain in enumerate(Grain)}
Change = Callable[[Period], Period | None]


def whole(reading: Reading, i: int) -> Found | None:
    """What can have parts: a unit by its name or seen from today; `the month` is this one."""
    at = reading.skip(i, reading.words.articles)
    named = reading.phrase(at, reading.words.month_of)
    found = longest(
        relative_unit(reading, named),
        month(reading, named),
        part_of_year(reading, named),
        year(reading, named),
        week(reading, named),
        weekend(reading, named),
        numeric_date(reading, named),
    )
    return found or _current(reading, at)


def _current(reading: Reading, i: int) -> Found | None:
    i = reading.skip(i, reading.words.fiscal)
    unit = reading.unit(i)
    if unit is None or reading.norm(i) not in reading.words.one or unit[0] != 1:
        return None
    return fixed(reading.calendar.period(unit[1])), unit[2]


def current_unit(reading: Reading, i: int) -> Found | None:
    """`the quarter`, after `for`, `in`, `of` or the like: this one."""
    words = reading.words
    led = reading.previous(i) in words.articles and reading.previous(i - 1) in words.leads
    return _current(reading, i) if led else None


def named_month(reading: Reading, i: int) -> Found | None:
    """`the month of March`; a month of a year would be another thing."""
    named, unit = reading.phrase(i, reading.words.month_of), reading.unit(i)
    found = whole(reading, named) if named > i else None
    if found is None or (unit and found[0].past.grain is not unit[1]):
        return None
    return replace(found[0], weak=False), found[1]


def edge(reading: Reading, i: int) -> Found | None:
    """The first or last day of a period, or what is left of it."""
    closing = reading.among(i, reading.words.ends)
    if closing:
        meant = fixed(reading.calendar.period(closing[0])).map(_last_day)
        return (meant, closing[1]) if meant else None
    for phrases, change in (
        (reading.words.first_of, _first_day),
        (reading.words.last_of, _last_day),
        (reading.words.rest_of, _rest_from(reading.calendar)),
        (reading.words.mid_of, _middle(reading.calendar)),
    ):
        after = reading.phrase(i, phrases)
        found = whole(reading, after) if after > i else None
        meant = found[0].map(change) if found else None
        if found and meant:
            return replace(meant, weak=False), found[1]
    return None


def ending(reading: Reading, i: int) -> Found | None:
    """A period by its end: `year end`, `the end of Q3`, `the quarter is over`.

    Before that end the last day counts: people mean what they can still do.
    """
    words = reading.words
    at = reading.skip(i, words.articles)
    if reading.among(at, words.ends) or reading.phrase(at, words.last_of) > at:
        return edge(reading, at)
    found = whole(reading, at)
    end = reading.phrase(found[1], words.is_over) if found else 0
    return (found[0], end) if found and end > found[1] else None


def _first_day(period: Period) -> Period | None:
    return day(period.start) if period.start else None


def _last_day(period: Period) -> Period | None:
    return day(period.last_day) if period.last_day else None


def _middle(calendar: Calendar) -> Change:
    """The 11th to the 20th of a month, the second month of a quarter, a week's Wednesday."""

    def middle(period: Period) -> Period | None:
        if period.start is None:
            return None
        match period.grain:
            case Grain.WEEK:
                return day(period.start + timedelta(days=2))
            case Grain.MONTH:
                first = period.start + timedelta(days=10)
                return Period(first, first + timedelta(days=10))
            case Grain.QUARTER:
                return list(calendar.split(period, Grain.MONTH))[1]
        return None

    return middle


def _rest_from(calendar: Calendar) -> Change:
    def rest(period: Period) -> Period | None:
        return Period(calendar.today, period.end) if period.contains(calendar.today) else None

    return rest


def to_date(reading: Reading, i: int) -> Found | None:
    """`ytd`, `quarter to date`, `so far this month`, `the year so far`."""
    found = reading.among(i, reading.words.to_date)
    if found:
        return replace(fixed(reading.calendar.to_date(found[0])), unit=found[0]), found[1]
    ahead = reading.phrase(i, reading.words.so_far)
    if ahead > i:
        named = whole(reading, reading.skip(ahead, reading.words.leads))
        return _clipped(reading, named) if named else None
    current = _current(reading, i)
    clipped = so_far(reading, current) if current else None
    return clipped if clipped != current else None


def so_far(reading: Reading, found: Found) -> Found:
    """What was read, up to today where "so far" follows: `this year so far`."""
    after = reading.phrase(found[1], reading.words.so_far)
    clipped = _clipped(reading, (found[0], after)) if after > found[1] else None
    return clipped or found


def _clipped(reading: Reading, found: Found) -> Found | None:
    """Up to and including today, where that is in it."""
    today = reading.calendar.today
    if not found[0].past.contains(today):
        return None
    clipped = fixed(Period(found[0].past.start, today + timedelta(days=1)))
    return replace(clipped, unit=found[0].past.grain), found[1]


def part_of(reading: Reading, i: int) -> Found | None:
    """`first week of March`, `last month of the quarter`, `last 10 days of Q3`."""
    number = reading.ordinal(i) or (-1 if reading.norm(i) in reading.words.final else None)
    if number is None:
        return None
    counted = reading.units(i + 1)
    unit = reading.unit(i + 1)
    count, grain, end = counted or ((unit[0], unit[1], unit[2]) if unit else (0, Grain.DAY, i))
    after = reading.skip(end, reading.words.of)
    if not count or after == end or (counted and abs(number) != 1):
        return None
    found = whole(reading, after)
    meant = found[0].map(_slice(reading.calendar, grain, number, count)) if found else None
    return (replace(meant, weak=False), found[1]) if found and meant else None


def _slice(calendar: Calendar, grain: Grain, number: int, count: int) -> Change:
    def slice_of(period: Period) -> Period | None:
        if period.grain is None or _SIZE[period.grain] <= _SIZE[grain]:
            return None
        units = list(_units(calendar, period, grain))
        if abs(number) > len(units) or count > len(units):
            return None
        chosen = units[-count:] if number < 0 else units[number - 1 : number - 1 + count]
        if len(chosen) == 1:
            return chosen[0]
        return Period(chosen[0].start, chosen[-1].end)

    return slice_of


def _units(calendar: Calendar, period: Period, grain: Grain) -> list[Period]:
    """The units of a period; its weeks are counted in sevens from its first day."""
    if grain is not Grain.WEEK or period.start is None or period.end is None:
        return list(calendar.split(period, grain))
    weeks, first = [], period.start
    while first < period.end:
        weeks.append(Period(first, min(first + timedelta(days=7), period.end)))
        first += timedelta(days=7)
    return weeks


def same_unit(reading: Reading, i: int) -> Found | None:
    """`same quarter last year`: this one's counterpart."""
    at = reading.skip(i, reading.words.same)
    unit = reading.unit(at) if at > i else None
    if unit is None or unit[0] != 1 or unit[1] in (Grain.YEAR, Grain.WEEK, Grain.DAY):
        return None
    found = relative_unit(reading, reading.skip(unit[2], reading.words.of_year))
    if found is None or found[0].past.grain is not Grain.YEAR or found[0].past.start is None:
        return None
    this, now = reading.calendar.period(unit[1]), reading.calendar.period(Grain.YEAR)
    if this.start is None or now.start is None:
        return None
    years = found[0].past.start.year - now.start.year
    moved = this.start.replace(year=this.start.year + years)
    return fixed(reading.calendar.containing(unit[1], moved)), found[1]
