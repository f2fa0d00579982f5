"""What a person types into one field, read by the field's type: forgiving, and never guessing.

"20k", "$20,000", "1.2m", "next friday", "proposal" are taken for what they plainly mean. What could
mean two things ("1.200", "closed") is asked back, in one sentence that says how to write it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from crm.definitions import USUAL_DEFINITIONS, Definitions
from crm.money import Money
from crm.names.spelling import plain
from crm.query import Value
from crm.schema import Field, FieldType
from handlers.entry.dates import read_day, read_moment
from handlers.entry.numbers import read_money, read_number, read_percent
from handlers.entry.texts import (
    read_choice,
    read_email,
    read_line,
    read_page,
    read_phone,
    read_url,
    read_yes,
)
from handlers.errors import EntryError

_MOST = 100_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Habits:
    """How numbers and days are written in this organisation: 1.234,50 and 31/12, or not."""

    decimal_comma: bool = False
    day_first: bool = False


USUAL: Final = Habits()


@dataclass(frozen=True, kw_only=True, slots=True)
class Typist:
    """Who types: which moment it is for them, and in which currency this record is kept.

    `zone` is an IANA name, `currency` an ISO 4217 code.
    """

    now: datetime
    zone: str = "UTC"
    currency: str = "USD"
    habits: Habits = USUAL
    definitions: Definitions = USUAL_DEFINITIONS

    @property
    def today(self) -> date:
        """The day it is where the person is."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()


def read_entry(text: str, field: Field, typist: Typist) -> Value:
    """The value that `text` means for `field`, never None; raises EntryError with one sentence."""
    if len(text) > _MOST:
        raise EntryError("That is far too long for a field.")
    if not plain(text).strip():
        raise EntryError(f"{field.label} is empty; please fill it in.")
    value = _read(text, field, typist)
    if value in ("", None):
        raise EntryError(f"{field.label} is empty; please fill it in.")
    if not field.custom:
        _sensible(value, field)
    return value


def _read(text: str, field: Field, typist: Typist) -> Value:
    comma = typist.habits.decimal_comma
    day_first = typist.habits.day_first
    match field.type:
        case FieldType.MONEY:
            return read_money(text, currency=typist.currency, decimal_comma=comma)
        case FieldType.NUMBER:
            return read_number(text, decimal_comma=comma)
        case FieldType.PERCENT:
            return read_percent(text, decimal_comma=comma)
        case FieldType.DATE:
            return read_day(
                text, today=typist.today, day_first=day_first, definitions=typist.definitions
            )
        case FieldType.DATETIME:
            zone = ZoneInfo(typist.zone)
            return read_moment(text, today=typist.today, zone=zone, day_first=day_first)
        case FieldType.ID | FieldType.REFERENCE:
            raise EntryError(f"{field.label} is another record; please change it in the CRM.")
    return _read_words(text, field)


def _read_words(text: str, field: Field) -> Value:
    match field.type:
        case FieldType.BOOLEAN:
            return read_yes(text)
        case FieldType.PICKLIST:
            return read_choice(text, field.picklist)
        case FieldType.LONG_TEXT:
            return read_page(text)
        case FieldType.EMAIL:
            return read_email(text)
        case FieldType.PHONE:
            return read_phone(text)
        case FieldType.URL:
            return read_url(text)
    return read_line(text)


# Credit notes and open balances go below zero; nothing else that comes with a CRM does.
_MAY_BE_NEGATIVE = frozenset({"Balance", "TotalPrice", "TotalAmount"})


def _sensible(value: Value, field: Field) -> None:
    """Refuses what no standard field means; what custom fields mean is their owner's affair."""
    number = value.amount if isinstance(value, Money) else value
    if isinstance(number, bool) or not isinstance(number, Decimal):
        return
    if field.type is FieldType.PERCENT and not 0 <= number <= 100:
        raise EntryError(f"{field.label} is between 0 and 100 per cent.")
    if number < 0 and field.name not in _MAY_BE_NEGATIVE:
        raise EntryError(f"{field.label} can't be negative.")
