"""Which way a change goes: a stage forward or back, a date later or earlier, a number up."""

import re
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from crm.history import FieldChange
from crm.money import Money
from crm.query import Value
from crm.schema import Field

_WON = re.compile(r"\bwon\b", re.IGNORECASE)
_LOST = re.compile(r"\blost\b", re.IGNORECASE)


class Course(StrEnum):
    """Which way a value went."""

    FORWARD = "forward"
    BACK = "back"
    LATER = "later"
    EARLIER = "earlier"
    UP = "up"
    DOWN = "down"


_ONWARDS = {Course.FORWARD, Course.LATER, Course.UP}


def is_won(stage: str) -> bool:
    """Whether a deal in that stage is won, by the stage's name."""
    return bool(_WON.search(stage))


def is_lost(stage: str) -> bool:
    """Whether a deal in that stage is lost."""
    return bool(_LOST.search(stage))


def goes(change: FieldChange, course: Course, field: Field) -> bool:
    """Whether the change of that field goes that way.

    A picklist is ordered as it is listed; a deal that is lost goes neither forward nor back, nor
    does one that comes back from there. From or to an empty value nothing goes anywhere, and an
    amount in another currency is neither more nor less.
    """
    before, after = _place(change.before, field), _place(change.after, field)
    if before is None or after is None or before[0] != after[0]:
        return False
    return after[1] > before[1] if course in _ONWARDS else after[1] < before[1]


def _place(value: Value, field: Field) -> tuple[str, Decimal] | None:
    """Where a value stands among those it can be compared with, which have the same first part."""
    match value:
        case Money():
            return value.currency, value.amount
        case bool():
            return None
        case Decimal():
            return "", value
        case datetime():
            return "", Decimal(value.timestamp())
        case date():
            return "", Decimal(value.toordinal())
        case str() if value in field.picklist and not is_lost(value):
            return "", Decimal(field.picklist.index(value))
    return None
