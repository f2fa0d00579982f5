"""Where a path of a query leads in an org: through which relationships, to which field."""

from dataclasses import dataclass, replace
from typing import Final, Protocol

from crm.dialects.soql.literals import LONGEST_QUERY
from crm.dialects.soql.unsupported import UNSUPPORTED, refused
from crm.schema import Field, FieldType, Resolved, Schema

CURRENCY: Final = "CurrencyIsoCode"
VERSION: Final = "SystemModstamp"
MOST_STEPS: Final = 5
"""Relationships in one path: page "Understanding Relationship Query Limitations"."""

OF_ANY: Final = frozenset({"Id", "Name", "FirstName", "LastName", "Email", "Phone", "Title"})
"""Fields of the object Name, which stands for all that a reference to several may lead to."""

_UNGROUPED: Final = {
    FieldType.LONG_TEXT, FieldType.NUMBER, FieldType.MONEY, FieldType.PERCENT, FieldType.DATETIME
}  # fmt: skip


class Naming(Protocol):
    """What the schema's entities and fields are called in the org, and what it can do with them."""

    def object(self, entity: str) -> str: ...
    def field(self, entity: str, name: str) -> str: ...
    def groups(self, entity: str, name: str) -> bool: ...
    def searches(self, entity: str, name: str) -> bool: ...
    def shares(self, entity: str, name: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Beyond:
    """What SOQL does not reach: by which reference, to which entity, and the path on from there."""

    own: str
    entity: str
    rest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A field a path leads to: its path in the org, and the id of the record it lies behind.

    Salesforce can group, search or order by it, or we have to. Where the field lies beyond what
    SOQL reaches, `text` is the reference behind which it lies.
    """

    path: str
    field: Field
    text: str
    behind: str | None
    currency: str
    groups: bool
    searches: bool
    orders: bool
    beyond: Beyond | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """The records of one entity, and what paths from them lead to.

    No list of values in a condition on them is stated that is longer than `longest` characters.
    """

    schema: Schema
    naming: Naming
    entity: str
    longest: int = LONGEST_QUERY * 2 // 3

    @property
    def object(self) -> str:
        """What they are records of."""
        return self.naming.object(self.entity)

    def at(self, path: str) -> Place:
        """The place a path leads to; raises UnknownField, and Unsupported for one too long."""
        found = self.schema.resolve(self.entity, path)
        steps = [relationship(self.naming.field(e.name, ref.name)) for e, ref in found.steps]
        if beyond := self.beyond(found):
            return replace(
                self.at(beyond.own),
                path=path,
                field=found.field,
                groups=False,
                searches=False,
                orders=False,
                beyond=beyond,
            )
        own = self.naming.field(found.entity.name, found.field.name)
        if len(steps) + own.count(".") > MOST_STEPS:
            raise refused(UNSUPPORTED.long_path)
        # Behind an empty reference a yes or no is "no" for Salesforce, and empty for us.
        unsure = bool(steps) and found.field.type is FieldType.BOOLEAN
        return Place(
            path=path,
            field=found.field,
            text=".".join([*steps, own]),
            behind=".".join([*steps, "Id"]) if steps else None,
            currency=".".join([*steps, CURRENCY]),
            groups=self._groups(found) and not unsure,
            searches=self._searches(found),
            orders=self._searches(found) and not unsure,
        )

    def beyond(self, found: Resolved) -> Beyond | None:
        """Where a path leaves what SOQL knows of records that may be of several objects: page
        "Understanding Polymorphic Keys and Relationships".
        """
        names = found.path.split(".")
        for step, (entity, reference) in enumerate(found.steps):
            last = step == len(found.steps) - 1 and found.field.name in OF_ANY
            if self.naming.shares(entity.name, reference.name) and not last:
                own = ".".join([*names[:step], reference.name])
                return Beyond(own, str(reference.refers_to), ".".join(names[step + 1 :]))
        return None

    def inner(self, entity: str) -> "Places":
        """The places of records that are looked at inside a condition."""
        return replace(self, entity=entity)

    def _groups(self, found: Resolved) -> bool:
        known = self.naming.groups(found.entity.name, found.field.name)
        return known and found.field.type not in _UNGROUPED

    def _searches(self, found: Resolved) -> bool:
        known = self.naming.searches(found.entity.name, found.field.name)
        return known and found.field.type is not FieldType.LONG_TEXT


def relationship(reference: str) -> str:
    """The name a path goes through: `OwnerId` -> `Owner`, `Account__c` -> `Account__r`."""
    if reference.endswith("__c"):
        return f"{reference[:-3]}__r"
    return reference.removesuffix("Id") or reference
