"""How many deals each rep has open, won and lost: exact shares, so that win rates come out true."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from random import Random

from crm.sample.accounts import Book

OPEN, CLOSED = 350, 1150
LOWEST_RATE, HIGHEST_RATE = 0.15, 0.40
_DEMO_RATE = 0.33
_DEMO_WEIGHT, _LEFT_WEIGHT = 2.0, 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """One rep's book, and the number of deals in it by outcome."""

    book: Book
    opened: int
    won: int
    lost: int


def plans(books: Sequence[Book], rng: Random) -> tuple[Plan, ...]:
    """All deals, spread over the reps; the demo's rep, first, has most and wins often."""
    weights = [_weight(book, rng) for book in books]
    weights[0] = _DEMO_WEIGHT
    rates = _rates(len(books), rng)
    rates[0] = _DEMO_RATE
    spread = zip(books, rates, shares(OPEN, weights), shares(CLOSED, weights), strict=True)
    return tuple(
        Plan(book=book, opened=opened, won=(won := _won(closed, rate)), lost=closed - won)
        for book, rate, opened, closed in spread
    )


def shares(whole: int, weights: Sequence[float]) -> list[int]:
    """`whole` split by the weights into integers that add up: the largest rests are rounded up."""
    exact = [whole * weight / sum(weights) for weight in weights]
    parts = [floor(part) for part in exact]
    by_rest = sorted(range(len(exact)), key=lambda i: parts[i] - exact[i])
    for i in by_rest[: whole - sum(parts)]:
        parts[i] += 1
    return parts


def _weight(book: Book, rng: Random) -> float:
    return rng.uniform(0.8, 1.25) if book.rep.is_active else _LEFT_WEIGHT


def _rates(count: int, rng: Random) -> list[float]:
    step = (HIGHEST_RATE - LOWEST_RATE) / (count - 1)
    rates = [LOWEST_RATE + step * i for i in range(count)]
    rng.shuffle(rates)
    return rates


def _won(closed: int, rate: float) -> int:
    """The nearest number of won deals whose rate is within the bounds."""
    return min(floor(closed * HIGHEST_RATE), max(ceil(closed * LOWEST_RATE), round(closed * rate)))
