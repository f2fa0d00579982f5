"""What is unpaid or overdue of an invoice is its balance, not its amount."""

from crm.figures import State
from crm.schema import Entity
from handlers.understanding.draft import Draft, StateItem

_OWING = {State.UNPAID, State.OVERDUE, State.OPEN}


def owed(draft: Draft, entity: Entity) -> str | None:
    """The field that says how much is still owed, where what is owed is asked for."""
    told = any(isinstance(i, StateItem) and i.state in _OWING for i in draft.root.items)
    return "Balance" if entity.name == "Invoice" and told and "Balance" in entity else None
