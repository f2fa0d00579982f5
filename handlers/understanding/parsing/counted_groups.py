"""Reading groups told by how many records they have, or by how much of a figure: the stage with the
most open deals, industries with more than 10 won deals, customers with over 100k in open pipeline.
"""

from dataclasses import replace

from crm.query import Function, Op
from crm.schema import FieldType
from handlers.derived import BOUNDS, Bound
from handlers.understanding.draft import GroupWish, Rank
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    BoundWord,
    CompareWord,
    DateRole,
    DateWord,
    FieldWord,
    MeasureWord,
    StateWord,
    SuperWord,
)
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.times import TimeFound
from handlers.understanding.parsing.cursor import Cursor, kind_ahead, noun_ahead
from handlers.understanding.parsing.standings import group_of

_TOLD_BY = {FieldType.TEXT, FieldType.PICKLIST, FieldType.REFERENCE}
_ENDED = {DateRole.WON, DateRole.LOST}


def read_most_of(cursor: Cursor) -> int:
    """which state has the most customers, the month with the fewest wins: they are counted."""
    draft, word = cursor.draft, cursor.peek().first(SuperWord)
    if word is None or not cursor.peek().has(Mark.MANY) or draft.measure or draft.function:
        return 0
    if draft.rank and draft.rank.count is None:
        return 0
    people = Mark.WHO in draft.question and not _ends(cursor, 1)
    if people or not _several(cursor, 1) or not _grouped(cursor):
        return 0
    draft.function = Function.COUNT
    draft.rank = draft.rank or Rank(direction=word.direction, count=draft.limit)
    return 1


def read_so_many(cursor: Cursor) -> int:
    """industries with more than 10 won deals, stages with 50 deals or more: so many of them."""
    draft = cursor.draft
    compare = cursor.peek().first(CompareWord)
    at = 1 if compare else 0
    number = cursor.peek(at).first(Number)
    if number is None or not _counts(number) or draft.measure or draft.yes_no:
        return 0
    bound = None if compare else cursor.peek(at + 1).first(BoundWord)
    op = compare.op if compare else bound.op if bound else None
    used = at + (2 if bound else 1)
    if op not in BOUNDS or not _several(cursor, used) or not _grouped(cursor):
        return 0
    draft.limit = None
    draft.function = Function.COUNT
    draft.derived = replace(draft.derived, bound=Bound(op, number.value))
    return used


def read_so_much_of(cursor: Cursor) -> int:
    """customers with more than 100k in open pipeline, reps under 2x coverage: a bound of theirs."""
    draft = cursor.draft
    compare = cursor.peek().first(CompareWord)
    number = cursor.peek(1).first(Number)
    if compare is None or compare.op not in BOUNDS or number is None or draft.measure:
        return 0
    at = cursor.skip(2, Mark.IN, Mark.OF)
    at += cursor.peek(at).any_of(StateWord) and cursor.peek(at + 1).any_of(MeasureWord)
    word = cursor.peek(at).first(MeasureWord)
    asked = draft.root.entity in {"User", "Account"} or Mark.WHO in draft.question
    if word is None or not (asked or _grouped(cursor)):
        return 0
    if draft.root.entity is None and not draft.groups:
        draft.root.entity = "User"
    draft.limit = None
    draft.measure = word.measure
    draft.derived = replace(draft.derived, bound=Bound(compare.op, number.value))
    return at + 1


def read_judged_by(cursor: Cursor) -> int:
    """is the win rate over 30 %: the figure itself is told, beside which the number is plain."""
    draft, before = cursor.draft, cursor.peek(-1)
    compare, number = cursor.peek().first(CompareWord), cursor.peek(1).first(Number)
    if not draft.yes_no or compare is None or number is None:
        return 0
    sold = before.has(Mark.SELLS) and not noun_ahead(cursor, 2)[0]
    timed = draft.measure is not None and before.any_of(TimeFound)
    if not (before.any_of(MeasureWord) or sold or timed) or cursor.peek(2).any_of(FieldWord):
        return 0
    if compare.op not in {*BOUNDS, Op.EQ} or draft.root.entity is not None:
        return 0
    draft.derived = replace(draft.derived, bound=Bound(compare.op, number.value))
    return 2


def _several(cursor: Cursor, at: int) -> bool:
    """Whether records are named from there on, more than one; "wins" are such."""
    if _ends(cursor, at):
        return True
    noun, end = noun_ahead(cursor, at)
    figure = any(cursor.peek(n).any_of(MeasureWord) for n in range(at, end + 1))
    kind = noun or kind_ahead(cursor, at)
    return kind is not None and not figure and not (noun and noun.singular)


def _ends(cursor: Cursor, at: int) -> bool:
    """Wins and losses, which are deals."""
    ended = any(word.role in _ENDED for word in cursor.peek(at).all(DateWord))
    return ended and noun_ahead(cursor, at)[0] is None


def _grouped(cursor: Cursor) -> bool:
    """Whether groups are spoken of, and what comes says which: the field before "with" is one."""
    draft = cursor.draft
    if draft.root.entity is not None or draft.root.items:
        return False
    if draft.groups:
        return True
    if Mark.WHO in draft.question and cursor.peek().any_of(SuperWord):
        # "who has the most wins"
        draft.groups.append(GroupWish(entity="User"))
        draft.limit = draft.limit or 1
        return True
    if not cursor.peek(-1).has(Mark.WITH, Mark.HAVE) or len(draft.fields) != 1:
        return False
    fields = draft.fields[0]
    wish = group_of(cursor.peek(-2))
    if wish is None or any(f.type not in _TOLD_BY for f in fields):
        return False
    draft.fields.clear()
    draft.groups.append(wish)
    one = not any(f.plural for f in fields)
    draft.limit = draft.limit or (1 if one else None)
    return True


def _counts(number: Number) -> bool:
    """Whether it can be a number of records."""
    plain = number.currency is None and not number.percent
    return plain and number.value == int(number.value) >= 0
