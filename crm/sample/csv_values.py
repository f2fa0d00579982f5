"""One cell of a CSV file as a value of its field's type.

Salesforce writes numbers with a point, days as 2026-11-06 and moments as
2026-11-06T10:00:00.000+0000; spreadsheets in between add currency signs, thousands and decimal
commas. What could be read in two ways is read in none.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from crm.money import LARGEST
from crm.query import Constant
from crm.schema import FieldType

Convert = Callable[[str], Constant]

_PLAIN: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?", re.ASCII)
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_DECIMAL_COMMA: Final = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d{1,2}", re.ASCII)
_SIGNS: Final = re.compile(r"^([+-]?)\s*(?:[$€£¥]|[A-Z]{3}\b)\s*|\s*(?:[$€£¥]|\b[A-Z]{3})$")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

_TRUE: Final = frozenset({"true", "1", "yes", "y", "t"})
_FALSE: Final = frozenset({"false", "0", "no", "n", "f"})


def number(text: str) -> Decimal:
    """-1234.5, 1.0E7, 1,234.50 or 1234,50; raises ValueError for anything else, or too large."""
    if not _PLAIN.fullmatch(text):
        if _THOUSANDS.fullmatch(text):
            text = text.replace(",", "")
        elif _DECIMAL_COMMA.fullmatch(text):
            text = text.replace(".", "").replace(",", ".")
        else:
            raise ValueError("not a number")
    value = Decimal(text)
    if abs(value) > LARGEST:
        raise ValueError("not a number below 900 trillion")
    return value


def money(text: str) -> Decimal:
    """A number, perhaps with a currency's sign or code; the currency itself is not read."""
    return number(text if _PLAIN.fullmatch(text) else _SIGNS.sub(r"\1", text))


def percent(text: str) -> Decimal:
    """37.5 or 37.5 %, both 37.5."""
    return number(text.removesuffix("%").rstrip())


def boolean(text: str) -> bool:
    """true/false as data loaders write it, 1/0 as the weekly export does, yes/no as people do."""
    word = text.lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ValueError("not yes or no")


def day(text: str) -> date:
    """2026-11-06; of a moment its day as written."""
    if not _DAY.match(text) or (len(text) > 10 and text[10] not in "T "):
        raise ValueError("not a date such as 2026-11-06")
    if len(text) > 10:
        return moment(text).date()
    return date.fromisoformat(text)


def moment(text: str) -> datetime:
    """2026-11-06T10:00:00.000+0000, 2026-11-06 10:00:00 or a day; without a zone it is UTC."""
    if not _DAY.match(text):
        raise ValueError("not a point in time such as 2026-11-06T10:00:00Z")
    value = datetime.fromisoformat(text)
    try:
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    except OverflowError as error:
        raise ValueError("beyond the ends of the calendar") from error


def words(text: str) -> str:
    """Text as it is; the cell's outer blanks are gone already."""
    return text


CONVERT: Final[Mapping[FieldType, Convert]] = MappingProxyType(
    {
        FieldType.NUMBER: number,
        FieldType.MONEY: money,
        FieldType.PERCENT: percent,
        FieldType.DATE: day,
        FieldType.DATETIME: moment,
        FieldType.BOOLEAN: boolean,
    }
)


def converter(type_: FieldType) -> Convert:
    """What turns a cell, not empty and without outer blanks, into a value of that type.

    It raises ValueError for a cell that holds none.
    """
    return CONVERT.get(type_, words)
