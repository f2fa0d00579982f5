"""What an export adds to the schema: fields and entities typed by content, and picklist values."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from crm.backends.storage import Storage
from crm.sample.csv_ids import hashes
from crm.sample.csv_names import label_of, plural_of, reference_label
from crm.sample.csv_source import CURRENCY, DELETED
from crm.sample.csv_survey import Survey
from crm.sample.csv_typing import MOST_CHOICES, ColumnContent
from crm.schema import Entity, Field, FieldType, Schema

MOST_SEEN: Final = 2000  # more cities or departments than these are not recognised in a question
CLEAR: Final = 0.9  # of a column's values are ids of one entity, and it refers to that

_SALESFORCE_ID: Final = re.compile(r"(?=.*[A-Za-z])(?:[A-Za-z0-9]{15}|[A-Za-z0-9]{18})", re.ASCII)
_CODE: Final = re.compile(r"[A-Z]{3}", re.ASCII)
_PEOPLE: Final = {"Owner", "Manager", "CreatedBy", "LastModifiedBy"}
_SYSTEM: Final = {"CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById"}
_SYSTEM_TOO: Final = {"SystemModstamp", "LastViewedDate", "LastReferencedDate"}
_NAMES: Final = {"Name", "FirstName", "LastName"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What is new: entities, fields of known entities, and values by (entity, field).

    `left_out` names the columns of each entity that hold nothing; `currencies` are the codes in use
    from now on, the home currency first.
    """

    entities: tuple[Entity, ...]
    fields: Mapping[str, tuple[Field, ...]]
    picklists: Mapping[tuple[str, str], tuple[str, ...]]
    seen: Mapping[tuple[str, str], tuple[str, ...]]
    left_out: Mapping[str, tuple[str, ...]]
    currencies: tuple[str, ...]


def plan(survey: Survey, home: str | None, *, empty: bool) -> Plan:
    """All that `survey` found and the schema does not know.

    `home` is the home currency, None for that of before; the currencies of an `empty` CRM are in
    nobody's use yet.
    """
    fields = {entity: tuple(_fields(entity, survey)) for entity in survey.contents}
    known = {entity: new for entity, new in fields.items() if entity in survey.schema}
    return Plan(
        entities=tuple(
            _entity(e, new, survey.schema) for e, new in fields.items() if e not in survey.schema
        ),
        fields={entity: new for entity, new in known.items() if new},
        picklists=dict(_values(survey, FieldType.PICKLIST)),
        seen=dict(_values(survey, FieldType.TEXT)),
        left_out={entity: tuple(_empty(entity, survey)) for entity in survey.contents},
        currencies=_currencies(survey, home, () if empty and home else survey.schema.currencies),
    )


def carry_out(new: Plan, storage: Storage) -> None:
    """Put it into the CRM's schema."""
    for entity in new.entities:
        storage.add_entity(entity)
    for name, fields in new.fields.items():
        storage.add_custom(name, fields)
    storage.extend_picklists(new.picklists)
    storage.extend_picklists(new.seen, seen=True)
    storage.set_currencies(new.currencies)


def refers_to(content: ColumnContent, survey: Survey) -> str | None:
    """The entity whose ids a column holds, if that is clear; else None.

    Its name must end as a reference's does. Ids that are mere numbers exist in every entity, so
    there the name must say which.
    """
    stem = re.sub(r"(?:Id|__c)$", "", content.name)
    if stem == content.name or not content.keys or not content.kept:
        return None
    sample = hashes(sorted(content.kept))
    clear = [e for e, ids in survey.ids.items() if ids.has(sample).mean() >= CLEAR]
    named = "User" if stem in _PEOPLE else stem
    if named in clear:
        return named
    telling = all(map(_SALESFORCE_ID.fullmatch, content.kept))
    return clear[0] if telling and len(clear) == 1 else None


def _unknown(entity: str, survey: Survey) -> Iterator[tuple[str, ColumnContent]]:
    schema: Schema = survey.schema
    known = {f.name for f in schema.entity(entity)} if entity in schema else set()
    for name, content in survey.contents[entity].items():
        if name not in known and name not in {CURRENCY, DELETED}:
            yield name, content


def _fields(entity: str, survey: Survey) -> Iterator[Field]:
    for name, content in _unknown(entity, survey):
        if content.filled:
            yield _field(name, content, survey)


def _empty(entity: str, survey: Survey) -> Iterator[str]:
    for _, content in _unknown(entity, survey):
        if not content.filled:
            yield content.name


def _field(name: str, content: ColumnContent, survey: Survey) -> Field:
    updatable = name not in _SYSTEM | _SYSTEM_TOO
    if target := refers_to(content, survey):
        return Field(
            name=name,
            label=reference_label(content.name),
            type=FieldType.REFERENCE,
            refers_to=target,
            updatable=updatable,
            custom=True,
        )
    type_ = content.type()
    return Field(
        name=name,
        label=label_of(content.name),
        type=type_,
        picklist=content.few(MOST_CHOICES) if type_ is FieldType.PICKLIST else (),
        seen=_seen(name, content) if type_ is FieldType.TEXT else (),
        updatable=updatable,
        custom=True,
    )


def _entity(name: str, fields: tuple[Field, ...], schema: Schema) -> Entity:
    label = label_of(name)
    by_name = {field.name: field for field in fields}
    listed = [f.name for f in fields if f.type is not FieldType.LONG_TEXT and f.name != "Name"]
    return Entity(
        name=name,
        label=label,
        plural=plural_of(label),
        fields=(Field(name="Id", label="Record ID", type=FieldType.ID, updatable=False), *fields),
        name_field="Name" if "Name" in by_name else "Id",
        owner_path=_owner_path(by_name, schema),
        columns=tuple(listed[:4]),
        custom=True,
    )


def _owner_path(fields: Mapping[str, Field], schema: Schema) -> str | None:
    """The record's own owner, or that of the account, deal or other record it hangs on."""
    if "OwnerId" in fields and fields["OwnerId"].refers_to == "User":
        return "OwnerId"
    parents = [field for field in fields.values() if field.refers_to in schema]
    for field in sorted(parents, key=lambda field: field.refers_to != "Account"):
        if path := schema.entity(str(field.refers_to)).owner_path:
            return f"{field.relationship}.{path}"
    return None


_PLACES = {"city", "town", "state", "province", "county", "region", "country"}


def _values(survey: Survey, type_: FieldType) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """The values met in known fields of that type, where there are few enough."""
    for entity, contents in survey.contents.items():
        if entity not in survey.schema:
            continue
        for name, content in contents.items():
            known = survey.schema.entity(entity)
            if name in known and known.field(name).type is type_:
                met = _seen(name, content) if type_ is FieldType.TEXT else content.few(MOST_SEEN)
                if met:
                    yield (entity, name), met


def _seen(name: str, content: ColumnContent) -> tuple[str, ...]:
    """Values to recognise in questions: of places always, of other texts where they come back."""
    place = label_of(name).split()[-1].lower() in _PLACES
    return content.few(MOST_SEEN) if (content.repeats or place) and name not in _NAMES else ()


def _currencies(survey: Survey, home: str | None, before: tuple[str, ...]) -> tuple[str, ...]:
    met: set[str] = set()
    for contents in survey.contents.values():
        if CURRENCY in contents:
            met.update(filter(_CODE.fullmatch, contents[CURRENCY].kept))
    first = (home,) if home else ()
    return tuple(dict.fromkeys((*first, *before, *sorted(met))))
