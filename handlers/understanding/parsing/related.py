"""Reading what records have or lack: fields that are empty or filled, and other records."""

from crm.query import Op
from crm.schema import FieldType
from handlers.understanding.conditions.referred import kind_rank
from handlers.understanding.draft import (
    EmptyItem,
    FlagItem,
    Phrase,
    StateItem,
    Sub,
    ValueItem,
)
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    BoundWord,
    CompareWord,
    EntityWord,
    FieldWord,
    GrainWord,
    KeyWord,
    NameWord,
    StateWord,
    TextWord,
    TitleWord,
    ValueWord,
)
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.span import Span
from handlers.understanding.language.times import TimeFound
from handlers.understanding.parsing.cursor import ADJECTIVES, Cursor, kind_ahead


def read_emptiness(cursor: Cursor) -> int:
    """without amount, amount is missing, no next step or close date, with an amount."""
    span = cursor.peek()
    flags = cursor.peek(1).fields(FieldType.BOOLEAN)
    if span.has(Mark.NO) and flags and not cursor.peek(2).any_of(EntityWord):
        cursor.add(FlagItem(fields=flags, negated=True))
        return 2
    if span.has(Mark.NO, Mark.EMPTY):
        found, used, either = _fields(cursor, cursor.skip(1, Mark.OF, Mark.IN, Mark.BOTH), Mark.NO)
        if found and not cursor.peek(used).first(EntityWord):
            cursor.at += used - 1  # "leads without a company": no company is spoken of next
            cursor.add(EmptyItem(fields=found, any=either))
            cursor.at -= used - 1
            return used
        return 0
    if not _own_fields(span):
        return 0
    found, used, either = _fields(cursor, 0, Mark.NO)
    at = cursor.skip(used, Mark.IS)
    negated = cursor.peek(at).has(Mark.NOT)
    if found and cursor.peek(at + negated).has(Mark.EMPTY):
        cursor.add(EmptyItem(fields=found, any=either, negated=negated))
        return at + negated + 1
    return 0


def _fields(
    cursor: Cursor, at: int, *also: Mark
) -> tuple[tuple[tuple[FieldWord, ...], ...], int, bool]:
    """Fields joined by `and`, `or`, commas, or `also`; how far they go; whether `or` was said."""
    found: list[tuple[FieldWord, ...]] = []
    either = False
    while options := _own_fields(cursor.peek(at)):
        found.append(options)
        at += 1
        joined = cursor.skip(at, Mark.AND, Mark.OR, Mark.COMMA, *also)
        if joined == at or not cursor.peek(joined).all(FieldWord) or _tally(cursor, joined):
            break
        either |= any(cursor.peek(i).has(Mark.OR) for i in range(at, joined))
        at = joined
    return tuple(found), at, either


def _tally(cursor: Cursor, at: int) -> bool:
    """ "without a competitor, number per quarter" counts them."""
    grouped = cursor.peek(at + 1).any_of(GrainWord) or cursor.peek(at + 1).has(Mark.BY, Mark.PER)
    return grouped and cursor.peek(at).has(Mark.TALLY)


def _own_fields(span: Span) -> tuple[FieldWord, ...]:
    """Its fields, unless it names a kind of record: "without orders" is about orders."""
    fields = span.all(FieldWord)
    points = all(f.type is FieldType.REFERENCE for f in fields)
    return () if points and span.any_of(EntityWord) else fields


_TOLD = (
    CompareWord, Number, ValueWord, TimeFound, StateWord, NameWord, EntityWord, KeyWord, TextWord,
    TitleWord,
)  # fmt: skip


def read_filled(cursor: Cursor) -> int:
    """with a parent, that have a phone number: the field is not empty."""
    found, end, either = _fields(cursor, cursor.skip(1, Mark.BOTH, Mark.EITHER))
    if not cursor.peek().has(Mark.WITH) or not found or cursor.draft.root.entity is None:
        return 0
    after = cursor.peek(cursor.skip(end, Mark.THEM))
    if after.tokens and not after.meanings:
        return 0
    behind = cursor.peek(cursor.skip(end, Mark.OF, Mark.THEM))
    told = after.any_of(*_TOLD) or (behind.tokens and not behind.meanings)
    if told or after.has(Mark.IS, Mark.BETWEEN, Mark.EMPTY, Mark.NOT):
        return 0
    if behind.any_of(CompareWord, Number, KeyWord):
        return 0
    if any(f.type is FieldType.BOOLEAN for fields in found for f in fields):
        return 0
    cursor.add(EmptyItem(fields=found, negated=True, any=either))
    return end


def read_related(cursor: Cursor) -> int:
    """no open deals, more than 10 contacts, at least 3 open opportunities."""
    span = cursor.peek()
    if span.has(Mark.NO):
        return _open_sub(cursor, 1, negated=True)
    if span.has(Mark.SINGLE):
        return _open_sub(cursor, 1, below=2)
    if span.has(Mark.WITH) and cursor.peek(1).has(Mark.SEVERAL):
        return _open_sub(cursor, 2, at_least=2)
    compare = span.first(CompareWord)
    number = cursor.peek(1).first(Number) if compare else None
    if compare is None or number is None or number.currency or number.percent:
        if span.has(Mark.WITH):
            return _exactly(cursor)
        return 0
    if number.value != int(number.value):
        return 0
    return _counted(cursor, 2, compare.op, int(number.value))


def _exactly(cursor: Cursor) -> int:
    """with 3 open deals, with 3 or more: that many, or more; with 2 or fewer."""
    number = cursor.peek(1).first(Number)
    if number is None or number.currency or number.percent:
        return 0
    if number.value == 0:
        return _open_sub(cursor, 2, negated=True)
    if number.value < 1:
        return 0
    if bound := cursor.peek(2).first(BoundWord):
        return _counted(cursor, 3, bound.op, int(number.value))
    return _counted(cursor, 2, _bound_behind(cursor, 2), int(number.value))


def _bound_behind(cursor: Cursor, at: int) -> Op:
    """with 3 contacts or more: the bound stands behind what is counted, and is used up."""
    while cursor.peek(at).any_of(*ADJECTIVES):
        at += 1
    bound = cursor.peek(at + 1).first(BoundWord)
    if bound is None or not cursor.peek(at).any_of(EntityWord):
        return Op.GE
    used = cursor.spans[cursor.at + at + 1]
    cursor.spans = tuple(s for s in cursor.spans if s is not used)
    return bound.op


def _counted(cursor: Cursor, at: int, op: Op, count: int) -> int:
    if op is Op.GT:
        return _open_sub(cursor, at, at_least=count + 1)
    if op is Op.GE and count >= 1:
        return _open_sub(cursor, at, at_least=count)
    if op is Op.EQ and count >= 1:
        return _open_sub(cursor, at, at_least=count, below=count + 1)
    if op in {Op.LT, Op.LE}:
        return _open_sub(cursor, at, negated=True, at_least=count + (op is Op.LE))
    return 0


def _open_sub(
    cursor: Cursor, at: int, *, negated: bool = False, at_least: int = 1, below: int | None = None
) -> int:
    """Open the records that are counted, when a kind of record other than ours follows."""
    ahead = at
    while not cursor.peek(ahead).any_of(EntityWord) and (
        cursor.peek(ahead).any_of(*ADJECTIVES) or cursor.peek(ahead).has(Mark.POSSESSIVE)
    ):
        ahead += 1
    word = cursor.peek(ahead).first(EntityWord) or kind_ahead(cursor, at)
    root = cursor.draft.root
    if root.entity is None and word and word.entity != "User" and Mark.WHO in cursor.draft.question:
        root.entity = "User"
    if root.entity is None:
        root.entity = _named_by_values(root)
    if word is None or root.entity in (None, word.entity) or at_least < 1:
        return 0
    phrase = Phrase(entity=word.entity, singular=word.singular)
    parent = _parent(cursor) if cursor.current.entity else root
    if parent.entity == word.entity:
        parent = root
    cursor.hang(parent, Sub(phrase, negated=negated, at_least=at_least, below=below))
    return at


def _parent(cursor: Cursor) -> Phrase:
    """Whose the other records are: those spoken of last, or behind a "but", those around them."""
    holder = cursor.holder(cursor.current)
    if holder is None:
        return cursor.current
    apart = cursor.peek(-1).has(Mark.AND, Mark.OR, Mark.COMMA) or cursor.peek().has(Mark.NOR)
    return holder[0] if apart or holder[1].negated else cursor.current


def _named_by_values(phrase: Phrase) -> str | None:
    """ "prospects without deals": the kind of record that a value alone already names."""
    values = next((i.values[0] for i in phrase.items if isinstance(i, ValueItem)), ())
    return min((v.entity for v in values), key=kind_rank, default=None)


def read_reference(cursor: Cursor) -> int:
    """whose owner is inactive: a state of the record that a reference leads to."""
    fields = cursor.peek().fields(FieldType.REFERENCE)
    at = cursor.skip(1, Mark.IS)
    told = at > 1
    at = cursor.skip(at, Mark.NOT)
    negated = any(cursor.peek(n).has(Mark.NOT) for n in range(1, at))
    word = cursor.peek(at).first(StateWord)
    owners = [f for f in fields if f.field == "OwnerId"]
    if not owners or not told or word is None or cursor.draft.root.entity is None:
        return 0
    people = Phrase(entity="User", items=[StateItem(state=word.state, negated=negated)])
    cursor.current.subs.append(Sub(people))
    return at + 1
