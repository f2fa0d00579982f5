"""Lookups in every kind of record: whose number is this, what is FW-S110."""

from dataclasses import replace

from crm.schema import FieldType
from handlers.understanding.draft import Draft, KeyItem
from handlers.understanding.keyed import KEY_TYPES, bearers
from handlers.understanding.reading import NoReading, Reading, Shape, Unsure, Why
from handlers.understanding.record_query import RecordQuery
from handlers.understanding.resolve import Resolver


def only_key(draft: Draft) -> KeyItem | None:
    """What is looked up, where nothing else tells which kind of record is meant."""
    root = draft.root
    figures = draft.function or draft.measure or draft.groups or draft.share or draft.rank
    if root.entity or root.subs or figures or len(root.items) != 1:
        return None
    item = root.items[0]
    return item if isinstance(item, KeyItem) else None


def lookup(draft: Draft, key: KeyItem, resolver: Resolver, limit: int) -> Reading:
    """The reading of a question for whatever record has the key; raises Unsure where none can."""
    schema = resolver.schema
    asked = [options for options in draft.fields if not _is_key(options[0].type, key)]
    found: list[Reading] = []
    failed: Unsure | None = None
    for bearer in bearers(schema, resolver.viewer, key):
        one = replace(draft, fields=list(asked), root=replace(draft.root, entity=bearer.name))
        try:
            found.append(RecordQuery(resolver, limit).reading(one))
        except Unsure as unsure:
            failed = failed or unsure
    if not found:
        nothing = NoReading(why=Why.NOT_UNDERSTOOD, sentence="No record here has that.")
        raise failed or Unsure(nothing)
    first, *others = found
    shape = Shape.FIELD if first.field else Shape.RECORD
    return replace(first, shape=shape, also=tuple(other.query for other in others))


def _is_key(type_: FieldType, key: KeyItem) -> bool:
    return type_ is KEY_TYPES.get(key.key)
