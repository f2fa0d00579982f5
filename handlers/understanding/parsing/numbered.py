"""Reading records by their number: order 10248, invoice INV-0042."""

from handlers.understanding.draft import KeyItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import EntityWord, Key
from handlers.understanding.language.span import Span
from handlers.understanding.language.times import TimeFound
from handlers.understanding.parsing.cursor import Cursor

_NUMBERED = {"inv": "Invoice", "ord": "Order"}


def read_numbered(cursor: Cursor) -> int:
    """order 10248, invoice INV-0042: a kind of record and its number."""
    word = cursor.peek().first(EntityWord)
    if word is None:
        return _number_alone(cursor)
    at = cursor.skip(1, Mark.IS)
    numbers, used = _numbers(cursor, at, surely=not word.singular)
    if word.entity not in {"Order", "Invoice"} or not numbers:
        return 0
    cursor.open(word)
    cursor.add(KeyItem(key=Key.CODE, text=numbers[0], others=numbers[1:]))
    cursor.draft.head = True
    return used


def _numbers(cursor: Cursor, at: int, *, surely: bool) -> tuple[tuple[str, ...], int]:
    """The numbers from there on, joined by `and`, `or` or commas, and where they end; behind a
    plural, or behind another one, only what is surely one: 00001245, INV-02236.
    """
    found: list[str] = []
    while _is_number(cursor.peek(at), surely=surely or bool(found)):
        found.append(cursor.peek(at).text.lstrip("#"))
        at += 1
        joined = cursor.skip(at, Mark.AND, Mark.OR, Mark.COMMA)
        if joined == at or not _is_number(cursor.peek(joined), surely=True):
            break
        at = joined
    return tuple(found), at


def _is_number(span: Span, *, surely: bool) -> bool:
    text = span.text.lstrip("#")
    if not any(c.isdigit() for c in text) or span.any_of(TimeFound):
        return False
    return not surely or text.startswith("00") or text.casefold().startswith(tuple(_NUMBERED))


def _number_alone(cursor: Cursor) -> int:
    """INV-02236: a number that says itself what it is of."""
    span = cursor.peek()
    low = span.text.casefold()
    entity = next((e for start, e in _NUMBERED.items() if low.startswith(start)), None)
    if span.meanings or entity is None or not low[-1:].isdigit():
        return 0
    numbers, used = _numbers(cursor, 0, surely=True)
    cursor.open(EntityWord(entity, singular=len(numbers) == 1))
    cursor.add(KeyItem(key=Key.CODE, text=numbers[0], others=numbers[1:]))
    cursor.draft.head = True
    return used
