"""Record ids: fifteen case-sensitive characters, and three that fold their case.

Page "ID Field Type" (Object Reference, field_types.htm): "IDs in Salesforce" are 15 characters,
case-sensitive, in the user interface, and 18, case-safe, in the API; both are accepted.
"""

import re
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase, digits

_ALPHABET = digits + ascii_uppercase + ascii_lowercase
_SUFFIX = ascii_uppercase + "012345"
_SHAPE = re.compile(r"[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?")


def minted(prefix: str, number: int, instance: str = "Hp000") -> str:
    """The id of that number for an object's prefix."""
    tail = ""
    for _ in range(7):
        number, rest = divmod(number, 62)
        tail = _ALPHABET[rest] + tail
    return long(f"{prefix}{instance}{tail}")


def long(short: str) -> str:
    """The eighteen characters of the fifteen."""
    return f"{short}{_mark(short[:5])}{_mark(short[5:10])}{_mark(short[10:])}"


@lru_cache(maxsize=65_536)
def _mark(five: str) -> str:
    """Which of five characters are capitals."""
    return _SUFFIX[sum(1 << n for n, char in enumerate(five) if "A" <= char <= "Z")]


def canonical(text: str) -> str | None:
    """The eighteen characters of an id in either form; None for what is no id.

    An id of 18 whose case was lost is told by its last three, as Salesforce accepts it.
    """
    if not _SHAPE.fullmatch(text):
        return None
    if len(text) == 15:
        return long(text)
    low, marks = text[:15].lower(), text[15:].upper()
    if any(mark not in _SUFFIX for mark in marks):
        return None
    upper = [_SUFFIX.index(marks[n // 5]) >> n % 5 & 1 for n in range(15)]
    restored = "".join(c.upper() if u else c for c, u in zip(low, upper, strict=True))
    return long(restored)
