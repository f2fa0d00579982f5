"""Two answers made one: the later of two records, or a figure held against another."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from crm.errors import MixedCurrencies
from crm.held import Held, held, percent
from crm.money import Money
from crm.query import Answer, Figures, Function, Group, Key, Query, Row, Rows, Value
from handlers.understanding.reading import Reading

_ADDED_UP = {Function.COUNT, Function.COUNT_DISTINCT, Function.SUM}
_Keys = tuple[Value, ...]


def combined(reading: Reading, one: Answer, other: Answer) -> tuple[Reading, Answer]:
    """The reading and answer that remain of both; raises MixedCurrencies where dollars would be
    held against euros.

    Of figures, each becomes three values: what is made of both, the first, and the second.
    """
    if isinstance(one, Rows) and isinstance(other, Rows):
        return _later(reading, one, other)
    assert isinstance(one, Figures)
    assert isinstance(other, Figures)
    return reading, _against(reading, one, other)


def _against(reading: Reading, one: Figures, other: Figures) -> Figures:
    """Group by group; a group that only one of both has is held against nothing."""
    one, other = _aligned(reading, one, other)
    firsts, seconds = _by_keys(reading, one), _by_keys(reading, other)
    met = {_values(group): group for group in (*other.groups, *one.groups)}
    nothing = (None,) * max(len(reading.sides), 1)
    groups = []
    for key in dict.fromkeys([*firsts, *seconds]):
        pairs = zip(firsts.get(key, nothing), seconds.get(key, nothing), strict=True)
        made = tuple(value for pair in pairs for value in _made(reading, pair))
        groups.append(replace(met[key], values=made))
    return replace(one, groups=tuple(groups), total=len(groups))


def _aligned(reading: Reading, one: Figures, other: Figures) -> tuple[Figures, Figures]:
    """Both under the keys of the first, where each period is held against another one."""
    if not reading.aligned:
        return one, other
    known = {key.value: key for _, key in reading.aligned}
    moved: dict[Value, Key] = dict(reading.aligned)
    return _under(one, known), _under(other, moved)


def _under(figures: Figures, keys: Mapping[Value, Key]) -> Figures:
    kept = [group for group in figures.groups if group.keys[0].value in keys]
    groups = (replace(group, keys=(keys[group.keys[0].value],)) for group in kept)
    return replace(figures, groups=tuple(groups))


def _by_keys(reading: Reading, figures: Figures) -> dict[_Keys, tuple[Value, ...]]:
    """The figures of each group, a rate as the one figure that it is."""
    return {_values(group): _rates(reading, group) for group in figures.groups}


def _values(group: Group) -> _Keys:
    return tuple(key.value for key in group.keys)


def _rates(reading: Reading, group: Group) -> tuple[Value, ...]:
    if not reading.measure_ratio:
        return group.values
    parts, wholes = group.values[::2], group.values[1::2]
    return tuple(percent(_number(p), _number(w)) for p, w in zip(parts, wholes, strict=True))


def _made(reading: Reading, pair: tuple[Value, Value]) -> tuple[Value, Value, Value]:
    """The figure of both, and both: what nobody has won is 0, a quota nobody set is none."""
    one, other = pair
    currencies = {value.currency for value in pair if isinstance(value, Money)}
    if len(currencies) > 1:
        raise MixedCurrencies(sorted(currencies))
    zero: Value = Money(Decimal(0), currencies.pop()) if currencies else Decimal(0)
    if _adds_up(reading.query):
        one = zero if one is None else one
        alike = reading.second is not None and reading.second.entity == reading.query.entity
        other = zero if other is None and alike else other
    if one is None or other is None or reading.how is None:
        return None, one, other
    value: Value = held(reading.how, _number(one), _number(other))
    if reading.how is Held.MISSING and isinstance(other, Money) and isinstance(value, Decimal):
        value = Money(value, other.currency)
    return value, one, other


def _adds_up(query: Query) -> bool:
    """Whether the figure over no records is 0; an average or a rate of nothing is nothing."""
    return query.aggregates[0].function in _ADDED_UP


def _number(value: Value) -> Decimal:
    if isinstance(value, Money):
        return value.amount
    return value if isinstance(value, Decimal) else Decimal(0)


def _later(reading: Reading, one: Rows, other: Rows) -> tuple[Reading, Answer]:
    """The answer whose first record is the later one."""
    if other.rows and (not one.rows or _day(other.rows[0]) > _day(one.rows[0])):
        field = other.query.columns[0] if reading.field else None
        return replace(reading, query=other.query, field=field), other
    return reading, one


def _day(row: Row) -> date:
    value = row.values[0]
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.min
