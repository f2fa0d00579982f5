"""Where the field is that a word can mean: the path to it from the records asked about."""

from collections.abc import Iterable

from crm.schema import Schema
from handlers.understanding.conditions.referred import kind_rank
from handlers.understanding.language.meaning import FieldWord
from handlers.understanding.schema.connect import connect


def located(schema: Schema, options: Iterable[FieldWord], entity: str) -> str | None:
    """The path from `entity` to the nearest of the fields; None where none can be reached."""
    options = tuple(options)
    for option in options:
        if option.entity == entity:
            return option.field
    for option in sorted(options, key=lambda o: kind_rank(o.entity)):
        way = connect(schema, entity, option.entity)
        if way and way.path:
            return f"{way.path}.{option.field}"
    return None
