"""Reading what is said of a number: over 50k, 50k or more, between 20 and 30k, 500 employees."""

from dataclasses import replace

from crm.query import Op
from crm.schema import FieldType
from handlers.understanding.draft import NumberItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    BoundWord,
    CompareWord,
    EntityWord,
    FieldWord,
    MeasureWord,
    Whose,
    WhoseWord,
)
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.times import TimeFound
from handlers.understanding.parsing.cursor import Cursor
from handlers.understanding.spans.ranges import joins

_NUMBERS = (FieldType.NUMBER, FieldType.MONEY, FieldType.PERCENT)
_COMPARED = tuple(t for t in FieldType if t is not FieldType.REFERENCE)
_OPPOSITE = {
    Op.EQ: Op.NE,
    Op.NE: Op.EQ,
    Op.GT: Op.LE,
    Op.GE: Op.LT,
    Op.LT: Op.GE,
    Op.LE: Op.GT,
}


def read_comparison(cursor: Cursor) -> int:
    """amount over 50k, more than 500 employees, over $50k, between 10 and 20k, 50k+."""
    fields = cursor.peek().fields(*_COMPARED)
    start = _behind(cursor, 1, Mark.IS, Mark.OF) if fields else 0
    compare = cursor.peek(start).first(CompareWord)
    if not fields and (found := _account_revenue(cursor)):
        fields, start, compare = found, 1, cursor.peek(1).first(CompareWord)
    if cursor.peek(start).has(Mark.BETWEEN):
        return _between(cursor, start, fields)
    number_at = start + 1 if compare else start
    number = cursor.peek(number_at).first(Number)
    if number is None:
        return 0
    if high := _upper_end(cursor, number_at):
        return _range(cursor, number, high, number_at + 3, fields)
    bound = _bound(cursor, number_at + 1, compared=compare is not None)
    if not (compare or bound or _said_as_value(cursor, fields, number_at)):
        return 0
    used = number_at + 2 if bound else number_at + 1
    op = bound or (compare.op if compare else Op.EQ)
    behind = cursor.skip(used, Mark.OF, Mark.IN)
    if not fields and (following := cursor.peek(behind).fields(*_NUMBERS)):
        fields, used = following, behind + 1
    if not bound and compare is None and (after := cursor.peek(used).first(BoundWord)):
        op, used = after.op, used + 1
    if cursor.take_negation():
        op = _OPPOSITE[op]
    cursor.add(NumberItem(op=op, number=number, fields=fields))
    return used


def _account_revenue(cursor: Cursor) -> tuple[FieldWord, ...]:
    """ "accounts with revenue over 10m" speaks of a field of theirs, not of what we sold them."""
    word = cursor.peek().first(MeasureWord)
    compared = cursor.peek(1).any_of(CompareWord) and cursor.peek(2).any_of(Number)
    if word is None or word.measure != "revenue" or not compared:
        return ()
    if cursor.current.entity != "Account" or is_ours(cursor):
        return ()
    return (FieldWord("Account", "AnnualRevenue", FieldType.MONEY),)


def is_ours(cursor: Cursor) -> bool:
    """Whether it is what we sold them: with us, from us, or of a period."""
    ahead = [cursor.peek(n) for n in range(1, len(cursor.spans) - cursor.at)]
    us = any(w.whose is Whose.US for s in ahead for w in s.all(WhoseWord))
    return us or any(s.has(Mark.FROM_US) or s.any_of(TimeFound) for s in ahead)


def _behind(cursor: Cursor, at: int, *marks: Mark) -> int:
    """The place behind these small words; a `from` that compares is none of them."""
    while cursor.peek(at).has(*marks) and not cursor.peek(at).any_of(CompareWord):
        at += 1
    return at


def _said_as_value(cursor: Cursor, fields: tuple[FieldWord, ...], at: int) -> bool:
    """A bare number is a comparison after its field, or before it and a bound: 500 employees+."""
    behind = cursor.peek(at + 1).fields(*_NUMBERS) and cursor.peek(at + 2).any_of(BoundWord)
    return bool(behind or (fields and not cursor.peek(at + 1).first(EntityWord)))


def _bound(cursor: Cursor, at: int, *, compared: bool) -> Op | None:
    """What makes a bound of the number before: 50k or more, 50k+, 50k at most."""
    span = cursor.peek(at)
    if (word := span.first(BoundWord)) and not (compared and span.has(Mark.AND)):
        return word.op
    behind = span.first(CompareWord)
    bounds = behind is not None and behind.op in {Op.GE, Op.LE}
    if compared or not bounds or span.has(Mark.OF) or cursor.peek(at + 1).any_of(Number):
        return None
    return behind.op if behind else None


def _upper_end(cursor: Cursor, at: int) -> Number | None:
    """The second number of a range whose first is there: 30 up to 40k."""
    return cursor.peek(at + 2).first(Number) if joins(cursor.peek(at + 1)) else None


def _between(cursor: Cursor, start: int, fields: tuple[FieldWord, ...]) -> int:
    low, high = cursor.peek(start + 1).first(Number), cursor.peek(start + 3).first(Number)
    if not (low and high and joins(cursor.peek(start + 2), between=True)):
        return 0
    return _range(cursor, low, high, start + 4, fields)


def _range(
    cursor: Cursor, low: Number, high: Number, used: int, fields: tuple[FieldWord, ...]
) -> int:
    """From the one to the other, both included."""
    if not fields and (following := cursor.peek(used).fields(*_NUMBERS)):
        fields, used = following, used + 1
    if high.currency and not low.currency:
        low = replace(low, currency=high.currency)
    cursor.add(NumberItem(op=Op.GE, number=low, fields=fields))
    cursor.add(NumberItem(op=Op.LE, number=high, fields=fields))
    return used
