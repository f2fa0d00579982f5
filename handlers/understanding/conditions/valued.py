"""Conditions on values of fields: in Germany, in negotiation, from the web."""

from crm.query import And, Condition, Op, Or, compare
from crm.schema import Schema
from handlers.understanding.conditions.referred import kind_rank
from handlers.understanding.draft import ValueItem
from handlers.understanding.language.lexicon import PLACE_LABELS
from handlers.understanding.schema.connect import Way, connect

_Groups = dict[tuple[str, str], list[str]]
"""Values by the entity and field they can be of."""


def valued(schema: Schema, item: ValueItem, entity: str) -> Condition | None:
    """The condition that one of the fields has one of the values; None where none is near."""
    wanted = {(f.entity, f.field) for f in item.fields}
    groups: _Groups = {}
    for options in item.values:
        for option in options:
            if not wanted or (option.entity, option.field) in wanted:
                groups.setdefault((option.entity, option.field), []).append(option.value)
    own = _same_place(schema, groups, entity)
    best = _nearest(schema, groups | own, entity, len(item.values))
    groups |= own
    conditions: list[Condition] = []
    for (owner, name), way in best:
        values = tuple(dict.fromkeys(groups[owner, name]))
        one = compare(name, Op.EQ if len(values) == 1 else Op.IN, *values)
        if item.both and way.path is None and owner != entity:
            # "accounts with sensors and gateways" have both; each stands on a record of its own.
            conditions.append(And(tuple(way.one(compare(name, Op.EQ, v)) for v in values)))
            continue
        conditions.append(way.one(one) if owner != entity else one)
    if not conditions:
        return None
    return conditions[0] if len(conditions) == 1 else Or(tuple(conditions))


def _same_place(schema: Schema, groups: _Groups, entity: str) -> _Groups:
    """A country is a country: `Lead.Country` where only `Account.BillingCountry` was seen."""
    if any(owner == entity for owner, _ in groups):
        return {}
    found: _Groups = {}
    for (owner, name), values in groups.items():
        kind = schema.entity(owner).field(name).label.split()[-1]
        for place in schema.entity(entity):
            if kind in PLACE_LABELS and place.label.split()[-1] == kind and place.type.is_text:
                found[entity, place.name] = values
    return found


def _nearest(
    schema: Schema, groups: _Groups, entity: str, count: int
) -> list[tuple[tuple[str, str], Way]]:
    """The fields those values can be of on the nearest kind of record that has them all."""
    ways: dict[str, Way] = {}
    full = {key for key, values in groups.items() if len(values) >= count} or set(groups)
    for owner, _ in full:
        way = connect(schema, entity, owner)
        if way:
            ways[owner] = way
    if not ways:
        return []
    nearest = min(ways, key=lambda o: (o != entity, ways[o].path is None, kind_rank(o)))
    return [((o, f), ways[o]) for o, f in full if o == nearest]
