"""From tokens to the best way of cutting the question into pieces that mean something.

Every stretch of up to seven words that the lexicon, the grammars of numbers and times, or the names
of records know is a candidate; the chosen ones do not overlap and explain as much as they can.
"""

from collections.abc import Iterator, Sequence

from handlers.understanding.language.meaning import NameWord
from handlers.understanding.language.span import Span
from handlers.understanding.spans.clearing import SILENT, cleared
from handlers.understanding.spans.names import called_spans, name_spans
from handlers.understanding.spans.ranges import spread
from handlers.understanding.spans.said import Said, Sources
from handlers.understanding.spans.strange import place_spans, title_spans
from handlers.understanding.spans.words import literal_spans, pattern_spans, phrase_spans
from handlers.understanding.text.tokens import Token

__all__ = ["SILENT", "Sources", "find_spans"]

_CANDIDATES = (
    literal_spans, pattern_spans, phrase_spans, name_spans, called_spans, place_spans,
)  # fmt: skip


def find_spans(tokens: Sequence[Token], sources: Sources) -> tuple[Span, ...]:
    """The tokens cut into spans, in order; words nothing knows are spans without a meaning."""
    said = Said(cleared(tokens, sources), sources)
    candidates = [
        span for at in range(len(said)) for found in _CANDIDATES for span in found(said, at)
    ]
    best = _best(len(said), [*candidates, *title_spans(said)])
    return spread(tuple(_filled(said, best)))


def _filled(said: Said, chosen: list[Span]) -> Iterator[Span]:
    """The chosen spans with those between them that nothing explains."""
    at = 0
    for span in chosen:
        for lonely in range(at, span.start):
            yield said.span(lonely, 1, (), 0.0)
        yield span
        at = span.end
    for lonely in range(at, len(said)):
        yield said.span(lonely, 1, (), 0.0)


def _best(length: int, candidates: list[Span]) -> list[Span]:
    """The non-overlapping candidates with the highest total score; of equals, the fewest,
    and of those the one whose first is longest."""
    scores = [(0.0, 0, 0)] * (length + 1)
    chosen: list[Span | None] = [None] * (length + 1)
    starts: list[list[Span]] = [[] for _ in range(length + 1)]
    merged: dict[tuple[int, int], Span] = {}
    for span in candidates:
        same = merged.get((span.start, span.end))
        merged[span.start, span.end] = _both(same, span) if same else span
    for span in merged.values():
        if span.score > 0:
            starts[span.start].append(span)
    for at in range(length - 1, -1, -1):
        after, count, _ = scores[at + 1]
        scores[at] = (after, count, 0)
        for span in starts[at]:
            after, count, _ = scores[span.end]
            total = (round(after + span.score, 6), count - 1, span.end - span.start)
            if total > scores[at]:
                scores[at], chosen[at] = total, span
    found, at = [], 0
    while at < length:
        span_here = chosen[at]
        if span_here:
            found.append(span_here)
            at = span_here.end
        else:
            at += 1
    return found


def _both(one: Span, other: Span) -> Span:
    """Two candidates for the same words; a name and a word of the language do not mix."""
    first, second = (one, other) if one.score >= other.score else (other, one)
    if first.any_of(NameWord) != second.any_of(NameWord):
        return first
    return Span(first.tokens, first.start, first.end, first.meanings + second.meanings, first.score)
