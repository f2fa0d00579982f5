"""A value written short enough to travel in a press, and read back from there.

Presses are hints from outside. What comes back is only ever compared with a fresh reading, or
written as the person who pressed, by the same way as anything they could have typed.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from hashlib import sha256

from crm.money import LARGEST, Money
from crm.query import Value

# Slack allows 2,000 characters in a button's value, and a press may carry two values. Counted as
# they are written in JSON there: six characters for each that is not ASCII, or is &, < or >.
LONGEST = 750
_LONGEST_TOGETHER = 1900


def pack(value: Value) -> str:
    """One line for any value; equal values give equal lines, whatever their trailing zeros.

    Empty is "". Text beyond `LONGEST` leaves as a digest: it can be compared, not restored.
    """
    match value:
        case None | "":
            return ""
        case bool():
            return "b:yes" if value else "b:no"
        case Money():
            return f"m:{_digits(value.amount)} {value.currency}"
        case Decimal():
            return f"n:{_digits(value)}"
        case datetime():
            return f"t:{value.astimezone(UTC).isoformat()}"
        case date():
            return f"d:{value.isoformat()}"
    if not travels(value):
        return f"h:{sha256(value.encode(errors='surrogatepass')).hexdigest()}"
    return f"s:{value}"


def travels(text: str) -> bool:
    """Whether the text fits into a press as it is."""
    return _length(text) <= LONGEST


def travel(*texts: str) -> bool:
    """Whether they fit into one press together."""
    return all(map(travels, texts)) and sum(map(_length, texts)) <= _LONGEST_TOGETHER


def _length(text: str) -> int:
    return len(json.dumps(text)) + 5 * sum(char in "&<>" for char in text)


def unpack(text: str) -> Value:
    """The value that `pack` wrote; raises ValueError for a digest and for anything foreign."""
    if not text:
        return None
    mark, colon, rest = text.partition(":")
    try:
        return _READ[mark + colon](rest)
    except (KeyError, InvalidOperation, ValueError) as error:
        raise ValueError("that is no carried value") from error


def can_unpack(text: str) -> bool:
    """Whether the value itself travelled, so that it can be put back."""
    try:
        unpack(text)
    except ValueError:
        return False
    return True


def _digits(number: Decimal) -> str:
    return f"{number.normalize():f}" if number else "0"


def _read_number(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite() or abs(number) > LARGEST:
        raise ValueError("a carried number is finite and below 900 trillion")
    return number


def _read_money(text: str) -> Money:
    amount, _, currency = text.partition(" ")
    return Money(_read_number(amount), currency)


def _read_moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a carried moment has its zone")
    return moment


def _read_yes(text: str) -> bool:
    if text not in {"yes", "no"}:
        raise ValueError("yes or no")
    return text == "yes"


def _read_text(text: str) -> str:
    return text


_READ: Mapping[str, Callable[[str], Value]] = {
    "b:": _read_yes,
    "m:": _read_money,
    "n:": _read_number,
    "t:": _read_moment,
    "d:": date.fromisoformat,
    "s:": _read_text,
}
