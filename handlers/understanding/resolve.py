"""From what was said of records to conditions on their fields, by way of the schema."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from crm.access import Viewer
from crm.figures import State, state, usual
from crm.periods import Period, add
from crm.query import And, Condition, Constant, Not, Op, Or, Ref, compare, every
from crm.schema import Entity, FieldType, Schema
from handlers.understanding.connect import Way, connect
from handlers.understanding.draft import (
    AgeItem,
    EmptyItem,
    FlagItem,
    Item,
    NameItem,
    NumberItem,
    Phrase,
    StateItem,
    Sub,
    TextItem,
    TimeItem,
    ValueItem,
    WhoseItem,
)
from handlers.understanding.meaning import DateRole, FieldWord, Whose
from handlers.understanding.reading import NoReading, Unsure, Why
from handlers.understanding.referred import kind_rank, referred

# "customers who ordered this year": what has the date are their orders.
_PARTIES = {"Account", "Contact"}
_HAPPENS_TO = {
    DateRole.PLACED: "Order",
    DateRole.WON: "Opportunity",
    DateRole.LOST: "Opportunity",
    DateRole.CLOSED: "Opportunity",
    DateRole.CLOSING: "Opportunity",
}
_PLACES = {"City", "State", "Country", "Region"}
_FUTURE = {DateRole.CLOSING, DateRole.DUE}
_STATE_OF = {
    DateRole.CLOSING: State.OPEN,
    DateRole.WON: State.WON,
    DateRole.LOST: State.LOST,
    DateRole.CLOSED: State.CLOSED,
}


@dataclass
class Resolver:
    """Conditions for one asker at one moment. `named` collects the records that were named;
    `date_hint` is the date the conversation is about, for periods without a verb.
    """

    schema: Schema
    viewer: Viewer
    now: datetime
    question: str
    named: list[Ref] = field(default_factory=list)
    date_hint: str | None = None

    def condition(self, phrase: Phrase) -> Condition | None:
        """Everything said of the phrase's records, with those they hang together with."""
        entity = phrase.entity or ""
        parts: list[Condition] = []
        for item in phrase.items:
            found = self._item(item, entity, phrase)
            if found is None:
                raise Unsure(_unplaced(item, self.schema.entity(entity)))
            parts.append(found)
        parts += [self._sub(sub, entity) for sub in phrase.subs]
        return every(*parts)

    def settle(self, phrase: Phrase) -> None:
        """Move what can't be said of inner records out to those around them."""
        for sub in phrase.subs:
            self.settle(sub.phrase)
            for item in tuple(sub.phrase.items):
                inner, outer = sub.phrase.entity or "", phrase.entity or ""
                nearer = self._only_outer_has(item, inner, outer)
                if nearer or (not self.fits(item, inner) and self.fits(item, outer)):
                    sub.phrase.items.remove(item)
                    phrase.items.append(item)

    def _only_outer_has(self, item: Item, inner: str, outer: str) -> bool:
        """ "contacts at my accounts without email": the e-mail is the contacts' own field."""
        if not isinstance(item, EmptyItem):
            return False
        entities = {option.entity for options in item.fields for option in options}
        return outer in entities and inner not in entities

    def fits(self, item: Item, entity: str) -> bool:
        """Whether that can be said of such a record."""
        if isinstance(item, NameItem):
            return True
        return self._item(item, entity, Phrase(entity=entity, items=[item])) is not None

    def _sub(self, sub: Sub, entity: str) -> Condition:
        inner = self.condition(sub.phrase)
        way = connect(self.schema, entity, sub.phrase.entity or "")
        if way is None:
            here = self.schema.entity(entity).plural.lower()
            there = self.schema.entity(sub.phrase.entity or "").plural.lower()
            raise Unsure(
                NoReading(
                    why=Why.NOT_UNDERSTOOD,
                    sentence=f"I don't know how {here} and {there} belong.",
                    misplaced=True,
                )
            )
        found = way.wrap(inner, sub.at_least)
        return Not(found) if sub.negated else found

    def _item(self, item: Item, entity: str, phrase: Phrase) -> Condition | None:
        match item:
            case StateItem():
                return _negated(self._states(item, entity), item.negated)
            case ValueItem():
                return _negated(self._values(item, entity), item.negated)
            case NameItem():
                team = item.team or (entity == "User" and phrase.said and not phrase.singular)
                return _negated(self._name(replace(item, team=team), entity), item.negated)
            case WhoseItem():
                return _negated(self._whose(item.whose, entity), item.negated)
            case NumberItem():
                return self._number(item, entity)
            case TimeItem():
                return self._time(item, entity, phrase)
            case EmptyItem():
                return self._empty(item, entity)
            case TextItem():
                return self._text(item, entity)
            case AgeItem():
                return self._age(item, entity)
            case FlagItem():
                path = self.path(item.fields, entity)
                return _negated(compare(path, Op.EQ, True), item.negated) if path else None

    def _states(self, item: StateItem, entity: str) -> Condition | None:
        """One state, or any of several."""
        found = [self._state(name, entity) for name in (item.state, *item.others)]
        told = tuple(condition for condition in found if condition is not None)
        if len(told) < len(found):
            return None
        return told[0] if len(told) == 1 else Or(told)

    def _state(self, name: State, entity: str) -> Condition | None:
        return state(entity, name, self.now)

    def path(self, options: Iterable[FieldWord], entity: str) -> str | None:
        """The path from `entity` to the nearest of the fields a word can mean."""
        options = tuple(options)
        for option in options:
            if option.entity == entity:
                return option.field
        for option in sorted(options, key=lambda o: kind_rank(o.entity)):
            way = connect(self.schema, entity, option.entity)
            if way and way.path:
                return f"{way.path}.{option.field}"
        return None

    def _values(self, item: ValueItem, entity: str) -> Condition | None:
        wanted = {(f.entity, f.field) for f in item.fields}
        groups: dict[tuple[str, str], list[str]] = {}
        for options in item.values:
            for option in options:
                if not wanted or (option.entity, option.field) in wanted:
                    groups.setdefault((option.entity, option.field), []).append(option.value)
        own = self._same_place(groups, entity)
        best = self._nearest(groups | own, entity, len(item.values))
        groups |= own
        conditions: list[Condition] = []
        for (owner, name), way in best:
            values = tuple(dict.fromkeys(groups[owner, name]))
            one = (
                compare(name, Op.EQ, values[0])
                if len(values) == 1
                else compare(name, Op.IN, *values)
            )
            conditions.append(way.one(one) if owner != entity else one)
        if not conditions:
            return None
        return conditions[0] if len(conditions) == 1 else Or(tuple(conditions))

    def _same_place(
        self, groups: dict[tuple[str, str], list[str]], entity: str
    ) -> dict[tuple[str, str], list[str]]:
        """A country is a country: `Lead.Country` where only `Account.BillingCountry` was seen."""
        if any(owner == entity for owner, _ in groups):
            return {}
        found: dict[tuple[str, str], list[str]] = {}
        for (owner, name), values in groups.items():
            kind = self.schema.entity(owner).field(name).label.split()[-1]
            for place in self.schema.entity(entity):
                if kind in _PLACES and place.label.split()[-1] == kind and place.type.is_text:
                    found[entity, place.name] = values
        return found

    def _nearest(
        self, groups: dict[tuple[str, str], list[str]], entity: str, count: int
    ) -> list[tuple[tuple[str, str], Way]]:
        """The fields those values can be of on the nearest kind of record that has them all."""
        ways: dict[str, Way] = {}
        full = {key for key, values in groups.items() if len(values) >= count} or set(groups)
        for owner, _ in full:
            way = connect(self.schema, entity, owner)
            if way:
                ways[owner] = way
        if not ways:
            return []
        nearest = min(ways, key=lambda o: (o != entity, ways[o].path is None, kind_rank(o)))
        return [((o, f), ways[o]) for o, f in full if o == nearest]

    def _name(self, item: NameItem, entity: str) -> Condition | None:
        refs = [
            referred(item, matches, entity, self.schema, self.question) for matches in item.names
        ]
        if item.id:
            refs.append(Ref(item.id.entity, item.id.id))
        if any(r.entity != refs[0].entity for r in refs):
            return None
        self.named += refs
        return self.about(tuple(refs), entity, team=item.team)

    def about(self, refs: tuple[Ref, ...], entity: str, *, team: bool = False) -> Condition | None:
        """The condition that a record of `entity` is, or belongs to, one of these."""
        ids = tuple(r.id for r in refs)
        op = Op.EQ if len(ids) == 1 else Op.IN
        there = refs[0].entity
        if there == entity:
            return compare("ManagerId" if team else "Id", op, *ids)
        if there == "User" and (owner := self.schema.entity(entity).owner_path):
            return compare(_manager_of(owner) if team else owner, op, *ids)
        way = connect(self.schema, entity, there)
        return way.one(compare("Id", op, *ids)) if way else None

    def _whose(self, whose: Whose, entity: str) -> Condition | None:
        owner = self.schema.entity(entity).owner_path
        if entity == "User":
            return self._among_people(whose)
        if owner is None:
            return None
        match whose:
            case Whose.ME:
                return compare(owner, Op.EQ, self.viewer.user_id)
            case Whose.TEAM:
                return compare(_manager_of(owner), Op.EQ, self.viewer.user_id)
            case Whose.MANAGER:
                return compare(owner, Op.EQ, self.viewer.manager_id or "")
        return And(())

    def _among_people(self, whose: Whose) -> Condition:
        if whose is Whose.MANAGER:
            return compare("Id", Op.EQ, self.viewer.manager_id or "")
        return compare("ManagerId", Op.EQ, self.viewer.user_id)

    def _number(self, item: NumberItem, entity: str) -> Condition | None:
        path = self.path(item.fields, entity) if item.fields else None
        if item.fields and path is None:
            return self._number_elsewhere(item, entity)
        path = path or self._usual_number(item, self.schema.entity(entity))
        if path is None:
            return None
        type_ = self.schema.resolve(entity, path).field.type
        if type_.is_number:
            condition: Condition = compare(path, item.op, item.number.value)
        elif type_ in {FieldType.TEXT, FieldType.PICKLIST} and item.op is Op.EQ:
            condition = compare(path, Op.EQ, format(item.number.value.normalize(), "f"))
        else:
            return None
        if item.number.currency and len(self.schema.currencies) > 1:
            holder = path.rpartition(".")[0]
            money = f"{holder}.CurrencyIsoCode" if holder else "CurrencyIsoCode"
            return And((condition, compare(money, Op.EQ, item.number.currency)))
        return condition

    def _number_elsewhere(self, item: NumberItem, entity: str) -> Condition | None:
        """accounts with an order amount over 5k: the field is on records that point here."""
        for option in item.fields:
            way = connect(self.schema, entity, option.entity)
            if way and self.schema.resolve(option.entity, option.field).field.type.is_number:
                return way.one(compare(option.field, item.op, item.number.value))
        return None

    def _usual_number(self, item: NumberItem, entity: Entity) -> str | None:
        if item.number.percent:
            return next((f.name for f in entity if f.type is FieldType.PERCENT), None)
        numbers = [f.name for f in entity if f.type is FieldType.NUMBER]
        return usual(entity).money or next(iter(numbers), None)

    def _time(self, item: TimeItem, entity: str, phrase: Phrase) -> Condition | None:
        path = self.path(item.fields, entity) if item.fields else self.date_path(item.role, entity)
        if path is None or not self.schema.resolve(entity, path).field.type.is_time:
            return None
        elsewhere = _HAPPENS_TO.get(item.role) if item.role and entity in _PARTIES else None
        if elsewhere and (way := connect(self.schema, entity, elsewhere)):
            told = self._time(item, elsewhere, Phrase(entity=elsewhere))
            return way.one(told) if told else None
        implied = _STATE_OF.get(item.role) if item.role else None
        said = {i.state for i in phrase.items if isinstance(i, StateItem)}
        condition = self._state(implied, entity) if implied and implied not in said else None
        planned = entity in {"Task", "Event"} and State.PAST not in said
        future = item.role in _FUTURE or State.OPEN in said or planned
        period = item.time.future if future else item.time.past
        return every(condition, self.within(entity, path, period))

    def date_path(self, role: DateRole | None, entity: str) -> str | None:
        """The date field a verb speaks of on that entity; the usual one without a verb."""
        record = self.schema.entity(entity)
        known = usual(record)
        named = {
            DateRole.CREATED: known.created,
            DateRole.MODIFIED: "LastModifiedDate",
            DateRole.ACTIVE: "LastActivityDate",
            DateRole.DUE: "DueDate" if "DueDate" in record else known.date,
        }
        path = named.get(role, known.date) if role else self.date_hint or known.date
        if path is None or path.partition(".")[0] in record or "." in path:
            return path
        return None

    def within(self, entity: str, path: str, period: Period) -> Condition:
        """`path` in the period, by days in the asker's zone."""
        is_date = self.schema.resolve(entity, path).field.type is FieldType.DATE
        zone = ZoneInfo(self.viewer.time_zone)

        def edge(day: date) -> Constant:
            return day if is_date else datetime.combine(day, time(), zone)

        low = compare(path, Op.GE, edge(period.start)) if period.start else None
        high = compare(path, Op.LT, edge(period.end)) if period.end else None
        return every(low, high) or And(())

    def _age(self, item: AgeItem, entity: str) -> Condition | None:
        """Longer ago than that: days in the asker's zone."""
        day = item.since or add(self.now.date(), -item.count, item.grain)
        path = self.aged(item.what, entity)
        if path is None:
            return None
        old = self.within(entity, path, Period(None, day))
        created = self.date_path(DateRole.CREATED, entity)
        if item.what != "activity" or created is None:
            return old
        never = every(compare(path, Op.EMPTY), self.within(entity, created, Period(None, day)))
        return Or(tuple(p for p in (old, never) if p))

    def aged(self, what: str, entity: str) -> str | None:
        """The date that tells how long something lasts."""
        record = self.schema.entity(entity)
        fields = {
            "activity": ("LastActivityDate",),
            "modified": ("LastStageChangeDate", "LastModifiedDate"),
            "created": ("CreatedDate",),
            "due": ("DueDate", "ActivityDate", "CloseDate"),
        }
        return next((name for name in fields[what] if name in record), None)

    def _empty(self, item: EmptyItem, entity: str) -> Condition | None:
        parts: list[Condition] = []
        for options in item.fields:
            path = self.path(options, entity)
            if path is None:
                return None
            empty = compare(path, Op.EMPTY)
            parts.append(Not(empty) if item.negated else empty)
        if len(parts) == 1:
            return parts[0]
        return Or(tuple(parts)) if item.any else And(tuple(parts))

    def _text(self, item: TextItem, entity: str) -> Condition | None:
        record = self.schema.entity(entity)
        if item.fields:
            path = self.path(item.fields, entity)
        elif "@" in item.text:
            path = next((f.name for f in record if f.type is FieldType.EMAIL), None)
        else:
            path = record.name_field
        if path is None or not self.schema.resolve(entity, path).field.type.is_text:
            return None
        return compare(path, item.op, item.text)


def _manager_of(owner_path: str) -> str:
    """`OwnerId` -> `Owner.ManagerId`."""
    return f"{owner_path.removesuffix('Id')}.ManagerId"


def _negated(condition: Condition | None, negated: bool) -> Condition | None:
    return Not(condition) if negated and condition is not None else condition


def _unplaced(item: Item, entity: Entity) -> NoReading:
    """What was said makes no sense of those records: say so, in the person's words."""
    match item:
        case ValueItem():
            words = " or ".join(options[0].value for options in item.values)
        case NameItem():
            words = item.text
        case StateItem():
            words = item.state.value
        case TimeItem():
            words = item.time.words
        case _:
            words = "that"
    return NoReading(
        why=Why.NOT_UNDERSTOOD,
        sentence=f"I don't know what “{words}” means for {entity.plural.lower()}.",
        words=(words,),
        misplaced=True,
    )
