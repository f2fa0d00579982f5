"""A wish to change something said back: which record, which field, what it shall become."""

from datetime import date
from decimal import Decimal, InvalidOperation

from crm.names import NameIndex
from crm.schema import FieldType, Schema
from handlers.understanding.reading import NoReading, Wish
from handlers.wording import day, number


def sentence(reading: NoReading, schema: Schema, index: NameIndex) -> str:
    """ "Change Amount of Halden pilot to 20,000?" where record and field are known; else the
    reading's own sentence.
    """
    wish = reading.wish
    if wish is None or wish.ref is None or wish.field is None:
        return reading.sentence
    name = index.by_id(wish.ref.id, wish.ref.entity)
    if name is None or wish.ref.entity not in schema:
        return reading.sentence
    entity = schema.entity(wish.ref.entity)
    if wish.field not in entity:
        return reading.sentence
    field = entity.field(wish.field)
    become = f" to {_value(wish, field.type)}" if wish.value else ""
    return f"Change {field.label} of {name.text}{become}?"


def _value(wish: Wish, type_: FieldType) -> str:
    """As it would be shown on the record, where it can be read as that."""
    written = wish.value or ""
    try:
        if type_ is FieldType.DATE:
            return day(date.fromisoformat(written))
        if type_.is_number:
            return number(Decimal(written))
    except (ValueError, InvalidOperation):
        pass
    return written
