"""What is unpaid or overdue of an invoice is its balance, not its amount."""

from crm.figures import State
from crm.query import Function
from crm.schema import Entity
from handlers.understanding.draft import Draft, NameItem, StateItem

_OWING = {State.UNPAID, State.OVERDUE, State.OPEN}


def owed(draft: Draft, entity: Entity) -> str | None:
    """The field that says how much is still owed, where what is owed is asked for."""
    told = any(isinstance(i, StateItem) and _owing(i) for i in draft.root.items)
    return "Balance" if entity.name == "Invoice" and told and "Balance" in entity else None


def _owing(item: StateItem) -> bool:
    """ "invoiced but not paid" is unpaid."""
    return item.state is State.PAID if item.negated else item.state in _OWING


def settle_owed(draft: Draft) -> None:
    """ "overdue balance across my accounts": what they owe, and no field of theirs."""
    root = draft.root
    if draft.measure == "balance" and root.entity == "User" and not root.said:
        # "who owes us the most": it is customers who owe.
        root.entity = "Account"
    owing = any(isinstance(i, StateItem) and _owing(i) for i in root.items)
    plain = not (draft.measure or draft.fields or draft.groups or draft.rank or root.subs)
    if root.entity == "Account" and draft.function is Function.SUM and owing and plain:
        # "how much money are customers overdue with"
        draft.measure, draft.function = "balance", None
    named = any(isinstance(i, NameItem) for i in root.items)
    if root.entity != "Account" or root.singular or named or len(draft.fields) != 1:
        return
    balance = all((f.entity, f.field) == ("Invoice", "Balance") for f in draft.fields[0])
    if balance and draft.measure is None:
        draft.fields.clear()
        draft.measure = "balance"
