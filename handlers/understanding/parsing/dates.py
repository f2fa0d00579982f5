"""Reading when: periods with or without a verb, and how long something has lasted."""

from dataclasses import replace

from crm.figures import State
from crm.query import Op
from crm.schema import FieldType
from handlers.understanding.draft import (
    AgeItem,
    EmptyItem,
    ShiftItem,
    StateItem,
    TimeItem,
    ValueItem,
)
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    BoundWord,
    CompareWord,
    DateRole,
    DateWord,
    Direction,
    EntityWord,
    FieldWord,
    GrainWord,
    MeasureWord,
    StateWord,
    SuperWord,
    UnitWord,
    ValueWord,
)
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.span import Span
from handlers.understanding.language.times import Duration, Shift, TimeFound, aligned
from handlers.understanding.parsing.cursor import Cursor

_STAGE = "StageName"


def read_duration(cursor: Cursor) -> int:
    """untouched for 30 days, overdue more than 2 weeks, older than 90 days, open for 60 days."""
    span = cursor.peek()
    if used := _in_stage(cursor):
        return used
    at = cursor.skip(1, Mark.OF, Mark.IN, Mark.BY)
    at += bool(cursor.peek(at).any_of(CompareWord))
    if span.any_of(CompareWord):
        return _long(cursor, cursor.peek(1).first(Duration), 2)
    found = cursor.peek(at).first(Duration)
    if found is None and span.has(Mark.SAME_STAGE):
        return _unmoved_in(cursor, at)
    if found is None:
        return _never_touched(cursor) if span.has(Mark.UNTOUCHED) else 0
    what = _lasting(span)
    if what is None:
        return 0
    if span.any_of(StateWord):
        cursor.add(StateItem(state=span.all(StateWord)[0].state))
    cursor.add(AgeItem(what=what, count=found.count, grain=found.grain))
    longer = cursor.peek(at + 1).first(BoundWord)  # "by two weeks or more"
    return at + 2 if longer and longer.op is Op.GE else at + 1


def _in_stage(cursor: Cursor) -> int:
    """in qualification for more than 60 days: since then nothing moved it."""
    at = cursor.skip(0, Mark.OF, Mark.IN)
    compare = cursor.peek(at).first(CompareWord)
    if compare and compare.op not in {Op.GT, Op.GE}:
        return 0
    at += compare is not None
    found, items = cursor.peek(at).first(Duration), cursor.current.items
    last = items[-1] if items else None
    staged = isinstance(last, ValueItem) and any(v.field == _STAGE for v in last.values[0])
    if found is None or not at or not staged:
        return 0
    stuck = [i for i in items if isinstance(i, StateItem) and i.state is State.STALE]
    if stuck:
        items[items.index(stuck[0])] = StateItem(state=State.OPEN)  # stuck there, it is meant
    cursor.add(AgeItem(what="modified", count=found.count, grain=found.grain))
    return at + 1


def _unmoved_in(cursor: Cursor, at: int) -> int:
    """haven't moved in a month, in the last two weeks."""
    time = cursor.peek(at).first(TimeFound)
    if time is None or time.past.start is None:
        return 0
    if not any(isinstance(i, StateItem) for i in cursor.current.items):
        cursor.add(StateItem(state=State.OPEN))  # what is over moves no more
    cursor.add(AgeItem(what="modified", since=time.past.start))
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


def read_time(cursor: Cursor) -> int:
    """closing this quarter, created in March, close date after Friday, won last year, yesterday."""
    span = cursor.peek()
    if span.any_of(TimeFound):
        return _add_times(cursor, 0)
    if shift := span.first(Shift) or _elided(cursor):
        cursor.add(ShiftItem(shift=shift))
        return 1
    at = cursor.skip(1, Mark.IS, Mark.IN, Mark.OF, Mark.BY)
    timed = cursor.peek(at).any_of(TimeFound)
    date_word = span.first(DateWord)
    if date_word and span.has(Mark.SELLS) and date_word.role is DateRole.PLACED:
        cursor.draft.question.add(Mark.SELLS)
        date_word = DateWord(DateRole.WON)
    if not timed:
        return _bare_date(cursor, span, date_word)
    if date_word and cursor.negate_next and _spoken_role(cursor, date_word) is DateRole.CLOSING:
        # "not closing this quarter": open, and planned for another time
        used = _add_times(cursor, at)
        cursor.add(StateItem(state=State.OPEN))
        return used
    undone = _NOT_DONE.get(date_word.role) if date_word and cursor.negate_next else None
    if undone:
        cursor.add(StateItem(state=undone, negated=cursor.take_negation()))
        return _add_times(cursor, at)
    if date_word:
        missed = date_word.role is DateRole.MISSED
        return _add_times(cursor, at, role=_spoken_role(cursor, date_word), past=missed)
    dates = span.fields(FieldType.DATE, FieldType.DATETIME)
    return _add_times(cursor, at, fields=dates) if dates and at == 1 else 0


_BESIDE = {Direction.LATEST: -1, Direction.NEXT: 1}


def _elided(cursor: Cursor) -> Shift | None:
    """In "this quarter vs last" the unit is said once."""
    word, after = cursor.peek().first(SuperWord), cursor.peek(1)
    joined = cursor.peek(-1).has(Mark.VERSUS, Mark.THAN)
    if word is None or word.direction not in _BESIDE or not joined:
        return None
    if after.any_of(EntityWord, FieldWord, UnitWord, Number, MeasureWord):
        return None
    if not any(isinstance(i, TimeItem) for i in cursor.current.items):
        return None
    return Shift(_BESIDE[word.direction], None, 1, cursor.peek().text)


def _add_times(
    cursor: Cursor,
    at: int,
    *,
    role: DateRole | None = None,
    fields: tuple[FieldWord, ...] = (),
    past: bool = False,
) -> int:
    """The periods there, joined by `or`, `and` or a comma, as one condition."""
    times, used = _times(cursor, at)
    past |= Mark.PAST in cursor.draft.question
    others = tuple(times[1:])
    shift = None if others else cursor.peek(at).first(Shift)
    item = TimeItem(time=times[0], role=role, fields=fields, others=others, past=past, shift=shift)
    cursor.add(item)
    return used


def _times(cursor: Cursor, at: int) -> tuple[list[TimeFound], int]:
    found: list[TimeFound] = []
    while time := cursor.peek(at).first(TimeFound):
        found.append(time)
        at += 1
        joined = cursor.skip(at, Mark.AND, Mark.OR, Mark.COMMA, Mark.IN)
        if joined == at or not cursor.peek(joined).any_of(TimeFound):
            break
        at = joined
    return aligned(found), at


def _spoken_role(cursor: Cursor, word: DateWord) -> DateRole:
    """ "how much did we close" speaks of what was won, "closing" of what is open."""
    if word.role is DateRole.CLOSE:
        did = bool({Mark.DID, Mark.HAVE} & cursor.draft.question)
        return DateRole.WON if did else DateRole.CLOSING
    return DateRole.CLOSING if word.role is DateRole.MISSED else word.role


def _bare_date(cursor: Cursor, span: Span, word: DateWord | None) -> int:
    """`created` before something else than a period: the period may follow later."""
    if word and word.role is DateRole.MISSED:
        cursor.add(StateItem(state=State.OVERDUE))
        return 1
    role = _spoken_role(cursor, word) if word else None
    if role is DateRole.DUE and cursor.negate_next:
        cursor.add(AgeItem(what="due"))
        return 1
    if word and not span.any_of(StateWord) and word.role is DateRole.CLOSE and role is DateRole.WON:
        # "did we close Halden" is no question for its close date.
        cursor.draft.roles.append(role)
        return 1
    if role is None or span.any_of(StateWord, FieldWord) or span.has(Mark.BUYS, Mark.SELLS):
        return 0
    if _period_ahead(cursor, role):
        return 1
    if role is DateRole.CREATED and _is_new(cursor, span):
        return 1
    if span.any_of(ValueWord):
        return 0
    if _said_before(cursor, role):
        return 1
    if role in _NEED_A_PERIOD and not _period_is_optional(cursor):
        return 0
    state = _NOT_DONE.get(role)
    if cursor.negate_next and state:
        cursor.add(StateItem(state=state, negated=cursor.take_negation()))
        return 1
    cursor.draft.roles.append(role)
    return 1


def _period_ahead(cursor: Cursor, role: DateRole) -> bool:
    """Whether the period of the verb stands near; it is read, and used up. "New deals created this
    week" says the verb twice.
    """
    for ahead in range(1, 4):
        if (again := cursor.peek(ahead).first(DateWord)) and again.role is role:
            return True
        if cursor.peek(ahead).any_of(TimeFound):
            used = _add_times(cursor, ahead, role=role)
            gone = cursor.spans[cursor.at + ahead : cursor.at + used]
            cursor.spans = tuple(s for s in cursor.spans if not any(s is g for g in gone))
            return True
    return False


def _is_new(cursor: Cursor, span: Span) -> bool:
    """In "new deals on my accounts since May" the period is when they were created, unless `new` is
    a value of those records.
    """
    entity = cursor.peek(1).first(EntityWord)
    if entity is None or any(v.entity == entity.entity for v in span.all(ValueWord)):
        return False
    for ahead in range(2, len(cursor.spans) - cursor.at):
        later = cursor.peek(ahead)
        if verb := later.first(DateWord):
            return verb.role is DateRole.CREATED
        if later.any_of(TimeFound):
            used = _add_times(cursor, ahead, role=DateRole.CREATED)
            gone = cursor.spans[cursor.at + ahead : cursor.at + used]
            cursor.spans = tuple(s for s in cursor.spans if not any(s is g for g in gone))
            return True
    return False


_NOT_DONE = {
    DateRole.WON: State.WON,
    DateRole.LOST: State.LOST,
    DateRole.CLOSED: State.CLOSED,
    DateRole.CLOSING: State.CLOSED,
    DateRole.CLOSE: State.CLOSED,
}


def _said_before(cursor: Cursor, role: DateRole) -> bool:
    """In "deals that were this month created" the period stands before its verb; in "new accounts
    we added this year" the verb says once more what `new` has said.
    """
    items = cursor.current.items
    for at, item in enumerate(items):
        if isinstance(item, TimeItem) and item.role is role is DateRole.CREATED:
            return True
        if isinstance(item, TimeItem) and item.role is None and not item.fields:
            items[at] = replace(item, role=role)
            return True
    return False


_NEED_A_PERIOD = {DateRole.CREATED, DateRole.MODIFIED}


def _period_is_optional(cursor: Cursor) -> bool:
    """ "when was it created", "created by month" need no period; "new deals" lacks one."""
    asks = {Mark.WHEN, Mark.WHO} & cursor.draft.question or cursor.draft.rank
    later = range(1, len(cursor.spans) - cursor.at)
    return bool(asks) or any(cursor.peek(n).any_of(GrainWord, UnitWord, SuperWord) for n in later)
