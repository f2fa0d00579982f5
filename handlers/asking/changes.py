"""What was changed, read as the person who asks, record by record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from crm.access import Viewer
from crm.errors import QueryError
from crm.figures import usual
from crm.history import FieldChange, Span
from crm.links import Links
from crm.port import Crm
from crm.query import Comparison, Op, Order, Query, Ref, Rows, Value, compare, every
from crm.schema import Field, FieldType, Schema
from handlers.asking.answered import Answered, Cell, Changed, Outcome, Record
from handlers.asking.named_values import Names
from handlers.person import zone_name
from handlers.record import leads
from handlers.understanding.changes.changed_fields import hanging
from handlers.understanding.described.query import Describer
from handlers.understanding.reading import Reading, Shape
from handlers.understanding.schema.connect import connect
from handlers.understanding.wanted import Counting, Wanted

MOST_READ = 5_000
_ACCOUNT = "Account.Name"
_NEW = "New"
# What is new of these is worth its amount; an account's revenue is not ours.
_WORTH = {"Opportunity", "Order", "Invoice"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """Answers one reading for one person. What is hidden from them is neither told nor counted."""

    crm: Crm
    viewer: Viewer
    schema: Schema
    links: Links
    describer: Describer

    async def answered(self, reading: Reading) -> Answered:
        """The whole answer; `reading.wanted.start` is settled by now."""
        wanted = reading.wanted or Wanted()
        people = await self._people(wanted)
        found: list[Changed] = []
        names: dict[Ref, str] = {}
        partly = False
        for query, fields in self._kinds(reading.query, wanted):
            changes, cut = await self._changes(query, wanted, fields, people)
            partly |= cut
            names |= {change.ref: change.name for change in changes}
            found += await self._told(changes)
            if wanted.anything:
                fresh, of_fresh = await self._new(query, wanted)
                found += fresh
                names |= of_fresh
        latest = self._latest(found, wanted)
        refs = list(dict.fromkeys(change.ref for change in latest))[: reading.query.limit]
        records = await self._records(refs, names)
        return self._answer(reading, wanted, latest, records, partly=partly)

    def _kinds(self, query: Query, wanted: Wanted) -> Iterable[tuple[Query, tuple[str, ...]]]:
        """The records by kind, with the fields asked for: the query's, and what hangs on them."""
        fields: dict[str, list[str]] = defaultdict(list)
        for entity, name in wanted.fields:
            fields[entity].append(name)
        others = hanging(self.schema) if wanted.hanging else ()
        for entity in fields or (query.entity, *others):
            if entity == query.entity:
                where = query.where
            else:
                way = connect(self.schema, entity, query.entity)
                if way is None:
                    continue
                where = way.one(query.where) if query.where is not None else None
            yield Query(entity=entity, where=where, zone=query.zone), tuple(fields[entity])

    async def _people(self, wanted: Wanted) -> tuple[str, ...] | None:
        """The ids of those whose changes are meant; None for everybody's."""
        if not wanted.by and not wanted.managers:
            return None
        below: tuple[str, ...] = ()
        if wanted.managers:
            team = compare("ManagerId", Op.IN, *wanted.managers)
            rows = await self._rows(Query(entity="User", where=team, limit=None))
            below = tuple(row.ref.id for row in rows.rows)
        return (*wanted.by, *below)

    async def _changes(
        self,
        query: Query,
        wanted: Wanted,
        fields: tuple[str, ...],
        people: tuple[str, ...] | None,
    ) -> tuple[list[FieldChange], bool]:
        """The changes that are meant, and whether there are more than were read."""
        if people == ():
            return [], False
        span = Span(
            start=wanted.start, end=wanted.end, fields=fields, by=people or (), limit=MOST_READ
        )
        history = await self.crm.changes(await self.crm.permit(query, self.viewer), span)
        entity = self.schema.entity(query.entity)
        kept = [c for c in history.changes if wanted.holds(c, entity.field(c.field))]
        return kept, history.total > len(history.changes)

    async def _told(self, changes: list[FieldChange]) -> list[Changed]:
        """The changes as they are told: people and referred records by their names."""
        met: dict[str, set[str]] = defaultdict(set)
        for change in changes:
            met["User"].add(change.by)
            field = self.schema.entity(change.ref.entity).field(change.field)
            if field.refers_to:
                met[field.refers_to] |= {*_texts(change.before, change.after)}
        names = Names(self.crm, self.viewer, self.schema)
        for entity, ids in met.items():
            await names.learn(entity, ids)
        return [self._one(change, names) for change in changes]

    def _one(self, change: FieldChange, names: Names) -> Changed:
        entity = self.schema.entity(change.ref.entity)
        field = entity.field(change.field)
        return Changed(
            ref=change.ref,
            kind=entity.label,
            path=change.field,
            label=field.label,
            type=FieldType.TEXT if field.refers_to else field.type,
            before=names.told(change.before, field),
            after=names.told(change.after, field),
            by=names.of("User", change.by) if change.by else "",
            at=change.at,
        )

    async def _new(self, query: Query, wanted: Wanted) -> tuple[list[Changed], Mapping[Ref, str]]:
        """The records that came in that time, where the CRM tells."""
        entity = self.schema.entity(query.entity)
        known = usual(entity, self.schema.definitions)
        if known.created is None or known.created not in entity:
            return [], {}
        created = entity.field(known.created)
        money = known.money if known.money in entity and entity.name in _WORTH else None
        asked = replace(
            query,
            columns=(known.created, *((money,) if money else ())),
            where=every(query.where, *self._within(created, wanted)),
            order=(Order(by=known.created, descending=True),),
            limit=MOST_READ,
        )
        rows = await self._rows(asked)
        told = [
            Changed(
                ref=row.ref,
                kind=entity.label,
                path="",
                label=_NEW,
                type=entity.field(money).type if money else FieldType.TEXT,
                before=None,
                after=row.values[1] if money else None,
                by="",
                at=_moment(row.values[0]),
            )
            for row in rows.rows
        ]
        return told, {row.ref: row.name for row in rows.rows}

    def _within(self, created: Field, wanted: Wanted) -> Iterable[Comparison]:
        zone = ZoneInfo(zone_name(self.viewer))
        for op, edge in ((Op.GE, wanted.start), (Op.LT, wanted.end)):
            if edge is not None:
                is_day = created.type is FieldType.DATE
                yield compare(created.name, op, edge.astimezone(zone).date() if is_day else edge)

    def _latest(self, found: list[Changed], wanted: Wanted) -> list[Changed]:
        latest = sorted(found, key=lambda change: self._order(change.at), reverse=True)
        return latest[: wanted.latest] if wanted.latest else latest

    def _order(self, at: datetime | date) -> datetime:
        """A day stands where it begins for the person."""
        if isinstance(at, datetime):
            return at
        return datetime.combine(at, time(), ZoneInfo(zone_name(self.viewer))).astimezone(UTC)

    async def _records(self, refs: list[Ref], names: Mapping[Ref, str]) -> tuple[Record, ...]:
        """The records, each with the account it hangs on."""
        cells: dict[Ref, Cell] = {}
        for entity in dict.fromkeys(ref.entity for ref in refs):
            if not leads(self.schema, entity, _ACCOUNT):
                continue
            ids = [ref.id for ref in refs if ref.entity == entity]
            rows = await self._rows(
                Query(
                    entity=entity, columns=(_ACCOUNT,), where=compare("Id", Op.IN, *ids), limit=None
                )
            )
            label = self.describer.label(entity, _ACCOUNT)
            for row in rows.rows:
                cell = Cell(path=_ACCOUNT, label=label, type=FieldType.TEXT, value=row.values[0])
                cells[row.ref] = cell
        return tuple(
            Record(
                ref=ref,
                name=names[ref],
                cells=(cells[ref],) if ref in cells else (),
                link=self.links.record(ref),
            )
            for ref in refs
        )

    def _answer(
        self,
        reading: Reading,
        wanted: Wanted,
        found: list[Changed],
        records: tuple[Record, ...],
        *,
        partly: bool,
    ) -> Answered:
        total = len({change.ref for change in found})
        value: Value = None
        unit = None
        if wanted.counting is not Counting.NOTHING:
            of_records = wanted.counting is Counting.RECORDS
            value, unit = Decimal(total if of_records else len(found)), "count"
        elif wanted.whether:
            value = bool(found)
        return Answered(
            outcome=Outcome.ANSWERED,
            understood=self.describer.understood(reading),
            shape=Shape.CHANGES,
            value=value,
            unit=unit,
            records=records,
            total=total,
            changes=tuple(c for record in records for c in found if c.ref == record.ref),
            changes_total=len(found),
            partly=partly,
            wanted=wanted,
            link=records[0].link if total == 1 else None,
            query=reading.query,
        )

    async def _rows(self, query: Query) -> Rows:
        try:
            answer = await self.crm.run(await self.crm.permit(query, self.viewer))
        except QueryError:
            return Rows(query=query, rows=(), total=0)
        assert isinstance(answer, Rows)
        return answer


def _texts(*values: Value) -> Iterable[str]:
    return (value for value in values if isinstance(value, str))


def _moment(value: Value) -> datetime | date:
    assert isinstance(value, date)
    return value
