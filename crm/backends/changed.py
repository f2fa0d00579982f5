"""The history of the records of a permitted list, out of the audit."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select

from crm.backends.catalogue import Known
from crm.backends.tables import AUDIT
from crm.dialects.base import storable
from crm.dialects.conditions import Conditions
from crm.dialects.scope import Scope
from crm.dialects.sql import DIALECTS
from crm.history import FieldChange, History, Span
from crm.query import Query, Ref
from crm.schema import Entity, Schema
from crm.written import read


def changed(
    connection: Connection, known: Known, seen: Schema, query: Query, span: Span
) -> History:
    """What changed of the query's records, latest first; of the fields of the schema `seen`."""
    scope = Scope(known.schema, known.tables, query.entity)
    name = scope.at(scope.entity.name_field).column
    where = Conditions(DIALECTS[connection.dialect.name]).state(query.where, scope)
    entity = seen.entity(query.entity)
    this = and_(AUDIT.c.entity == entity.name, AUDIT.c.record == scope.record.c.Id)
    wanted = and_(where, *_wanted(entity, span))

    def stated(*columns: ColumnElement[Any]) -> Select[Any]:
        return select(*columns).select_from(scope.source.join(AUDIT, this)).where(wanted)

    latest = stated(*AUDIT.c, name.label("_name"))
    latest = latest.order_by(AUDIT.c.at.desc(), AUDIT.c.id.desc()).limit(span.limit)
    found = connection.execute(latest).all()
    total = len(found)
    if total == span.limit:
        total = connection.execute(stated(func.count())).scalar_one()
    return History(changes=tuple(_change(row, entity) for row in found), total=total)


def _wanted(entity: Entity, span: Span) -> Iterator[ColumnElement[bool]]:
    visible = [field.name for field in entity]
    if span.fields:
        visible = [name for name in visible if name in span.fields]
    yield AUDIT.c.field.in_(visible)
    if span.start is not None:
        yield AUDIT.c.at >= span.start
    if span.end is not None:
        yield AUDIT.c.at < span.end
    if span.by:
        yield AUDIT.c.by.in_([id_ for id_ in span.by if storable(id_)])


def _change(row: Row[Any], entity: Entity) -> FieldChange:
    type_ = entity.field(row.field).type
    return FieldChange(
        ref=Ref(entity.name, row.record),
        name=str(row._name or row.record),
        field=row.field,
        before=read(row.before, type_),
        after=read(row.after, type_),
        at=row.at,
        by=row.by,
        via=row.via,
    )
