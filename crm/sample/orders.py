"""What accounts ordered: most of what was won with products in it, and what they came back for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from random import Random

from crm.sample.accounts import CUSTOMER
from crm.sample.catalogue import Basket, Line, basket, total
from crm.sample.clock import Clock
from crm.sample.deals import Deal, Desk
from crm.sample.ids import ids
from crm.sample.records import Account, Order, OrderItem
from crm.sample.words.accounts import DEMO_BOOK

DRAFT, ACTIVATED, SHIPPED, CANCELLED = "Draft", "Activated", "Shipped", "Cancelled"
_FIRST_NUMBER = 1001
_REGRETTED = 0.05
# How many days ago customers came back for more, in turn, give or take a few.
_AGES = (82, 17, 5, 41, 130, 210, 27)


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """An order before it has its number; a regretted one is cancelled in the end."""

    account_id: str
    owner_id: str
    day: date
    basket: Basket
    regretted: bool = False


def orders(
    accounts: Sequence[Account], deals: Sequence[Deal], desk: Desk
) -> tuple[tuple[Order, ...], tuple[OrderItem, ...]]:
    """Orders and what is in them, numbered in the order of their dates."""
    drafts = sorted((*_won(deals, desk.rng), *_again(accounts, desk)), key=lambda d: d.day)
    minted, item_ids = ids("Order"), ids("OrderItem")
    placed: list[Order] = []
    items: list[OrderItem] = []
    for number, draft in enumerate(drafts, start=_FIRST_NUMBER):
        order = _order(draft, number, next(minted), desk)
        placed.append(order)
        items += (_item(line, order.id, next(item_ids)) for line in draft.basket)
    return tuple(placed), tuple(items)


def _won(deals: Sequence[Deal], rng: Random) -> Iterator[Draft]:
    """An order for each deal that was won with products, within ten days."""
    for deal in deals:
        won = deal.opportunity
        if won.is_won and deal.items:
            yield Draft(
                account_id=won.account_id,
                owner_id=won.owner_id,
                day=won.close_date + timedelta(days=rng.randint(1, 10)),
                basket=tuple(
                    Line(item.product2_id, item.quantity, item.unit_price) for item in deal.items
                ),
                regretted=rng.random() < _REGRETTED,
            )


def _again(accounts: Sequence[Account], desk: Desk) -> Iterator[Draft]:
    """Orders without a deal; the accounts of the demo's rep, which are the first, have several."""
    ages, rng = cycle(_AGES), desk.rng
    for place, account in enumerate(accounts):
        if account.type != CUSTOMER:
            continue
        count = 3 if place < DEMO_BOOK else rng.choice((0, 1, 1, 2))
        for _ in range(count):
            yield Draft(
                account_id=account.id,
                owner_id=account.owner_id,
                day=desk.clock.day(-next(ages) + rng.randint(-2, 2)),
                basket=basket(desk.offers, desk.size(account) / 3, rng),
            )


def _order(draft: Draft, number: int, id_: str, desk: Desk) -> Order:
    return Order(
        id=id_,
        order_number=f"{number:08d}",
        account_id=draft.account_id,
        status=_status(draft, desk.clock),
        effective_date=draft.day,
        total_amount=total(draft.basket),
        owner_id=draft.owner_id,
    )


def _status(draft: Draft, clock: Clock) -> str:
    """By the days since the order."""
    age = (clock.today - draft.day).days
    if age <= 7:
        return DRAFT
    if age <= 30:
        return ACTIVATED
    return CANCELLED if draft.regretted else SHIPPED


def _item(line: Line, order_id: str, id_: str) -> OrderItem:
    return OrderItem(
        id=id_,
        order_id=order_id,
        product2_id=line.product_id,
        quantity=line.quantity,
        unit_price=line.unit_price,
        total_price=line.total,
    )
