"""Weeks and their days: `week 45`, `week of 5 Nov`, `Friday`, `Monday next week`, `the weekend`."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from crm.periods import Calendar, Grain, Period
from handlers.understanding.language.timing.dates import day, numeric_date, written_date
from handlers.understanding.language.timing.meant import Meant, fixed, floating
from handlers.understanding.language.timing.reading import Found, Reading, is_time, longest, shifted
from handlers.understanding.language.timing.units import relative_unit

_NEAR = range(-3, 4)  # years
_WEEKS = range(-2, 3)  # the current one is in the middle
_THURSDAY = 4  # as ISO counts; a week's number is that of its Thursday


def week(reading: Reading, i: int) -> Found | None:
    """`week 45`, `cw 45`, `KW45`, `week of 5 Nov`."""
    words, today = reading.words, reading.calendar.today
    of = reading.phrase(i, words.week_of)
    if of > i:
        at = reading.skip(of, words.articles)
        found = longest(written_date(reading, at), numeric_date(reading, at), weekday(reading, at))
        grown = found[0].map(lambda that: _week_of(reading.calendar, that)) if found else None
        return (grown, found[1]) if found and grown else None
    i = reading.skip(i, words.calendar)
    before = reading.written_year(i)
    numbered = _week_number(reading, before[1] if before else i)
    if numbered is None:
        return None
    number, end = numbered
    in_year = before or reading.written_year(reading.skip(end, words.of_year))
    years = [in_year[0]] if in_year else [today.year + offset for offset in _NEAR]
    meant = floating(_iso_weeks(reading.calendar, years, number), today)
    return (meant, max(end, in_year[1] if in_year else end)) if meant else None


def _week_number(reading: Reading, i: int) -> tuple[int, int] | None:
    """`week 45`, `KW45`, `w45`."""
    norm, known = reading.norm(i), reading.words.week_number
    digits = norm.lstrip("abcdefghijklmnopqrstuvwxyz")
    if digits.isdecimal() and norm[: -len(digits)] in known:
        number, end = int(digits), i + 1
    else:
        number, end = (reading.number(i + 1) or 0) if norm in known and len(norm) > 1 else 0, i + 2
    return (number, end) if 0 < number <= 53 else None


def _week_of(calendar: Calendar, that: Period) -> Period | None:
    return calendar.containing(Grain.WEEK, that.start) if that.start else None


def _iso_weeks(calendar: Calendar, years: Iterable[int], number: int) -> Iterable[Period]:
    for name in years:
        with suppress(ValueError):  # not every year has a week 53
            yield calendar.containing(Grain.WEEK, date.fromisocalendar(name, number, _THURSDAY))


def weekday(reading: Reading, i: int) -> Found | None:
    """`Friday`, `last Monday`, `Friday next week`, `next week Tuesday`."""
    shift = reading.shift(i)
    at = shift[1] if shift else i
    number = reading.words.weekdays.get(reading.norm(at))
    if number is None:
        return _week_then_day(reading, i)
    end = reading.skip(at + 1, reading.words.day_parts)
    today = reading.calendar.today
    options = [day(_day_of_week(reading.calendar, offset, number)) for offset in _WEEKS]
    if shift:
        nearest = reading.phrase(i, reading.words.coming) == shift[1]
        meant = _shifted_day(reading.calendar, options, shift[0], nearest)
        return (meant, end) if meant else None
    date_at = reading.skip(at + 1, frozenset(",."))
    if not is_time(reading, at) or written_date(reading, date_at) or numeric_date(reading, date_at):
        return None  # a date that falls on another weekday is none
    week_named = relative_unit(reading, reading.skip(end, reading.words.of_year))
    if week_named and week_named[0].past.grain is Grain.WEEK:
        that = reading.calendar.day_of_week(week_named[0].past, number)
        return (fixed(day(that)), week_named[1]) if that else None
    meant = floating(options, today)
    return (meant, end) if meant else None


def _day_of_week(calendar: Calendar, offset: int, number: int) -> date:
    return calendar.day_of_week(calendar.period(Grain.WEEK, offset), number) or calendar.today


def _shifted_day(
    calendar: Calendar, options: list[Period], shift: int, nearest: bool
) -> Meant | None:
    """`next Friday` is next week's, `coming Friday` the nearest, `last Friday` the most recent."""
    if shift < 0 or nearest:
        return shifted(options, calendar.today, shift)
    return fixed(options[2 + shift])


def _week_then_day(reading: Reading, i: int) -> Found | None:
    found = relative_unit(reading, i)
    if found is None or found[0].past.grain is not Grain.WEEK:
        return None
    at = reading.skip(found[1], reading.words.leads)
    number = reading.words.weekdays.get(reading.norm(at))
    that = None if number is None else reading.calendar.day_of_week(found[0].past, number)
    return (fixed(day(that)), at + 1) if that else None


def weekend(reading: Reading, i: int) -> Found | None:
    """`this weekend`, `last weekend`, `the weekend`: Saturday and Sunday."""
    shift = reading.shift(i)
    at = shift[1] if shift else i
    if reading.norm(at) not in reading.words.weekend:
        return None
    mondays = replace(reading.calendar, week_start=0)  # whose weeks end with the weekend
    weeks = [mondays.period(Grain.WEEK, offset) for offset in _WEEKS]
    options = [Period(week.start + timedelta(days=5), week.end) for week in weeks if week.start]
    meant = fixed(options[2 + shift[0]]) if shift else floating(options, reading.calendar.today)
    return (meant, at + 1) if meant else None
