"""Reading what a text field says: title CFO, next step mentions legal, ending in GmbH or AG."""

from crm.query import Op
from crm.schema import FieldType
from handlers.understanding.draft import TextItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    CompareWord,
    FieldWord,
    IdWord,
    NameWord,
    TextWord,
    ValueWord,
)
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.span import Span
from handlers.understanding.language.times import TimeFound
from handlers.understanding.parsing.cursor import Cursor

_COMPARED = tuple(t for t in FieldType if t is not FieldType.REFERENCE)
_TEXTS = (FieldType.TEXT, FieldType.PICKLIST)
_LINKS = (Mark.IS, Mark.OF, Mark.THEM)
_SEARCHES = {Op.CONTAINS, Op.STARTS, Op.ENDS, Op.EQ, Op.NE}
_MOST_WORDS = 4
_SHORTEST = 2  # a lone letter stands for a word, and is in every text


def read_inside(cursor: Cursor) -> int:
    """with renewal in the name, with procurement in their title."""
    if not cursor.peek().has(Mark.WITH):
        return 0
    at = 1
    while at < 4 and cursor.peek(at).tokens and not cursor.peek(at).has(Mark.IN):
        at += 1
    if at == 1 or cursor.peek(1).any_of(CompareWord):
        return 0
    fields, used = _field_behind(cursor, at)
    if not fields:
        return 0
    words = " ".join(cursor.peek(i).text for i in range(1, at))
    cursor.add(TextItem(op=Op.CONTAINS, text=words, fields=fields))
    return used


def _field_behind(cursor: Cursor, at: int) -> tuple[tuple[FieldWord, ...], int]:
    """The field of `in the next step`, `in their title`, and where that ends."""
    behind = cursor.skip(at + 1, Mark.THEM, Mark.IT)
    fields = cursor.peek(behind).fields(*_TEXTS) if cursor.peek(at).has(Mark.IN) else ()
    return (fields, behind + 1) if fields else ((), at)


def read_search(cursor: Cursor) -> int:
    """title CFO, name contains cloud, starting with "Hal", title that begins with 'Head of'."""
    fields = cursor.peek().fields(*_COMPARED)
    at = cursor.skip(1, *_LINKS) if fields else 0
    if quoted := _quoted(cursor, fields, at) or _written(cursor, fields, at):
        return quoted
    compare = cursor.peek(at).first(CompareWord)
    searched = compare is not None and compare.op in _SEARCHES
    if compare is None or not searched or cursor.peek(at + 1).any_of(Number):
        return 0
    if cursor.peek(at).has(Mark.SHOWING) and not fields:
        return 0
    return _search(cursor, at + 1, compare.op, fields)


def _quoted(cursor: Cursor, fields: tuple[FieldWord, ...], at: int) -> int:
    """title "Head of IT", e-mail @halden.example."""
    text = cursor.peek(at).first(TextWord)
    texts = tuple(f for f in fields if f.type.is_text)
    if text is None or not texts or _is_value(cursor.peek(at), fields):
        return 0
    cursor.add(TextItem(op=_exactly(text.text), text=text.text, fields=texts))
    return at + 1


def _written(cursor: Cursor, fields: tuple[FieldWord, ...], start: int) -> int:
    """title CFO, title is CFO: a text field and words that mean nothing else."""
    texts = tuple(f for f in fields if f.type is FieldType.TEXT)
    own = [f for f in texts if f.entity == cursor.current.entity]
    if own and cursor.peek(start).any_of(NameWord):
        cursor.add(TextItem(op=Op.CONTAINS, text=cursor.peek(start).text, fields=tuple(own)))
        return start + 1
    words, at = [], start
    while (span := cursor.peek(at)).tokens and not span.meanings and len(span.text) >= _SHORTEST:
        words.append(span.text)
        at += 1
    if not texts or not words or cursor.peek(start + 1).has(Mark.POSSESSIVE):
        return 0
    cursor.add(TextItem(op=Op.CONTAINS, text=" ".join(words), fields=texts))
    return at


def _search(cursor: Cursor, at: int, op: Op, fields: tuple[FieldWord, ...]) -> int:
    """The text goes to the next word that has meaning; after an `or` may stand another."""
    named = cursor.peek(at).first(NameWord)
    if named and not fields and named.matches[0].exact:
        return at
    if _is_value(cursor.peek(at), fields):
        return 0
    text, used = _text(cursor, at)
    if not text or (op is Op.CONTAINS and len(text) < _SHORTEST):
        return 0
    others: list[str] = []
    while cursor.peek(used).has(Mark.OR) and _goes_on(cursor, used + 1):
        more, used = _text(cursor, used + 1)
        others.append(more)
    if not fields:
        fields, used = _field_behind(cursor, used)
    cursor.add(TextItem(op=op, text=text, others=tuple(others), fields=fields))
    return used


def _text(cursor: Cursor, at: int) -> tuple[str, int]:
    """The text that begins there, quoted or not, and where it ends."""
    if quoted := cursor.peek(at).first(TextWord):
        return quoted.text, at + 1
    words: list[str] = []
    while len(words) < _MOST_WORDS and _is_text(cursor.peek(at), first=not words):
        words.append(cursor.peek(at).text)
        at += 1
    return " ".join(words), at


def _is_value(span: Span, fields: tuple[FieldWord, ...]) -> bool:
    """Whether it is a value of one of the fields, and no text to look for."""
    same = {(f.entity, f.field) for f in fields}
    return any((v.entity, v.field) in same for v in span.all(ValueWord))


def _goes_on(cursor: Cursor, at: int) -> bool:
    """Whether what follows an `or` is another text, and not another condition."""
    told = cursor.peek(at + 1)
    new = told.any_of(CompareWord, Number, ValueWord, TimeFound) or told.has(Mark.IS, Mark.EMPTY)
    return not new and _is_text(cursor.peek(at), first=True)


def _is_text(span: Span, *, first: bool) -> bool:
    """Whether it can be part of a text: words without a meaning, and any noun to begin with."""
    if not span.tokens:
        return False
    if first:
        return not span.any_of(Mark)
    return not span.meanings or span.any_of(NameWord, TextWord)


def read_text(cursor: Cursor) -> int:
    """An e-mail or something quoted that no record is named after."""
    text = cursor.peek().first(TextWord)
    if text is None or cursor.peek().any_of(NameWord, IdWord):
        return 0
    cursor.add(TextItem(op=_exactly(text.text), text=text.text))
    return 1


def _exactly(text: str) -> Op:
    """An address is meant whole, the domain of one is its end, and any other text a part."""
    if text.startswith("@"):
        return Op.ENDS
    return Op.EQ if "@" in text else Op.CONTAINS
