"""Reading what is asked for where it stands behind the question: who has overdue invoices?
accounts please.
"""

from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import EntityWord, FieldWord
from handlers.understanding.language.span import Span
from handlers.understanding.language.times import TimeFound

_PARTIES = {"Account", "Contact", "User", "Lead"}
_SIGN = 2  # a question mark and a space


def asked_last(spans: tuple[Span, ...]) -> tuple[tuple[Span, ...], EntityWord | None]:
    """The spans without the kind of record that stands behind a "who", and that kind."""
    if len(spans) < 3 or not spans[0].has(Mark.WHO, Mark.WHICH):
        return spans, None
    before, last = spans[-2:]
    word = last.first(EntityWord)
    apart = last.tokens[0].start - before.tokens[-1].end >= _SIGN
    whole = before.any_of(EntityWord, FieldWord, TimeFound)
    if word is None or word.singular or word.entity not in _PARTIES or not (apart and whole):
        return spans, None
    return spans[:-1], word
