"""Expressions with two ends or an open one: `since March`, `from 1 Oct to 31 Dec`, `by Friday`."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain

from crm.periods import Grain, Period
from handlers.understanding.language.tables import Phrase, TimeWords
from handlers.understanding.language.timing.dates import (
    day,
    day_number,
    day_of_month,
    numeric_date,
    part_of_month,
    written_date,
)
from handlers.understanding.language.timing.meant import (
    Meant,
    after,
    before,
    fixed,
    floating,
    since,
    span,
    until,
)
from handlers.understanding.language.timing.named import month, part_of_year, year
from handlers.understanding.language.timing.parts import (
    current_unit,
    edge,
    ending,
    named_month,
    part_of,
    same_unit,
    so_far,
    to_date,
)
from handlers.understanding.language.timing.reading import Found, Reading, longest
from handlers.understanding.language.timing.units import (
    counted_from_today,
    relative_day,
    relative_unit,
    rolling,
    unit_beyond,
)
from handlers.understanding.language.timing.weeks import week, weekday, weekend

Read = Callable[[Reading, int], Found | None]


@cache
def _openers(words: TimeWords) -> tuple[tuple[Read, bool, frozenset[str]], ...]:
    """What each kind of expression can begin with: digits or not, and which words."""
    return tuple(
        (
            read,
            numeric,
            frozenset(row if isinstance(row, str) else row[0] for row in chain(*tables)),
        )
        for read, numeric, tables in _kinds(words)
    )


def _kinds(words: TimeWords) -> tuple[tuple[Read, bool, tuple[Iterable[str | Phrase], ...]], ...]:
    whole = (words.shifts, words.units, words.fiscal)
    return (
        (relative_day, False, (words.days,)),
        (relative_unit, False, (words.shifts,)),
        (unit_beyond, False, (words.units, words.fiscal, words.calendar)),
        (rolling, False, (words.shifts, words.trailing_year)),
        (counted_from_today, True, (words.counts, words.numbers.small, words.within,
                                    words.in_units, words.more_than, words.less_than)),
        (month, False, (words.months, words.shifts)),
        (part_of_year, True, (*whole, words.numbers.ordinals)),
        (year, True, (words.fiscal, words.fiscal_year, words.calendar, words.calendar_year,
                      words.units)),
        (week, True, (words.week_of, words.week_number, words.calendar)),
        (weekday, False, (words.weekdays, words.shifts)),
        (weekend, False, (words.weekend, words.shifts)),
        (numeric_date, True, ()),
        (written_date, True, (words.months, words.weekdays, words.numbers.ordinals)),
        (day_of_month, True, ()),
        (edge, False, (words.ends, words.first_of, words.last_of, words.rest_of,
                       words.mid_of)),
        (part_of, True, (words.numbers.ordinals, words.final)),
        (to_date, False, (words.to_date, words.so_far, words.units, words.fiscal)),
        (same_unit, False, (words.same,)),
        (named_month, False, (words.month_of,)),
        (current_unit, False, (words.units, words.fiscal)),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _readers(word: str, words: TimeWords) -> tuple[Read, ...]:
    """The kinds of expression that can begin with the word."""
    digits = any(char.isdecimal() for char in word)
    return tuple(
        read
        for read, numeric, openers in _openers(words)
        if word in openers or (numeric and digits)
    )


def core(reading: Reading, i: int) -> Found | None:
    """The longest single expression that begins here, up to today where "so far" follows."""
    if i >= len(reading.atoms):
        return None
    if i not in reading.known:
        readers = _readers(reading.norm(i), reading.words)
        found = longest(*(read(reading, i) for read in readers)) if readers else None
        reading.known[i] = so_far(reading, _glossed(reading, found)) if found else None
    return reading.known[i]


def _glossed(reading: Reading, found: Found) -> Found:
    """`mid September (15/09)`: the date behind an expression that it lies in is what is meant."""
    date = numeric_date(reading, found[1], led=True)
    start = date[0].past.start if date else None
    return date if date and start and found[0].past.contains(start) else found


def operand(reading: Reading, i: int) -> Found | None:
    """What a preposition is followed by: an expression, after an article or not, or `now`."""
    if reading.norm(i) in reading.words.now:
        return fixed(day(reading.calendar.today)), i + 1
    return longest(*(core(reading, at) for at in reading.alternatives(i)))


def plain(reading: Reading, i: int) -> Found | None:
    """An expression after what may open it, with `onwards` or `or earlier` behind it."""
    found = operand(reading, i) if reading.norm(i) not in reading.words.now else None
    if found is None:
        return None
    later = reading.phrase(found[1], reading.words.onwards)
    earlier = reading.phrase(found[1], reading.words.or_earlier)
    sure = replace(found[0], weak=False)
    if later > found[1]:
        return _changed(sure, since, later)
    if earlier > found[1]:
        return _changed(sure, until, earlier)
    return found


def _changed(meant: Meant, change: Callable[[Period], Period | None], end: int) -> Found | None:
    made = meant.map(change)
    return (made, end) if made else None


def bounded(reading: Reading, i: int) -> Found | None:
    """`since`, `after`, `before` and `until` an expression."""
    words = reading.words
    changes = ((words.since, since), (words.after, after), (words.before, before),
               (words.until, until))  # fmt: skip
    at, change = max(
        ((reading.phrase(i, phrases), change) for phrases, change in changes),
        key=lambda one: one[0],
    )
    found = (ending(reading, at) or operand(reading, at)) if at > i else None
    if found is None:
        return None
    if change is before and ending(reading, at):
        change = until
    end = found[1]
    if change is since:
        found = _begun(found)
        end = reading.phrase(end, words.onwards | words.from_on)
    return _changed(found[0], change, end)


def ranged(reading: Reading, i: int) -> Found | None:
    """`from X to Y`, `between X and Y`, `X to Y`, `Oct-Dec`, `from X onwards`, `from X`."""
    words = reading.words
    between, from_ = reading.phrase(i, words.between), reading.phrase(i, words.from_)
    if between > i:
        return _two_ends(reading, between, words.and_)
    if from_ > i:
        return _two_ends(reading, from_, words.to) or _from(reading, from_)
    return longest(*(_bare_range(reading, at) for at in reading.alternatives(i)))


def _from(reading: Reading, i: int) -> Found | None:
    """`from today` and `from 1 Oct` are open; `from last month` and `from Monday` are not."""
    found = operand(reading, i)
    if found is None:
        return None
    end = reading.phrase(found[1], reading.words.onwards | reading.words.from_on)
    first = found[0].past.start
    day_to_come = found[0].past.grain is Grain.DAY and first and first >= reading.calendar.today
    if end > found[1] or day_to_come or _is_date(reading, i, found[1]):
        return _changed(found[0], since, end)
    return _begun(found)


def _begun(found: Found) -> Found:
    """ "from last quarter", "since March": the unit that something begins with."""
    return replace(found[0], unit=found[0].past.grain), found[1]


def _is_date(reading: Reading, i: int, end: int) -> bool:
    dates = [
        read(reading, at) for at in reading.alternatives(i) for read in (written_date, numeric_date)
    ]
    return any(found and found[1] == end and found[0].past.grain is Grain.DAY for found in dates)


def _two_ends(reading: Reading, i: int, connectors: frozenset[Phrase]) -> Found | None:
    """Two expressions, or a day number that borrows its month from the second."""
    left = operand(reading, i)
    return (_second(reading, left, connectors) if left else None) or _borrowing(
        reading, i, connectors
    )


def _second(reading: Reading, left: Found, connectors: frozenset[Phrase]) -> Found | None:
    """The range from what was read to the expression, or the day number, after it."""
    at = _connected(reading, left[1], connectors)
    if at is None:
        return None
    right = operand(reading, at)
    if right is None:
        return _to_day_number(reading, left[0], reading.skip(at, reading.words.articles))
    meant = span(left[0], right[0], reading.calendar.today)
    return (meant, right[1]) if meant else None


def _to_day_number(reading: Reading, left: Meant, at: int) -> Found | None:
    """The end of `Nov 1-15` and of `Nov 1-15, 2026`."""
    right, today = part_of_month(reading, at, left), reading.calendar.today
    year = reading.written_year(reading.skip(at + 1, reading.words.of_year))
    meant = span(left, right, today) if right else None
    if meant and year:
        options = (one for one in meant.options if one.start and one.start.year == year[0])
        meant = floating(options, today)
    return (meant, year[1] if year else at + 1) if meant else None


def _borrowing(reading: Reading, i: int, connectors: frozenset[Phrase]) -> Found | None:
    """`1 to 15 March`, `the 1st until the 15th of March`."""
    i = reading.skip(i, reading.words.articles)
    at = _connected(reading, i + 1, connectors) if day_number(reading, i) else None
    right = operand(reading, at) if at is not None else None
    first = part_of_month(reading, i, right[0]) if right else None
    meant = span(first, right[0], reading.calendar.today) if right and first else None
    return (meant, right[1]) if right and meant else None


def _connected(reading: Reading, i: int, connectors: frozenset[Phrase]) -> int | None:
    """The place after what connects two ends; a hyphen inside a token is not seen."""
    after = reading.phrase(i, connectors)
    if after > i:
        return after
    return i if i < len(reading.atoms) and reading.atoms[i].glued else None


def _bare_range(reading: Reading, i: int) -> Found | None:
    """`March to May` without a preposition: both by name, and in a question that compares none."""
    left = core(reading, i) if reading.shift(i) is None else None
    at = _connected(reading, left[1], reading.words.to) if left else None
    if left is None or at is None:
        found = _borrowing(reading, i, reading.words.to)
    elif reading.shift(at) or not _alike(left, core(reading, at)):
        found = None
    else:
        found = _second(reading, left, reading.words.to)
    comparing = reading.words.comparing
    if found and any(token.norm in comparing for token in reading.tokens[: reading.at]):
        return None
    return found


def _alike(left: Found, right: Found | None) -> bool:
    return right is None or left[0].past.grain == right[0].past.grain
