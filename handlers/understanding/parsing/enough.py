"""Reading whether there are so many records: is there more than one account."""

from dataclasses import replace

from crm.query import Op
from handlers.derived import Bound
from handlers.understanding.language.meaning import CompareWord
from handlers.understanding.language.numbers import Number
from handlers.understanding.parsing.cursor import Cursor, noun_ahead

_NO_COUNT = {Op.NE}


def read_enough(cursor: Cursor) -> int:
    """How many of the records asked for make it a yes; "two accounts" are at least two."""
    draft = cursor.draft
    compare = cursor.peek().first(CompareWord)
    at = 1 if compare else 0
    number = cursor.peek(at).first(Number)
    if not draft.yes_no or draft.root.entity or number is None or not _counts(number):
        return 0
    op = compare.op if compare else Op.GE
    if noun_ahead(cursor, at + 1)[0] is None or op in _NO_COUNT:
        return 0
    draft.derived = replace(draft.derived, bound=Bound(op, number.value))
    return at + 1


def _counts(number: Number) -> bool:
    """Whether it can be a number of records."""
    plain = number.currency is None and not number.percent
    return plain and number.value == int(number.value) >= 0
