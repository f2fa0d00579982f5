"""Stretches counted from today: `this quarter`, `the last 30 days`, `two weeks ago`, `tomorrow`."""

from dataclasses import replace
from datetime import timedelta
from typing import Literal

from crm.periods import Calendar, Grain, Period, add
from handlers.understanding.language.timing.dates import day
from handlers.understanding.language.timing.meant import Meant, fixed
from handlers.understanding.language.timing.reading import Found, Reading


def relative_day(reading: Reading, i: int) -> Found | None:
    """`today`, `tomorrow morning`, `the day before yesterday`."""
    found = reading.among(i, reading.words.days)
    if found is None:
        return None
    that = reading.calendar.today + timedelta(days=found[0])
    return fixed(day(that)), reading.skip(found[1], reading.words.day_parts)


def relative_unit(reading: Reading, i: int) -> Found | None:
    """`this quarter`, `last fiscal year`, `next half`, `this and next month`."""
    shift = reading.shift(i)
    if shift is None:
        return None
    second = None
    if reading.norm(shift[1]) in reading.words.joiners:
        second = reading.shift(shift[1] + 1)
    unit, calendar = _named_unit(reading, second[1] if second else shift[1])
    if unit is None or unit[1] is Grain.DAY:
        return None
    shifts = sorted({shift[0], second[0] if second else shift[0]})
    if unit[0] > 1:  # "the next fortnight" is the next two weeks
        side: Literal["last", "next"] = "last" if shift[0] < 0 else "next"
        return fixed(calendar.rolling(unit[0], unit[1], side)), unit[2]
    first, last = calendar.period(unit[1], shifts[0]), calendar.period(unit[1], shifts[-1])
    meant = fixed(first if len(shifts) == 1 else Period(first.start, last.end))
    return meant, unit[2]


def unit_beyond(reading: Reading, i: int) -> Found | None:
    """`the week before last`, `the month after next`."""
    unit, calendar = _named_unit(reading, i)
    beyond = reading.among(unit[2], reading.words.beyond) if unit else None
    if unit is None or beyond is None or unit[0] != 1:
        return None
    return fixed(calendar.period(unit[1], beyond[0])), beyond[1]


def _named_unit(reading: Reading, i: int) -> tuple[tuple[int, Grain, int] | None, Calendar]:
    """A unit after `fiscal`, `calendar` or `full`, and the calendar that it is counted in."""
    words, calendar = reading.words, reading.calendar
    at = i
    while reading.norm(at) in words.whole | words.fiscal | words.calendar:
        if reading.norm(at) in words.calendar:
            calendar = replace(calendar, fiscal_start_month=1)
        at += 1
    return reading.unit(at), calendar


def rolling(reading: Reading, i: int) -> Found | None:
    """`last 30 days`, `the past six months`, `next couple of weeks`, `last 3 full months`."""
    trailing = reading.phrase(i, reading.words.trailing_year)
    if trailing > i:
        return fixed(reading.calendar.rolling(12, Grain.MONTH, "last")), trailing
    shift = reading.shift(i)
    if shift is None or not shift[0]:
        return None
    side: Literal["last", "next"] = "last" if shift[0] < 0 else "next"
    units = reading.units(shift[1])
    if units:
        return fixed(reading.calendar.rolling(units[0], units[1], side)), units[2]
    counted = reading.count(shift[1])
    if counted is None or reading.norm(counted[1]) not in reading.words.whole:
        return None
    unit, calendar = _named_unit(reading, counted[1])
    if unit is None or counted[0] > 400:
        return None
    return fixed(calendar.full(counted[0] * unit[0], unit[1], side)), unit[2]


def counted_from_today(reading: Reading, i: int) -> Found | None:
    """`three weeks ago`, `10 days from now`, `in two weeks' time`, `within 10 days`."""
    words = reading.words
    inside, units = reading.skip(i, words.within), None
    start = reading.skip(i, words.in_units) if inside == i else inside
    units = reading.units(start)
    if units is None:
        return _more_or_less_ago(reading, i)
    count, grain, end = units
    back, ahead = reading.phrase(end, words.ago), reading.phrase(end, words.ahead)
    if back > end:
        return fixed(_away(reading.calendar, -count, grain)), back
    if start == i:
        return (fixed(_away(reading.calendar, count, grain)), ahead) if ahead > end else None
    past = reading.calendar.rolling(count, grain, "last")
    coming = reading.calendar.rolling(count, grain, "next")
    future = coming if inside > i else _away(reading.calendar, count, grain)
    return Meant(past, future), max(ahead, reading.phrase(end, words.time_of))


def _away(calendar: Calendar, count: int, grain: Grain) -> Period:
    """The day, or the whole unit, so far from today."""
    return calendar.period(grain, count)


def _more_or_less_ago(reading: Reading, i: int) -> Found | None:
    """`more than 30 days ago` and `less than two weeks ago`."""
    more = reading.phrase(i, reading.words.more_than)
    less = reading.phrase(i, reading.words.less_than)
    units = reading.units(max(more, less))
    end = reading.phrase(units[2], reading.words.ago) if units else 0
    if units is None or end == units[2] or max(more, less) == i:
        return None
    that, today = add(reading.calendar.today, -units[0], units[1]), reading.calendar.today
    if more > less:
        return fixed(Period(None, that)), end
    return fixed(Period(that + timedelta(days=1), today + timedelta(days=1))), end
