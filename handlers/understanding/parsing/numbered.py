"""Reading records by their number: order 10248, invoice INV-0042."""

from handlers.understanding.draft import KeyItem
from handlers.understanding.language.meaning import EntityWord, Key, Mark
from handlers.understanding.language.times import TimeFound
from handlers.understanding.parsing.cursor import Cursor

_NUMBERED = {"inv": "Invoice", "ord": "Order"}


def read_numbered(cursor: Cursor) -> int:
    """order 10248, invoice INV-0042: a kind of record and its number."""
    word = cursor.peek().first(EntityWord)
    if word is None:
        return _number_alone(cursor)
    if not word.singular:
        return 0
    at = cursor.skip(1, Mark.IS)
    text = cursor.peek(at).text.lstrip("#")
    numbered = word.entity in {"Order", "Invoice"} and any(c.isdigit() for c in text)
    if not numbered or cursor.peek(at).any_of(TimeFound):
        return 0
    cursor.open(word)
    cursor.add(KeyItem(key=Key.CODE, text=text))
    cursor.draft.head = True
    return at + 1


def _number_alone(cursor: Cursor) -> int:
    """INV-02236: a number that says itself what it is of."""
    span = cursor.peek()
    low = span.text.casefold()
    entity = next((e for start, e in _NUMBERED.items() if low.startswith(start)), None)
    if span.meanings or entity is None or not low[-1:].isdigit():
        return 0
    cursor.open(EntityWord(entity, singular=True))
    cursor.add(KeyItem(key=Key.CODE, text=span.text))
    cursor.draft.head = True
    return 1
