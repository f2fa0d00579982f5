"""Whether a field takes what a person entered; what a form cannot know is checked here."""

import re
from decimal import Decimal
from typing import Final

from sqlalchemy import Connection, select

from crm.backends.catalogue import Known
from crm.backends.values import as_kept, fit_for
from crm.errors import InvalidValue, ReadOnlyField
from crm.money import Money
from crm.query import Value
from crm.schema import Field, FieldType

LONGEST: Final = 255
LONGEST_LONG: Final = 32_000

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


def accepted(
    connection: Connection, known: Known, field: Field, value: Value, currency: str
) -> Value:
    """The value as it will be kept, a picklist value in the picklist's spelling.

    Raises ReadOnlyField, or InvalidValue with a sentence that says what the field takes.
    """
    if not field.updatable:
        raise ReadOnlyField(f"{field.label} can't be changed here.", field.name)
    fitting = as_kept(field, fit_for(field)(value))
    if fitting is None:
        if field.required:
            raise InvalidValue(f"{field.label} can't be empty.", field.name)
        return None
    if isinstance(value, Money) and value.currency != currency:
        wrong = f"This record is in {currency}, not in {value.currency}."
        raise InvalidValue(wrong, field.name)
    if isinstance(fitting, str):
        return _text(connection, known, field, fitting)
    if field.name == "Probability" and not Decimal(0) <= _number(fitting) <= Decimal(100):
        raise InvalidValue(f"{field.label} is between 0 and 100.", field.name)
    return fitting


def _number(value: Value) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)


def _text(connection: Connection, known: Known, field: Field, text: str) -> str:
    longest = LONGEST_LONG if field.type is FieldType.LONG_TEXT else LONGEST
    if len(text) > longest:
        raise InvalidValue(f"{field.label} takes at most {longest:,} characters.", field.name)
    if field.type is FieldType.EMAIL and not _ADDRESS.fullmatch(text):
        raise InvalidValue(f"{field.label} is an address like name@company.example.", field.name)
    if field.type is FieldType.PICKLIST and field.picklist:
        return _picked(field, text)
    if field.refers_to:
        _refer(connection, known, field, text)
    return text


def _picked(field: Field, text: str) -> str:
    for value in field.picklist:
        if value.lower() == text.lower():
            return value
    raise InvalidValue(f"{field.label} is one of: {', '.join(field.picklist)}.", field.name)


def _refer(connection: Connection, known: Known, field: Field, id_: str) -> None:
    table = known.tables(str(field.refers_to))
    if connection.execute(select(table.c.Id).where(table.c.Id == id_)).first() is None:
        raise InvalidValue(f"{field.label} does not exist.", field.name)
