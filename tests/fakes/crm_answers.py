"""A query answered record by record, as its docstrings in crm/query.py define it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Context, Decimal
from operator import ge, gt, le, lt
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crm.errors import MixedCurrencies, TooLarge, WrongType
from crm.money import LARGEST, Money
from crm.periods import Calendar, Grain
from crm.phone import same_number
from crm.query import (
    Aggregate,
    And,
    Answer,
    Comparison,
    Condition,
    Figures,
    Function,
    Group,
    Grouping,
    Key,
    Not,
    Op,
    Or,
    Order,
    Query,
    Ref,
    Related,
    Row,
    Rows,
    Value,
)
from crm.schema import Field, FieldType, Schema

Record = dict[str, Any]
T = TypeVar("T")
_MORE_OR_LESS = {Op.LT: lt, Op.LE: le, Op.GT: gt, Op.GE: ge}


@dataclass(frozen=True, slots=True)
class Line:
    """A group with its records and what its keys are ordered by."""

    group: Group
    ranks: tuple[Any, ...]
    records: Sequence[Record] = field(default=())


class Answering:
    """Answers queries over records by entity and id."""

    def __init__(self, schema: Schema, records: Mapping[str, Mapping[str, Record]]) -> None:
        self._schema = schema
        self._records = records

    def answer(self, query: Query) -> Answer:
        """Rows for a list, Figures for aggregates."""
        matching = [r for r in self._all(query.entity) if self._holds(query.entity, r, query.where)]
        return self._list(query, matching) if query.is_list else self._figures(query, matching)

    def _all(self, entity: str) -> Iterable[Record]:
        return self._records.get(entity, {}).values()

    def _reach(self, entity: str, record: Record, path: str) -> Value:
        """What a path leads to, or None where a step leads nowhere."""
        step, _, rest = path.partition(".")
        if not rest:
            value: Value = record[step]
            return value
        reference = self._schema.entity(entity).references[step]
        target = str(reference.refers_to)
        there = self._records.get(target, {}).get(record[reference.name])
        return None if there is None else self._reach(target, there, rest)

    # Conditions

    def _holds(self, entity: str, record: Record, condition: Condition | None) -> bool:
        match condition:
            case None:
                return True
            case And(parts):
                return all(self._holds(entity, record, part) for part in parts)
            case Or(parts):
                return any(self._holds(entity, record, part) for part in parts)
            case Not(part):
                return not self._holds(entity, record, part)
            case Related():
                return self._related(entity, record, condition)
        value = self._reach(entity, record, condition.path)
        type_ = self._schema.resolve(entity, condition.path).field.type
        return compared(condition, value, type_)

    def _related(self, entity: str, record: Record, related: Related) -> bool:
        own = self._reach(entity, record, related.own)
        found = [
            there
            for there in self._all(related.entity)
            if own is not None
            and there[related.via] == own
            and self._holds(related.entity, there, related.where)
        ]
        return len(found) >= related.at_least

    # Lists

    def _list(self, query: Query, matching: Sequence[Record]) -> Rows:
        entity = self._schema.entity(query.entity)
        by_name = sorted(matching, key=lambda r: r["Id"])
        listed = sorted(
            by_name, key=lambda r: (not r[entity.name_field], low(r[entity.name_field]))
        )
        for order in reversed(query.order):
            path = str(order.by)
            type_ = self._schema.resolve(query.entity, path).field
            ranks = [(rank(self._reach(query.entity, r, path), type_), r) for r in listed]
            listed = empties_last(ranks, descending=order.descending)
        rows = tuple(self._row(query, record) for record in listed[: query.limit])
        return Rows(query=query, rows=rows, total=len(matching))

    def _row(self, query: Query, record: Record) -> Row:
        name = record[self._schema.entity(query.entity).name_field]
        return Row(
            ref=Ref(query.entity, record["Id"]),
            name=name or record["Id"],
            values=tuple(self._reach(query.entity, record, path) for path in query.columns),
            version=str(record["_version"]),
        )

    # Figures

    def _figures(self, query: Query, matching: Sequence[Record]) -> Figures:
        groups: dict[tuple[Any, ...], list[Record]] = {} if query.group_by else {(): []}
        for record in matching:
            key = tuple(self._bucket(query, record, grouping) for grouping in query.group_by)
            groups.setdefault(key, []).append(record)
        lines = [self._line(query, records) for records in groups.values()]
        for order in reversed((*query.order, *(Order(by=g) for g in query.group_by))):
            ranks = [(line_rank(line, order, query), line) for line in lines]
            lines = empties_last(ranks, descending=order.descending)
        return Figures(
            query=query,
            groups=tuple(line.group for line in lines[: query.limit]),
            total=len(lines),
            matched=len(matching),
        )

    def _bucket(self, query: Query, record: Record, grouping: Grouping) -> Any:
        value = self._reach(query.entity, record, grouping.path)
        if value is None or grouping.grain is None:
            return low(value) if isinstance(value, str) and self._text(query, grouping) else value
        return self._first_day(value, grouping.grain, query.zone)

    def _text(self, query: Query, grouping: Grouping) -> bool:
        return self._schema.resolve(query.entity, grouping.path).field.type.is_text

    def _first_day(self, value: Value, grain: Grain, zone: str) -> date:
        day = value.astimezone(zone_of(zone)).date() if isinstance(value, datetime) else value
        assert isinstance(day, date)
        start = self._schema.definitions.calendar(day).containing(grain, day).start
        assert start is not None
        return start

    def _line(self, query: Query, records: Sequence[Record]) -> Line:
        keys, ranks = [], []
        for grouping in query.group_by:
            key, rank_ = self._key(query, records, grouping)
            keys.append(key)
            ranks.append(rank_)
        figures = [self._figure(query, records, a) for a in query.aggregates]
        group = Group(
            keys=tuple(keys),
            values=tuple(value for value, _ in figures),
            left_out=tuple(empty for _, empty in figures),
        )
        return Line(group, tuple(ranks))

    def _key(self, query: Query, records: Sequence[Record], grouping: Grouping) -> tuple[Key, Any]:
        values = [self._reach(query.entity, record, grouping.path) for record in records]
        resolved = self._schema.resolve(query.entity, grouping.path)
        value = values[0]
        if resolved.field.type.is_text and value:
            value = min(map(str, values))
        if value is None:
            return Key(None, "(none)"), None
        if grouping.grain:
            first = self._first_day(value, grouping.grain, query.zone)
            return period_key(
                first, grouping.grain, self._schema.definitions.calendar(first)
            ), first
        if resolved.field.type in (FieldType.REFERENCE, FieldType.ID):
            named = resolved.field.refers_to or (
                resolved.entity.name if resolved.field.type is FieldType.ID else None
            )
            label = self._name_of(named, str(value))
            return Key(value, label), (label.lower(), value)
        key = Key(value, written(value))
        if isinstance(value, Money):
            return key, (value.amount, value.currency)
        return key, rank(value, resolved.field)

    def _name_of(self, entity: str | None, id_: str) -> str:
        record = self._records.get(entity or "", {}).get(id_)
        return (record and record[self._schema.entity(str(entity)).name_field]) or id_

    def _figure(
        self, query: Query, records: Sequence[Record], aggregate: Aggregate
    ) -> tuple[Value, int]:
        entity = query.entity
        counted = [r for r in records if self._holds(entity, r, aggregate.where)]
        if aggregate.path is None:
            return Decimal(len(counted)), 0
        found = [self._figured(query, record, aggregate) for record in counted]
        known = [value for value in found if value is not None]
        if aggregate.function is Function.COUNT_DISTINCT:
            folds = self._schema.resolve(entity, aggregate.path).field.type.is_text
            different = {distinct(value, folds=folds) for value in known}
            return Decimal(len(different)), len(found) - len(known)
        return computed(aggregate.function, known), len(found) - len(known)

    def _figured(self, query: Query, record: Record, aggregate: Aggregate) -> Value:
        """The field itself, its part by weight, or the days since another date."""
        value = self._reach(query.entity, record, str(aggregate.path))
        other = aggregate.weight or aggregate.since
        if other is None or value is None:
            return value
        told = self._reach(query.entity, record, other)
        if told is None:
            return None
        if aggregate.weight:
            assert isinstance(told, Decimal)
            return weighed(value, told)
        return Decimal((day_of(value, query.zone) - day_of(told, query.zone)).days)


def day_of(value: Value, zone: str) -> date:
    """A date, or the day on which a point in time falls there."""
    if isinstance(value, datetime):
        return value.astimezone(zone_of(zone)).date()
    assert isinstance(value, date)
    return value


def weighed(value: Value, weight: Decimal) -> Value:
    """So many per cent of it."""
    if isinstance(value, Money):
        return Money(value.amount * weight / 100, value.currency)
    assert isinstance(value, Decimal)
    return value * weight / 100


def zone_of(name: str) -> ZoneInfo:
    """The IANA time zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WrongType(f"{name} is not a time zone.") from None


def compared(comparison: Comparison, value: Any, type_: FieldType) -> bool:
    """Whether a value compares so; an empty one only as EMPTY and NE."""
    op, empty = comparison.op, value is None
    if op is Op.EMPTY or empty:
        return empty and op in (Op.EMPTY, Op.NE)
    if isinstance(value, Money):
        value = value.amount
    constants: list[Any] = list(comparison.values)
    if type_.is_text:
        value, constants = low(value), [low(constant) for constant in constants]
    match op:
        case Op.EQ | Op.IN:
            return value in constants
        case Op.NE:
            return value not in constants
        case Op.CONTAINS:
            return constants[0] in str(value)
        case Op.STARTS:
            return str(value).startswith(constants[0])
        case Op.ENDS:
            return str(value).endswith(constants[0])
        case Op.MENTIONS:
            kept = (words_of(c) for c in constants if "\0" not in c)
            return any(mentions(words_of(value), words) for words in kept)
        case Op.NUMBERED:
            return value == constants[0] or same_digits(str(value), constants[0])
        case Op.PHONE:
            return same_number(str(value), constants[0])
    return bool(_MORE_OR_LESS[op](value, constants[0]))


def words_of(text: str) -> list[str]:
    """The runs of letters and digits."""
    return "".join(char if char.isalnum() else " " for char in text).split()


def same_digits(text: str, wanted: str) -> bool:
    """Whether a text is that number, but for letters, signs and zeros before it."""
    bare = wanted.lstrip("0")
    return bare.isdecimal() and text.lstrip("abcdefghijklmnopqrstuvwxyz-#/_. 0") == bare


def mentions(text: list[str], wanted: list[str]) -> bool:
    """Whether the words stand in the text, side by side."""
    many = len(wanted)
    return bool(many) and any(text[at : at + many] == wanted for at in range(len(text)))


def low(value: Value) -> str:
    """Text without case; "" for none."""
    return "" if value is None else str(value).lower()


def rank(value: Any, described: Field) -> Any:
    """What a value is ordered by; a picklist's by its place in the picklist."""
    if value is None:
        return None
    if isinstance(value, Money):
        return value.amount
    if not described.type.is_text:
        return value
    picklist = [low(known) for known in described.picklist]
    text = low(value)
    return (picklist.index(text) if text in picklist else len(picklist), text)


def line_rank(line: Line, order: Order, query: Query) -> Any:
    """What a group is ordered by."""
    if isinstance(order.by, Aggregate):
        value = line.group.values[query.aggregates.index(order.by)]
        return value.amount if isinstance(value, Money) else value
    return next(r for g, r in zip(query.group_by, line.ranks, strict=True) if g == order.by)


def empties_last(ranked: list[tuple[Any, T]], *, descending: bool) -> list[T]:
    """Sorted by rank, equal ones as they were, those without a rank at the end."""
    known = [pair for pair in ranked if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=descending)
    return [item for _, item in known] + [item for r, item in ranked if r is None]


def computed(function: Function, known: Sequence[Value]) -> Value:
    """The figure over values none of which is empty."""
    if not known:
        return None
    money = [value for value in known if isinstance(value, Money)]
    if not money:
        return rounded(reckoned(function, known))
    currencies = sorted({value.currency for value in money})
    if len(currencies) > 1:
        raise MixedCurrencies(currencies)
    amount = reckoned(function, [value.amount for value in money])
    assert isinstance(amount, Decimal)
    if abs(amount) > LARGEST:
        raise TooLarge
    return Money(amount.quantize(Decimal("0.0001"), ROUND_HALF_EVEN), currencies[0])


def distinct(value: Value, *, folds: bool) -> object:
    """What makes a value another one: not the case of a text, nor a currency."""
    if isinstance(value, Money):
        return value.amount
    return low(value) if folds else value


def reckoned(function: Function, known: Sequence[Any]) -> Value:
    """Sum, average, median, min or max of at least one value of one kind."""
    ranked: list[Value] = sorted(known)
    if function is Function.MIN:
        return ranked[0]
    if function is Function.MAX:
        return ranked[-1]
    numbers = [value for value in ranked if isinstance(value, Decimal)]
    if function is Function.SUM:
        return sum(numbers, Decimal(0))
    if function is Function.AVERAGE:
        return sum(numbers, Decimal(0)) / len(numbers)
    return (numbers[(len(numbers) - 1) // 2] + numbers[len(numbers) // 2]) / 2


def rounded(value: Value) -> Value:
    """Numbers are sure in twelve digits, unless they are whole."""
    if not isinstance(value, Decimal) or value == value.to_integral_value():
        return value
    return Context(prec=12).create_decimal(value)


def period_key(first: date, grain: Grain, calendar: Calendar) -> Key:
    """The key of the period that begins on that day, and the words for it."""
    key = calendar.containing(grain, first).key()
    day = f"{first.day} {first:%b} {first.year}"
    words = {
        Grain.DAY: day,
        Grain.WEEK: f"week of {day}",
        Grain.MONTH: f"{first:%b} {first.year}",
        Grain.YEAR: key,
    }
    return Key(key, words.get(grain, f"{key[-2:]} {key[:4]}"))


def written(value: Value) -> str:
    """A key's value for people."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Money():
            return f"{value.currency} {value.amount:f}"
    return str(value)
