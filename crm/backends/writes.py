"""One change to one field: read anew, compared, saved, noted and read back, or not made at all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from crm.access import AccessRules, Role, Sharing, Viewer
from crm.backends import auditing, metadata
from crm.backends.acceptance import accepted
from crm.backends.catalogue import Known
from crm.backends.consequences import consequences
from crm.backends.values import as_kept, fit_for
from crm.change import AuditEntry, Change, Saved
from crm.dialects.base import storable
from crm.dialects.scope import CURRENCY, VERSION, Scope
from crm.errors import (
    Conflict,
    InvalidValue,
    ReadOnlyField,
    RecordNotFound,
    UnknownEntity,
    UnknownField,
)
from crm.money import Money
from crm.query import Value
from crm.schema import Entity, Field, FieldType
from crm.standard import USER
from crm.written import written


@dataclass(frozen=True, kw_only=True, slots=True)
class Writer:
    """Writes as one person, in the transaction of `connection`."""

    connection: Connection
    known: Known
    rules: AccessRules
    viewer: Viewer
    via: str

    def save(self, change: Change, now: datetime) -> Saved:
        """The change, made. Raises RecordNotFound, Conflict, InvalidValue or ReadOnlyField."""
        entity, field = self._described(change)
        record = self._record(change, entity)
        current = _value(field, record)
        after = accepted(self.connection, self.known, field, change.after, record[CURRENCY])
        if not _same(field, current, change.before):
            message = f"{field.label} was changed by somebody else in between."
            raise Conflict(message, field=field.name, theirs=current)
        more = consequences(entity, field.name, after, record, now)
        self._update(change, record, {**more, field.name: after})
        saved = self._read_back(change, entity, field, current, now)
        self._note(saved)
        moved = field.type is FieldType.REFERENCE  # to another owner or account: others know of it
        if moved or entity.name == USER.name or entity.name_field in {*more, field.name}:
            metadata.count_up(self.connection, "names")
        return saved

    def _described(self, change: Change) -> tuple[Entity, Field]:
        seen = self.rules.visible(self.known.schema, self.viewer)
        try:
            entity = seen.entity(change.ref.entity)
            return entity, entity.field(change.field)
        except UnknownEntity:
            raise RecordNotFound from None
        except UnknownField as unknown:
            raise ReadOnlyField(str(unknown), change.field) from None

    def _record(self, change: Change, entity: Entity) -> Mapping[str, Any]:
        """The record as it is now, kept from other writers; refused to whom it is not theirs."""
        if not storable(change.ref.id):
            raise RecordNotFound
        scope = Scope(self.known.schema, self.known.tables, entity.name)
        owner = scope.at(entity.owner_path).column if entity.owner_path else None
        query = select(*scope.record.c, *([] if owner is None else [owner.label("_owner")]))
        query = query.select_from(scope.source).where(scope.record.c.Id == change.ref.id)
        locked = query.with_for_update(of=scope.record)
        found = self.connection.execute(locked).mappings().first()
        if not found or not self._readable(entity, found.get("_owner")):
            raise RecordNotFound
        if not self._editable(found.get("_owner")):
            raise ReadOnlyField("You can't edit this record in the CRM.", change.field)
        return dict(found)

    def _readable(self, entity: Entity, owner: str | None) -> bool:
        return (
            self.rules.sharing is Sharing.PUBLIC
            or entity.owner_path is None
            or owner in {self.viewer.user_id, *self.viewer.reports}
        )

    def _editable(self, owner: str | None) -> bool:
        """Owners edit, and those above them; what belongs to nobody, a leader."""
        if not self.viewer.active:
            return False
        if owner is not None and self._is_person(owner):
            return owner == self.viewer.user_id or owner in self.viewer.reports
        return self.viewer.role is Role.LEADER

    def _is_person(self, id_: str) -> bool:
        users = self.known.tables(USER.name)
        return (
            self.connection.execute(select(users.c.Id).where(users.c.Id == id_)).first() is not None
        )

    def _update(self, change: Change, record: Mapping[str, Any], values: dict[str, Value]) -> None:
        table = self.known.tables(change.ref.entity)
        same = (table.c.Id == change.ref.id) & (table.c[VERSION] == record[VERSION])
        setting = {**values, VERSION: record[VERSION] + 1}
        if self.connection.execute(update(table).where(same).values(setting)).rowcount != 1:
            message = "The record was changed by somebody else in this very moment."
            raise Conflict(message, field=change.field, theirs=None)

    def _read_back(
        self, change: Change, entity: Entity, field: Field, before: Value, now: datetime
    ) -> Saved:
        table = self.known.tables(entity.name)
        query = select(table).where(table.c.Id == change.ref.id)
        record = dict(self.connection.execute(query).mappings().one())
        return Saved(
            change=replace(change, before=before, after=_value(field, record)),
            name=record[entity.name_field] or change.ref.id,
            version=str(record[VERSION]),
            at=now,
        )

    def _note(self, saved: Saved) -> None:
        change = saved.change
        entry = AuditEntry(
            at=saved.at,
            by=self.viewer.user_id,
            ref=change.ref,
            field=change.field,
            before=written(change.before),
            after=written(change.after),
            via=self.via,
        )
        auditing.note(self.connection, [entry])


def _value(field: Field, record: Mapping[str, Any]) -> Value:
    value: Value = record[field.name]
    if field.type is FieldType.MONEY and value is not None:
        return Money(record[field.name], record[CURRENCY])
    return value


def _same(field: Field, current: Value, seen: Value) -> bool:
    """Whether the person saw what the field holds; an amount is compared with its currency."""
    if isinstance(current, Money) and isinstance(seen, Money) and seen.currency != current.currency:
        return False
    fit = fit_for(field)
    try:
        return as_kept(field, fit(current)) == as_kept(field, fit(seen))
    except InvalidValue:
        return False
