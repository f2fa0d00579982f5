"""Values of the CRM as a page shows them."""

from dataclasses import dataclass

from crm.query import Value
from crm.schema import Field
from handlers.wording import show


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
    empty = value in (None, "")
    look = "number" if field.type.is_number else "day" if field.type.is_time else ""
    return Cell(text, None if empty else link, empty, look)
