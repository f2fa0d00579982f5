"""Expressions with two ends or an open one: `since March`, `from 1 Oct to 31 Dec`, `by Friday`."""

from collections.abc import Callable

from crm.periods import Grain, Period
from handlers.understanding.timing.dates import (
    day,
    day_number,
    day_of_month,
    numeric_date,
    part_of_month,
    written_date,
)
from handlers.understanding.timing.meant import Meant, after, before, fixed, since, span, until
from handlers.understanding.timing.named import month, part_of_year, year
from handlers.understanding.timing.parts import (
    current_unit,
    edge,
    named_month,
    part_of,
    same_unit,
    to_date,
)
from handlers.understanding.timing.reading import Found, Reading, longest
from handlers.understanding.timing.units import (
    counted_from_today,
    relative_day,
    relative_unit,
    rolling,
)
from handlers.understanding.timing.weeks import week, weekday, weekend

_CORES: tuple[Callable[[Reading, int], Found | None], ...] = (
    relative_day, relative_unit, rolling, counted_from_today, month, part_of_year, year, week,
    weekday, weekend, numeric_date, written_date, day_of_month, edge, part_of, to_date, same_unit,
    named_month, current_unit,
)  # fmt: skip


def core(reading: Reading, i: int) -> Found | None:
    """The longest single expression that begins here."""
    if i >= len(reading.atoms):
        return None
    return longest(*(read(reading, i) for read in _CORES))


def _operand(reading: Reading, i: int) -> Found | None:
    """What a preposition is followed by: an expression, after an article or not, or `now`."""
    if reading.norm(i) in reading.words.now:
        return fixed(day(reading.calendar.today)), i + 1
    return longest(*(core(reading, at) for at in reading.alternatives(i)))


def plain(reading: Reading, i: int) -> Found | None:
    """An expression after what may open it, with `onwards` or `or earlier` behind it."""
    found = _operand(reading, i) if reading.norm(i) not in reading.words.now else None
    if found is None:
        return None
    later = reading.phrase(found[1], reading.words.onwards)
    earlier = reading.phrase(found[1], reading.words.or_earlier)
    if later > found[1]:
        return _changed(found[0], since, later)
    if earlier > found[1]:
        return _changed(found[0], until, earlier)
    return found


def _changed(
    meant: Meant, change: Callable[[Period], Period | None], end: int
) -> Found | None:
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
    found = _operand(reading, at) if at > i else None
    if found is None:
        return None
    article = reading.skip(at, words.articles)
    if change is before and reading.phrase(article, words.last_of) > article:
        change = until
    end = found[1]
    if change is since:
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
    """`from today` and `from 1 Oct` are open; `from last month` is in it."""
    found = _operand(reading, i)
    if found is None:
        return None
    onwards = reading.phrase(found[1], reading.words.onwards | reading.words.from_on)
    single = found[0].past.grain is Grain.DAY and (found[0].future.end or day_before) > today
    return found if onwards == found[1] and not single else _changed(found[0], since, onwards)
