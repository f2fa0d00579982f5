"""Reading values that narrow records down: in Germany, stage negotiation, from the web."""

from crm.figures import State
from crm.query import Op
from crm.schema import FieldType
from handlers.understanding.draft import EmptyItem, GroupWish, ValueItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    CompareWord,
    DateRole,
    DateWord,
    EntityWord,
    FieldWord,
    MeasureWord,
    NameWord,
    StateWord,
    SuperWord,
    ValueWord,
)
from handlers.understanding.language.span import Span
from handlers.understanding.language.times import TimeFound
from handlers.understanding.parsing.cursor import Cursor, noun_ahead

_COMPETITOR = (FieldWord("Opportunity", "Competitor__c", FieldType.PICKLIST),)


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
    own = _is_own_value(cursor)
    if not (fields or versus or follows or own) and _better_as_something_else(cursor.peek()):
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


def read_lost_to(cursor: Cursor) -> int:
    """who did we lose the most deals to: to which competitor, and not whose deals."""
    draft, ahead = cursor.draft, cursor.spans[cursor.at + 1 :]
    lost = next((n for n, s in enumerate(ahead) if _loses(s)), len(ahead))
    to = next((n for n in range(lost, len(ahead)) if ahead[n].has(Mark.TO)), 0)
    behind = ahead[to + 1 :]
    if not cursor.peek().has(Mark.WHO) or not to or (behind and not behind[0].any_of(TimeFound)):
        return 0
    if any(s.any_of(SuperWord) for s in ahead):
        draft.groups.append(GroupWish(fields=_COMPETITOR))
        draft.limit = 1
    else:
        draft.fields.append(_COMPETITOR)
    cursor.spans = tuple(s for s in cursor.spans if s is not ahead[to])
    return 1


def _loses(span: Span) -> bool:
    return any(word.role is DateRole.LOST for word in span.all(DateWord))


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


def _is_own_value(cursor: Cursor) -> bool:
    """ "tasks in progress": a value of theirs in just these words, and not all open ones."""
    span, kind = cursor.peek(), cursor.current.entity
    if noun := noun_ahead(cursor, 1)[0]:
        kind = kind or noun.entity
    own = [v for v in span.all(ValueWord) if v.entity == kind and " " in v.value]
    states = [w.state for w in span.all(StateWord)]
    return states == [State.OPEN] and any(v.value.casefold() == span.text.casefold() for v in own)


def _better_as_something_else(span: Span) -> bool:
    """`open`, `customer`, `won` are values somewhere, yet words of their own first."""
    named = isinstance(span.meanings[0], NameWord)
    return any(
        not isinstance(m, ValueWord | Mark | NameWord | DateWord)
        or (named and isinstance(m, NameWord))
        for m in span.meanings
    )
