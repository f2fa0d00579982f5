"""Values of the CRM as a page shows them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crm.money import Money
from crm.query import Value
from crm.schema import Field, FieldType
from handlers.wording import EMPTY, show


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as text, perhaps linked to the record it names; `look` is number, day or ""."""

    text: str
    link: str | None = None
    empty: bool = False
    look: str = ""


def cell(value: Value, field: Field, zone: str, link: str | None = None) -> Cell:
    """The value of that field."""
    text = show(value, type_=field.type, zone=zone)
    empty = text == EMPTY
    look = "number" if field.type.is_number else "day" if field.type.is_time else ""
    return Cell(text, None if empty else link, empty, look)


def audited(text: str, field: Field, zone: str) -> str:
    """A value as the audit keeps it (crm/backends/auditing.py), written for people."""
    try:
        return show(_read(text, field.type), type_=field.type, zone=zone)
    except (ValueError, ArithmeticError):
        return text


def _read(text: str, type_: FieldType) -> Value:
    match type_:
        case FieldType.MONEY if text:
            amount, _, currency = text.partition(" ")
            return Money(Decimal(amount), currency)
        case FieldType.NUMBER | FieldType.PERCENT if text:
            return Decimal(text)
        case FieldType.DATE if text:
            return date.fromisoformat(text)
        case FieldType.BOOLEAN if text:
            return text == "true"
    return text
