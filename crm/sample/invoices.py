"""What accounts were billed for, and whether they paid."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import count
from random import Random

from crm.sample.clock import Clock
from crm.sample.ids import ids
from crm.sample.orders import ACTIVATED, SHIPPED
from crm.sample.records import Account, Invoice, Order

_CENT = Decimal("0.01")
_FIRST_NUMBER = 2001
_IN_TWO = 0.15
_TERMS = (30, 30, 30, 45, 60)  # days
_WRITTEN_OFF_AFTER = 120  # days overdue; by then everybody has paid, or we stopped asking

# What is unpaid, in turn: 1 all of it, 0 nothing, between them a part.
_OVERDUE = (Decimal(1), Decimal(0), Decimal(0), Decimal("0.4"), Decimal(0))
_NOT_YET_DUE = (Decimal(1), Decimal(1), Decimal(0), Decimal("0.5"), Decimal(1))


@dataclass(frozen=True, kw_only=True, slots=True)
class Bill:
    """An invoice before it has its number."""

    account_id: str
    day: date
    due: date
    amount: Decimal
    balance: Decimal


def invoices(
    orders: Sequence[Order], accounts: Sequence[Account], clock: Clock, rng: Random
) -> tuple[Invoice, ...]:
    """Invoices for what was shipped or soon will be, numbered in the order of their dates.

    The accounts come in the order in which they are late with paying: the first one surely is.
    """
    places = {account.id: place for place, account in enumerate(accounts)}
    by_account = sorted(orders, key=lambda order: places[order.account_id])
    bills = sorted(_bills(by_account, clock, rng), key=lambda bill: bill.day)
    return tuple(
        _invoice(bill, number, id_)
        for bill, number, id_ in zip(bills, count(_FIRST_NUMBER), ids("Invoice"), strict=False)
    )


def _bills(orders: Sequence[Order], clock: Clock, rng: Random) -> Iterator[Bill]:
    overdue, coming = count(), count()
    for order in orders:
        if order.status not in (ACTIVATED, SHIPPED):
            continue
        terms = timedelta(days=rng.choice(_TERMS))
        for day, amount in _parts(order, rng):
            if day > clock.today:
                continue
            late = (clock.today - (day + terms)).days
            unpaid = Decimal(0)
            if 0 < late <= _WRITTEN_OFF_AFTER:
                unpaid = _OVERDUE[next(overdue) % len(_OVERDUE)]
            elif late <= 0:
                unpaid = _NOT_YET_DUE[next(coming) % len(_NOT_YET_DUE)]
            yield Bill(
                account_id=order.account_id,
                day=day,
                due=day + terms,
                amount=amount,
                balance=_cents(amount * unpaid),
            )


def _parts(order: Order, rng: Random) -> Iterator[tuple[date, Decimal]]:
    """When the order is billed and how much of it: mostly at once, sometimes in two halves."""
    day = order.effective_date + timedelta(days=rng.randint(1, 9))
    if rng.random() > _IN_TWO:
        yield day, order.total_amount
        return
    first = _cents(order.total_amount / 2)
    yield day, first
    yield day + timedelta(days=30), order.total_amount - first


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)


def _invoice(bill: Bill, number: int, id_: str) -> Invoice:
    return Invoice(
        id=id_,
        invoice_number=f"INV-{number:05d}",
        account_id=bill.account_id,
        status="Open" if bill.balance else "Paid",
        invoice_date=bill.day,
        due_date=bill.due,
        amount=bill.amount,
        balance=bill.balance,
    )
