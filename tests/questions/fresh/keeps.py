"""Which records are meant: conditions in plain Python, to be put together with `both`."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from tests.questions.org import NOW, TODAY, Rec, is_open, within

Keep = Callable[[Rec], bool]
K = Decimal(1000)
_NEW_YORK = ZoneInfo("America/New_York")


def both(*keeps: Keep) -> Keep:
    """All of these."""
    return lambda r: all(keep(r) for keep in keeps)


def day(moment: datetime) -> date:
    """The day of a moment where those who ask are."""
    return moment.astimezone(_NEW_YORK).date()


def mine(record: Rec) -> bool:
    """Owned by Dana, who asks."""
    return bool(record.Owner.Email == "dana@ferrowick.example")


def owned(name: str) -> Keep:
    """Owned by the person of that name."""
    return lambda r: bool(r.Owner.Name == name)


def team(lead: str) -> Keep:
    """Owned by somebody who reports to the person of that name."""
    return lambda r: r.Owner.Manager is not None and bool(r.Owner.Manager.Name == lead)


def at(account: str) -> Keep:
    """Of the account of that name."""
    return lambda r: r.Account is not None and bool(r.Account.Name == account)


def amount(test: Callable[[Decimal], bool]) -> Keep:
    """The amount is there and passes."""
    return lambda d: d.Amount is not None and test(d.Amount)


def closes(first: date, last: date) -> Keep:
    """The close date is in the period, both ends in it."""
    return lambda d: within(d.CloseDate, first, last)


def created(first: date, last: date) -> Keep:
    """Created in the period, both ends in it."""
    return lambda r: within(day(r.CreatedDate), first, last)


def starts(first: date, last: date) -> Keep:
    """A meeting that starts in the period, both ends in it."""
    return lambda e: within(day(e.StartDateTime), first, last)


def to_come(event: Rec) -> bool:
    """A meeting that has not begun."""
    return bool(event.StartDateTime >= NOW)


def unpaid(invoice: Rec) -> bool:
    """Something is still to be paid."""
    return bool(invoice.Balance > 0)


def overdue(invoice: Rec) -> bool:
    """Unpaid, and due before today."""
    return unpaid(invoice) and bool(invoice.DueDate < TODAY)


def late(task: Rec) -> bool:
    """Not done, and due before today."""
    return is_open(task) and bool(task.ActivityDate < TODAY)


def open_order(order: Rec) -> bool:
    """Draft or activated."""
    return order.Status in ("Draft", "Activated")


def slipped(deal: Rec) -> bool:
    """Open though its close date has passed."""
    return is_open(deal) and bool(deal.CloseDate < TODAY)


def stale(deal: Rec) -> bool:
    """Open, and nothing done on it for 30 days."""
    touched = deal.LastActivityDate or day(deal.CreatedDate)
    return is_open(deal) and (TODAY - touched).days > 30
