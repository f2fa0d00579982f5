"""Which of many records deserves a person's attention first.

The worth of a notice is the size of its deal, halved for every thirty days that lie between today
and its close date, before or after: a deal of 90,000 due in sixty days weighs less than one of
30,000 due today. After half a year little is left of it, so nothing far away crowds out this week.
A deal whose amount is missing is taken for an ordinary one, the median of those in the same sweep.
Records that have neither amount nor date, such as accounts, are worth 0 and come last.

Amounts in different currencies are ranked by their bare numbers. Nothing is added up, and a wrong
order is the only harm.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from statistics import median

from crm.money import Money
from crm.query import Value
from nudges.junk import is_junk

_HALVED_EVERY = 30
_CENT = Decimal("0.01")


def size_of(value: Value) -> Decimal | None:
    """The number in an amount, never below 0; None where it is missing or junk."""
    number = value.amount if isinstance(value, Money) else value
    if not isinstance(number, Decimal) or is_junk(number):
        return None
    return max(number, Decimal(0))


def ordinary(sizes: Iterable[Decimal | None]) -> Decimal:
    """The median of the sizes that are known; 1 where none is."""
    known = [size for size in sizes if size is not None]
    return median(known) if known else Decimal(1)


def worth(size: Decimal, due: Value, today: date) -> Decimal:
    """By how much a record of that size is worth a word today."""
    if not isinstance(due, date) or isinstance(due, datetime):
        return size.quantize(_CENT)
    away = Decimal(abs((due - today).days)) / _HALVED_EVERY
    return (size / 2 ** min(away, Decimal(100))).quantize(_CENT)
