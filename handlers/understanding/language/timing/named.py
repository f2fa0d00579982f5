"""Parts of the calendar by their names: `March`, `Q3 2025`, `first half of last year`, `FY26`."""

from collections.abc import Callable
from dataclasses import replace

from crm.periods import Calendar, Grain, Period, fiscal_year
from handlers.understanding.language.timing.dates import month_of
from handlers.understanding.language.timing.meant import fixed, floating
from handlers.understanding.language.timing.reading import (
    Found,
    Reading,
    century,
    is_time,
    shifted,
)
from handlers.understanding.language.timing.units import relative_unit

_NEAR = range(-3, 4)
_NEARLY = 4
_PARTS = {"q": Grain.QUARTER, "h": Grain.HALF}
_COUNT = {Grain.QUARTER: 4, Grain.HALF: 2}  # in a year


def month(reading: Reading, i: int) -> Found | None:
    """`March`, `March 2026`, `Mar '26`, `last March`, `March of last year`."""
    shift = reading.shift(i)
    at = shift[1] if shift else i
    number = reading.words.months.get(reading.norm(at))
    if number is None:
        return None
    if not shift and (found := _month_of_year(reading, at + 1, number)):
        return found
    today = reading.calendar.today
    options = [month_of(reading, today.year + offset, number) for offset in _NEAR]
    meant = shifted(options, today, shift[0]) if shift else floating(options, today)
    if meant is None or (not shift and not is_time(reading, at)):
        return None
    return replace(meant, weak=_could_be_name(reading, i)), at + 1


def _month_of_year(reading: Reading, i: int, number: int) -> Found | None:
    """The month of the year named here: a calendar year, or the fiscal one where it says so."""
    after = reading.skip(i, reading.words.of_year)
    for at in dict.fromkeys((after, reading.skip(after, reading.words.articles))):
        year = year_named(reading, at, short=True)
        if year:
            return fixed(_month_in(reading, at, year[0], number)), year[1]
    return None


def _month_in(reading: Reading, i: int, year: Period, number: int) -> Period:
    """That month of a year which was named at a place."""
    fiscal = reading.fiscal_year(i) or any(
        reading.norm(at) in reading.words.fiscal for at in (i, i + 1, i + 2)
    )
    name = fiscal_year(year.start, reading.calendar.fiscal_start_month) if year.start else 0
    if fiscal and number >= reading.calendar.fiscal_start_month > 1:
        name -= 1
    if not fiscal and not reading.written_year(i, short=True):
        this = fiscal_year(reading.calendar.today, reading.calendar.fiscal_start_month)
        name += reading.calendar.today.year - this
    return month_of(reading, name, number)


def _could_be_name(reading: Reading, i: int) -> bool:
    """Whether a lone month is also a first name and no preposition says otherwise."""
    sure = reading.led(i) and reading.previous(i) not in reading.words.person_leads
    return reading.norm(i) in reading.words.also_names and not sure


def _in_year(reading: Reading, i: int, part: Callable[[Period], Period | None]) -> Found | None:
    """The part of the year that is named here: `2025`, `of last year`, `FY26`, `'26`."""
    after = reading.skip(i, reading.words.of_year)
    for at in dict.fromkeys((after, reading.skip(after, reading.words.articles))):
        year = year_named(reading, at, short=True)
        period = part(year[0]) if year else None
        if year and period:
            return fixed(period), year[1]
    return None


def year_named(reading: Reading, i: int, *, short: bool = False) -> tuple[Period, int] | None:
    """A year by its number or seen from this one, and the place after it."""
    fiscal = reading.fiscal_year(i)
    if fiscal:
        return reading.calendar.year(fiscal[0]), fiscal[1]
    written = reading.written_year(i, short=short)
    if written:
        return reading.calendar.year(written[0]), written[1]
    relative = relative_unit(reading, i)
    if relative and relative[0].past.grain is Grain.YEAR:
        return relative[0].past, relative[1]
    return None


def part_of_year(reading: Reading, i: int) -> Found | None:
    """`Q3`, `H1 2026`, `third quarter of last year`, `last Q3`, `FY26`, `2025 Q3`."""
    shift = reading.shift(i)
    at = reading.skip(shift[1] if shift else i, reading.words.fiscal)
    named = _quarter_or_half(reading, at)
    if named is None:
        return None if shift else _year_then_part(reading, i)
    grain, number, end = named

    def in_year(year: Period) -> Period | None:
        return _nth(reading.calendar, year, grain, number)

    if not shift and (found := _in_year(reading, end, in_year)):
        return found
    if not shift and (near := _near_year(reading, at, end)) and (part := in_year(near)):
        return fixed(part), end + 1
    this = reading.calendar.period(Grain.YEAR)
    years = [reading.calendar.period(Grain.YEAR, offset) for offset in _NEAR]
    options = [part for year in years if (part := in_year(year))]
    if not shift:
        meant = floating(options, reading.calendar.today)
    elif shift[0]:
        meant = shifted(options, reading.calendar.today, shift[0])
    else:
        now = in_year(this)
        meant = fixed(now) if now else None
    return (meant, end) if meant else None


def _near_year(reading: Reading, i: int, end: int) -> Period | None:
    """The year of `Q1 27`: a lone number of two digits, where it is a year not far from now."""
    norm, after = reading.norm(end), reading.norm(end + 1)
    if end != i + 1 or len(norm) != 2 or not norm.isdecimal():
        return None
    small = after in reading.words.numbers.percent or reading.words.numbers.scale(after)
    year = century(int(norm))
    if small or abs(year - reading.calendar.today.year) > _NEARLY:
        return None
    return reading.calendar.year(year)


def _nth(calendar: Calendar, whole: Period, grain: Grain, number: int) -> Period | None:
    try:
        return calendar.part(whole, grain, number)
    except ValueError:
        return None


def _quarter_or_half(reading: Reading, i: int) -> tuple[Grain, int, int] | None:
    """Which quarter or half, and the place after it."""
    norm = reading.norm(i)
    if len(norm) == 2 and {norm[0], norm[1]} & set("qh") and {norm[0], norm[1]} & set("1234"):
        letter, digit = sorted(norm, reverse=True)
        number = int(digit)
        return (_PARTS[letter], number, i + 1) if number <= _COUNT[_PARTS[letter]] else None
    later, named = reading.number(i + 1), _PARTS.get(norm) or _numbered(reading, i)
    if named and later and later <= _COUNT[named]:
        return named, later, i + 2
    number = reading.ordinal(i) or (-1 if norm in reading.words.final else 0)
    at = reading.skip(i + 1, reading.words.fiscal)
    unit = reading.unit(at) if number > 0 else None
    if unit is None or unit[0] != 1 or unit[1] not in _COUNT:
        return None
    return (unit[1], number, unit[2]) if number <= _COUNT[unit[1]] else None


def _numbered(reading: Reading, i: int) -> Grain | None:
    """The grain of `quarter` in `quarter 3`; not in `last quarter 3`."""
    unit = reading.unit(i)
    fits = unit and unit[0] == 1 and unit[1] in _COUNT and unit[2] == i + 1
    after_shift = (reading.previous(i),) in reading.words.shifts
    return unit[1] if unit and fits and not after_shift else None


def _year_then_part(reading: Reading, i: int) -> Found | None:
    """`2025 Q3`, `FY26 H1`, `last year's March`."""
    year = year_named(reading, i)
    if year is None:
        return None
    at = reading.skip(year[1], reading.words.of_year)
    at = reading.skip(at, frozenset("-"))
    named = _quarter_or_half(reading, at)
    if named:
        part = _nth(reading.calendar, year[0], named[0], named[1])
        return (fixed(part), named[2]) if part else None
    number = reading.words.months.get(reading.norm(at))
    return (fixed(_month_in(reading, i, year[0], number)), at + 1) if number else None


def year(reading: Reading, i: int) -> Found | None:
    """`FY26`, `calendar year 2026`, `the year 2026`, and `2025` where it can only be a year."""
    fiscal = reading.fiscal_year(i)
    if fiscal:
        return fixed(reading.calendar.year(fiscal[0])), fiscal[1]
    prefixed = _prefixed_year(reading, i)
    if prefixed:
        return prefixed
    written = reading.written_year(i)
    if written is None or reading.norm(i).startswith("'"):
        return None
    sure = reading.bare_year or reading.previous(i) in reading.words.year_sure
    if not sure and not _obvious_year(reading, i):
        return None
    return fixed(reading.calendar.year(written[0]), weak=not sure), written[1]


def _prefixed_year(reading: Reading, i: int) -> Found | None:
    """`CY26`, `calendar 2026`, `the year 2026`."""
    norm, words = reading.norm(i), reading.words
    plain = replace(reading.calendar, fiscal_start_month=1)
    for prefix in words.calendar_year:
        digits = norm.removeprefix(prefix)
        if norm.startswith(prefix) and digits.isdecimal() and len(digits) in (2, 4):
            return fixed(plain.year(int(digits) + (2000 if len(digits) == 2 else 0))), i + 1
    at = reading.skip(i, words.calendar | words.calendar_year)
    unit = reading.unit(at)
    at = unit[2] if unit and unit[1] is Grain.YEAR else at
    found = reading.written_year(at) if at > i else None
    calendar = reading.calendar if unit and at == i + 1 else plain
    return (fixed(calendar.year(found[0])), found[1]) if found else None


def _obvious_year(reading: Reading, i: int) -> bool:
    """Whether four digits stand as a year does: after a preposition, at a question's edge, or
    beside another year.
    """
    before, after = reading.previous(i), reading.norm(i + 1)
    if before in reading.words.year_leads | reading.words.lists:
        return True
    listed = after in reading.words.lists and reading.written_year(i + 2) is not None
    index = reading.atoms[i].token
    first = index == 0 and bool(after) and after[0].isalpha()
    last = index > 0 and not after[:1].isalnum() and before[:1].isalpha()
    return (first or last or listed) and before not in reading.words.no_year | reading.words.ranks
