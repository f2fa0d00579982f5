"""Two numbers that are the ends of one range: between 20 and 30k, from 30 up to 40 k, 30-40k."""

from collections.abc import Sequence
from dataclasses import replace

from crm.query import Op
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import CompareWord, Meaning
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.span import Span


def joins(span: Span, *, between: bool = False) -> bool:
    """Whether it stands between the ends of a range; an `and` only does after a "between"."""
    up_to = any(word.op is Op.LE for word in span.all(CompareWord))
    return up_to or span.has(Mark.TO) or (between and span.has(Mark.AND))


def spread(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans, with the magnitude said of the higher end given to the lower one too."""
    found = list(spans)
    for at in range(len(found) - 2):
        low, high = found[at].first(Number), found[at + 2].first(Number)
        between = at > 0 and found[at - 1].has(Mark.BETWEEN)
        if low and high and joins(found[at + 1], between=between) and _shares(low, high):
            found[at] = replace(found[at], meanings=_scaled(found[at].meanings, high.scale))
    return tuple(found)


def _shares(low: Number, high: Number) -> bool:
    """20 and 30k are both thousands; 500 and 1k are what they say."""
    plain = low.scale == 1 and not low.percent and high.scale > 1
    return plain and low.value < high.value / high.scale


def _scaled(meanings: Sequence[Meaning], scale: int) -> tuple[Meaning, ...]:
    return tuple(
        replace(m, value=m.value * scale, scale=scale) if isinstance(m, Number) else m
        for m in meanings
    )
