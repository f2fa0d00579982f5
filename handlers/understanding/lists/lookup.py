"""Lookups in every kind of record: whose number is this, what is FW-S110."""

from dataclasses import replace

from crm.schema import FieldType
from handlers.understanding.conditions.keyed import KEY_TYPES, bearers
from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.conditions.titled import PEOPLE, title_field
from handlers.understanding.draft import Draft, KeyItem, TitleItem
from handlers.understanding.lists.record_query import RecordQuery
from handlers.understanding.reading import NoReading, Reading, Shape, Unsure, Why


def only_key(draft: Draft) -> KeyItem | None:
    """What is looked up, where nothing else tells which kind of record is meant."""
    root = draft.root
    figures = draft.function or draft.measure or draft.groups or draft.share or draft.rank
    if root.entity or root.subs or figures or len(root.items) != 1:
        return None
    item = root.items[0]
    return item if isinstance(item, KeyItem) else None


def only_title(draft: Draft) -> bool:
    """Whether people are looked up by their job title, and nothing tells whose they are."""
    root = draft.root
    figures = draft.function or draft.measure or draft.groups or draft.share or draft.rank
    told = root.said or root.subs or figures or len(root.items) != 1
    return not told and isinstance(root.items[0], TitleItem)


def by_title(draft: Draft, resolver: Resolver, limit: int) -> Reading:
    """The contacts with the title; where there are none, leads or colleagues with it."""
    readings = []
    for person in PEOPLE:
        if person in resolver.schema and title_field(resolver.schema.entity(person)):
            one = replace(draft, root=replace(draft.root, entity=person))
            readings.append(RecordQuery(resolver, limit).reading(one))
    first, *others = readings
    return replace(first, also=tuple(other.query for other in others), first_found=True)


def by_key(draft: Draft, key: KeyItem, resolver: Resolver, limit: int) -> Reading:
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


def looked_up(draft: Draft, resolver: Resolver, limit: int) -> Reading | None:
    """The reading of a question for whatever record has a key or a job title; None for others."""
    if key := only_key(draft):
        return by_key(draft, key, resolver, limit)
    return by_title(draft, resolver, limit) if only_title(draft) else None
