"""Reading phone numbers, addresses, ids and codes by which a record is looked up."""

from crm.phone import SHORTEST, digits
from crm.schema import FieldType
from handlers.understanding.draft import KeyItem
from handlers.understanding.language.key_words import coded, dialled
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import Key, KeyWord
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.span import Span
from handlers.understanding.language.times import TimeFound
from handlers.understanding.parsing.cursor import Cursor

_GOING_ON = (Mark.ABOUT, Mark.INSTEAD, Mark.VERSUS)
_KEY_FIELDS = (FieldType.PHONE, FieldType.EMAIL, FieldType.URL)


def read_key(cursor: Cursor) -> int:
    """+1 312 555 0142, with the phone number 555-0142, e-mail ada@acme.example, FW-S110."""
    called = cursor.skip(1, Mark.OF, Mark.COMMA) if cursor.peek().has(Mark.DIALLED) else 0
    named = cursor.peek(called).fields(*_KEY_FIELDS)
    at = cursor.skip(called + 1, Mark.IS, Mark.OF) if named else called
    word = cursor.peek(at).first(KeyWord)
    if word and word.key is Key.WEBSITE and named and all(f.type is FieldType.EMAIL for f in named):
        return _add(cursor, Key.EMAIL, f"@{word.text}", at + 1)  # emails at acme.example
    if word:
        return _add(cursor, word.key, word.text, at + 1)
    if called or any(field.type is FieldType.PHONE for field in named):
        return _read_digits(cursor, at)
    return _read_alone(cursor)


def _add(cursor: Cursor, key: Key, text: str, used: int) -> int:
    cursor.add(KeyItem(key=key, text=text, negated=cursor.take_negation()))
    return used


def _read_digits(cursor: Cursor, at: int) -> int:
    """98765 43210, where a phone number is awaited."""
    words = []
    while _is_plain(cursor.peek(at)):
        words.append(cursor.peek(at).text)
        at += 1
    if len(digits("".join(words))) < SHORTEST:
        return 0
    return _add(cursor, Key.PHONE, " ".join(words), at)


def _is_plain(span: Span) -> bool:
    return span.any_of(Number) and span.text.isascii() and span.text.isdecimal()


def _read_alone(cursor: Cursor) -> int:
    """A number or a code that is all there is: "3125550142", "FW-S110, what is that"."""
    span = cursor.peek()
    others = [s for s in cursor.spans if s is not span]
    if any(not _is_small(other) for other in others):
        return 0
    if span.any_of(TimeFound) and any(s.has(*_GOING_ON) for s in others):
        return 0  # "same for 2026", "and 2024?": a year
    if _is_plain(span) and (key := _dialled_or_coded(span.text)):
        return _add(cursor, key, span.text, 1)
    if not span.meanings and coded(span.text):
        return _add(cursor, Key.CODE, span.text, 1)
    return 0


def _dialled_or_coded(text: str) -> Key | None:
    """Nobody dials three zeros; orders are numbered so."""
    if dialled(text) and not text.startswith("000"):
        return Key.PHONE
    return Key.CODE if coded(text) else None


def _is_small(span: Span) -> bool:
    return bool(span.meanings) and any(isinstance(m, Mark) for m in span.meanings)
