"""The tables of the embedded CRM, made from its schema: one an entity, and two of its own."""

import re

from sqlalchemy import BigInteger, Column, FromClause, Index, Integer, MetaData, Table, Text

from crm.dialects.scope import CURRENCY, VERSION
from crm.dialects.types import Instant, column_type
from crm.schema import Entity, Field, FieldType, Schema

_FIXED = MetaData()

# Facts about the CRM itself, one a row; `value` is JSON. See crm/backends/metadata.py.
FACTS = Table(
    "crm_metadata",
    _FIXED,
    Column("kind", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

AUDIT = Table(
    "crm_audit",
    _FIXED,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("at", Instant, nullable=False, index=True),
    Column("by", Text, nullable=False),
    Column("entity", Text, nullable=False),
    Column("record", Text, nullable=False, index=True),
    Column("field", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("via", Text, nullable=False),
)

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def table_name(entity: str) -> str:
    """`OpportunityLineItem` -> `crm_opportunity_line_item`."""
    return f"crm_{_WORD_START.sub('_', entity).lower()}"


class Tables:
    """The table of each entity of one schema, made when first asked for.

    Beside a column a field, each has the currency of its amounts and a counter of its writes.
    """

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._made: dict[str, Table] = {}
        self._aliases: dict[tuple[str, str], FromClause] = {}

    def __call__(self, entity: str) -> Table:
        """The table of that entity; raises UnknownEntity."""
        table = self._made.get(entity)
        if table is None:
            table = self._made[entity] = self._make(self._schema.entity(entity))
        return table

    def aliased(self, entity: str, part: str) -> FromClause:
        """The entity's table in another part; kept, since making an alias takes long."""
        alias = self._aliases.get((entity, part))
        if alias is None:
            alias = self._aliases.setdefault((entity, part), self(entity).alias())
        return alias

    def everything(self) -> list[Table]:
        """All tables, those of the CRM's own facts among them."""
        return [FACTS, AUDIT, *(self(entity.name) for entity in self._schema)]

    def _make(self, entity: Entity) -> Table:
        columns = [column(field) for field in entity if field.name != CURRENCY]
        own = (
            Column(CURRENCY, Text, nullable=False),
            Column(VERSION, Integer, nullable=False, default=1),
        )
        # Two threads may make the same table at once: each gets a whole one, the last stays.
        name = table_name(entity.name)
        made = Table(name, MetaData(), *columns, *own)
        for field in entity:
            if field.type is FieldType.REFERENCE or field.type.is_time:
                Index(None, made.c[field.name])
        return made


def column(field: Field) -> "Column[object]":
    """The column of a field, under its API name."""
    return Column(field.name, column_type(field.type), primary_key=field.name == "Id")
