"""Reading values that narrow records down: in Germany, stage negotiation, from the web."""

from crm.query import Op
from handlers.understanding.draft import EmptyItem, ValueItem
from handlers.understanding.language.meaning import (
    CompareWord,
    DateWord,
    EntityWord,
    FieldWord,
    Mark,
    MeasureWord,
    NameWord,
    Span,
    ValueWord,
)
from handlers.understanding.parsing.cursor import Cursor


def read_value(cursor: Cursor) -> int:
    """in Germany or France, stage negotiation, not in healthcare, from the web."""
    versus = _compared(cursor)
    fields = () if versus else cursor.peek().all(FieldWord)
    at = cursor.skip(1, Mark.IS, Mark.OF, Mark.IN, Mark.NOT, Mark.EITHER) if fields else 0
    equal = cursor.peek(at).first(CompareWord) if fields else None
    at += equal is not None and equal.op in {Op.EQ, Op.NE}
    negated = bool(fields) and any(_denies(cursor.peek(i)) for i in range(1, at))
    values = cursor.peek(at).all(ValueWord)
    if not values or (fields and not _shared(values, fields)):
        return 0
    follows = _shared(values, cursor.peek(at + 1).all(FieldWord))
    if not (fields or versus or follows) and _better_as_something_else(cursor.peek()):
        return 0
    kind = cursor.peek().first(EntityWord) if versus and not cursor.draft.measure else None
    if kind:
        cursor.open(kind)
    found, used, joiners = [values], at + 1, []
    while (joined := cursor.skip(used, Mark.AND, Mark.OR, Mark.NOR, Mark.COMMA, Mark.IN)) > used:
        more = cursor.peek(joined).all(ValueWord)
        if not more or not _same_field(values, more):
            break
        found.append(more)
        joiners += [cursor.peek(i) for i in range(used, joined)]
        used = joined + 1
    if not fields and (after := cursor.peek(used).all(FieldWord)) and _shared(values, after):
        fields, used = after, used + 1
    negated |= cursor.take_negation()
    both = any(s.has(Mark.AND) for s in joiners) and not any(s.has(Mark.OR) for s in joiners)
    item = ValueItem(values=tuple(found), fields=fields, negated=negated, both=both)
    cursor.add(item)
    return used


def read_rival(cursor: Cursor) -> int:
    """open deals against Kestovar: where nothing else is of that field, no two are compared."""
    if not cursor.peek().has(Mark.RIVAL):
        return 0
    rival = cursor.peek(1)
    values, fields = rival.all(ValueWord), rival.all(FieldWord)
    others = (s.all(ValueWord) for s in cursor.spans if s is not rival)
    alone = values and not any(_same_field(values, other) for other in others)
    told = fields and not rival.any_of(MeasureWord)
    if told and cursor.peek(2).has(Mark.NOT, Mark.EXCEPT):
        cursor.add(EmptyItem(fields=(fields,), negated=True))  # "a competitor other than Kestovar"
    return 1 if alone or told else 0


def _compared(cursor: Cursor) -> bool:
    """In "customers vs prospects" a word that is more than a value stands against another one."""
    values = cursor.peek().all(ValueWord)
    beside = (cursor.peek(-1), cursor.peek(1))
    others = (s.all(ValueWord) for s in cursor.spans if s is not cursor.peek())
    versus = any(span.has(Mark.VERSUS, Mark.COMPARE) for span in beside)
    return versus and any(_same_field(values, other) for other in others)


def _denies(span: Span) -> bool:
    """`not`, or the sign that says so."""
    return span.has(Mark.NOT) or any(word.op is Op.NE for word in span.all(CompareWord))


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
