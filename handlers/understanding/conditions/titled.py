"""Conditions on job titles, and whose titles they are."""

from typing import Final

from crm.query import Condition, Op, compare
from crm.schema import Entity, Schema
from handlers.understanding.schema.connect import connect

PEOPLE: Final = ("Contact", "User", "Lead")
"""Kinds of record that have a job title, those first who are asked for by it."""


def title_field(entity: Entity) -> str | None:
    """The field that holds somebody's job title."""
    return next((f.name for f in entity if f.name == "Title" and f.type.is_text), None)


def titled(schema: Schema, names: tuple[str, ...], entity: str) -> Condition | None:
    """The condition that a person has the title, or that one of a record's people has."""
    field = title_field(schema.entity(entity))
    if field:
        return compare(field, Op.MENTIONS, *names)
    for person in PEOPLE:
        field = title_field(schema.entity(person)) if person in schema else None
        way = connect(schema, entity, person) if field else None
        if field and way:
            return way.one(compare(field, Op.MENTIONS, *names))
    return None
