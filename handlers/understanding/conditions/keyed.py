"""Conditions on what a record can be looked up by: a phone number, an address, an id, a code."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from crm.access import Viewer
from crm.query import Condition, Op, Or, compare
from crm.record_ids import linked
from crm.schema import Entity, Field, FieldType, Schema
from handlers.understanding.draft import KeyItem
from handlers.understanding.language.meaning import Key
from handlers.understanding.schema.connect import connect

KEY_TYPES: Final = {
    Key.PHONE: FieldType.PHONE,
    Key.EMAIL: FieldType.EMAIL,
    Key.WEBSITE: FieldType.URL,
    Key.ID: FieldType.ID,
}
_CODES = ("Number", "Code", "Number__c", "Code__c")
# People before companies: a number is asked about by somebody who wants to know who calls.
_FIRST: Final = ("Contact", "Account", "Lead", "User")


def keyed(schema: Schema, viewer: Viewer, item: KeyItem, entity: str) -> Condition | None:
    """The condition that a record has that phone number, address, id or code; or, where such
    records have none, that one they hang together with has it.
    """
    own = _own(schema.entity(entity), item)
    if own is not None:
        return own
    for bearer in bearers(schema, viewer, item):
        way = connect(schema, entity, bearer.name)
        condition = _own(bearer, item)
        if way and condition:
            return way.one(condition)
    return None


def bearers(schema: Schema, viewer: Viewer, item: KeyItem) -> Iterator[Entity]:
    """The kinds of record that can have the key, the likeliest first."""
    kinds = {kind.casefold() for kind in linked(item.text).kinds}
    home = viewer.email.rpartition("@")[2].casefold()
    colleague = item.key is Key.EMAIL and item.text.rpartition("@")[2].casefold() == home

    def rank(entity: Entity) -> tuple[bool, int]:
        place = _FIRST.index(entity.name) if entity.name in _FIRST else len(_FIRST)
        return (not (colleague and entity.name == "User"), place)

    for entity in sorted(schema, key=rank):
        named = entity.name.casefold() in kinds
        if _own(entity, item) is not None and (named or not kinds):
            yield entity


def _own(entity: Entity, item: KeyItem) -> Condition | None:
    """The condition on the entity's own fields; None where it has none of the kind."""
    texts = (item.text, *item.others)
    fields = tuple(_fields(entity, item.key))
    parts = tuple(_compared(field, replace(item, text=text)) for text in texts for field in fields)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else Or(parts)


def _fields(entity: Entity, key: Key) -> Iterator[Field]:
    for field in entity:
        coded = field.type is FieldType.TEXT and field.name.endswith(_CODES)
        if coded if key is Key.CODE else field.type is KEY_TYPES[key]:
            yield field


def _compared(field: Field, item: KeyItem) -> Condition:
    text = item.text
    match item.key:
        case Key.PHONE:
            return compare(field.name, Op.PHONE, text)
        case Key.EMAIL if text.startswith("@"):
            return compare(field.name, Op.ENDS, text)
        case Key.WEBSITE:
            return compare(field.name, Op.MENTIONS, text)
        case Key.ID:
            return compare(field.name, Op.IN, *(linked(text).ids or (text,)))
        case Key.CODE:
            return compare(field.name, Op.NUMBERED, text.lstrip("#"))
    return compare(field.name, Op.EQ, text)
