"""From paths to columns: which joins a query needs, and what there is for the asker at all.

Page "Understanding Relationship Names" and "null Values in Lookup Relationships and Outer Joins":
a path through an empty reference gives null, and the record stays. Page "Understanding
Relationship Query Limitations": up to five levels. Page "Understanding Polymorphic Keys and
Relationships": Who and What are reached as the object Name, with Type beside the fields.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from tests.fakes.salesforce.errors import ApiError, pointed
from tests.fakes.salesforce.org.describe import SObject
from tests.fakes.salesforce.org.fields import Field, Kind
from tests.fakes.salesforce.soql.asker import Asker
from tests.fakes.salesforce.soql.tree import Path

LEVELS = 5
_POINT_AT_NAME = {"id", "name", "type", "firstname", "lastname", "email", "phone", "title"}
_REFERENCE = "Please reference your WSDL or the describe call for the appropriate names."


@dataclass(frozen=True, slots=True)
class Column:
    """A field where it is found in SQL, and with it the currency of its record."""

    sql: str
    field: Field
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class _Hop:
    """What a relationship leads to: one object, or any of several, each under its alias."""

    targets: tuple[tuple[SObject, str], ...]
    reference: str


@dataclass
class Scope:
    """The tables of one SELECT. `root` is the alias of its object."""

    asker: Asker
    sobject: SObject
    text: str
    names: Iterator[str] = field(default_factory=lambda: (f"t{n}" for n in count()))
    alias: str | None = None
    root: str = ""
    joins: list[str] = field(default_factory=list)
    relationships: set[str] = field(default_factory=set)
    _hops: dict[tuple[str, ...], _Hop] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.root = next(self.names)

    @property
    def source(self) -> str:
        """What stands behind FROM."""
        return " ".join([f'"{self.sobject.name}" {self.root}', *self.joins])

    def column(self, path: Path, *, hidden: bool = False) -> Column:
        """The column of a path; raises INVALID_FIELD. With `hidden`, of the whole schema."""
        names = self.own(path.names)
        if len(names) - 1 > LEVELS:
            raise self._wrong(path, f"relationship paths have at most {LEVELS} levels: {path}")
        hop = _Hop(((self.sobject, self.root),), "")
        for depth in range(1, len(names)):
            hop = self._follow(names[:depth], hop, path, hidden)
        return self._column(names[-1], hop, path)

    def own(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Without the object's own name or alias in front."""
        first = names[0].lower()
        own = {self.sobject.name.lower(), (self.alias or "").lower()}
        if len(names) > 1 and first in own and self.sobject.parent(first) is None:
            return names[1:]
        return names

    def targets(self, names: tuple[str, ...]) -> tuple[tuple[SObject, str], ...]:
        """What a relationship that is joined leads to."""
        return self._hops[tuple(name.lower() for name in names)].targets

    def _follow(self, names: tuple[str, ...], hop: _Hop, path: Path, hidden: bool) -> _Hop:
        key = tuple(name.lower() for name in names)
        if key in self._hops:
            return self._hops[key]
        known = self.asker.every if hidden else self.asker.objects
        if len(hop.targets) > 1:
            raise self._no_relationship(names[-1], path)
        sobject, alias = hop.targets[0]
        reference = sobject.parent(names[-1])
        targets = reference and [
            known[n.lower()] for n in reference.refers_to if n.lower() in known
        ]
        if reference is None or not targets:
            raise self._no_relationship(names[-1], path)
        self.relationships.add(".".join(key))
        found = tuple((target, next(self.names)) for target in targets)
        own = f'{alias}."{reference.name}"'
        for target, joined in found:
            self.joins.append(
                f'LEFT JOIN "{target.name}" {joined} ON {joined}."Id" = {own}'
                f' AND {joined}."IsDeleted" = 0'
            )
        self._hops[key] = _Hop(found, own)
        return self._hops[key]

    def _column(self, name: str, hop: _Hop, path: Path) -> Column:
        if len(hop.targets) > 1:
            return self._of_any(name.lower(), hop, path)
        sobject, alias = hop.targets[0]
        known = sobject.field(name)
        if known is None:
            raise self._no_column(name, sobject.name, path)
        iso = f'{alias}."CurrencyIsoCode"' if sobject.field("CurrencyIsoCode") else None
        return Column(f'{alias}."{known.name}"', known, iso)

    def _of_any(self, name: str, hop: _Hop, path: Path) -> Column:
        """A field of Name, which stands for whatever a polymorphic key points at."""
        if name not in _POINT_AT_NAME:
            raise self._no_column(path.names[-1], "Name", path)
        if name == "type":
            cases = (f"WHEN {a}.\"Id\" IS NOT NULL THEN '{s.name}'" for s, a in hop.targets)
            return Column(f"CASE {' '.join(cases)} END", Field(name="Type", label="Type"))
        wanted = [(s, a, s.field(name) or _named(s, name)) for s, a in hop.targets]
        columns = [f'{a}."{f.name}"' for _, a, f in wanted if f]
        if not columns:
            return Column("NULL", Field(name=path.names[-1], label=path.names[-1]))
        listed = ", ".join(columns)
        sql = listed if len(columns) == 1 else f"COALESCE({listed})"
        kind = Kind.ID if name == "id" else Kind.STRING
        own = next(f for _, _, f in wanted if f)
        return Column(sql, Field(name=own.name if name != "name" else "Name", label="", kind=kind))

    def _wrong(self, path: Path, why: str) -> ApiError:
        return ApiError("INVALID_FIELD", pointed(self.text, path.at, why))

    def _no_column(self, name: str, entity: str, path: Path) -> ApiError:
        why = (
            f"No such column '{name}' on entity '{entity}'. If you are attempting to use a custom "
            f"field, be sure to append the '__c' after the custom field name. {_REFERENCE}"
        )
        return self._wrong(path, why)

    def _no_relationship(self, name: str, path: Path) -> ApiError:
        why = (
            f"Didn't understand relationship '{name}' in field path. If you are attempting to use "
            "a custom relationship, be sure to append the '__r' after the custom relationship "
            f"name. {_REFERENCE}"
        )
        return self._wrong(path, why)


def _named(sobject: SObject, name: str) -> Field | None:
    """The name field of an object that calls it otherwise (a case's number, a task's subject)."""
    return sobject.field(sobject.name_field) if name == "name" and sobject.name_field else None


def known_object(asker: Asker, name: str, text: str, at: int) -> SObject:
    """The object of that name in any case; raises INVALID_TYPE."""
    found = asker.objects.get(name.lower())
    if found is None:
        why = (
            f"sObject type '{name}' is not supported. If you are attempting to use a custom "
            f"object, be sure to append the '__c' after the entity name. {_REFERENCE}"
        )
        raise ApiError("INVALID_TYPE", pointed(text, at, why))
    return found
