"""Fields and entities as JSON, and the standard schema with what is custom merged in."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crm.backends.metadata import Facts
from crm.definitions import Definitions
from crm.dialects.scope import CURRENCY
from crm.schema import Entity, Field, FieldType, Schema
from crm.standard import STANDARD


def field_fact(field: Field) -> Mapping[str, object]:
    """What is kept of a field beside its name."""
    return {
        "label": field.label,
        "type": field.type.value,
        "picklist": field.picklist,
        "seen": field.seen,
        "refers_to": field.refers_to,
        "required": field.required,
        "updatable": field.updatable,
    }


def entity_fact(entity: Entity) -> Mapping[str, object]:
    """What is kept of a custom entity beside its name and fields."""
    return {
        "label": entity.label,
        "plural": entity.plural,
        "name_field": entity.name_field,
        "owner_path": entity.owner_path,
        "columns": entity.columns,
    }


def merged(facts: Facts, definitions: Definitions) -> Schema:
    """The standard schema with these facts, in an organisation with these definitions."""
    settings = facts.get("setting", {})
    currencies = tuple(settings.get("currencies", STANDARD.currencies))
    fields = _fields(facts)
    entities = [e.with_fields(*fields.get(e.name, ())) for e in STANDARD]
    for name, fact in facts.get("entity", {}).items():
        entities.append(_entity(name, fact, fields.get(name, [])))
    return Schema(
        entities=tuple(_complete(e, facts, currencies) for e in entities),
        currencies=currencies,
        definitions=definitions,
        unused=frozenset(e.name for e in entities) - set(facts.get("used", {})),
    )


def added(known: tuple[str, ...], more: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The known values and after them those that are not known in any case."""
    values = {value.lower(): value for value in reversed((*known, *more))}
    return tuple(dict.fromkeys(values[value.lower()] for value in (*known, *more)))


def _fields(facts: Facts) -> dict[str, list[Field]]:
    fields: dict[str, list[Field]] = {}
    for path, fact in facts.get("field", {}).items():
        entity, _, name = path.partition(".")
        fields.setdefault(entity, []).append(_field(name, fact))
    return fields


def _field(name: str, fact: Mapping[str, Any]) -> Field:
    return Field(
        name=name,
        label=fact["label"],
        type=FieldType(fact["type"]),
        picklist=tuple(fact["picklist"]),
        seen=tuple(fact["seen"]),
        refers_to=fact["refers_to"],
        required=fact["required"],
        updatable=fact["updatable"],
        custom=True,
    )


def _entity(name: str, fact: Mapping[str, Any], fields: list[Field]) -> Entity:
    first = ("Id", fact["name_field"])
    return Entity(
        name=name,
        label=fact["label"],
        plural=fact["plural"],
        name_field=fact["name_field"],
        owner_path=fact["owner_path"],
        columns=tuple(fact["columns"]),
        fields=tuple(sorted(fields, key=lambda f: (f.name not in first, f.name != "Id"))),
        custom=True,
    )


def _complete(entity: Entity, facts: Facts, currencies: tuple[str, ...]) -> Entity:
    """With the values met since, and with the currency where there is more than one."""
    picklists, seen = facts.get("picklist", {}), facts.get("seen", {})
    more = [
        replace(
            field,
            picklist=added(field.picklist, picklists.get(path, [])),
            seen=added(field.seen, seen.get(path, [])),
        )
        for field in entity
        if (path := f"{entity.name}.{field.name}") in picklists or path in seen
    ]
    if len(currencies) > 1 and any(field.type is FieldType.MONEY for field in entity):
        more.append(_currency(currencies))
    return entity.with_fields(*more) if more else entity


def _currency(currencies: tuple[str, ...]) -> Field:
    return Field(
        name=CURRENCY,
        label="Currency",
        type=FieldType.PICKLIST,
        picklist=currencies,
        updatable=False,
    )
