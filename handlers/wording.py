"""How values are written for people, and read back from what they type."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from crm.money import Money
from crm.query import Value
from crm.schema import FieldType

EMPTY = "empty"

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


def number(value: Decimal) -> str:
    """1234567.5 -> "1,234,567.5"; at most two decimals, none where there are none."""
    if not value.is_finite():
        return str(value)
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(value: Money) -> str:
    """$20,000 or CHF 20,000; cents only where there are some."""
    sign = "-" if value.amount < 0 else ""
    digits = f"{abs(value.amount):,.2f}".removesuffix(".00")
    symbol = _SYMBOLS.get(value.currency)
    return f"{sign}{symbol}{digits}" if symbol else f"{sign}{value.currency} {digits}"


def day(value: date) -> str:
    """5 Nov 2026."""
    return f"{value.day} {value:%b %Y}"


def show(value: Value, *, type_: FieldType = FieldType.TEXT, zone: str = "UTC") -> str:
    """Any value as a person reads it; points in time in their zone; None as "empty"."""
    match value:
        case None | "":
            return EMPTY
        case bool():
            return "yes" if value else "no"
        case Money():
            return money(value)
        case Decimal():
            return f"{number(value)} %" if type_ is FieldType.PERCENT else number(value)
        case datetime():
            local = value.astimezone(ZoneInfo(zone))
            return f"{day(local)}, {local:%H:%M}"
        case date():
            return day(value)
    return value


def plural(count: int, one: str, many: str) -> str:
    """One or many: "1 opportunity", "1,500 opportunities"."""
    return f"{count:,} {one if count == 1 else many}"
