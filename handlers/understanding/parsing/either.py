"""Reading "or" between two things that are no values of one field: overdue or without an amount.

Where it is not plain what stands on either side, the "or" is left over, and Crumb asks: it must
never be read as "and".
"""

from dataclasses import replace
from typing import Any

from handlers.understanding.draft import (
    EitherItem,
    Item,
    NameItem,
    Phrase,
    StateItem,
    Sub,
    TimeItem,
    WhoseItem,
)
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    DateWord,
    EntityWord,
    FieldWord,
    NameWord,
    StateWord,
    ValueWord,
    WhoseWord,
)
from handlers.understanding.language.span import Span
from handlers.understanding.language.times import TimeFound
from handlers.understanding.parsing.cursor import Cursor, Pending, Told, noun_ahead
from handlers.understanding.parsing.lacking import STATES, lacking_too

_INSTEAD = (TimeFound, ValueWord, NameWord, WhoseWord, StateWord, EntityWord)
_ROLES = {state: role for role, state in STATES.items()}


def read_either(cursor: Cursor) -> int:
    """The "either" with which the first of several things begins."""
    if not cursor.peek().has(Mark.EITHER):
        return 0
    cursor.either_from = len(cursor.told)
    return 1


def read_or(cursor: Cursor) -> int:
    """The "or" behind something said of records; what follows it is the other possibility."""
    if not cursor.peek().has(Mark.OR):
        return 0
    beside = cursor.peek(-1).any_of(FieldWord) and cursor.peek(1).any_of(FieldWord)
    if cursor.at == 0:
        # "or last quarter?" asks for that instead; "or over 100k" may ask for either.
        return int(cursor.peek(1).any_of(*_INSTEAD))
    if beside and cursor.draft.fields:
        return 1
    settle_either(cursor)
    if lacking := lacking_too(cursor):
        return lacking
    left = _left(cursor)
    if not left or _of_two_kinds(cursor, left):
        return 0
    explicit = cursor.either_from is not None
    cursor.either_from = None
    cursor.pending = Pending(left[0].phrase, tuple(left), cursor.peek(), len(cursor.told), explicit)
    cursor.current = left[0].phrase
    return 1


def _of_two_kinds(cursor: Cursor, left: list[Told]) -> bool:
    """Whether two kinds of record are asked for: overdue tasks or meetings."""
    if cursor.draft.yes_no and cursor.peek(-1).any_of(EntityWord):
        return True
    word, _ = noun_ahead(cursor, 1)
    other = word is not None and word.entity != left[-1].phrase.entity
    return other and not isinstance(left[-1].what, Sub)


def settle_either(cursor: Cursor) -> None:
    """Join what was said on both sides of an "or", or leave the "or" over; wait for the second."""
    pending = cursor.pending
    if pending is None:
        return
    right = [s for s in cursor.told[pending.start :] if s.phrase is pending.phrase]
    if not right and cursor.peek().tokens:
        return
    cursor.pending = None
    if right and not pending.explicit and _alike(pending.left[-1].what, right[0].what):
        right = right[:1]
    plain = right and (pending.explicit or len(right) == 1)
    if not plain or not all(_taken_out(s) for s in (*pending.left, *right)):
        cursor.draft.left.append(pending.span)
        return
    told = tuple(s.what for s in right)
    first = tuple(_dated_like(s.what, told) for s in pending.left)
    item = EitherItem(options=(_phrase(first), _phrase(told)))
    pending.phrase.items.append(item)
    cursor.told[:] = [s for s in cursor.told if s not in pending.left and s not in right]
    cursor.told.append(Told(pending.phrase, item, pending.left[0].at))


def _alike(one: Item | Sub, other: Item | Sub) -> bool:
    """Whether both are of the same kind: what follows them is then said of either."""
    owners = isinstance(one, WhoseItem | NameItem) and isinstance(other, WhoseItem | NameItem)
    return owners or (type(one) is type(other) and not isinstance(one, Sub))


def _left(cursor: Cursor) -> list[Told]:
    """What stands before the "or"; nothing where that is not plain."""
    if not cursor.told:
        return []
    last = cursor.told[-1]
    if cursor.either_from is not None:
        since = cursor.told[cursor.either_from :]
        return since if all(s.phrase is last.phrase for s in since) else []
    inner = last.what.phrase if isinstance(last.what, Sub) else last.phrase
    if holder := cursor.holder(inner):
        if not _is_of_another(cursor, inner):
            return [last] if last.phrase is inner and _is_of(cursor.peek(1), inner) else []
        last = next((s for s in cursor.told if s.what is holder[1]), last)
    if isinstance(last.what, Sub) and last.what.at_least > 1:
        return []  # "more than 3 contacts or deals": more than three of each, or any deal?
    if getattr(last.what, "negated", False) and not isinstance(last.what, Sub):
        return []  # "not in Germany or over 50k" could mean neither of them
    joined = cursor.peek(last.at - cursor.at - 1).has(Mark.AND)
    if (joined and last.at < cursor.at) or _runs_on(cursor, last):
        return []
    return [last]


def _runs_on(cursor: Cursor, last: Told) -> bool:
    """ "stuck in negotiation or …": whether the "or" is of both, or of the last alone."""
    before = [s for s in cursor.told if s.phrase is last.phrase and s.at < last.at]
    if not before:
        return False
    between = [cursor.peek(n - cursor.at) for n in range(before[-1].at, last.at)]
    parted = any(s.any_of(EntityWord) or s.has(Mark.COMMA, Mark.AND) for s in between)
    return isinstance(before[-1].what, StateItem) and not parted


def _is_of_another(cursor: Cursor, phrase: Phrase) -> bool:
    """Whether other records, or the outer ones, are spoken of behind the "or"."""
    word, _ = noun_ahead(cursor, 1)
    told = cursor.peek(1).has(Mark.NO, Mark.WITH, Mark.HAVE)
    return told or (word is not None and word.entity != phrase.entity)


def _is_of(span: Span, phrase: Phrase) -> bool:
    """Whether what follows is said of these inner records for sure."""
    told = any(v.entity == phrase.entity for v in span.all(ValueWord))
    return told or span.any_of(StateWord, DateWord)


def _taken_out(told: Told) -> bool:
    """Takes what was said away from where it stands; False where it is there no more."""
    held: list[Any] = told.phrase.subs if isinstance(told.what, Sub) else told.phrase.items
    for at, each in enumerate(held):
        if each is told.what:
            del held[at]
            return True
    return False


def _dated_like(what: Item | Sub, told: tuple[Item | Sub, ...]) -> Item | Sub:
    """ "won or closing this month": both verbs are of that period."""
    role = _ROLES.get(what.state) if isinstance(what, StateItem) and not what.others else None
    time = next((t for t in told if isinstance(t, TimeItem) and t.role), None)
    return replace(time, role=role) if role and time else what


def _phrase(told: tuple[Item | Sub, ...]) -> Phrase:
    items = [t for t in told if not isinstance(t, Sub)]
    return Phrase(items=items, subs=[t for t in told if isinstance(t, Sub)])
