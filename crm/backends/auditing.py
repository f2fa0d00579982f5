"""The embedded CRM's audit: every change with who made it, when and by which way."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, Connection, insert, select

from crm.backends.tables import AUDIT
from crm.change import AuditEntry
from crm.dialects.base import storable
from crm.money import Money
from crm.query import Ref, Value


def note(connection: Connection, entry: AuditEntry) -> None:
    """Keep an entry, in the transaction of the change itself."""
    row = {
        "at": entry.at,
        "by": entry.by,
        "entity": entry.ref.entity,
        "record": entry.ref.id,
        "field": entry.field,
        "before": entry.before,
        "after": entry.after,
        "via": entry.via,
    }
    connection.execute(insert(AUDIT), row)


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


def written(value: Value) -> str:
    """A value as the audit has it: `20000 USD`, `2026-11-05`, `true`; "" for an empty one."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Money():
            return f"{value.amount:f} {value.currency}"
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
    return value
