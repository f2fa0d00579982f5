"""Written dates: `2026-11-05`, `5 November 2026`, `Friday, Nov 5th`, `the 15th`, `11/5/2026`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from crm.periods import Grain, Period
from handlers.understanding.language.timing.meant import Meant, fixed, floating
from handlers.understanding.language.timing.reading import (
    FIRST_YEAR,
    LAST_YEAR,
    Found,
    Reading,
    century,
    day_of,
)
from handlers.understanding.text.tokens import Kind

_YEAR_FIRST = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})(?:[-/]([0-9]{1,2}))?(?:t.*)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})/([0-9]{4})")
_AROUND = range(-9, 10)  # years; leap days may be eight apart


def day(of: date) -> Period:
    """A day as a period."""
    return Period(of, of + timedelta(days=1), Grain.DAY)


def month_of(reading: Reading, year: int, month: int) -> Period:
    """A calendar month as a period."""
    return reading.calendar.containing(Grain.MONTH, date(year, month, 1))


def numeric_date(reading: Reading, i: int, *, led: bool = False) -> Found | None:
    """A date in digits only; without a year, after what makes it one, or where `led` says so."""
    if i >= len(reading.atoms) or reading.atoms[i].kind is not Kind.NUMBER:
        return None
    norm = reading.norm(i)
    meant = _iso(reading, norm) or _month_year(reading, norm) or _year_last(reading, i, norm, led)
    return (meant, i + 1) if meant else None


def _iso(reading: Reading, norm: str) -> Meant | None:
    found = _YEAR_FIRST.fullmatch(norm)
    if found is None or not FIRST_YEAR - 90 <= int(found[1]) <= LAST_YEAR + 100:
        return None
    year, month = int(found[1]), int(found[2])
    if found[3] is None:
        return fixed(month_of(reading, year, month)) if 1 <= month <= 12 else None
    return _on(day_of(year, month, int(found[3])))


def _on(that: date | None) -> Meant | None:
    return fixed(day(that)) if that else None


def _month_year(reading: Reading, norm: str) -> Meant | None:
    found = _MONTH_YEAR.fullmatch(norm)
    if found is None or not 1 <= int(found[1]) <= 12:
        return None
    year = int(found[2])
    known = FIRST_YEAR <= year <= LAST_YEAR
    return fixed(month_of(reading, year, int(found[1]))) if known else None


def _year_last(reading: Reading, i: int, norm: str, led: bool) -> Meant | None:
    """`11/5/2026` is month first unless told or impossible; with dots the day is."""
    found = _YEAR_LAST.fullmatch(norm)
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    if not (found[2] == "." or first > 12 or (reading.day_first and second <= 12)):
        first, second = second, first
    if found[4]:
        year = int(found[4])
        return _on(day_of(century(year) if len(found[4]) == 2 else year, second, first))
    if found[2] != "/" or not (led or _led(reading, i)):
        return None
    return _yearly(reading, second, first)


def _led(reading: Reading, i: int) -> bool:
    """Whether a preposition makes digits a date, or nothing else stands there."""
    listed = reading.previous(i) in reading.words.lists
    return listed or reading.led(i) or len(reading.tokens) == 1


def _yearly(reading: Reading, month: int, number: int) -> Meant | None:
    """A day of every year."""
    today = reading.calendar.today
    days = (day_of(today.year + offset, month, number) for offset in _AROUND)
    return floating((day(that) for that in days if that), today)


def written_date(reading: Reading, i: int) -> Found | None:
    """A date with its month in letters, after its weekday or not."""
    weekday = reading.words.weekdays.get(reading.norm(i))
    if weekday is None:
        return _day_month(reading, i) or _month_day(reading, i)
    after = reading.skip(i + 1, frozenset(",."))
    after = reading.skip(after, reading.words.articles)
    found = _day_month(reading, after) or _month_day(reading, after) or numeric_date(reading, after)
    if found is None:
        return None
    options = [
        option for option in found[0].options if option.start and option.start.weekday() == weekday
    ]
    meant = floating(options, reading.calendar.today)
    return (meant, found[1]) if meant else None


def day_number(reading: Reading, i: int) -> int | None:
    """The number of a day in a month: `5`, `5th`, `fifth`."""
    number = reading.ordinal(i)
    if number is None and len(reading.norm(i)) <= 2:
        number = reading.number(i)
    return number if number and number <= 31 else None


def _day_month(reading: Reading, i: int) -> Found | None:
    """`5 Nov`, `5th of November 2026`; not the number in `top 5 March deals`."""
    number = day_number(reading, i)
    if number is None or reading.previous(i) in reading.words.ranks:
        return None
    at = reading.skip(i + 1, reading.words.of | frozenset(".-"))
    if at == i + 1 and not reading.norm(i)[0].isdecimal():
        return None
    month = reading.words.months.get(reading.norm(at))
    return _with_year(reading, at + 1, month, number) if month else None


def _month_day(reading: Reading, i: int) -> Found | None:
    """`Nov 5`, `November 5th, 2026`, `March the 5th`."""
    month = reading.words.months.get(reading.norm(i))
    if month is None:
        return None
    at = reading.skip(reading.skip(i + 1, frozenset(".-")), reading.words.articles)
    number = day_number(reading, at)
    return _with_year(reading, at + 1, month, number) if number else None


def _with_year(reading: Reading, i: int, month: int, number: int) -> Found | None:
    at = reading.skip(i, reading.words.of_year | frozenset(".-"))
    year = reading.written_year(at, short=True)
    if year:
        meant = _on(day_of(year[0], month, number))
        return (meant, year[1]) if meant else None
    shift = reading.shift(at)
    unit = reading.unit(shift[1]) if shift else None
    if shift and unit and unit[1] is Grain.YEAR:
        meant = _on(day_of(reading.calendar.today.year + shift[0], month, number))
        return (meant, unit[2]) if meant else None
    floats = _yearly(reading, month, number)
    return (floats, i) if floats else None


def day_of_month(reading: Reading, i: int) -> Found | None:
    """`the 15th`, of whichever month, where a preposition leads to it and nothing follows."""
    number = reading.ordinal(i)
    written = reading.norm(i)[:1].isdecimal()
    if (
        number is None
        or number > 31
        or not written
        or reading.previous(i) not in reading.words.articles
    ):
        return None
    if i + 1 < len(reading.atoms) and reading.atoms[i + 1].kind is not Kind.SYMBOL:
        return None
    today = reading.calendar.today
    meant = floating((day(that) for that in _monthly(today, number)), today)
    return (meant, i + 1) if meant else None


def _monthly(today: date, number: int) -> Iterator[date]:
    """That day of every month that has it, near today."""
    for offset in range(-3, 4):
        year, month = divmod(today.year * 12 + today.month - 1 + offset, 12)
        that = day_of(year, month + 1, number)
        if that:
            yield that


def part_of_month(reading: Reading, i: int, other: Meant) -> Meant | None:
    """A day number that borrows its month from the other end of a range: `1 to 15 March`."""
    number = day_number(reading, i)
    days = [option.start for option in other.options if option.grain is Grain.DAY and option.start]
    if number is None or not days or len(days) != len(other.options):
        return None
    borrowed = (day_of(that.year, that.month, number) for that in days)
    meant = floating((day(that) for that in borrowed if that), reading.calendar.today)
    return replace(meant, weak=other.weak) if meant else None
