"""What a share is a part of, and which part, in words."""

from collections.abc import Callable
from dataclasses import replace

from crm.query import And, Condition, Query, every
from handlers.speech import noun, say
from handlers.understanding.reading import Reading, Shape

SHARE = "Share"


def told_share(reading: Reading, figure: Callable[[Reading], str], records: str) -> str:
    """ "Share of pipeline", "Share of opportunities"; "" for what is no share.

    `figure` names a figure, `records` are what is counted.
    """
    aggregates = reading.query.aggregates
    plain = replace(reading, shared=False)
    if _is_part(reading):
        whole = replace(reading.query, aggregates=aggregates[1:2], order=())
        plain = replace(reading, query=whole, measure=None)
    elif not reading.shared:
        return ""
    counted = plain.query.aggregates[0].path is None
    return say("Share of {what}", what=noun(records) if counted else noun(figure(plain)))


def told_part(
    reading: Reading, states: Callable[[Query], list[str]], conditions: Callable[[Query], list[str]]
) -> str:
    """What those are whose share is told: "of these: won"; "" where each group is a part."""
    if not _is_part(reading):
        return ""
    part, whole = reading.query.aggregates[:2]
    own = every(*(c for c in _flat(part.where) if c not in _flat(whole.where)))
    query = Query(entity=reading.query.entity, where=own)
    return say("of these: {what}", what=", ".join([*states(query), *conditions(query)]))


def _is_part(reading: Reading) -> bool:
    measured = reading.measure is not None and reading.measure.label == SHARE
    return measured and reading.shape in {Shape.FIGURE, Shape.GROUPS} and not reading.sides


def _flat(condition: Condition | None) -> tuple[Condition, ...]:
    if condition is None:
        return ()
    return condition.parts if isinstance(condition, And) else (condition,)
