"""Reading growth: how much did revenue grow, year over year, vs the same period last year."""

from handlers.understanding.language.growth_word import Growing, GrowthSaid, GrowthWord
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import SuperWord
from handlers.understanding.parsing.cursor import Cursor


def read_growth(cursor: Cursor) -> int:
    """Any word of growth; "fastest growing" is a rank as well."""
    span, draft = cursor.peek(), cursor.draft
    if span.has(Mark.HOW, Mark.HOW_DOES) and _grows(cursor):
        draft.question.add(Mark.HOW_DOES)
        return 1
    word = span.first(GrowthWord)
    if word is None or (word.says is Growing.CHANGED and Mark.HOW_DOES not in draft.question):
        return 0
    draft.growth = (draft.growth or GrowthSaid()).and_(word)
    return 0 if span.any_of(SuperWord) else 1


def _grows(cursor: Cursor) -> bool:
    """ "how did … grow": how something else came about is another question."""
    ahead = range(1, len(cursor.spans) - cursor.at)
    return any(cursor.peek(n).any_of(GrowthWord) for n in ahead)
