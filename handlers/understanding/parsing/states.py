"""Reading states and denials: open, not won, overdue and unpaid."""

from crm.figures import State
from handlers.understanding.draft import NameItem, StateItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    EntityWord,
    NameWord,
    StateWord,
    ValueWord,
    WhoseWord,
)
from handlers.understanding.parsing.cursor import Cursor

_STILL = {State.OVERDUE, State.STALE}


def read_not(cursor: Cursor) -> int:
    if not cursor.peek().has(Mark.NOT, Mark.EXCEPT, Mark.NO):
        return 0
    at = cursor.skip(1, Mark.IN, Mark.OF)
    after = cursor.peek(at)
    if cursor.peek().has(Mark.NOBODY) and after.any_of(WhoseWord, NameWord):
        # "nobody on my team" is none of them, and not somebody else.
        return 0
    if _denies_records(cursor, at):
        return 0
    if after.any_of(StateWord) or (after.meanings and not after.any_of(EntityWord)):
        cursor.negate_next = True
        return 1
    return 0


def _denies_records(cursor: Cursor, at: int) -> bool:
    """Whether "no open renewal" denies such records, and not that they are open: better ask."""
    span, noun = cursor.peek(), cursor.peek(at + 1)
    if not span.has(Mark.NO) or not cursor.peek(at).any_of(StateWord):
        return False
    alone = cursor.draft.root.entity is None and not span.has(Mark.NOT)
    return noun.any_of(ValueWord) or (alone and noun.any_of(EntityWord))


def read_state(cursor: Cursor) -> int:
    word = cursor.peek().first(StateWord)
    if word is None or (cursor.peek().any_of(EntityWord) and not _says_what_it_is(cursor)):
        return 0
    states, used = [word.state], 1
    while (joined := cursor.skip(used, *_JOINING)) > used:
        if cursor.both and cursor.peek(used).has(Mark.AND):
            break
        more = cursor.peek(joined).first(StateWord)
        if more is None or cursor.peek(joined).any_of(EntityWord):
            break
        both = not any(cursor.peek(n).has(Mark.OR) for n in range(used, joined))
        if both and State.OPEN in (states[-1], more.state) and {states[-1], more.state} & _STILL:
            # "past due and still open" says one thing twice: what is overdue is open.
            states[-1] = more.state if states[-1] is State.OPEN else states[-1]
        else:
            states.append(more.state)
        used = joined + 1
    negated = cursor.take_negation()
    cursor.add(StateItem(state=states[0], others=tuple(states[1:]), negated=negated))
    return used


_JOINING = (Mark.AND, Mark.OR, Mark.NOR, Mark.COMMA)


def _says_what_it_is(cursor: Cursor) -> bool:
    """In "is Halden a customer" the word says what somebody is, not what is looked for."""
    if cursor.negate_next:
        return cursor.draft.root.entity is not None
    if cursor.draft.part is not None and cursor.current is cursor.draft.part:
        return not cursor.peek(1).meanings
    named = any(isinstance(i, NameItem) for i in cursor.draft.root.items)
    told = named or bool({Mark.THEM, Mark.ONLY} & cursor.draft.question)
    return Mark.IS in cursor.draft.question and told and not cursor.peek(1).meanings
