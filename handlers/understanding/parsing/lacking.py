"""Reading what records have none of, where no plain "no" says so: nothing won, never ordered,
neither deals nor orders, not at accounts in Norway.
"""

from crm.figures import State
from handlers.understanding.draft import Item, Phrase, StateItem, Sub, TimeItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import DateRole, DateWord, EntityWord, StateWord
from handlers.understanding.language.span import Span
from handlers.understanding.language.times import TimeFound
from handlers.understanding.parsing.cursor import Cursor, noun_ahead

_FARTHEST = 4
_PARTIES = {"Account", "Contact", "User"}
# What a verb or a state speaks of, said of people and companies.
_DONE = {
    DateRole.WON: "Opportunity",
    DateRole.LOST: "Opportunity",
    DateRole.CLOSED: "Opportunity",
    DateRole.CLOSING: "Opportunity",
    DateRole.CLOSE: "Opportunity",
    DateRole.PLACED: "Order",
}
STATES = {
    DateRole.WON: State.WON,
    DateRole.LOST: State.LOST,
    DateRole.CLOSED: State.CLOSED,
}
_STATED = {
    State.OPEN: "Opportunity",
    State.WON: "Opportunity",
    State.LOST: "Opportunity",
    State.CLOSED: "Opportunity",
    State.STALE: "Opportunity",
    State.OVERDUE: "Invoice",
    State.UNPAID: "Invoice",
}


def read_nothing(cursor: Cursor) -> int:
    """with nothing won this year, won nothing, nothing overdue: none of what is spoken of."""
    if cursor.peek().has(Mark.NOTHING):
        if cursor.peek(1).any_of(TimeFound):
            return _none_then(cursor)
        return 1 if _lack(cursor, _speaks_of(cursor.peek(1))) else 0
    if cursor.peek(1).has(Mark.NOTHING) and _lack(cursor, _speaks_of(cursor.peek())):
        nothing = cursor.peek(1)
        cursor.spans = tuple(s for s in cursor.spans if s is not nothing)
    return 0


def _none_then(cursor: Cursor) -> int:
    """ "ordered last year but nothing this year": none of what was just spoken of."""
    holder = cursor.holder(cursor.current)
    if holder is None:
        return _not_done_then(cursor)
    if holder[1].negated:
        return 0
    said: list[Item] = [i for i in cursor.current.items if not isinstance(i, TimeItem)]
    phrase = Phrase(entity=cursor.current.entity, items=said)
    cursor.hang(holder[0], Sub(phrase, negated=True))
    return 1


def _not_done_then(cursor: Cursor) -> int:
    """ "won something last year but nothing this year": what was done is told by its verb."""
    items = cursor.draft.root.items
    role = next((i.role for i in items if isinstance(i, TimeItem) and i.role in _DONE), None)
    if role is None or not _lack(cursor, _DONE[role]):
        return 0
    if role in STATES:
        cursor.current.items.append(StateItem(state=STATES[role]))
    return 1


def read_undone(cursor: Cursor) -> int:
    """never ordered, haven't won anything this year, has not closed a single deal."""
    if not cursor.peek().has(Mark.NOT):
        return 0
    at = cursor.skip(1, Mark.HAVE, Mark.DO, Mark.DID, Mark.IS, Mark.WITH)
    verb = cursor.peek(at)
    noun = verb.first(EntityWord)
    if noun and noun.entity == "Order" and noun.singular and _lack(cursor, noun.entity):
        return at + 1  # "customers that did not order this year" is a verb
    return at if verb.any_of(DateWord) and _lack(cursor, _speaks_of(verb)) else 0


def read_elsewhere(cursor: Cursor) -> int:
    """not at accounts in Norway, except those of customers: hanging together with none such."""
    at = cursor.skip(1, Mark.OF, Mark.IN, Mark.THEM)
    word, ahead = noun_ahead(cursor, at)
    root = cursor.draft.root
    if not cursor.peek().has(Mark.NOT, Mark.EXCEPT) or at == 1 or word is None:
        return 0
    if root.entity in (None, word.entity) or ahead - at > _FARTHEST:
        return 0
    cursor.hang(root, Sub(Phrase(entity=word.entity), negated=True))
    return at


def read_more_lacking(cursor: Cursor) -> int:
    """without deals and orders, with no open deals, no tasks: neither these nor those."""
    return lacking_too(cursor) if cursor.peek().has(Mark.AND, Mark.COMMA) else 0


def lacking_too(cursor: Cursor) -> int:
    """Hangs on other records named behind those that there are none of; says whether it did."""
    holder = cursor.holder(cursor.current)
    word, ahead = noun_ahead(cursor, 1)
    if holder is None or not holder[1].negated or holder[1].at_least > 1 or word is None:
        return 0
    if word.entity in (cursor.current.entity, holder[0].entity) or ahead > _FARTHEST:
        return 0
    cursor.hang(holder[0], Sub(Phrase(entity=word.entity, singular=word.singular), negated=True))
    return 1


def _lack(cursor: Cursor, entity: str | None) -> bool:
    """Goes on with records of that kind that there must be none of."""
    root = cursor.draft.root
    if root.entity is None and Mark.WHO in cursor.draft.question:
        root.entity = "User"
    if entity is None or root.entity not in _PARTIES:
        return False
    cursor.hang(root, Sub(Phrase(entity=entity), negated=True))
    return True


def _speaks_of(span: Span) -> str | None:
    """The kind of record a verb or a state is of."""
    if span.has(Mark.BUYS):
        return "Order"
    role, state = span.first(DateWord), span.first(StateWord)
    found = _DONE.get(role.role) if role else None
    return found or (_STATED.get(state.state) if state else None)
