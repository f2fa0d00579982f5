"""Record ids in Salesforce's form, so that links and lists look as they will with a real CRM.

Fifteen case-sensitive characters (three say the kind of record), then three that fold the case of
the fifteen, so that the eighteen are told apart in any case:
https://help.salesforce.com/s/articleView?id=000385203&type=1
"""

from collections.abc import Iterator
from itertools import count
from string import ascii_lowercase, ascii_uppercase, digits

PREFIXES = {
    "User": "005",
    "Account": "001",
    "Contact": "003",
    "Opportunity": "006",
    "OpportunityLineItem": "00k",
    "Product2": "01t",
    "Task": "00T",
    "Event": "00U",
    "Order": "801",
    "OrderItem": "802",
    "Invoice": "a01",
    "Quota": "a02",
    "Lead": "00Q",
}

_DIGITS = digits + ascii_uppercase + ascii_lowercase
_CHECK = ascii_uppercase + "012345"
_ORG = "Qk00000"


def ids(entity: str) -> Iterator[str]:
    """Ids for records of that entity, in order, without end; KeyError for one without a prefix."""
    prefix = PREFIXES[entity]
    for number in count(1):
        short = f"{prefix}{_ORG}{_base62(number, width=5)}"
        yield short + checksum(short)


def checksum(short: str) -> str:
    """The three characters that belong behind a fifteen-character id."""
    if len(short) != 15:
        raise ValueError("the short form of an id has 15 characters")
    fives = (short[start : start + 5] for start in (0, 5, 10))
    return "".join(
        _CHECK[sum(1 << place for place, char in enumerate(five) if char in ascii_uppercase)]
        for five in fives
    )


def _base62(number: int, *, width: int) -> str:
    written = ""
    for _ in range(width):
        number, rest = divmod(number, len(_DIGITS))
        written = _DIGITS[rest] + written
    return written
