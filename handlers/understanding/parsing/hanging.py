"""Reading what hangs on a record: the subsidiaries of Halden, what is on order 10248, the deals
that have FW-S110 on them.
"""

from dataclasses import replace

from crm.figures import State
from crm.schema import FieldType
from handlers.understanding.draft import KeyItem, NameItem, Phrase, StateItem, Sub
from handlers.understanding.language.key_words import coded
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    Direction,
    EntityWord,
    Key,
    NameWord,
    StateWord,
    SuperWord,
    ValueWord,
)
from handlers.understanding.parsing.cursor import Cursor

_ACCOUNT = "Account"
_OF = (Mark.OF, Mark.DO, Mark.IS)


def read_subsidiaries(cursor: Cursor) -> int:
    """subsidiaries of Halden, Halden's subsidiaries: the accounts whose parent it is."""
    if told := _told_by_parent(cursor):
        return told
    if cursor.peek().has(Mark.SUBSIDIARIES) and (last := _asked_of(cursor)):
        # "does Halden have any subsidiaries"
        items = cursor.draft.root.items
        items[items.index(last)] = replace(last, team=True, owner=False)
        cursor.draft.root.entity = _ACCOUNT
        return 1
    if cursor.peek().has(Mark.SUBSIDIARIES):
        at = cursor.skip(1, *_OF)
        used = at + 1
    else:
        at, used = 0, cursor.skip(1, Mark.POSSESSIVE) + 1
        if not cursor.peek(used - 1).has(Mark.SUBSIDIARIES):
            return 0
    named = cursor.peek(at).first(NameWord)
    if named is None:
        return 0
    root = cursor.draft.root
    root.entity = root.entity or _ACCOUNT
    text, negated = cursor.peek(at).text, cursor.take_negation()
    cursor.add(NameItem(text=text, names=(named.matches,), team=True, negated=negated))
    return used


def read_located(cursor: Cursor) -> int:
    """where is Halden based, in which city does it sit: the verb says no more than the question."""
    asked = {Mark.WHERE, Mark.WHICH, Mark.WHAT} & cursor.draft.question
    told = cursor.peek(-1).any_of(ValueWord)  # "Germany-based accounts"
    ends = bool(asked) and not cursor.peek(1).tokens
    return int(cursor.peek().has(Mark.LOCATED) and (told or ends))


def read_met(cursor: Cursor) -> int:
    """when do I next see Halden: the next meeting."""
    draft, named = cursor.draft, cursor.peek(cursor.skip(1, Mark.OF, Mark.WITH)).first(NameWord)
    after = cursor.peek(-1).first(SuperWord)
    if not cursor.peek().has(Mark.MEETS) or not after or not named or draft.root.entity:
        return 0
    if after.direction is not Direction.NEXT:
        return 0
    draft.root.entity = "Event"
    return 1


def _told_by_parent(cursor: Cursor) -> int:
    """accounts whose parent is Halden, with parent Halden: its subsidiaries."""
    fields = cursor.peek().fields(FieldType.REFERENCE)
    parent = any(f.field == "ParentId" for f in fields)
    named = cursor.peek(at := cursor.skip(1, Mark.IS)).first(NameWord)
    root = cursor.draft.root
    if not parent or named is None or root.entity != _ACCOUNT or root.singular:
        return 0
    text, negated = cursor.peek(at).text, cursor.take_negation()
    cursor.draft.question.discard(Mark.WHOSE)
    cursor.add(NameItem(text=text, names=(named.matches,), team=True, negated=negated))
    return at + 1


def _asked_of(cursor: Cursor) -> NameItem | None:
    """The one account that was named before, where nothing else was said."""
    root = cursor.draft.root
    names = [i for i in root.items if isinstance(i, NameItem)]
    alone = root.entity is None and len(root.items) == len(names) == 1 and not root.subs
    kinds = {m.name.entity for n in names for ms in n.names for m in ms}
    return names[0] if alone and _ACCOUNT in kinds else None


def read_contents(cursor: Cursor) -> int:
    """what's on order 10248, what is in it: the lines of the order."""
    draft, told = cursor.draft, cursor.peek(1)
    asked = Mark.WHAT in draft.question and cursor.peek().has(Mark.OF, Mark.IN)
    if not asked or draft.root.entity or draft.root.items or draft.fields or draft.function:
        return 0
    word, number = told.first(EntityWord), cursor.peek(2).text
    order = word is not None and word.entity == "Order" and any(c.isdigit() for c in number)
    pointed = told.has(Mark.IT, Mark.THEM) and not cursor.peek(2).tokens
    if not order and not pointed:
        return 0
    draft.root.entity = "OrderItem"
    draft.root.said = True
    return 1


def read_code(cursor: Cursor) -> int:
    """open deals with FW-S110 on them: the product of that code hangs on them."""
    span = cursor.peek()
    told = any(c.isdigit() for c in span.text) and any(c.isalpha() for c in span.text)
    if span.meanings or not told or not coded(span.text):
        return 0
    product = Phrase(entity="Product2", items=[KeyItem(key=Key.CODE, text=span.text)])
    items = cursor.current.items
    last = items[-1] if items and cursor.peek(-1).any_of(StateWord) else None
    if isinstance(last, StateItem) and last.state in {State.ACTIVE, State.INACTIVE}:
        product.items.append(items.pop())  # "the discontinued FW-S110"
    cursor.draft.root.subs.append(Sub(product, negated=cursor.take_negation()))
    behind = cursor.skip(1, Mark.OF, Mark.IN)
    return behind + 1 if behind > 1 and cursor.peek(behind).has(Mark.THEM, Mark.IT) else 1
