"""Values typed to get rid of a question. A field that holds one counts as empty.

One list serves both ways: `blank` finds such fields in the CRM, `is_junk` knows one when it is
typed.
"""

from datetime import date
from decimal import Decimal

from crm.money import Money
from crm.query import Condition, Op, Or, Value, compare

JUNK_TEXTS = (
    *(".", "..", "...", "-", "--", "---", "?", "??", "???", "0"),
    *("x", "xx", "xxx", "n/a", "na", "n.a.", "none", "nil", "null", "nothing"),
    *("tbd", "t.b.d.", "tba", "tbc", "todo", "unknown", "not known", "don't know"),
    *("test", "asdf", "asd", "abc", "not applicable", "to be defined", "to be determined"),
)
JUNK_NUMBERS = (Decimal(0), Decimal(1))
JUNK_DAYS = (date(1900, 1, 1), date(1970, 1, 1))


def is_junk(value: Value) -> bool:
    """Whether that is no answer to the question for a text, an amount or a date. Empty is not."""
    match value:
        case str():
            return value.strip().casefold() in JUNK_TEXTS
        case Money():
            return value.amount in JUNK_NUMBERS
        case bool() | None:
            return False
        case Decimal():
            return value in JUNK_NUMBERS
    return value in JUNK_DAYS


def blank(path: str) -> Condition:
    """The text field is empty, or holds junk."""
    return Or((compare(path, Op.EMPTY), compare(path, Op.IN, *JUNK_TEXTS)))


def blank_amount(path: str) -> Condition:
    """The amount is empty, or nothing anybody sells for."""
    return Or((compare(path, Op.EMPTY), compare(path, Op.IN, *JUNK_NUMBERS)))
