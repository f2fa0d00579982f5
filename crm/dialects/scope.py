"""Where the columns of a query come from: an entity's table, and what its paths lead to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, Table

from crm.schema import Field, Schema

CURRENCY: Final = "CurrencyIsoCode"
VERSION: Final = "_version"

TableOf = Callable[[str], Table]
"""Gives the table of an entity by its API name: a column a field, its currency and version."""


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

    def __init__(self, schema: Schema, tables: TableOf, entity: str) -> None:
        self.schema = schema
        self.tables = tables
        self.entity = schema.entity(entity)
        self.record = tables(entity).alias()
        self.source: FromClause = self.record
        self._joined: dict[str, FromClause] = {"": self.record}

    def at(self, path: str) -> Place:
        """The place a path leads to; raises UnknownField."""
        resolved = self.schema.resolve(self.entity.name, path)
        table, walked = self._joined[""], ""
        for _, reference in resolved.steps:
            walked = f"{walked}.{reference.name}"
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
        return Scope(self.schema, self.tables, entity)

    def _reached(self, walked: str, table: FromClause, reference: Field) -> FromClause:
        if walked not in self._joined:
            target = self.tables(str(reference.refers_to)).alias()
            self.source = self.source.outerjoin(target, table.c[reference.name] == target.c.Id)
            self._joined[walked] = target
        return self._joined[walked]
