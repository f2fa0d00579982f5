"""Times in a question: which days are meant, how far apart two are, and by which unit to group.

The grammar is in `timing/`, the words of a language in a `TimeWords`; English is the default.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from crm.periods import Calendar, Grain, Period, add
from handlers.understanding.language.tables import TimeWords
from handlers.understanding.language.time_words_en import ENGLISH_TIME
from handlers.understanding.language.timing.atoms import atoms
from handlers.understanding.language.timing.reading import Found, Reading, begins_time, longest
from handlers.understanding.language.timing.shift import shifted_unit
from handlers.understanding.language.timing.spans import bounded, operand, plain, ranged
from handlers.understanding.text.tokens import Kind, Token

_ANY = Calendar(date(2000, 1, 1))  # what is counted or grouped does not depend on the day
_FINE = tuple(Grain)


@dataclass(frozen=True, slots=True)
class TimeFound:
    """A time expression: the days it means, how many tokens it took, and its words.

    `past` is meant of something that has happened, `future` of something to come; they differ
    only where the expression floats, as "March" and "Friday" do. `weak` says that its words could
    as well be a number, a first name or a verb. `unit` is what both ends of "from Q2 to Q3" are,
    what "since March" begins with, and what "this year so far" is a part of; `over` says that
    a word like "over" or "on" opens it. `options` are all it can mean where it floats; `day` is
    what a lone "from" opens: of an invoice "from 3 November" it is the day itself.
    """

    past: Period
    future: Period
    length: int
    words: str
    weak: bool = False
    unit: Grain | None = None
    over: bool = False
    options: tuple[Period, ...] = field(default=(), compare=False)
    day: Period | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Duration:
    """So many units of time, and how many tokens they took."""

    count: int
    grain: Grain
    length: int

    def before(self, day: date) -> date:
        """The day that long before another."""
        return add(day, -self.count, self.grain)

    def after(self, day: date) -> date:
        """The day that long after another."""
        return add(day, self.count, self.grain)


def read_time(
    tokens: Sequence[Token],
    at: int,
    calendar: Calendar,
    *,
    words: TimeWords = ENGLISH_TIME,
    day_first: bool = False,
    bare_year: bool = False,
) -> TimeFound | None:
    """The longest time expression that begins with the token `at`, or None.

    A preposition and an article that open it belong to it: "in the last 30 days". In 11/5/2026 the
    day comes first with `day_first`. Four digits are a year after a preposition, at an edge of the
    question, or anywhere with `bare_year`. What no calendar has (31/02) is no time.
    """
    reading = _reading(tokens, at, calendar, words, day_first=day_first, bare_year=bare_year)
    if reading is None:
        return None
    try:
        found = longest(ranged(reading, 0), bounded(reading, 0), plain(reading, 0))
    except (OverflowError, ValueError):  # beyond the years that a date can have
        return None
    return _found(reading, found) if found else None


def aligned(times: Sequence[TimeFound]) -> list[TimeFound]:
    """Times said in a row: "Nov or Dec 2025" gives its year to both."""
    found = list(times)
    for at in range(len(found) - 2, -1, -1):
        this, after = found[at], found[at + 1]
        if this.options and not after.options:
            closest = min(this.options, key=lambda p: _distance(p, after.past))
            found[at] = replace(this, past=closest, future=closest, options=())
    return found


def _distance(period: Period, other: Period) -> int:
    """Days between the starts."""
    return abs((period.start - other.start).days) if period.start and other.start else 0


def read_duration(
    tokens: Sequence[Token], at: int, *, words: TimeWords = ENGLISH_TIME
) -> Duration | None:
    """So many units that begin with the token `at`: `30 days`, `two weeks`, `a month`; or None."""
    reading = _reading(tokens, at, _ANY, words)
    units = reading.units(0) if reading else None
    length = _length(reading, units[2]) if reading and units else None
    return Duration(units[0], units[1], length) if units and length else None


@dataclass(frozen=True, slots=True)
class Shift:
    """A time seen from another one: so many units later, or as long as that lasts where there is
    no unit; how many tokens it took, and its words. With `same` it is the same part of another
    year, or whatever the unit is.
    """

    count: int
    grain: Grain | None
    length: int
    words: str
    same: bool = False


def read_shift(
    tokens: Sequence[Token], at: int, *, words: TimeWords = ENGLISH_TIME
) -> Shift | None:
    """`the week after`, `the quarter before that`, `same month last year`; or None."""
    reading = _reading(tokens, at, _ANY, words)
    found = shifted_unit(reading, 0) if reading else None
    length = _length(reading, found[2]) if reading and found else 0
    if reading is None or found is None or not length:
        return None
    return Shift(found[0], found[1], length, _spoken(reading, length), same=found[3])


def read_grain(
    tokens: Sequence[Token], at: int, *, words: TimeWords = ENGLISH_TIME
) -> tuple[Grain, int] | None:
    """The unit to group by that the token `at` begins to name, and how many tokens that takes.

    `by month`, `per quarter`, `monthly`, `each week`, `month by month`; of `by year and month` the
    finer one.
    """
    reading = _reading(tokens, at, _ANY, words)
    if reading is None:
        return None
    found = _adverb(reading) or _each_unit(reading) or _unit_by_unit(reading)
    length = _length(reading, found[1]) if found else None
    return (found[0], length) if found and length else None


def _adverb(reading: Reading) -> tuple[Grain, int] | None:
    """`monthly`, `on a monthly basis`."""
    start = reading.skip(0, reading.words.leads)
    start = reading.phrase(start, reading.words.counts) if start else 0
    found = reading.among(start, reading.words.every)
    if found is None:
        return None
    end = reading.skip(found[1], reading.words.basis)
    return None if start and end == found[1] else (found[0], end)


def _each_unit(reading: Reading) -> tuple[Grain, int] | None:
    """`by month`, `per fiscal quarter`, `by year and month`; not `by month end`."""
    after = reading.phrase(0, reading.words.each)
    unit = _grain(reading, after) if after else None
    if unit is None or reading.phrase(after, reading.words.ends) > after:
        return None
    joined = reading.skip(unit[1], reading.words.joiners)
    second = _grain(reading, joined) if joined > unit[1] else None
    if second is None:
        return unit
    return min(unit[0], second[0], key=_FINE.index), second[1]


def _unit_by_unit(reading: Reading) -> tuple[Grain, int] | None:
    """`month by month`."""
    first = _grain(reading, 0)
    after = reading.phrase(1, reading.words.each) if first else 1
    second = _grain(reading, after) if after > 1 else None
    return second if first and second and first[0] is second[0] else None


def _grain(reading: Reading, i: int) -> tuple[Grain, int] | None:
    i = reading.skip(i, reading.words.fiscal | reading.words.calendar)
    unit = reading.unit(i)
    if unit is None or unit[0] != 1 or len(reading.norm(i)) < 2:
        return None
    return unit[1], unit[2]


def _reading(
    tokens: Sequence[Token],
    at: int,
    calendar: Calendar,
    words: TimeWords,
    *,
    day_first: bool = False,
    bare_year: bool = False,
) -> Reading | None:
    """The attempt at that token, or None where no expression can begin with it."""
    if not 0 <= at < len(tokens) or tokens[at].kind not in (Kind.WORD, Kind.NUMBER, Kind.SYMBOL):
        return None
    if tokens[at].norm.isalpha() and not begins_time(tokens[at].norm, words):
        return None
    return Reading(
        tokens=tuple(tokens),
        at=at,
        atoms=atoms(tokens, at),
        calendar=calendar,
        words=words,
        day_first=day_first,
        bare_year=bare_year,
    )


def _found(reading: Reading, found: Found) -> TimeFound | None:
    meant, end = found
    length = _length(reading, end)
    if not length:
        return None
    words = _spoken(reading, length)
    following = reading.at + length
    if following < len(reading.tokens) and reading.tokens[following].norm == "'s":
        length += 1
    return TimeFound(
        past=meant.past,
        future=meant.future,
        length=length,
        words=words,
        weak=meant.weak,
        unit=meant.unit,
        over=reading.norm(0) in reading.words.overs,
        options=meant.options if len(meant.options) > 1 else (),
        day=_from_day(reading, found),
    )


def _from_day(reading: Reading, found: Found) -> Period | None:
    """The day of `from 3 November`, with nothing behind it; None for any other expression."""
    at = reading.phrase(0, reading.words.from_)
    day = operand(reading, at) if at and found[0].past.end is None else None
    return day[0].past if day and day[1] == found[1] else None


def _spoken(reading: Reading, length: int) -> str:
    """The words of the expression, without what only opens it."""
    words, tokens = reading.words, reading.tokens[reading.at : reading.at + length]
    bounds = words.since | words.after | words.before | words.until | words.from_ | words.between
    opening = words.leads | words.articles if reading.phrase(0, bounds) == 0 else frozenset()
    while len(tokens) > 1 and tokens[0].norm in opening:
        tokens = tokens[1:]
    text, end = "", tokens[0].start
    for token in tokens:
        text += " " * (token.start > end) + token.text
        end = token.end
    return text


def _length(reading: Reading, end: int) -> int:
    """The tokens up to a place among their pieces; 0 where it lies within one."""
    last = reading.atoms[end - 1]
    return last.token - reading.at + 1 if last.last else 0
