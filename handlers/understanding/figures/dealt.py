"""Sums of what customers did, and not of what they are: how much did my customers order."""

from crm.query import Function
from crm.schema import FieldType
from handlers.understanding.draft import Draft, GroupWish, Sub

_DEALINGS = {"Order", "Invoice", "Opportunity"}
_TOLD_BY = {FieldType.TEXT, FieldType.PICKLIST, FieldType.REFERENCE}


def settle_dealt(draft: Draft) -> None:
    """Add up the orders, and not the yearly revenue of those who have any."""
    root = draft.root
    if root.entity != "Account" or draft.function is not Function.SUM:
        return
    if draft.fields or draft.measure or draft.groups or draft.rank or len(root.subs) != 1:
        return
    sub = root.subs[0]
    if sub.negated or sub.below or sub.at_least != 1 or sub.phrase.entity not in _DEALINGS:
        return
    root.subs.clear()
    if root.items:
        sub.phrase.subs.append(Sub(root))
    draft.root = sub.phrase


def settle_told_of(draft: Draft) -> None:
    """ "how did the regions do in bookings": the figure of each of them."""
    if not draft.measure or draft.groups or draft.rank or len(draft.fields) != 1:
        return
    fields = draft.fields[0]
    if all(f.plural and f.type in _TOLD_BY for f in fields):
        draft.groups.append(GroupWish(fields=draft.fields.pop()))
