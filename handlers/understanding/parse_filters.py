"""Reading what narrows records down: numbers, comparisons, values and texts."""

from dataclasses import replace

from crm.query import Op
from crm.schema import FieldType
from handlers.understanding.cursor import Cursor
from handlers.understanding.draft import (
    KeyItem,
    NumberItem,
    TextItem,
    ValueItem,
)
from handlers.understanding.meaning import (
    CompareWord,
    DateWord,
    EntityWord,
    FieldWord,
    IdWord,
    Key,
    Mark,
    MeasureWord,
    NameWord,
    Span,
    TextWord,
    ValueWord,
)
from handlers.understanding.numbers import Number
from handlers.understanding.times import TimeFound

_NUMBERED = {"inv": "Invoice", "ord": "Order"}


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


_SEARCHES = {Op.CONTAINS, Op.STARTS, Op.ENDS}


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


def read_inside(cursor: Cursor) -> int:
    """with renewal in the name, with procurement in their title."""
    if not cursor.peek().has(Mark.WITH):
        return 0
    at = 1
    while at < 4 and cursor.peek(at).tokens and not cursor.peek(at).has(Mark.IN):
        at += 1
    behind = cursor.skip(at + 1, Mark.THEM, Mark.IT)
    texts = cursor.peek(behind).fields(FieldType.TEXT, FieldType.PICKLIST)
    if at == 1 or not cursor.peek(at).has(Mark.IN) or not texts:
        return 0
    words = " ".join(cursor.peek(i).text for i in range(1, at))
    cursor.add(TextItem(op=Op.CONTAINS, text=words, fields=texts))
    return behind + 1


def read_comparison(cursor: Cursor) -> int:
    """amount over 50k, more than 500 employees, over $50k, between 10 and 20k."""
    fields = cursor.peek().fields(*_COMPARED)
    start = cursor.skip(1, Mark.IS, Mark.OF) if fields else 0
    compare = cursor.peek(start).first(CompareWord)
    if not fields and (found := _account_revenue(cursor)):
        fields, start, compare = found, 1, cursor.peek(1).first(CompareWord)
    if written := _written_text(cursor, fields, start):
        return written
    if cursor.peek(start).has(Mark.BETWEEN):
        return _between(cursor, start, fields)
    if (
        compare
        and compare.op in _SEARCHES | {Op.EQ, Op.NE}
        and not cursor.peek(start + 1).first(Number)
    ):
        return _search(cursor, start, compare.op, fields)
    number_at = start + 1 if compare else start
    number = cursor.peek(number_at).first(Number)
    if number is None or not (compare or _said_as_value(cursor, number, fields, number_at)):
        return 0
    used = number_at + 1
    op = compare.op if compare else Op.EQ
    if (after := cursor.peek(used).first(CompareWord)) and cursor.peek(used).text.startswith("or"):
        op, used = after.op, used + 1
    behind = cursor.skip(used, Mark.OF, Mark.IN)
    if not fields and (following := cursor.peek(behind).fields(*_NUMBERS)):
        fields, used = following, behind + 1
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
    if cursor.current.entity != "Account":
        return ()
    return (FieldWord("Account", "AnnualRevenue", FieldType.MONEY),)


def _written_text(cursor: Cursor, fields: tuple[FieldWord, ...], start: int) -> int:
    """title CFO, title is CFO: a text field and words that mean nothing else."""
    texts = tuple(f for f in fields if f.type is FieldType.TEXT)
    span = cursor.peek(start)
    if not texts or not span.tokens or span.meanings or cursor.peek(start + 1).has(Mark.POSSESSIVE):
        return 0
    words, at = [], start
    while cursor.peek(at).tokens and not cursor.peek(at).meanings:
        words.append(cursor.peek(at).text)
        at += 1
    cursor.add(TextItem(op=Op.CONTAINS, text=" ".join(words), fields=texts))
    return at


def _said_as_value(cursor: Cursor, number: Number, fields: tuple[FieldWord, ...], at: int) -> bool:
    """A bare number is a comparison after its field, or as "$50k or more"."""
    after = cursor.peek(at + 1).first(CompareWord)
    if after and cursor.peek(at + 1).text.startswith("or"):
        return True
    return bool(fields) and not cursor.peek(at + 1).first(EntityWord)


def _between(cursor: Cursor, start: int, fields: tuple[FieldWord, ...]) -> int:
    low = cursor.peek(start + 1).first(Number)
    joined = cursor.peek(start + 2).has(Mark.AND, Mark.TO)
    high = cursor.peek(start + 3).first(Number)
    if not (low and joined and high):
        return 0
    used = start + 4
    if not fields and (following := cursor.peek(used).fields(*_NUMBERS)):
        fields, used = following, used + 1
    if high.currency and not low.currency:
        low = replace(low, currency=high.currency)
    cursor.add(NumberItem(op=Op.GE, number=low, fields=fields))
    cursor.add(NumberItem(op=Op.LE, number=high, fields=fields))
    return used


def _search(cursor: Cursor, start: int, op: Op, fields: tuple[FieldWord, ...]) -> int:
    """name contains cloud; starting with "Hal": the text goes to the next word that has meaning."""
    at, words = start + 1, []
    quoted = cursor.peek(at).first(TextWord)
    named = cursor.peek(at).first(NameWord)
    if named and not fields and named.matches[0].exact:
        return at
    if quoted:
        words, at = [quoted.text], at + 1
    else:
        while at < start + 5 and _is_text(cursor.peek(at), first=not words):
            words.append(cursor.peek(at).text)
            at += 1
    if not words:
        return 0
    cursor.add(TextItem(op=op, text=" ".join(words), fields=fields))
    return at


def _is_text(span: Span, *, first: bool) -> bool:
    if not span.tokens:
        return False
    return first or not span.meanings or span.any_of(NameWord)


def read_value(cursor: Cursor) -> int:
    """in Germany or France, stage negotiation, not in healthcare, from the web."""
    versus = _compared(cursor)
    fields = () if versus else cursor.peek().all(FieldWord)
    at = cursor.skip(1, Mark.IS, Mark.OF, Mark.IN, Mark.NOT) if fields else 0
    negated = bool(fields) and any(cursor.peek(i).has(Mark.NOT) for i in range(1, at))
    values = cursor.peek(at).all(ValueWord)
    if not values or (fields and not _shared(values, fields)):
        return 0
    if not (fields or versus) and _better_as_something_else(cursor.peek()):
        return 0
    kind = cursor.peek().first(EntityWord) if versus and not cursor.draft.measure else None
    if kind:
        cursor.open(kind)
    found, used = [values], at + 1
    while (joined := cursor.skip(used, Mark.AND, Mark.OR, Mark.COMMA, Mark.IN)) > used:
        more = cursor.peek(joined).all(ValueWord)
        if not more or not _same_field(values, more):
            break
        found.append(more)
        used = joined + 1
    if not fields and (after := cursor.peek(used).all(FieldWord)) and _shared(values, after):
        fields, used = after, used + 1
    cursor.add(
        ValueItem(values=tuple(found), fields=fields, negated=cursor.take_negation() or negated)
    )
    return used


def _compared(cursor: Cursor) -> bool:
    """In "customers vs prospects" a word that is more than a value stands against another one."""
    values = cursor.peek().all(ValueWord)
    beside = (cursor.peek(-1), cursor.peek(1))
    others = (s.all(ValueWord) for s in cursor.spans if s is not cursor.peek())
    versus = any(span.has(Mark.VERSUS, Mark.COMPARE) for span in beside)
    return versus and any(_same_field(values, other) for other in others)


def _shared(values: tuple[ValueWord, ...], fields: tuple[FieldWord, ...]) -> bool:
    return any(v.field == f.field and v.entity == f.entity for v in values for f in fields)


def _same_field(one: tuple[ValueWord, ...], other: tuple[ValueWord, ...]) -> bool:
    return bool({(v.entity, v.field) for v in one} & {(v.entity, v.field) for v in other})


def _better_as_something_else(span: Span) -> bool:
    """`open`, `customer`, `won` are values somewhere, yet words of their own first."""
    named = isinstance(span.meanings[0], NameWord)
    return any(
        not isinstance(m, ValueWord | Mark | NameWord | DateWord)
        or (named and isinstance(m, NameWord))
        for m in span.meanings
    )


def read_text(cursor: Cursor) -> int:
    """An e-mail or something quoted that no record is named after."""
    text = cursor.peek().first(TextWord)
    if text is None or cursor.peek().any_of(NameWord, IdWord):
        return 0
    op = Op.EQ if "@" in text.text else Op.CONTAINS
    cursor.add(TextItem(op=op, text=text.text))
    return 1
