"""Values as the audit keeps them: `20000 USD`, `2026-11-05`, `true`; "" for an empty one."""

from datetime import date, datetime
from decimal import Decimal

from crm.money import Money
from crm.query import Value
from crm.schema import FieldType


def written(value: Value) -> str:
    """The value as a text that `read` understands."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Money():
            return f"{value.amount:f} {value.currency}"
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
    return value


def read(text: str, type_: FieldType) -> Value:
    """The value of a field of that type; a text that is none, as from before a field's type was
    changed, is given back as it is.
    """
    try:
        return _typed(text, type_) if text else None
    except (ValueError, ArithmeticError):
        return text


def _typed(text: str, type_: FieldType) -> Value:
    match type_:
        case FieldType.MONEY:
            amount, _, currency = text.partition(" ")
            return Money(Decimal(amount), currency)
        case FieldType.NUMBER | FieldType.PERCENT:
            return Decimal(text)
        case FieldType.DATE:
            return date.fromisoformat(text)
        case FieldType.DATETIME:
            return datetime.fromisoformat(text)
        case FieldType.BOOLEAN:
            return text == "true"
    return text
