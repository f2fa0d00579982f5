"""Which end of an order is meant: the best sales cycle is the shortest, the best month the one with
the most revenue.
"""

from dataclasses import replace

from crm.figures import MEASURES, State
from crm.held import Held
from handlers.speech import say
from handlers.understanding.draft import Draft, StateItem, TimeItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import SIZED, DateRole, Direction, FieldWord
from handlers.understanding.reading import Choice, NoReading, Unsure, Why

_BETTER_LOW = {"sales cycle", "gap"}
_LASTS = {"sales cycle"}
_CONTRARY = {Direction.MOST: Direction.LEAST, Direction.LEAST: Direction.MOST}
_SIZE = {
    Direction.BEST: Direction.MOST,
    Direction.WORST: Direction.LEAST,
    Direction.LONGEST: Direction.MOST,
    Direction.SHORTEST: Direction.LEAST,
}
_FIGURES = ("revenue", "pipeline", "win rate", "number of lost deals")
_JUDGED = {Direction.BEST, Direction.WORST}


def settle_rank(draft: Draft, question: str) -> None:
    """Say of the draft which end of which order its superlative means; raises Unsure."""
    rank = draft.rank
    if rank is None:
        return
    draft.derived = replace(draft.derived, place=rank.place)
    if Mark.WHO in draft.question and draft.owner_asked:
        _who_closed(draft)
    if rank.direction in {Direction.LONGEST, Direction.SHORTEST} and draft.measure not in _LASTS:
        young = rank.direction is Direction.SHORTEST
        draft.rank = replace(rank, direction=Direction.NEWEST if young else Direction.OLDEST)
        return
    sized = rank.direction in SIZED
    named = draft.measure or draft.function or draft.root.entity or draft.fields or draft.sorts
    sold = draft.root.entity == "Product2" and not (draft.measure or draft.function)
    if rank.direction in _JUDGED and sold:
        draft.question.add(Mark.SELLS)
    if sized and draft.groups and not named:
        if any(_of_own(f) for g in draft.groups for f in g.fields):
            raise Unsure(_in_what(question))
        draft.measure = "revenue"
    direction = _SIZE.get(rank.direction, rank.direction)
    if rank.direction in _JUDGED and draft.measure in _BETTER_LOW:
        direction = _CONTRARY[direction]
    draft.rank = replace(rank, direction=direction)


def _of_own(field: FieldWord) -> bool:
    """A field of the organisation's own, of which nobody knows by what one of it is the best."""
    return field.entity == "Opportunity" and field.field.endswith("__c")


def _in_what(question: str) -> NoReading:
    asked = question.rstrip(" ?!.")
    choices = tuple(Choice(what.capitalize(), f"{asked} by {what}") for what in _FIGURES)
    return NoReading(why=Why.CLARIFY, sentence=say("By which figure?"), choices=choices)


def settle_percent(draft: Draft) -> None:
    """ "her win rate, in percent" is no share: it is in per cent by itself."""
    measure = MEASURES.get(draft.measure or "")
    if measure is None or draft.part is not None:
        return
    held = measure.against is not None and measure.against.how is Held.PERCENT
    if measure.ratio or held:
        draft.share = False


def _who_closed(draft: Draft) -> None:
    """Who closed the biggest deal won it: a deal that is lost nobody has closed."""
    items = draft.root.items
    for at, item in enumerate(items):
        if isinstance(item, StateItem) and item.state is State.CLOSED and not item.negated:
            items[at] = replace(item, state=State.WON)
        if isinstance(item, TimeItem) and item.role is DateRole.CLOSED:
            items[at] = replace(item, role=DateRole.WON)
    draft.roles[:] = [DateRole.WON if r is DateRole.CLOSED else r for r in draft.roles]
