"""Where the columns of a query come from: an entity's table, and what its paths lead to."""

from dataclasses import dataclass
from typing import Any, Final, Protocol

from sqlalchemy import ColumnElement, FromClause

from crm.schema import Field, Schema

CURRENCY: Final = "CurrencyIsoCode"
VERSION: Final = "_version"


class Tables(Protocol):
    """The tables of entities: a column a field, the record's currency, and its version."""

    def aliased(self, entity: str, part: str) -> FromClause:
        """The entity's table in a part of its own, the same alias each time for the same part."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A field a path leads to, its column, and the currency of the record it is in."""

    field: Field
    entity: str
    column: ColumnElement[Any]
    currency: ColumnElement[str]


class Scope:
    """The records of one entity and, as paths ask for them, those they refer to.

    Every path is joined once however often it is walked, and outwards: a record that refers to
    nothing stays.
    """

    def __init__(self, schema: Schema, tables: Tables, entity: str, part: str = "r") -> None:
        self.schema = schema
        self.entity = schema.entity(entity)
        self.record = tables.aliased(entity, part)
        self.source: FromClause = self.record
        self._tables = tables
        self._part = part
        self._joined: dict[str, FromClause] = {"": self.record}

    def at(self, path: str) -> Place:
        """The place a path leads to; raises UnknownField."""
        resolved = self.schema.resolve(self.entity.name, path)
        table, walked = self._joined[""], ""
        for _, reference in resolved.steps:
            walked = f"{walked}_{reference.name}"
            table = self._reached(walked, table, reference)
        return Place(
            field=resolved.field,
            entity=resolved.entity.name,
            column=table.c[resolved.field.name],
            currency=table.c[CURRENCY],
        )

    @property
    def joined(self) -> tuple[FromClause, ...]:
        """All that records come from so far."""
        return tuple(self._joined.values())

    def inner(self, entity: str) -> "Scope":
        """A scope for records looked at inside a condition."""
        return Scope(self.schema, self._tables, entity, f"{self._part}r")

    def _reached(self, walked: str, table: FromClause, reference: Field) -> FromClause:
        if walked not in self._joined:
            target = self._tables.aliased(str(reference.refers_to), self._part + walked)
            self.source = self.source.outerjoin(target, table.c[reference.name] == target.c.Id)
            self._joined[walked] = target
        return self._joined[walked]
