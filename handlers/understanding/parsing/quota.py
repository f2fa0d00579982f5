"""Reading quotas: a quota as a figure, what is held against one, and who made theirs."""

from dataclasses import replace
from decimal import Decimal

from crm.figures import MEASURES
from crm.query import Function, Op
from handlers.derived import Bound
from handlers.understanding.draft import WhoseItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    CompareWord,
    EntityWord,
    MeasureWord,
    Whose,
    WhoseWord,
)
from handlers.understanding.language.span import Span
from handlers.understanding.parsing.cursor import Cursor

_WHOLE = Decimal(100)
_AGAINST_QUOTA = {"revenue": "attainment", "pipeline": "coverage"}
_REACHED = {Mark.REACHED: Op.GE, Mark.EXCEEDED: Op.GT, Mark.MISSED: Op.LT}
_CONTRARY = {Op.GE: Op.LT, Op.GT: Op.LE, Op.LT: Op.GE, Op.LE: Op.GT}


def read_reached(cursor: Cursor) -> int:
    """made quota, hasn't hit their target, below quota: attainment, and how much of it.

    How much it takes to make it is the gap.
    """
    span, draft = cursor.peek(), cursor.draft
    ops = [op for mark, op in _REACHED.items() if span.has(mark)]
    ops += [word.op for word in span.all(CompareWord) if word.op in _CONTRARY]
    said_before = draft.measure == "quota" and any(span.has(mark) for mark in _REACHED)
    used = 1 if said_before else _their_quota(cursor, 1)
    draft.measure = None if said_before else draft.measure
    if not ops or not used or draft.measure not in (None, "attainment", "gap"):
        return 0
    op = _CONTRARY[ops[0]] if cursor.take_negation() else ops[0]
    if draft.needed or draft.function is Function.SUM:
        draft.measure = "gap"
        return used
    draft.measure = "attainment"
    draft.derived = replace(draft.derived, bound=Bound(op, _WHOLE))
    return used


def read_distance(cursor: Cursor) -> int:
    """how far am I from my quota, how far off her target is Ingrid: the gap."""
    if not cursor.peek().has(Mark.APART) or Mark.FAR not in cursor.draft.question:
        return 0
    if not _quota_at(cursor, 1):
        return 0
    cursor.draft.measure = "gap"
    return _their_quota(cursor, 1)


def read_standing(cursor: Cursor) -> int:
    """tracking against quota, where do I stand against my target; still need to close to make it.

    By themselves these words mean nothing here, and are not understood.
    """
    span = cursor.peek()
    if span.has(Mark.STANDS) and cursor.peek(1).has(Mark.VERSUS):
        used = _their_quota(cursor, 2)
        cursor.draft.measure = "attainment" if used else cursor.draft.measure
        return used
    ahead = range(1, len(cursor.spans) - cursor.at)
    if span.has(Mark.NEEDED) and any(
        cursor.peek(n).has(Mark.REACHED) and _quota_at(cursor, n + 1) for n in ahead
    ):
        cursor.draft.needed = True
        return 1
    return 0


def read_quota(cursor: Cursor) -> int:
    """ "my quota" is a figure, and "won vs quota" holds one against it; "quotas" are records."""
    span, draft = cursor.peek(), cursor.draft
    if not _is_quota(span):
        return 0
    before = next(n for n in range(-1, -4, -1) if not _whose(cursor.peek(n)))
    versus = cursor.peek(before).has(Mark.VERSUS)
    if versus and draft.measure is None:
        draft.measure = "attainment"
    if draft.measure in _AGAINST_QUOTA and Mark.VERSUS in draft.question:
        draft.measure = _AGAINST_QUOTA[draft.measure]
    if draft.measure and MEASURES[draft.measure].against:
        if versus:
            draft.question.discard(Mark.VERSUS)
        return 1
    word = span.first(EntityWord)
    if word is None or draft.measure not in (None, "quota"):
        return 0
    if not word.singular and not cursor.peek(1).has(Mark.BY, Mark.PER):
        return 0
    if cursor.current is not draft.root and cursor.current.entity == word.entity:
        return 0
    draft.measure = "quota"
    return 1


def _is_quota(span: Span) -> bool:
    return any(word.measure == "quota" for word in span.all(MeasureWord))


def _whose(span: Span) -> bool:
    return span.any_of(WhoseWord) or span.has(Mark.THEM, Mark.IT)


def _quota_at(cursor: Cursor, at: int) -> int:
    """Where what is said from there on is "[his] quota": the place after it; 0 where it is not."""
    at = cursor.skip(at, Mark.THEM, Mark.IT, Mark.OF)
    at = cursor.skip(at + cursor.peek(at).any_of(WhoseWord), Mark.POSSESSIVE)
    found = cursor.peek(at)
    return at + 1 if _is_quota(found) or found.has(Mark.GOAL) else 0


def _their_quota(cursor: Cursor, at: int) -> int:
    """The same, and whose quota it is is said of the records."""
    end, draft = _quota_at(cursor, at), cursor.draft
    # A figure is spoken of, and no record: "my quota" opens none.
    said, draft.measure = draft.measure, draft.measure or "quota"
    for n in range(at, end):
        whose = cursor.peek(n).first(WhoseWord)
        if whose and whose.whose is Whose.US:
            cursor.draft.ours = True
        elif whose:
            cursor.add(WhoseItem(whose=whose.whose))
    draft.measure = said
    return end
