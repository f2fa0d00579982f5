"""The records of the suite in a Salesforce org, and its queries asked there in SOQL.

People, schema and access are those of the CRM in memory; records lie in an org as well, under ids
as Salesforce has them, which keep the order of the suite's own short ones.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from hashlib import sha1
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Any, Final, TypeVar

from crm.access import AccessRules, Permitted, Viewer, narrow
from crm.backends.salesforce.mapping import OrgMapping
from crm.backends.salesforce.running import run
from crm.money import Money
from crm.query import (
    Aggregate,
    And,
    Answer,
    Comparison,
    Condition,
    Figures,
    Key,
    Not,
    Or,
    Order,
    Query,
    Related,
    Rows,
    Value,
)
from crm.schema import Entity, FieldType, Schema
from tests.contracts.crm.world import NOW
from tests.fakes.asking import FakeAsking
from tests.fakes.crm import FakeCrm
from tests.fakes.salesforce.org.fields import Choice, Field, Kind
from tests.fakes.salesforce.org.ids import long
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.org.settings import Settings

T = TypeVar("T", bound=Value)
_CHARS: Final = digits + ascii_uppercase + ascii_lowercase
_IDS: Final = (FieldType.ID, FieldType.REFERENCE)
_NEVER: Final = {"CreatedDate": None}
_MAPPING: Final = OrgMapping()
_KINDS: Final = {
    FieldType.TEXT: Kind.STRING,
    FieldType.PICKLIST: Kind.PICKLIST,
    FieldType.DATETIME: Kind.DATETIME,
}


class SalesforceCrm(FakeCrm):
    """The CRM in memory, but for the answers, which an org gives."""

    def __init__(self, rules: AccessRules | None = None) -> None:
        super().__init__(rules)
        self.calls = 0
        self._org: tuple[int, Org] | None = None

    async def run(self, permitted: Permitted) -> Answer:
        """Asked of the org, as that person, who is in the zone of the query there too."""
        ids = _Ids(self._schema)
        query = ids.told(permitted.query)
        viewer = replace(permitted.viewer, time_zone=query.zone, zone_known=True)
        asking = FakeAsking(self._filled(viewer, ids), ids.long(viewer.user_id))
        known = narrow(query, viewer, schema=self._schema, rules=AccessRules())
        answer = await run(known, schema=self._schema, asking=asking, mapping=_MAPPING)
        self.calls += asking.calls
        return ids.read(answer, permitted.query)

    def _filled(self, viewer: Viewer, ids: "_Ids") -> Org:
        state = hash((id(self._schema), self._written()))
        if self._org is None or self._org[0] != state:
            self._org = state, self._made(ids)
        org = self._org[1]
        zone = {"TimeZoneSidKey": viewer.time_zone}
        org.store.change(org.object("User"), ids.long(viewer.user_id), zone)
        return org

    def _written(self) -> tuple[tuple[str, str, int], ...]:
        return tuple(
            (entity, id_, record["_version"])
            for entity, records in self._records.items()
            for id_, record in records.items()
        )

    def _made(self, ids: "_Ids") -> Org:
        home, *others = self._schema.currencies
        rates = {code: Decimal(1) for code in (home, *others)} if others else {}
        org = Org(Settings(clock=lambda: NOW, currency=home, currencies={**rates}))
        for entity in self._schema:
            name = _MAPPING.object(entity.name)
            org.add_fields(name, *_finer(org, entity))
            rows = self._records.get(entity.name, {}).values()
            org.add(name, (_row(entity, record, ids) for record in rows))
            for record in rows:
                if record.get("CreatedDate", NOW) is None:
                    org.store.change(org.object(name), ids.long(record["Id"]), _NEVER)
        return org


def _finer(org: Org, entity: Entity) -> list[Field]:
    """Fields that hold what the suite's records have: finer numbers, values of their own."""
    found = []
    sobject = org.object(_MAPPING.object(entity.name))
    for field in entity:
        path = _MAPPING.field(entity.name, field.name)
        known = sobject.field(path)
        if known is None and "." not in path:
            kind = _KINDS[field.type]
            known = Field(name=path, label=field.label, kind=kind)
        if known is None:
            continue
        if known.kind.is_number:
            kind = Kind.DOUBLE if known.kind is Kind.INT else known.kind
            found.append(replace(known, kind=kind, scale=4))
        elif known.kind.is_text:
            choices = tuple(Choice(value) for value in field.picklist)
            found.append(replace(known, length=255, choices=choices or known.choices))
        else:
            found.append(known)
    if weighed := sobject.field("ExpectedRevenue"):
        found.append(replace(weighed, scale=4))
    return found


def _row(entity: Entity, record: Mapping[str, Any], ids: "_Ids") -> dict[str, Any]:
    made = {"CurrencyIsoCode": record.get("CurrencyIsoCode")}
    for field in entity:
        value = record[field.name]
        if isinstance(value, Money):
            value = value.amount
        if field.type in _IDS and value:
            value = ids.long(str(value))
        made[_MAPPING.field(entity.name, field.name)] = value
    if record.get("Amount") is not None and record.get("Probability") is not None:
        made["ExpectedRevenue"] = record["Amount"].amount * record["Probability"] / 100
    stamp = record.get("LastModifiedDate")
    return {**made, "LastModifiedDate": stamp if isinstance(stamp, datetime) else NOW}


class _Ids:
    """The suite's ids as Salesforce's, and back."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def long(self, text: str) -> str:
        """Of eighteen characters, in the order of the short ones."""
        told = text.encode()
        if len(told) > 8:
            told = told[:6] + sha1(told, usedforsecurity=False).digest()[:2]
        number, written = int.from_bytes(told.ljust(8, b"\0")), ""
        for _ in range(12):
            number, rest = divmod(number, 62)
            written = _CHARS[rest] + written
        made = long(f"000{written}")
        _TOLD[made] = text
        return made

    def short(self, value: T) -> T:
        """The suite's own id, where it is one."""
        return _TOLD.get(value, value) if isinstance(value, str) else value  # type: ignore[return-value]

    # What is asked

    def told(self, query: Query) -> Query:
        """The query with such ids."""

        def own(aggregate: Aggregate) -> Aggregate:
            return replace(aggregate, where=self._condition(query.entity, aggregate.where))

        def order(one: Order) -> Order:
            return replace(one, by=own(one.by)) if isinstance(one.by, Aggregate) else one

        return replace(
            query,
            where=self._condition(query.entity, query.where),
            aggregates=tuple(map(own, query.aggregates)),
            order=tuple(map(order, query.order)),
        )

    def _condition(self, entity: str, condition: Condition | None) -> Condition | None:
        match condition:
            case And(parts) | Or(parts):
                kind = And if isinstance(condition, And) else Or
                return kind(tuple(self._condition(entity, part) or And(()) for part in parts))
            case Not(part):
                return Not(self._condition(entity, part) or And(()))
            case Related():
                where = self._condition(condition.entity, condition.where)
                return replace(condition, where=where)
            case Comparison():
                if self._schema.resolve(entity, condition.path).field.type not in _IDS:
                    return condition
                return replace(condition, values=tuple(self.long(str(v)) for v in condition.values))
        return None

    # What is answered

    def read(self, answer: Answer, query: Query) -> Answer:
        """The answer as the suite knows it. A version counts writes there, and is a time here."""
        if isinstance(answer, Rows):
            rows = (
                replace(
                    row,
                    ref=replace(row.ref, id=self.short(row.ref.id)),
                    name=self.short(row.name),
                    values=tuple(self.short(value) for value in row.values),
                    version="1",
                )
                for row in answer.rows
            )
            return replace(answer, query=query, rows=tuple(rows))
        assert isinstance(answer, Figures)
        groups = (
            replace(
                group,
                keys=tuple(Key(self.short(k.value), self.short(k.label)) for k in group.keys),
                values=tuple(self.short(value) for value in group.values),
            )
            for group in answer.groups
        )
        return replace(answer, query=query, groups=tuple(groups))


_TOLD: dict[str, str] = {}
