"""What an import changes of records that were there, noted like any other change."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Self

from sqlalchemy import ColumnElement, Connection, Dialect, Table, column, select

from crm.backends.values import Fit, as_kept, fit_for
from crm.change import AuditEntry
from crm.dialects.scope import CURRENCY
from crm.money import Money
from crm.query import Ref, Value
from crm.schema import Entity, Field, FieldType
from crm.written import written

VIA: Final = "import"
MODIFIED, MODIFIED_BY = "LastModifiedDate", "LastModifiedById"

Row = Mapping[str, Value]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tracking:
    """Note the changes of these fields of the records with these ids, which are there already.

    `now` is when they are made. A row that says when it was last modified, later than before, is
    believed, and who did it where it says that too.
    """

    now: datetime
    fields: frozenset[str]
    ids: frozenset[str]

    def changes(
        self,
        connection: Connection,
        entity: Entity,
        table: Table,
        rows: Sequence[Row],
        records: Sequence[Mapping[str, Any]],
    ) -> Iterator[AuditEntry]:
        """What those rows, which mention the same fields, will change; `records` are the same as
        the driver takes them. To be asked before they are written.
        """
        known = [pair for pair in zip(rows, records, strict=True) if pair[1]["Id"] in self.ids]
        tracked = [name for name in rows[0] if name in self.fields]
        if not known or not tracked:
            return
        kept = _kept(connection, table, tracked, [record["Id"] for _, record in known])
        columns = [n for n in (*tracked, MODIFIED) if n in entity]
        fields = {n: _Kept.of(entity.field(n), table, connection.dialect) for n in columns}
        for row, record in known:
            old = kept.get(record["Id"], {})
            moved = old and old[CURRENCY] != record[CURRENCY]
            differing = [
                fields[name]
                for name in tracked
                if old and (old[name] != record[name] or (moved and fields[name].is_money))
            ]
            if differing:
                modified = fields[MODIFIED].read(old[MODIFIED]) if MODIFIED in fields else None
                at, by = self._when_and_who(row, modified)
                ref = Ref(entity.name, record["Id"])
                for field in differing:
                    before = field.value(field.read(old[field.name]), old[CURRENCY])
                    after = field.value(field.fitting(row[field.name]), record[CURRENCY])
                    yield from _entry(ref, field.name, before, after, at, by)

    def _when_and_who(self, row: Row, before: Value) -> tuple[datetime, str]:
        modified, by = row.get(MODIFIED), row.get(MODIFIED_BY)
        later = isinstance(modified, datetime) and not (
            isinstance(before, datetime) and modified <= before
        )
        if not isinstance(modified, datetime) or not later or modified > self.now:
            return self.now, ""
        return modified, by if isinstance(by, str) else ""


def _entry(
    ref: Ref, field: str, before: Value, after: Value, at: datetime, by: str
) -> Iterator[AuditEntry]:
    """The change, if it is one: 1.0 and 1 are the same."""
    if before != after:
        yield AuditEntry(
            at=at,
            by=by,
            ref=ref,
            field=field,
            before=written(before),
            after=written(after),
            via=VIA,
        )


def _kept(
    connection: Connection, table: Table, tracked: Sequence[str], ids: Sequence[str]
) -> Mapping[str, Mapping[str, Any]]:
    """The records with these ids as the driver gives them: most will turn out to be unchanged, and
    need not be understood.
    """
    wanted = dict.fromkeys(n for n in ("Id", CURRENCY, MODIFIED, *tracked) if n in table.c)
    untyped: list[ColumnElement[Any]] = [column(name) for name in wanted]
    query = select(*untyped).select_from(table)
    found = connection.execute(query.where(table.c.Id.in_(ids))).mappings()
    return {row["Id"]: dict(row) for row in found}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Kept:
    """A field, and how what the driver holds of it is read."""

    field: Field
    fit: Fit
    from_driver: Callable[[Any], Any] | None

    @classmethod
    def of(cls, field: Field, table: Table, dialect: Dialect) -> Self:
        kind = table.c[field.name].type.dialect_impl(dialect)
        return cls(
            field=field,
            fit=fit_for(field),
            from_driver=kind.result_processor(dialect, None),
        )

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def is_money(self) -> bool:
        return self.field.type is FieldType.MONEY

    def read(self, raw: Any) -> Value:
        value: Value = self.from_driver(raw) if self.from_driver else raw
        return value

    def fitting(self, value: Value) -> Value:
        return as_kept(self.field, self.fit(value))

    def value(self, value: Value, code: str) -> Value:
        """An amount with its currency, so that another currency is a change as well."""
        return Money(value, code) if self.is_money and isinstance(value, Decimal) else value
