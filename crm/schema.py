"""What kinds of record a CRM holds and which fields they have, as typed, frozen values.

Names are Salesforce API names everywhere (`Opportunity`, `Amount`, `Renewal_Risk__c`): the CSV
export, SOQL and admins all speak them. Labels are for people.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from crm.definitions import USUAL_DEFINITIONS, Definitions
from crm.errors import UnknownEntity, UnknownField


class FieldType(StrEnum):
    """What a field holds; it decides how it is compared, aggregated, entered and shown."""

    ID = "id"
    TEXT = "text"
    LONG_TEXT = "long text"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    DATETIME = "datetime"
    BOOLEAN = "boolean"
    PICKLIST = "picklist"
    REFERENCE = "reference"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"

    @property
    def is_number(self) -> bool:
        """Can be summed and averaged."""
        return self in {FieldType.NUMBER, FieldType.MONEY, FieldType.PERCENT}

    @property
    def is_time(self) -> bool:
        """Can be compared with a period."""
        return self in {FieldType.DATE, FieldType.DATETIME}

    @property
    def is_ordered(self) -> bool:
        """Has a most and a least: a number, or a time."""
        return self.is_number or self.is_time

    @property
    def is_text(self) -> bool:
        """Can be searched in."""
        return self in {
            FieldType.TEXT,
            FieldType.LONG_TEXT,
            FieldType.PICKLIST,
            FieldType.EMAIL,
            FieldType.PHONE,
            FieldType.URL,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One field of a record.

    `refers_to` is the entity a REFERENCE points at (None when it can be several, as
    `Task.WhatId`). `seen` are the values met in a text field that has few of them, such as
    countries: they are recognised in questions and restrict nothing.
    """

    name: str
    label: str
    type: FieldType = FieldType.TEXT
    picklist: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    refers_to: str | None = None
    required: bool = False
    updatable: bool = True
    custom: bool = False

    def __post_init__(self) -> None:
        if not self.name or not self.label:
            raise ValueError("a field has a name and a label")
        if self.refers_to and self.type is not FieldType.REFERENCE:
            raise ValueError(f"only a reference points at an entity, not {self.name}")

    @property
    def relationship(self) -> str | None:
        """The name a path goes through: `AccountId` -> `Account`, `Partner__c` -> `Partner__r`."""
        if self.type is not FieldType.REFERENCE:
            return None
        if self.name.endswith("__c"):
            return f"{self.name[:-3]}__r"
        return self.name.removesuffix("Id") or self.name


@dataclass(frozen=True, kw_only=True)
class Entity:
    """One kind of record.

    `owner_path` leads to the person a record belongs to (`OwnerId`, or `Account.OwnerId` for what
    hangs on an account); None means everybody may see it. `columns` is what a list shows unasked.
    """

    name: str
    label: str
    plural: str
    fields: tuple[Field, ...]
    name_field: str = "Name"
    owner_path: str | None = None
    columns: tuple[str, ...] = ()
    custom: bool = False
    _by_name: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_name = {f.name: f for f in self.fields}
        if len(by_name) != len(self.fields):
            raise ValueError(f"{self.name} has two fields of one name")
        if self.name_field not in by_name or "Id" not in by_name:
            raise ValueError(f"{self.name} has no Id, or no {self.name_field}")
        object.__setattr__(self, "_by_name", by_name)

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def field(self, name: str) -> Field:
        """The field of that API name; raises UnknownField, naming the nearest."""
        try:
            return self._by_name[name]
        except KeyError:
            raise UnknownField(self.name, name, tuple(self._by_name)) from None

    @cached_property
    def references(self) -> Mapping[str, Field]:
        """Reference fields by the relationship name a path uses."""
        return {f.relationship: f for f in self.fields if f.relationship}

    def with_fields(self, *more: Field) -> "Entity":
        """The same entity with further fields; a field of a known name replaces it."""
        fresh = {f.name: f for f in more}
        kept = tuple(fresh.pop(f.name, f) for f in self.fields)
        return replace(self, fields=kept + tuple(fresh.values()))


@dataclass(frozen=True, kw_only=True)
class Schema:
    """Everything one person can ask for.

    `currencies` are the ISO codes in use, home one first; `definitions` what the organisation means
    by its words; `unused` the entities that never had a record, where that is known; `withheld` the
    fields that are hidden from this person, with their entities.
    """

    entities: tuple[Entity, ...]
    currencies: tuple[str, ...] = ("USD",)
    definitions: Definitions = USUAL_DEFINITIONS
    unused: frozenset[str] = frozenset()
    withheld: tuple[tuple[str, Field], ...] = ()
    _by_name: Mapping[str, Entity] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.currencies:
            raise ValueError("a CRM has at least one currency")
        object.__setattr__(self, "_by_name", {e.name: e for e in self.entities})

    def __iter__(self) -> Iterator[Entity]:
        return iter(self.entities)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def entity(self, name: str) -> Entity:
        """The entity of that API name; raises UnknownEntity."""
        try:
            return self._by_name[name]
        except KeyError:
            raise UnknownEntity(name) from None

    def resolve(self, entity: str, path: str) -> "Resolved":
        """Follow a dotted path such as `Account.Owner.Name` from an entity to its last field.

        Raises UnknownField for a wrong step, also for a reference that can point at several
        entities, since no path leads through those.
        """
        here = self.entity(entity)
        steps: list[tuple[Entity, Field]] = []
        *through, last = path.split(".")
        for step in through:
            reference = here.references.get(step)
            if reference is None or reference.refers_to is None:
                raise UnknownField(here.name, step, tuple(here.references))
            steps.append((here, reference))
            here = self.entity(reference.refers_to)
        return Resolved(path=path, steps=tuple(steps), entity=here, field=here.field(last))

    def without(self, hidden: frozenset[tuple[str, str]]) -> "Schema":
        """The schema as somebody sees it from whom those (entity, field) pairs are hidden."""
        if not hidden:
            return self
        kept = (
            replace(e, fields=tuple(f for f in e.fields if (e.name, f.name) not in hidden))
            for e in self.entities
        )
        seen = replace(self, entities=tuple(kept))
        shown = (
            replace(e, columns=tuple(c for c in e.columns if seen.leads(e.name, c)))
            for e in seen.entities
        )
        taken = ((e.name, f) for e in self.entities for f in e if (e.name, f.name) in hidden)
        return replace(seen, entities=tuple(shown), withheld=(*self.withheld, *taken))

    def whole(self) -> "Schema":
        """The schema with what is withheld, to tell what a question is about. Never to ask by."""
        more: dict[str, list[Field]] = {}
        for entity, hidden in self.withheld:
            more.setdefault(entity, []).append(hidden)
        entities = tuple(e.with_fields(*more.get(e.name, ())) for e in self.entities)
        return replace(self, entities=entities, withheld=())

    def leads(self, entity: str, path: str) -> bool:
        """Whether there is a field at the end of the path."""
        try:
            self.resolve(entity, path)
        except UnknownField:
            return False
        return True


@dataclass(frozen=True, kw_only=True, slots=True)
class Resolved:
    """A path and where it leads: the (entity, reference) pairs gone through, and the field."""

    path: str
    steps: tuple[tuple[Entity, Field], ...]
    entity: Entity
    field: Field
