"""Stretches counted from another one: `the week after`, `the quarter before that`."""

from crm.periods import Grain
from handlers.understanding.language.timing.reading import Reading, begins_time

Shifted = tuple[int, Grain | None, int, bool]
"""How many units later, of what, the place after it, and whether it is the same part of those."""


def shifted_unit(reading: Reading, i: int) -> Shifted | None:
    """How far from the time that was spoken of; without a unit, as far as that lasts."""
    places = dict.fromkeys(reading.alternatives(i))
    tried = (reader(reading, at) for at in places for reader in (_beside, _next_to, _same))
    return max((found for found in tried if found), key=lambda found: found[2], default=None)


def _beside(reading: Reading, i: int) -> Shifted | None:
    """`the week after`, `two quarters earlier`, `the one before that`, `before that`."""
    words = reading.words
    unit = reading.units(i) or reading.unit(i)
    one = reading.skip(i, words.ones)
    count, grain, at = unit or (1, None, one)
    back, ahead = reading.phrase(at, words.earlier), reading.phrase(at, words.later)
    told = max(back, ahead)
    end = reading.phrase(told, words.than_that)
    if told == at or _goes_on(reading, end) or (at == i and end == told):
        return None
    return (-count if back > ahead else count), grain, end, False


def _next_to(reading: Reading, i: int) -> Shifted | None:
    """`the previous quarter`, `the following one`."""
    words = reading.words
    back, ahead = reading.phrase(i, words.previous), reading.phrase(i, words.following)
    at = max(back, ahead)
    unit = reading.unit(at) if at > i else None
    end = unit[2] if unit else reading.skip(at, words.ones)
    if at == i or end == at:
        return None
    count = unit[0] if unit else 1
    return (-count if back > ahead else count), unit[1] if unit else None, end, False


def _same(reading: Reading, i: int) -> Shifted | None:
    """`the same quarter last year`, `same time a year ago`."""
    words = reading.words
    if reading.norm(i) not in words.same or (reading.norm(i),) in words.shifts:
        return None
    unit = reading.unit(i + 1)
    at = unit[2] if unit else reading.skip(i + 1, words.ones)
    if at == i + 1 or (unit is None and not _begins(reading)):
        return None
    at = reading.skip(reading.skip(at, words.of_year), words.articles)
    shift = reading.shift(at)
    other = reading.unit(shift[1]) if shift and shift[0] < 0 else None
    if shift and other:
        return shift[0] * other[0], other[1], other[2], True
    units = reading.units(at) or reading.unit(at)
    if units is None:
        return None
    count, grain, at = units
    end = max(reading.phrase(at, words.ago), reading.phrase(at, words.earlier))
    return (-count, grain, end, True) if end > at else None


def _begins(reading: Reading) -> bool:
    """Whether nothing was said yet: "revenue, same period last year" is a question of growth."""
    return all(token.norm in reading.words.openings for token in reading.tokens[: reading.at])


def _goes_on(reading: Reading, i: int) -> bool:
    """Whether a time follows that says after what: `the week before Christmas`."""
    return begins_time(reading.norm(i), reading.words) if reading.norm(i) else False
