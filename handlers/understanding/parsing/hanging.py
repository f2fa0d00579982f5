"""Reading what hangs on a record: the subsidiaries of Halden, what is on order 10248, the deals
that have FW-S110 on them.
"""

from crm.figures import State
from handlers.understanding.draft import KeyItem, NameItem, Phrase, StateItem, Sub
from handlers.understanding.language.key_words import coded
from handlers.understanding.language.meaning import EntityWord, Key, Mark, NameWord, StateWord
from handlers.understanding.parsing.cursor import Cursor

_OF = (Mark.OF, Mark.DO, Mark.IS)


def read_subsidiaries(cursor: Cursor) -> int:
    """subsidiaries of Halden, Halden's subsidiaries: the accounts whose parent it is."""
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
    root.entity = root.entity or "Account"
    text, negated = cursor.peek(at).text, cursor.take_negation()
    cursor.add(NameItem(text=text, names=(named.matches,), team=True, negated=negated))
    return used


def read_contents(cursor: Cursor) -> int:
    """what's on order 10248, what is in it: the lines of the order."""
    draft, told = cursor.draft, cursor.peek(1)
    asked = Mark.WHAT in draft.question and cursor.peek().has(Mark.OF, Mark.IN)
    if not asked or draft.root.entity or draft.root.items or draft.fields or draft.function:
        return 0
    word, number = told.first(EntityWord), cursor.peek(2).text
    order = word is not None and word.entity == "Order" and any(c.isdigit() for c in number)
    pointed = told.has(Mark.IT) and not cursor.peek(2).tokens
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
