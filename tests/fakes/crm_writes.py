"""A change made to records in memory, by the rules of crm/port.py and nothing more."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from crm.access import AccessRules, Role, Sharing, Viewer
from crm.change import AuditEntry, Change, Saved
from crm.errors import (
    Conflict,
    InvalidValue,
    QueryError,
    ReadOnlyField,
    RecordNotFound,
    UnknownEntity,
)
from crm.money import LARGEST, Money
from crm.query import Value
from crm.schema import Entity, Field, FieldType, Schema

Records = Mapping[str, dict[str, dict[str, Any]]]

_TYPES: Mapping[FieldType, tuple[type, ...]] = {
    FieldType.MONEY: (Money, Decimal),
    FieldType.NUMBER: (Decimal,),
    FieldType.PERCENT: (Decimal,),
    FieldType.BOOLEAN: (bool,),
}
_LIKELY = {
    "Prospecting": 10,
    "Qualification": 10,
    "Needs Analysis": 20,
    "Value Proposition": 50,
    "Proposal/Price Quote": 75,
    "Negotiation/Review": 90,
}


class Writing:
    """Writes one change as one person."""

    def __init__(
        self, schema: Schema, records: Records, rules: AccessRules, viewer: Viewer
    ) -> None:
        self._schema = schema
        self._records = records
        self._rules = rules
        self._viewer = viewer

    def save(self, change: Change, now: datetime) -> Saved:
        """The change, made. Raises as `Crm.write` says; then nothing was written."""
        entity, field = self._described(change)
        record = self._records.get(entity.name, {}).get(change.ref.id)
        if record is None or not self._may_read(entity, record):
            raise RecordNotFound
        if not self._may_edit(self._owner(entity, record)):
            raise ReadOnlyField("You can't edit this record in the CRM.", field.name)
        after = self._accepted(field, change.after, record)
        current: Value = record[field.name]
        if plain(current) != plain(change.before) or differs(current, change.before):
            raise Conflict("Somebody was faster.", field=field.name, theirs=current)
        record.update(self._consequences(entity, field.name, after, record, now))
        record.update({field.name: after, "_version": record["_version"] + 1})
        return Saved(
            change=replace(change, before=current, after=after),
            name=record[entity.name_field] or change.ref.id,
            version=str(record["_version"]),
            at=now,
        )

    def entry(self, saved: Saved, via: str) -> AuditEntry:
        """The audit's line of what was saved."""
        return AuditEntry(
            at=saved.at,
            by=self._viewer.user_id,
            ref=saved.change.ref,
            field=saved.change.field,
            before=noted(saved.change.before),
            after=noted(saved.change.after),
            via=via,
        )

    def _described(self, change: Change) -> tuple[Entity, Field]:
        seen = self._rules.visible(self._schema, self._viewer)
        try:
            entity = seen.entity(change.ref.entity)
            return entity, entity.field(change.field)
        except UnknownEntity:
            raise RecordNotFound from None
        except QueryError as error:
            raise ReadOnlyField(str(error), change.field) from None

    def _owner(self, entity: Entity, record: Mapping[str, Any]) -> str | None:
        if entity.owner_path is None:
            return None
        *through, last = entity.owner_path.split(".")
        for step in through:
            reference = entity.references[step]
            entity = self._schema.entity(str(reference.refers_to))
            record = self._records.get(entity.name, {}).get(record[reference.name] or "", {})
        return record.get(last)

    def _may_read(self, entity: Entity, record: Mapping[str, Any]) -> bool:
        if self._rules.sharing is Sharing.PUBLIC or entity.owner_path is None:
            return True
        return self._owner(entity, record) in {self._viewer.user_id, *self._viewer.reports}

    def _may_edit(self, owner: str | None) -> bool:
        if owner is None or owner not in self._records.get("User", {}):
            return self._viewer.active and self._viewer.role is Role.LEADER
        return self._viewer.active and owner in {self._viewer.user_id, *self._viewer.reports}

    def _accepted(self, field: Field, value: Value, record: Mapping[str, Any]) -> Value:
        if not field.updatable:
            raise ReadOnlyField(f"{field.label} can't be changed here.", field.name)
        if value is None or value == "":
            if field.required:
                raise InvalidValue(f"{field.label} can't be empty.", field.name)
            return None
        if not isinstance(value, _TYPES.get(field.type, object)) or not self._fits(field, value):
            raise InvalidValue(f"{field.label} does not take that.", field.name)
        if field.type is FieldType.MONEY:
            return in_currency(value, record["CurrencyIsoCode"], field)
        picked = [known for known in field.picklist if known.lower() == str(value).lower()]
        return picked[0] if picked else value

    def _fits(self, field: Field, value: Value) -> bool:
        if isinstance(value, Decimal | Money):
            number = value.amount if isinstance(value, Money) else value
            most = 100 if field.name == "Probability" else LARGEST
            return (
                field.type.is_number
                and number.is_finite()
                and (0 if most == 100 else -most) <= number <= most
            )
        if field.type.is_time:
            return isinstance(value, datetime) == (field.type is FieldType.DATETIME) and not (
                isinstance(value, str)
            )
        if not isinstance(value, str) or field.type in _TYPES:
            return field.type is FieldType.BOOLEAN and isinstance(value, bool)
        longest = 32_000 if field.type is FieldType.LONG_TEXT else 255
        known = [v.lower() for v in field.picklist]
        return (
            len(value) <= longest
            and "\0" not in value
            and value == value.encode("utf-8", "replace").decode()
            and (not known or value.lower() in known)
            and (
                field.type is not FieldType.EMAIL
                or (value.count("@"), len(value.split())) == (1, 1)
            )
            and (not field.refers_to or value in self._records.get(field.refers_to, {}))
        )

    def _consequences(
        self, entity: Entity, field: str, value: Value, record: Mapping[str, Any], now: datetime
    ) -> Mapping[str, Value]:
        more: dict[str, Value] = {"LastModifiedDate": now} if "LastModifiedDate" in entity else {}
        if field == "StageName":
            more |= stage(str(value), record)
        if entity.name == "Task" and field == "Status":
            more["IsClosed"] = value == "Completed"
        parts = ("FirstName", "LastName")
        if field in parts and record.get("Name") == full_name(record.get(p) for p in parts):
            more["Name"] = full_name({**record, field: value}.get(p) for p in parts)
        return more


def full_name(parts: Any) -> str:
    """First and last name with a blank between, or the one there is."""
    return " ".join(part for part in parts if part)


def stage(value: str, record: Mapping[str, Any]) -> dict[str, Value]:
    """What a stage says about the deal."""
    if "won" in value.lower().split():
        more: list[Value] = [True, True, Decimal(100), "Closed"]
    elif "lost" in value.lower().split():
        more = [True, False, Decimal(0), "Omitted"]
    elif value in _LIKELY:
        more = [False, False, Decimal(_LIKELY[value]), "Pipeline"]
    elif record["IsClosed"]:
        more = [False, False, None, "Pipeline"]
    else:
        more = [False, False, record["Probability"], record["ForecastCategoryName"]]
    return dict(
        zip(("IsClosed", "IsWon", "Probability", "ForecastCategoryName"), more, strict=True)
    )


def in_currency(value: Value, currency: str, field: Field) -> Money:
    """The amount in the record's currency; another currency is refused."""
    if isinstance(value, Money) and value.currency != currency:
        raise InvalidValue(f"This record is in {currency}.", field.name)
    amount = value.amount if isinstance(value, Money) else value
    assert isinstance(amount, Decimal)
    return Money(amount.quantize(Decimal("0.0001")), currency)


def plain(value: Value) -> Value:
    """A value to compare with another, the currency aside."""
    if isinstance(value, Money):
        return value.amount
    return None if value == "" else value


def differs(one: Value, other: Value) -> bool:
    """Whether both are amounts, but of different currencies."""
    both = isinstance(one, Money) and isinstance(other, Money)
    return both and one.currency != other.currency  # type: ignore[union-attr]


def noted(value: Value) -> str:
    """A value as the audit has it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case Money():
            return f"{value.amount.normalize():f} {value.currency}"
        case Decimal():
            return f"{value:f}"
        case datetime():
            return value.isoformat()
    return str(value)
