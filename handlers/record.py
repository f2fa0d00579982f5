"""One record as one person reads it at this moment: what every press looks at before it acts."""

from collections.abc import Iterable
from dataclasses import dataclass

from crm.access import Viewer
from crm.errors import QueryError, RecordNotFound
from crm.port import Crm
from crm.query import Op, Query, Ref, Row, Rows, Value, compare
from crm.schema import Entity, Field, Schema


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """A record with the columns that were asked for; `schema` is the reader's, without what is
    hidden from them.
    """

    schema: Schema
    rows: Rows

    @property
    def row(self) -> Row:
        """The record itself."""
        return self.rows.rows[0]

    @property
    def ref(self) -> Ref:
        """Which record it is."""
        return self.row.ref

    @property
    def name(self) -> str:
        """How people call it."""
        return self.row.name

    @property
    def entity(self) -> Entity:
        """What kind of record it is."""
        return self.schema.entity(self.ref.entity)

    def field(self, name: str) -> Field:
        """That field; raises UnknownField, also for one that is hidden from the reader."""
        return self.entity.field(name)

    def read(self, path: str) -> bool:
        """Whether that path was read."""
        return path in self.rows.query.columns

    def value(self, path: str) -> Value:
        """What it holds there; raises ValueError for a path that was not read."""
        return self.rows.value(self.row, path)


async def read_record(
    crm: Crm, viewer: Viewer, ref: Ref, *paths: str, also: Iterable[str] = ()
) -> Record:
    """Read those paths of one record as `viewer`; of `also`, those that are there for them.

    Raises RecordNotFound for one that is not there or not for them, in the same words, and
    UnknownField for a path that is not there for them.
    """
    schema = await crm.schema(viewer)
    if ref.entity not in schema:
        raise RecordNotFound
    query = Query(
        entity=ref.entity,
        columns=tuple(dict.fromkeys((*paths, *(p for p in also if leads(schema, ref.entity, p))))),
        where=compare("Id", Op.EQ, ref.id),
        limit=1,
        zone=viewer.time_zone,
    )
    answer = await crm.run(await crm.permit(query, viewer))
    if not isinstance(answer, Rows) or not answer.rows:
        raise RecordNotFound
    return Record(schema=schema, rows=answer)


def leads(schema: Schema, entity: str, path: str) -> bool:
    """Whether that path leads to a field in this person's schema."""
    try:
        schema.resolve(entity, path)
    except QueryError:
        return False
    return True


def owner_paths(schema: Schema, entity: str) -> tuple[str, str] | None:
    """The paths to the owner's id and name; None where nobody owns it, or that is hidden."""
    path = schema.entity(entity).owner_path
    if path is None or not leads(schema, entity, path):
        return None
    owner = schema.resolve(entity, path).field
    named = f"{path.removesuffix(owner.name)}{owner.relationship}.Name"
    return (path, named) if leads(schema, entity, named) else None
