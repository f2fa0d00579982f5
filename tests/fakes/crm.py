"""A CRM in memory that answers in plain Python: what the databases are measured against."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crm.access import AccessRules, Permitted, Role, Viewer, narrow
from crm.change import AuditEntry, Change, Saved
from crm.definitions import Definitions
from crm.errors import InvalidValue
from crm.history import FieldChange, History, Span
from crm.money import Money
from crm.names import Name, NameIndex
from crm.query import Answer, Query, Ref, Rows, Value
from crm.schema import Entity, Field, FieldType, Schema
from crm.standard import STANDARD
from crm.written import read
from tests.fakes.crm_answers import Answering, Record
from tests.fakes.crm_writes import Writing

CURRENCY = "CurrencyIsoCode"
NAMED = {"User", "Account", "Contact", "Opportunity", "Product2", "Lead"}


class FakeCrm:
    """Implements Crm, People and Names, and the part of Storage that fills them."""

    def __init__(self, rules: AccessRules | None = None, schema: Schema = STANDARD) -> None:
        self._schema = replace(schema, unused=frozenset(entity.name for entity in schema))
        self._rules = rules or AccessRules()
        self._records: dict[str, dict[str, Record]] = {}
        self._audit: list[AuditEntry] = []

    @property
    def storage(self) -> "FakeCrm":
        """Itself: it is filled where a database would be."""
        return self

    # Filling

    def upsert(
        self, entity: str, rows: Iterable[Mapping[str, Value]], *, currency: str | None = None
    ) -> int:
        """Insert records, or update those whose id is there; returns how many."""
        count = 0
        for row in rows:
            self._put(self._schema.entity(entity), row, currency)
            count += 1
        return count

    def _put(self, entity: Entity, row: Mapping[str, Value], currency: str | None) -> None:
        kept = self._records.setdefault(entity.name, {})
        old = kept.get(str(row["Id"]), {f.name: None for f in entity} | {"_version": 0})
        given = {v.currency for v in row.values() if isinstance(v, Money)} | {row.get(CURRENCY)}
        codes = given - {None}
        code = codes.pop() if codes else currency or self._schema.currencies[0]
        record = {**old, CURRENCY: code, "_version": old["_version"] + 1}
        for name, value in row.items():
            if name != CURRENCY:
                record[name] = kept_value(entity.field(name), value, str(code))
        kept[str(row["Id"])] = record
        self._schema = replace(self._schema, unused=self._schema.unused - {entity.name})
        if code not in self._schema.currencies:
            self.set_currencies((*self._schema.currencies, str(code)))

    def note(self, entries: Iterable[AuditEntry]) -> None:
        """Put these changes into the audit."""
        self._audit += entries

    def set_currencies(self, currencies: Sequence[str]) -> None:
        """The ISO codes in use, the home currency first."""
        entities = [with_currency(e, tuple(currencies)) for e in self._schema]
        self._schema = replace(self._schema, entities=tuple(entities), currencies=tuple(currencies))

    def define(self, definitions: Definitions) -> None:
        """Go by these definitions from now on."""
        self._schema = replace(self._schema, definitions=definitions)

    def add_custom(self, entity: str, fields: Sequence[Field]) -> None:
        """Add fields to an entity."""
        self._replace(entity, *(replace(field, custom=True) for field in fields))
        for record in self._records.get(entity, {}).values():
            record.update({f.name: None for f in fields})

    def extend_picklists(self, values: Mapping[tuple[str, str], Iterable[str]]) -> None:
        """Add values to the picklists of (entity, field) pairs, the known left out in any case."""
        for (entity, name), more in values.items():
            field = self._schema.entity(entity).field(name)
            known = {value.lower() for value in field.picklist}
            fresh = [value for value in more if value.lower() not in known]
            self._replace(entity, replace(field, picklist=(*field.picklist, *fresh)))

    def _replace(self, entity: str, *fields: Field) -> None:
        entities = (e.with_fields(*fields) if e.name == entity else e for e in self._schema)
        self._schema = replace(self._schema, entities=tuple(entities))

    # Crm

    async def schema(self, viewer: Viewer) -> Schema:
        """What this person can ask for, hidden fields left out."""
        return self._rules.visible(self._schema, viewer)

    async def permit(self, query: Query, viewer: Viewer) -> Permitted:
        """The query narrowed to what this person may read."""
        return narrow(query, viewer, schema=self._schema, rules=self._rules)

    async def run(self, permitted: Permitted) -> Answer:
        """Rows for a list, Figures for aggregates."""
        return Answering(self._schema, self._records).answer(permitted.query)

    async def write(
        self, change: Change, viewer: Viewer, now: datetime, via: str = "Crumb"
    ) -> Saved:
        """The change, made; or nothing."""
        writing = Writing(self._schema, self._records, self._rules, viewer)
        saved = writing.save(change, now)
        self._audit.append(writing.entry(saved, via))
        return saved

    async def changes(self, records: Permitted, span: Span) -> History:
        """What changed of those records, as far as the person may see it."""
        query = records.query
        rows = Answering(self._schema, self._records).answer(replace(query, columns=(), limit=None))
        assert isinstance(rows, Rows)
        names = {row.ref: row.name for row in rows.rows}
        entity = self._rules.visible(self._schema, records.viewer).entity(query.entity)
        found = [
            FieldChange(
                ref=entry.ref,
                name=names[entry.ref],
                field=entry.field,
                before=read(entry.before, entity.field(entry.field).type),
                after=read(entry.after, entity.field(entry.field).type),
                at=entry.at,
                by=entry.by,
                via=entry.via,
            )
            for entry in reversed(self._audit)
            if entry.ref in names and entry.field in entity and within(entry, span)
        ]
        found.sort(key=lambda change: change.at, reverse=True)
        return History(changes=tuple(found[: span.limit]), total=len(found))

    async def history(self, ref: Ref) -> tuple[AuditEntry, ...]:
        """Every change of one record, oldest first."""
        return tuple(entry for entry in self._audit if entry.ref == ref)

    async def audit(self, since: datetime) -> tuple[AuditEntry, ...]:
        """Every change since then, oldest first."""
        return tuple(entry for entry in self._audit if entry.at >= since)

    # People and Names

    async def by_email(self, email: str) -> Viewer | None:
        """The person with that address, in any case; None when unknown, or two active people's."""
        wanted = email.strip().casefold()
        found = [v for v in await self.everyone() if v.email.casefold() == wanted and wanted]
        active = [v for v in found if v.active]
        return None if len(active) > 1 else next(iter(active or found), None)

    async def by_id(self, user_id: str) -> Viewer | None:
        """The person with that id; None when unknown."""
        return next((v for v in await self.everyone() if v.user_id == user_id), None)

    async def everyone(self) -> tuple[Viewer, ...]:
        """All people, the deactivated among them, by id."""
        users = self._records.get("User", {})
        return tuple(self._viewer(users, users[id_]) for id_ in sorted(users))

    async def index(self, viewer: Viewer) -> NameIndex:
        """The names of what the person may know of, as of now."""
        readable = {e.name: await self._readable(e.name, viewer) for e in self._schema}
        seen = self._rules.visible(self._schema, viewer)
        pointed_at = {
            (field.refers_to, self._records[entity.name][id_][field.name])
            for entity in seen
            for field in entity.references.values()
            for id_ in readable[entity.name]
        }
        return NameIndex(
            Name(entity=entity.name, id=id_, text=record[entity.name_field])
            for entity in self._schema
            if entity.name in NAMED
            for id_, record in self._records.get(entity.name, {}).items()
            if record[entity.name_field]
            if id_ in readable[entity.name] or (entity.name, id_) in pointed_at
        )

    async def _readable(self, entity: str, viewer: Viewer) -> set[str]:
        found = await self.run(await self.permit(Query(entity=entity, limit=None), viewer))
        assert isinstance(found, Rows)
        return {row.ref.id for row in found.rows}

    def _viewer(self, users: Mapping[str, Record], user: Record) -> Viewer:
        above = user["ManagerId"] if user["ManagerId"] in users else None
        reports = below(users, user["Id"])
        role = Role.REP if not reports else Role.MANAGER if above else Role.LEADER
        return Viewer(
            user_id=user["Id"],
            name=user["Name"] or user["Email"] or user["Id"],
            email=user["Email"] or "",
            role=role,
            time_zone=zone_or_none(user["TimeZoneSidKey"]) or "UTC",
            zone_known=zone_or_none(user["TimeZoneSidKey"]) is not None,
            manager_id=user["ManagerId"],
            locale=user["LocaleSidKey"] or "",
            language=user["LanguageLocaleKey"] or "",
            reports=reports,
            active=user["IsActive"] is not False,
        )


def within(entry: AuditEntry, span: Span) -> bool:
    """Whether that change is wanted."""
    begun = span.start is None or span.start <= entry.at
    over = span.end is not None and span.end <= entry.at
    wanted = not span.fields or entry.field in span.fields
    return begun and not over and wanted and (not span.by or entry.by in span.by)


def below(users: Mapping[str, Record], person: str) -> frozenset[str]:
    """Everybody below in the manager tree, at any depth."""
    found: set[str] = set()
    while True:
        more = {u["Id"] for u in users.values() if u["ManagerId"] in found | {person}}
        if more <= found | {person}:
            return frozenset(found)
        found |= more - {person}


def zone_or_none(name: str | None) -> str | None:
    """The IANA name; None for one that is none."""
    try:
        return ZoneInfo(name).key if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def with_currency(entity: Entity, currencies: tuple[str, ...]) -> Entity:
    """The entity with the field that tells currencies apart, where there are several."""
    if len(currencies) == 1 or all(f.type is not FieldType.MONEY for f in entity):
        return entity
    field = Field(
        name=CURRENCY,
        label="Currency",
        type=FieldType.PICKLIST,
        picklist=currencies,
        updatable=False,
    )
    return entity.with_fields(field)


def kept_value(field: Field, value: Value, currency: str) -> Value:
    """A value as a database gives it back."""
    if value is None or value == "":
        return None
    if field.type is FieldType.MONEY:
        amount = value.amount if isinstance(value, Money) else value
        if not isinstance(amount, Decimal) or not amount.is_finite():
            raise InvalidValue(f"{field.label} takes an amount.", field.name)
        return Money(amount.quantize(Decimal("0.0001"), ROUND_HALF_EVEN).normalize() + 0, currency)
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    wrong = field.type.is_text and (not isinstance(value, str) or "\0" in value)
    if wrong:
        raise InvalidValue(f"{field.label} takes text.", field.name)
    return value
