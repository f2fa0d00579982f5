"""Reading what narrows records down: comparisons, periods, values, missing fields, texts."""

from dataclasses import replace

from crm.figures import State
from crm.query import Op
from crm.schema import FieldType
from handlers.understanding.cursor import ADJECTIVES, Cursor
from handlers.understanding.draft import (
    AgeItem,
    EmptyItem,
    FlagItem,
    NumberItem,
    Phrase,
    StateItem,
    Sub,
    TextItem,
    TimeItem,
    ValueItem,
)
from handlers.understanding.meaning import (
    CompareWord,
    DateRole,
    DateWord,
    EntityWord,
    FieldWord,
    GrainWord,
    IdWord,
    Mark,
    MeasureWord,
    NameWord,
    Span,
    StateWord,
    SuperWord,
    TextWord,
    UnitWord,
    ValueWord,
)
from handlers.understanding.numbers import Number
from handlers.understanding.times import Duration, TimeFound

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
_AFTER_NUMBER = {"or more": Op.GE, "or less": Op.LE, "or above": Op.GE, "or fewer": Op.LE}


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
    name = FieldWord(word.entity, f"{word.entity}Number")
    cursor.add(TextItem(op=Op.EQ, text=text, fields=(name,)))
    return at + 1


def _number_alone(cursor: Cursor) -> int:
    """INV-02236: a number that says itself what it is of."""
    span = cursor.peek()
    low = span.text.casefold()
    entity = next((e for start, e in _NUMBERED.items() if low.startswith(start)), None)
    if span.meanings or entity is None or not low[-1:].isdigit():
        return 0
    cursor.open(EntityWord(entity, singular=True))
    name = FieldWord(entity, f"{entity}Number")
    cursor.add(TextItem(op=Op.EQ, text=span.text, fields=(name,)))
    return 1


def read_emptiness(cursor: Cursor) -> int:
    """without amount, amount is missing, no next step or close date, with an amount."""
    span = cursor.peek()
    flags = cursor.peek(1).fields(FieldType.BOOLEAN)
    if span.has(Mark.NO) and flags:
        cursor.add(FlagItem(fields=flags, negated=True))
        return 2
    if span.has(Mark.NO, Mark.EMPTY):
        found, used, either = _fields(cursor, cursor.skip(1, Mark.OF, Mark.IN))
        if found and not cursor.peek(used).first(EntityWord):
            cursor.add(EmptyItem(fields=found, any=either))
            return used
        return 0
    if not _own_fields(span):
        return 0
    found, used, either = _fields(cursor, 0)
    at = cursor.skip(used, Mark.IS)
    negated = cursor.peek(at).has(Mark.NOT)
    if found and cursor.peek(at + negated).has(Mark.EMPTY):
        cursor.add(EmptyItem(fields=found, any=either, negated=negated))
        return at + negated + 1
    return 0


def _fields(cursor: Cursor, at: int) -> tuple[tuple[tuple[FieldWord, ...], ...], int, bool]:
    """Consecutive fields joined by `and`, `or`, commas; how far they go; whether `or` was said."""
    found: list[tuple[FieldWord, ...]] = []
    either = False
    while options := _own_fields(cursor.peek(at)):
        found.append(options)
        at += 1
        joined = cursor.skip(at, Mark.AND, Mark.OR, Mark.COMMA, Mark.NO)
        if joined == at or not cursor.peek(joined).all(FieldWord):
            break
        either |= any(cursor.peek(i).has(Mark.OR) for i in range(at, joined))
        at = joined
    return tuple(found), at, either


def _own_fields(span: Span) -> tuple[FieldWord, ...]:
    """Its fields, unless it names a kind of record: "without orders" is about orders."""
    fields = span.all(FieldWord)
    points = all(f.type is FieldType.REFERENCE for f in fields)
    return () if points and span.any_of(EntityWord) else fields


def read_filled(cursor: Cursor) -> int:
    """with a parent, that have a phone number: the field is not empty."""
    fields = _own_fields(cursor.peek(1))
    if not cursor.peek().has(Mark.WITH) or not fields or cursor.draft.root.entity is None:
        return 0
    after = cursor.peek(2)
    if after.tokens and not after.meanings:
        return 0
    told = after.any_of(CompareWord, Number, ValueWord, TimeFound, StateWord, NameWord, EntityWord)
    if told or after.has(Mark.IS, Mark.BETWEEN, Mark.EMPTY, Mark.NOT):
        return 0
    if any(f.type is FieldType.BOOLEAN for f in fields):
        return 0
    cursor.add(EmptyItem(fields=(fields,), negated=True))
    return 2


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


def read_duration(cursor: Cursor) -> int:
    """untouched for 30 days, overdue more than 2 weeks, older than 90 days, open for 60 days."""
    span = cursor.peek()
    at = cursor.skip(1, Mark.OF, Mark.IN, Mark.BY)
    at += bool(cursor.peek(at).any_of(CompareWord))
    if span.any_of(CompareWord):
        return _long(cursor, cursor.peek(1).first(Duration), 2)
    found = cursor.peek(at).first(Duration)
    if found is None:
        return _never_touched(cursor) if span.has(Mark.UNTOUCHED) else 0
    what = _lasting(span)
    if what is None:
        return 0
    if span.any_of(StateWord):
        cursor.add(StateItem(state=span.all(StateWord)[0].state))
    cursor.add(AgeItem(what=what, count=found.count, grain=found.grain))
    return at + 1


def _never_touched(cursor: Cursor) -> int:
    """without activity in the last 30 days; without activity at all."""
    time = cursor.peek(1).first(TimeFound)
    if time and time.past.start:
        cursor.add(AgeItem(what="activity", since=time.past.start))
        return 2
    fields = tuple(
        FieldWord(entity, "LastActivityDate", FieldType.DATE)
        for entity in ("Opportunity", "Account")
    )
    cursor.add(EmptyItem(fields=(fields,)))
    return 1


def _long(cursor: Cursor, found: Duration | None, used: int) -> int:
    """more than 30 days overdue."""
    span = cursor.peek(used)
    what = _lasting(span) if found else None
    if found is None or what is None:
        return 0
    if span.any_of(StateWord):
        cursor.add(StateItem(state=span.all(StateWord)[0].state))
    cursor.add(AgeItem(what=what, count=found.count, grain=found.grain))
    return used + 1


def _lasting(span: Span) -> str | None:
    """What has lasted that long."""
    if span.has(Mark.OLDER):
        return "created"
    if span.has(Mark.UNTOUCHED):
        return "activity"
    if span.has(Mark.SAME_STAGE):
        return "modified"
    lasting = {State.OVERDUE: "due", State.STALE: "activity", State.OPEN: "created"}
    states = [s.state for s in span.all(StateWord)]
    return lasting.get(states[0]) if states else None


def read_related(cursor: Cursor) -> int:
    """no open deals, more than 10 contacts, at least 3 open opportunities."""
    span = cursor.peek()
    if span.has(Mark.NO):
        return _open_sub(cursor, 1, negated=True)
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
    """with 3 open deals: that many, or more."""
    number = cursor.peek(1).first(Number)
    if number is None or number.currency or number.percent or number.value < 1:
        return 0
    return _counted(cursor, 2, Op.GE, int(number.value))


def _counted(cursor: Cursor, at: int, op: Op, count: int) -> int:
    if op is Op.GT:
        return _open_sub(cursor, at, at_least=count + 1)
    if op is Op.GE and count >= 1:
        return _open_sub(cursor, at, at_least=count)
    if op in {Op.LT, Op.LE}:
        return _open_sub(cursor, at, negated=True, at_least=count + (op is Op.LE))
    return 0


def _open_sub(cursor: Cursor, at: int, *, negated: bool = False, at_least: int = 1) -> int:
    """Open the records that are counted, when a kind of record other than ours follows."""
    ahead = at
    while not cursor.peek(ahead).any_of(EntityWord) and (
        cursor.peek(ahead).any_of(*ADJECTIVES) or cursor.peek(ahead).has(Mark.POSSESSIVE)
    ):
        ahead += 1
    word = cursor.peek(ahead).first(EntityWord)
    root = cursor.draft.root
    if root.entity is None and word and word.entity != "User" and Mark.WHO in cursor.draft.question:
        root.entity = "User"
    if word is None or root.entity in (None, word.entity) or at_least < 1:
        return 0
    phrase = Phrase(entity=word.entity, singular=word.singular)
    parent = cursor.current if cursor.current.entity else root
    if parent.entity == word.entity:
        parent = root
    parent.subs.append(Sub(phrase, negated=negated, at_least=at_least))
    cursor.current = phrase
    return at


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


def read_time(cursor: Cursor) -> int:
    """closing this quarter, created in March, close date after Friday, won last year, yesterday."""
    span = cursor.peek()
    if time := span.first(TimeFound):
        cursor.add(TimeItem(time=time))
        return 1
    at = cursor.skip(1, Mark.IS, Mark.IN, Mark.OF, Mark.BY)
    following = cursor.peek(at).first(TimeFound)
    date_word = span.first(DateWord)
    if date_word and span.has(Mark.SELLS) and date_word.role is DateRole.PLACED:
        cursor.draft.question.add(Mark.SELLS)
        date_word = DateWord(DateRole.WON)
    if following is None:
        return _bare_date(cursor, span, date_word)
    undone = _NOT_DONE.get(date_word.role) if date_word and cursor.negate_next else None
    if undone:
        cursor.add(StateItem(state=undone, negated=cursor.take_negation()))
        cursor.add(TimeItem(time=following))
        return at + 1
    if date_word:
        cursor.add(TimeItem(time=following, role=_spoken_role(cursor, date_word)))
        return at + 1
    dates = span.fields(FieldType.DATE, FieldType.DATETIME)
    if dates and at == 1:
        cursor.add(TimeItem(time=following, fields=dates))
        return at + 1
    return 0


def _spoken_role(cursor: Cursor, word: DateWord) -> DateRole:
    """ "how much did we close" speaks of what was won, "closing" of what is open."""
    did = bool({Mark.DID, Mark.HAVE} & cursor.draft.question)
    return DateRole.WON if did and word.role is DateRole.CLOSING else word.role


def _bare_date(cursor: Cursor, span: Span, word: DateWord | None) -> int:
    """`created` before something else than a period: the period may follow later."""
    if word is None or span.any_of(StateWord, FieldWord) or span.has(Mark.BUYS, Mark.SELLS):
        return 0
    for ahead in range(1, 4):
        if following := cursor.peek(ahead).first(TimeFound):
            cursor.add(TimeItem(time=following, role=word.role))
            used = cursor.spans[cursor.at + ahead]
            cursor.spans = tuple(s for s in cursor.spans if s is not used)
            return 1
    if span.any_of(ValueWord):
        return 0
    if _said_before(cursor, word):
        return 1
    if word.role in _NEED_A_PERIOD and not _period_is_optional(cursor):
        return 0
    state = _NOT_DONE.get(word.role)
    if cursor.negate_next and state:
        cursor.add(StateItem(state=state, negated=cursor.take_negation()))
        return 1
    cursor.draft.roles.append(word.role)
    return 1


_NOT_DONE = {
    DateRole.WON: State.WON,
    DateRole.LOST: State.LOST,
    DateRole.CLOSED: State.CLOSED,
    DateRole.CLOSING: State.CLOSED,
}


def _said_before(cursor: Cursor, word: DateWord) -> bool:
    """In "deals that were this month created" the period stands before its verb."""
    items = cursor.current.items
    for at, item in enumerate(items):
        if isinstance(item, TimeItem) and item.role is None and not item.fields:
            items[at] = replace(item, role=_spoken_role(cursor, word))
            return True
    return False


_NEED_A_PERIOD = {DateRole.CREATED, DateRole.MODIFIED}


def _period_is_optional(cursor: Cursor) -> bool:
    """ "when was it created", "created by month" need no period; "new deals" lacks one."""
    asks = {Mark.WHEN, Mark.WHO} & cursor.draft.question or cursor.draft.rank
    later = range(1, len(cursor.spans) - cursor.at)
    return bool(asks) or any(cursor.peek(n).any_of(GrainWord, UnitWord, SuperWord) for n in later)


def read_value(cursor: Cursor) -> int:
    """in Germany or France, stage negotiation, not in healthcare, from the web."""
    fields = cursor.peek().all(FieldWord)
    at = cursor.skip(1, Mark.IS, Mark.OF, Mark.IN, Mark.NOT) if fields else 0
    negated = bool(fields) and any(cursor.peek(i).has(Mark.NOT) for i in range(1, at))
    values = cursor.peek(at).all(ValueWord)
    if not values or (fields and not _shared(values, fields)):
        return 0
    if not fields and _better_as_something_else(cursor.peek()):
        return 0
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


def read_reference(cursor: Cursor) -> int:
    """whose owner is inactive: a state of the record that a reference leads to."""
    fields = cursor.peek().fields(FieldType.REFERENCE)
    at = cursor.skip(1, Mark.IS)
    word = cursor.peek(at).first(StateWord)
    owners = [f for f in fields if f.field == "OwnerId"]
    if not owners or at == 1 or word is None or cursor.draft.root.entity is None:
        return 0
    people = Phrase(entity="User", items=[StateItem(state=word.state)])
    cursor.current.subs.append(Sub(people))
    return at + 1


def read_text(cursor: Cursor) -> int:
    """An e-mail or something quoted that no record is named after."""
    text = cursor.peek().first(TextWord)
    if text is None or cursor.peek().any_of(NameWord, IdWord):
        return 0
    op = Op.EQ if "@" in text.text else Op.CONTAINS
    cursor.add(TextItem(op=op, text=text.text))
    return 1
