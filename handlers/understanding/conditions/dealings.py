"""What customers did: "accounts that ordered software this year" are those with such an order.

The verb says which records it happened in; the period, the products and the amount said with it
are of those same records, and not of the customer.
"""

from dataclasses import replace

from crm.figures import State
from handlers.understanding.draft import (
    Draft,
    Item,
    NameItem,
    NumberItem,
    Phrase,
    StateItem,
    Sub,
    TimeItem,
    ValueItem,
    WhoseItem,
)
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import DateRole, Direction

_PARTIES = {"Account", "Contact"}
_BOUGHT = {"Product2", "OrderItem", "Order"}
_DONE = {State.WON, State.LOST}


def settle_dealings(draft: Draft) -> None:
    """Put what a verb says of customers to the records that tell it."""
    root = draft.root
    ranked = draft.rank is not None and draft.rank.direction in {Direction.MOST, Direction.LEAST}
    if root.entity not in _PARTIES or draft.measure or ranked:
        return
    if Mark.BUYS in draft.question:
        _gather(root, "Order", [i for i in root.items if _of_order(i)])
    elif any(isinstance(i, StateItem) and i.state in _DONE for i in root.items):
        _gather(root, "Opportunity", [i for i in root.items if _of_deal(i)])


def _gather(root: Phrase, entity: str, items: list[Item]) -> None:
    """Those items, said of records of that kind which the customers have."""
    taken = [item for item in root.items if any(item is one for one in items)]
    if not taken or any(sub.phrase.entity == entity for sub in root.subs):
        return
    root.items = [item for item in root.items if not any(item is one for one in taken)]
    for part in _each(taken):
        root.subs.append(Sub(Phrase(entity=entity, items=part)))


def _each(items: list[Item]) -> list[list[Item]]:
    """ "ordered sensors and gateways": one order may have the one, another the other."""
    both = next((i for i in items if isinstance(i, ValueItem) and i.both), None)
    if both is None:
        return [items]
    rest = [item for item in items if item is not both]
    return [[replace(both, values=(value,), both=False), *rest] for value in both.values]


def _of_order(item: Item) -> bool:
    match item:
        case TimeItem():
            return item.role in {None, DateRole.PLACED} and not item.fields
        case NumberItem():
            return not item.fields
        case ValueItem():
            return all(v.entity in _BOUGHT for options in item.values for v in options)
        case NameItem():
            return bool(item.names) and item.names[0][0].name.entity == "Product2"
    return False


def _of_deal(item: Item) -> bool:
    match item:
        case StateItem():
            return item.state in _DONE
        case TimeItem():
            return item.role in {None, DateRole.WON, DateRole.LOST} and not item.fields
        case NumberItem():
            return not item.fields
        case WhoseItem():
            return item.does
    return False
