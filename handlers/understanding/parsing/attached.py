"""Reading what ties records to others: my reps' open deals, accounts where a renewal is open."""

from handlers.understanding.draft import Phrase, Sub
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import EntityWord
from handlers.understanding.parsing.cursor import ADJECTIVES, Cursor

_PARTY = "Account"


def read_relative(cursor: Cursor) -> int:
    """customers with overdue invoices where a renewal is open: it is the customer's renewal."""
    root = cursor.draft.root
    if not cursor.peek().has(Mark.WHERE) or cursor.at == 0 or not root.said:
        return 0
    parties = [phrase for phrase in cursor.around() if phrase.entity == _PARTY]
    cursor.current = parties[-1] if parties else root
    return 1


def read_possessed(cursor: Cursor) -> int:
    """my reps' open deals, my accounts' contacts: what is asked for is what they have."""
    root = cursor.draft.root
    owners = cursor.peek(-1).first(EntityWord)
    if not cursor.peek().has(Mark.POSSESSIVE) or owners is None:
        return 0
    if cursor.current is not root or root.entity != owners.entity:
        return 0
    ahead = 1
    while cursor.peek(ahead).any_of(*ADJECTIVES) and not cursor.peek(ahead).any_of(EntityWord):
        ahead += 1
    owned = cursor.peek(ahead).first(EntityWord)
    if owned is None or owned.entity == root.entity:
        return 0
    said = [Sub(root)] if root.items or root.subs else []
    cursor.draft.root = Phrase(entity=owned.entity, singular=owned.singular, said=True, subs=said)
    cursor.current = cursor.draft.root
    return 1


def read_comma(cursor: Cursor) -> int:
    """deals at accounts with overdue invoices, over 50k: it may be the deals that are over 50k."""
    if not cursor.peek().has(Mark.COMMA) or cursor.current is cursor.draft.root:
        return 0
    cursor.loose = True
    return 1
