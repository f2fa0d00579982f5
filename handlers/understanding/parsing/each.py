"""Reading what a figure is told of, where that is no record: which regions grew, top 2 teams."""

from dataclasses import replace

from crm.query import Function, Op
from crm.schema import FieldType
from handlers.derived import BOUNDS, Bound
from handlers.understanding.draft import GroupWish
from handlers.understanding.language.growth_word import Growing, GrowthWord
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    SIZED,
    CompareWord,
    Direction,
    EntityWord,
    FieldWord,
    MeasureWord,
    SuperWord,
)
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.span import Span
from handlers.understanding.parsing.cursor import Cursor

_TOLD_BY = {FieldType.TEXT, FieldType.PICKLIST, FieldType.REFERENCE}
_OWING = "Account"
_RANKED = {*SIZED, Direction.LONGEST, Direction.SHORTEST}
_WITH = (Mark.WITH, Mark.HAVE, Mark.REACHED, Mark.EXCEEDED, Mark.MISSED)


def read_each(cursor: Cursor) -> int:
    """which team made quota, top 2 regions by attainment, regions with growth over 10 %."""
    draft, ahead = cursor.draft, _ahead(cursor)
    wish = _each(cursor)
    if wish is None or draft.root.entity or draft.groups or draft.root.items:
        return 0
    if not any(span.any_of(MeasureWord, GrowthWord) for span in ahead):
        return 0
    following = ahead[0]
    bounded = following.has(*_WITH) or following.any_of(CompareWord)
    if not (draft.rank or bounded or Mark.WHICH in draft.question):
        return 0
    draft.groups.append(wish)
    ranked = any(w.direction in _RANKED for span in ahead[:3] for w in span.all(SuperWord))
    one = Mark.WHICH in draft.question or not any(f.plural for f in wish.fields)
    if ranked and one and not draft.rank:
        draft.limit = 1
    return 1


def read_bound(cursor: Cursor) -> int:
    """industries with a win rate over 40 %, reps with pipeline over 500k: the figure is bounded.

    Of customers it is their own yearly revenue, unless it is what we sold them.
    """
    draft, before = cursor.draft, cursor.peek(-1)
    told_of = draft.groups or draft.root.entity == "User" or Mark.WHO in draft.question
    told_of = told_of or (draft.root.entity == "Account" and draft.measure is not None)
    owes = any(word.measure == "balance" for word in before.all(MeasureWord))
    if not told_of or not before.any_of(MeasureWord, GrowthWord):
        return 0
    grown = any(word.says is Growing.OVER for word in before.all(GrowthWord))
    op = Op.GT if grown else next((w.op for w in cursor.peek().all(CompareWord)), None)
    number = cursor.peek(0 if grown else 1).first(Number)
    if op not in BOUNDS or number is None:
        return 0
    if grown and draft.growth:
        draft.growth = replace(draft.growth, over=False)
    if not draft.groups and draft.root.entity is None:
        draft.root.entity = _OWING if owes else "User"
    counted = draft.function is Function.COUNT and draft.root.entity == "User"
    draft.function = None if counted else draft.function
    draft.derived = replace(draft.derived, bound=Bound(op, number.value, counted))
    return 1 if grown else 2


def _ahead(cursor: Cursor) -> list[Span]:
    return [cursor.peek(n) for n in range(1, len(cursor.spans) - cursor.at)]


def _each(cursor: Cursor) -> GroupWish | None:
    """A team, or a field that is no number and no date."""
    span = cursor.peek()
    if span.has(Mark.TEAM):
        return GroupWish(team=True)
    fields = span.all(FieldWord)
    if not fields or span.any_of(EntityWord) or any(f.type not in _TOLD_BY for f in fields):
        return None
    return GroupWish(fields=fields)
