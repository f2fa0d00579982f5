"""When two phone numbers are one, however each of them is written.

`+1 312 555-0142`, `(312) 555 0142` and `555.0142` are: one ends with the other. What stands before
the number in one's own town, or country, may be left out; signs, a `(0)` and an extension count for
nothing.
"""

import re
from typing import Final

SHORTEST: Final = 6
"""Digits that two numbers have in common at least."""

# PostgreSQL knows these two as well: crm/dialects/sql.py.
EXTENSION: Final = r"([0-9])\s*(ext|x|#|;).*$"
NO_DIGIT: Final = r"\(0\)|[^0-9]"

_EXTENSION = re.compile(EXTENSION, re.IGNORECASE | re.DOTALL)
_NO_DIGIT = re.compile(NO_DIGIT)


def digits(text: str) -> str:
    """The digits that count, without leading zeros."""
    return _NO_DIGIT.sub("", _EXTENSION.sub(r"\1", text)).lstrip("0")


def same_number(one: str, other: str) -> bool:
    """Whether they are one number."""
    shorter, longer = sorted((digits(one), digits(other)), key=len)
    return len(shorter) >= SHORTEST and longer.endswith(shorter)
