"""The embedded CRM's audit: every change with who made it, when and by which way."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select

from crm.backends.tables import AUDIT
from crm.change import AuditEntry
from crm.dialects.base import storable
from crm.query import Ref


def note(connection: Connection, entries: Iterable[AuditEntry]) -> None:
    """Keep them, in the transaction of the changes themselves."""
    if rows := [_row(entry) for entry in entries]:
        connection.execute(insert(AUDIT), rows)


def _row(entry: AuditEntry) -> dict[str, Any]:
    return {
        "at": entry.at,
        "by": entry.by,
        "entity": entry.ref.entity,
        "record": entry.ref.id,
        "field": entry.field,
        "before": entry.before,
        "after": entry.after,
        "via": entry.via,
    }


def of_record(connection: Connection, ref: Ref) -> tuple[AuditEntry, ...]:
    """Every change of one record, oldest first."""
    if not storable(ref.id) or not storable(ref.entity):
        return ()
    return _entries(connection, (AUDIT.c.entity == ref.entity) & (AUDIT.c.record == ref.id))


def since(connection: Connection, start: datetime) -> tuple[AuditEntry, ...]:
    """Every change from then on, oldest first."""
    return _entries(connection, AUDIT.c.at >= start)


def _entries(connection: Connection, which: ColumnElement[bool]) -> tuple[AuditEntry, ...]:
    rows = connection.execute(select(AUDIT).where(which).order_by(AUDIT.c.id))
    return tuple(
        AuditEntry(
            at=row.at,
            by=row.by,
            ref=Ref(row.entity, row.record),
            field=row.field,
            before=row.before,
            after=row.after,
            via=row.via,
        )
        for row in rows
    )
