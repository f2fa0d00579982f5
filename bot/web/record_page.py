"""One record of the embedded CRM with all there is about it, as one person may see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from bot.web.shown import Cell, cell
from bot.web.tables import Listed, Tables
from bot.wiring import Crumb
from crm.access import Viewer
from crm.errors import RecordNotFound
from crm.history import FieldChange, Span
from crm.query import Condition, Op, Or, Order, Query, Ref, Row, Rows, compare
from crm.schema import Entity, Field, FieldType, Schema
from handlers.person import zone_name
from handlers.record import leads
from handlers.wording import show

_RELATED = 5
_CHANGES = 50


@dataclass(frozen=True, slots=True)
class Fact:
    """A field with its value."""

    label: str
    name: str
    value: Cell


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """One line of what was changed, its values written for people."""

    at: datetime
    by: str
    label: str
    before: str
    after: str
    via: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordPage:
    """`usual` are the facts a list shows unasked, `facts` all of them, `changes` latest first."""

    ref: Ref
    name: str
    entity: Entity
    usual: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    related: tuple[Listed, ...]
    changes: tuple[Changed, ...]


async def record_page(crumb: Crumb, viewer: Viewer, ref: Ref) -> RecordPage:
    """The page; raises RecordNotFound for what is not there and for what is not for `viewer`."""
    schema = await crumb.crm.schema(viewer)
    if ref.entity not in schema:
        raise RecordNotFound
    return await _Reader(crumb, viewer, schema, schema.entity(ref.entity)).page(ref.id)


@dataclass(frozen=True, slots=True)
class _Reader:
    crumb: Crumb
    viewer: Viewer
    schema: Schema
    entity: Entity

    @property
    def zone(self) -> str:
        return zone_name(self.viewer)

    async def page(self, id_: str) -> RecordPage:
        rows = await self._run(
            Query(
                entity=self.entity.name,
                columns=self._columns(),
                where=compare("Id", Op.EQ, id_),
                limit=1,
            )
        )
        if not rows.rows:
            raise RecordNotFound
        row = rows.rows[0]
        facts = tuple([await self._fact(rows, row, field) for field in self.entity])
        return RecordPage(
            ref=row.ref,
            name=row.name,
            entity=self.entity,
            usual=tuple(_usual(self.entity, facts)),
            facts=facts,
            related=await self._related(row.ref),
            changes=await self._changes(row.ref),
        )

    def _columns(self) -> tuple[str, ...]:
        """Every field, and the names behind the references."""
        names = (self._named(field) for field in self.entity)
        return (*(field.name for field in self.entity), *(name for name in names if name))

    def _named(self, field: Field) -> str | None:
        """The path to the name of what a reference points at."""
        if field.refers_to is None or field.refers_to not in self.schema:
            return None
        path = f"{field.relationship}.{self.schema.entity(field.refers_to).name_field}"
        return path if leads(self.schema, self.entity.name, path) else None

    async def _fact(self, rows: Rows, row: Row, field: Field) -> Fact:
        value = rows.value(row, field.name)
        ref, name = None, None
        if field.type is FieldType.REFERENCE and isinstance(value, str) and value:
            named = self._named(field)
            if field.refers_to and named:
                ref, name = Ref(field.refers_to, value), rows.value(row, named)
            elif target := await self._anything(value):
                ref, name = target.ref, target.name
        link = self.crumb.links.record(ref) if ref and name else None
        return Fact(field.label, field.name, cell(name or value, field, self.zone, link))

    async def _anything(self, id_: str) -> Row | None:
        """The record of any kind with that id, if the viewer may read it."""
        name = (await self.crumb.crm.index(self.viewer)).by_id(id_)
        if name is None or name.entity not in self.schema:
            return None
        this = compare("Id", Op.EQ, name.id)
        rows = await self._run(Query(entity=name.entity, where=this, limit=1))
        return rows.rows[0] if rows.rows else None

    async def _related(self, ref: Ref) -> tuple[Listed, ...]:
        """What points at the record: one list of each kind, and one by each other role it has."""
        found = []
        for entity in self.schema:
            for heading, fields in _pointing(entity, ref.entity):
                listed = await self._list(entity, fields, ref, heading)
                if listed.total:
                    found.append(listed)
        return tuple(found)

    async def _list(
        self, entity: Entity, fields: tuple[Field, ...], ref: Ref, heading: str
    ) -> Listed:
        back = tuple(f"{field.relationship}." for field in fields)
        parts: list[Condition] = [compare(field.name, Op.EQ, ref.id) for field in fields]
        query = Query(
            entity=entity.name,
            columns=tuple(path for path in entity.columns if not path.startswith(back)),
            where=parts[0] if len(parts) == 1 else Or(tuple(parts)),
            order=_latest_first(entity),
            limit=_RELATED,
            zone=self.zone,
        )
        tables = Tables(self.schema, self.crumb.links, self.zone)
        return tables.listed(await self._run(query), heading)

    async def _changes(self, ref: Ref) -> tuple[Changed, ...]:
        """What is hidden from the viewer is left out."""
        this = Query(entity=ref.entity, where=compare("Id", Op.EQ, ref.id))
        history = await self.crumb.crm.changes(
            await self.crumb.crm.permit(this, self.viewer), Span(limit=_CHANGES)
        )
        return tuple([await self._changed(change) for change in history.changes])

    async def _changed(self, change: FieldChange) -> Changed:
        field = self.entity.field(change.field)
        person = await self.crumb.crm.by_id(change.by)
        return Changed(
            at=change.at,
            by=person.name if person else change.by,
            label=field.label,
            before=show(change.before, type_=field.type, zone=self.zone),
            after=show(change.after, type_=field.type, zone=self.zone),
            via=change.via,
        )

    async def _run(self, query: Query) -> Rows:
        answer = await self.crumb.crm.run(await self.crumb.crm.permit(query, self.viewer))
        assert isinstance(answer, Rows)
        return answer


def _latest_first(entity: Entity) -> tuple[Order, ...]:
    """By the first date that its lists show."""
    dates = (path for path in entity.columns if path in entity and entity.field(path).type.is_time)
    return tuple(Order(by=path, descending=True) for path in islice(dates, 1))


def _usual(entity: Entity, facts: tuple[Fact, ...]) -> Iterator[Fact]:
    by_name = {fact.name: fact for fact in facts}
    for path in entity.columns:
        step = path.partition(".")[0]
        reference = entity.references.get(step)
        name = reference.name if reference else path
        if name in by_name:
            yield by_name[name]


def _pointing(entity: Entity, to: str) -> Iterator[tuple[str, tuple[Field, ...]]]:
    """Headings, and the references of `entity` that may hold a record of the kind `to`.

    Those that belong together are one list: a task hangs on an account by `AccountId` or `WhatId`.
    """
    references = entity.references.values()
    plainly = tuple(f for f in references if f.refers_to is None or f.relationship == to)
    if plainly:
        yield entity.plural, plainly
    for field in references:
        if field.refers_to == to and field not in plainly:
            yield f"{entity.plural} by {field.label.lower()}", (field,)
