"""Constants in SOQL, so that each means what it is and nothing else.

SOQL and SOSL Reference, pages "Quoted String Escape Sequences" and "Date Formats and Date Literals
in WHERE". Points in time are always written out: relative ones such as THIS_QUARTER would go by the
zone, week and fiscal year of whoever asks.
"""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from crm.record_ids import forms

LONGEST_QUERY: Final = 100_000
LONGEST_STRING: Final = 4_000
"""Characters: page "SOQL and SOSL Limits"."""

FIRST_DAY, LAST_DAY = date(1700, 1, 1), date(4000, 12, 31)
LARGEST_NUMBER: Final = Decimal(10) ** 18
"""What the fields of an org can hold at most (page "Primitive Data Types")."""

_ID: Final = re.compile(r"[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?", re.ASCII)
_ESCAPES: Final = str.maketrans(
    {"\\": r"\\", "'": r"\'", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\a": r"\b", "\f": r"\f"}
)
_WILD: Final = str.maketrans({"%": r"\%", "_": r"\_"})


def quoted(text: str) -> str:
    """A text as it stands behind `=`."""
    return f"'{text.translate(_ESCAPES)}'"


def pattern(before: str, text: str, behind: str) -> str:
    """A text as it stands behind LIKE; `before` and `behind` are wildcards, or empty."""
    return f"'{before}{text.translate(_ESCAPES).translate(_WILD)}{behind}'"


def fits(literal: str) -> bool:
    """Whether a string is short enough to stand in a condition."""
    return len(literal) - 2 <= LONGEST_STRING


def is_id(text: str) -> bool:
    """Whether a text can be the id of a record."""
    return _ID.fullmatch(text) is not None


def whole_id(text: str) -> str:
    """An id of fifteen characters in its form of eighteen; anything else as it is."""
    if len(text) != 15:
        return text
    return next((form for form in forms(text) if len(form) == 18), text)


def number(value: Decimal) -> str:
    """A number, never as `1E+2`."""
    return f"{value:f}"


def day(value: date) -> str:
    """A date; one no record can have becomes the first or last that one can."""
    return min(max(value, FIRST_DAY), LAST_DAY).isoformat()


def moment(value: datetime) -> str:
    """A point in time, to the second, in UTC."""
    return f"{in_utc(value):%Y-%m-%dT%H:%M:%S}Z"


def in_utc(value: datetime) -> datetime:
    """The same instant, within the years an org knows."""
    if value.year < FIRST_DAY.year:
        return datetime(FIRST_DAY.year, 1, 1, tzinfo=UTC)
    if value.year > LAST_DAY.year:
        return datetime(LAST_DAY.year, 12, 31, 23, 59, 59, tzinfo=UTC)
    return value.astimezone(UTC)
