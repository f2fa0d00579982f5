"""What is unpaid or overdue of an invoice is its balance, not its amount."""

from crm.figures import State
from crm.schema import Entity
from handlers.understanding.draft import Draft, NameItem, StateItem

_OWING = {State.UNPAID, State.OVERDUE, State.OPEN}


def owed(draft: Draft, entity: Entity) -> str | None:
    """The field that says how much is still owed, where what is owed is asked for."""
    told = any(isinstance(i, StateItem) and i.state in _OWING for i in draft.root.items)
    return "Balance" if entity.name == "Invoice" and told and "Balance" in entity else None


def settle_owed(draft: Draft) -> None:
    """ "overdue balance across my accounts": what they owe, and no field of theirs."""
    root = draft.root
    named = any(isinstance(i, NameItem) for i in root.items)
    if root.entity != "Account" or root.singular or named or len(draft.fields) != 1:
        return
    balance = all((f.entity, f.field) == ("Invoice", "Balance") for f in draft.fields[0])
    if balance and draft.measure is None:
        draft.fields.clear()
        draft.measure = "balance"
