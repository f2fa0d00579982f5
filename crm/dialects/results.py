"""Groups of figures as they come back, whatever language they were asked in.

Here they are put in order and their values made sure of; a dialect reads them into `Line`s.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any, Final

from crm.dialects.types import trimmed
from crm.errors import TooLarge
from crm.money import LARGEST, Money
from crm.query import Aggregate, Figures, Group, Key, Order, Query, Value

NONE: Final = Key(None, "(none)")

# A sum of many floating point numbers is sure in twelve of its sixteen digits.
_SURE_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Ranked:
    """A key and what it is ordered by; rank None is empty and comes last."""

    key: Key
    rank: Any


EMPTY: Final = Ranked(NONE, None)


@dataclass(frozen=True, slots=True)
class Line:
    """A group, its keys with what they are ordered by, and how many records it is of."""

    keys: tuple[Ranked, ...]
    values: tuple[Value, ...]
    left_out: tuple[int, ...]
    count: int


def figures(lines: Sequence[Line], query: Query) -> Figures:
    """The answer made of all its groups, which are in no order yet."""
    sorted_ = ordered(list(lines), query)
    groups = tuple(
        Group(keys=tuple(k.key for k in line.keys), values=line.values, left_out=line.left_out)
        for line in sorted_[: query.limit]
    )
    matched = sum(line.count for line in lines)
    return Figures(query=query, groups=groups, total=len(lines), matched=matched)


def ordered(lines: list[Line], query: Query) -> list[Line]:
    """As the query orders them, then by their keys; empty ones last either way."""
    by_key = [Order(by=grouping) for grouping in query.group_by]
    for order in reversed((*query.order, *by_key)):
        ranks = [(_rank(line, order, query), line) for line in lines]
        known = [pair for pair in ranks if pair[0] is not None]
        known.sort(key=lambda pair: pair[0], reverse=order.descending)
        lines = [line for _, line in known] + [line for rank, line in ranks if rank is None]
    return lines


def _rank(line: Line, order: Order, query: Query) -> Any:
    if isinstance(order.by, Aggregate):
        value = line.values[query.aggregates.index(order.by)]
        return value.amount if isinstance(value, Money) else value
    groupings: tuple[object, ...] = query.group_by
    return line.keys[groupings.index(order.by)].rank


def sure(value: Value) -> Value:
    """A number in its sure digits; anything else as it is."""
    if not isinstance(value, Decimal) or value == value.to_integral_value():
        return value
    return trimmed(Context(prec=_SURE_DIGITS).create_decimal(value))


def of_money(amount: Decimal, currency: str) -> Money:
    """The amount; raises TooLarge for one that can't be held."""
    if abs(amount) > LARGEST:
        raise TooLarge
    return Money(amount, currency)


def plain(found: Any) -> Ranked:
    """A value that is ordered by itself."""
    return EMPTY if found is None else Ranked(Key(found, written(found)), found)


def money_key(value: Money | None) -> Ranked:
    """An amount, ordered by its number."""
    if value is None:
        return EMPTY
    return Ranked(Key(value, written(value)), (value.amount, value.currency))


def text_key(found: str | None, picklist: Sequence[str]) -> Ranked:
    """A text; a picklist's by its place in the picklist."""
    if found is None:
        return EMPTY
    text, known = found.lower(), [value.lower() for value in picklist]
    rank = known.index(text) if text in known else len(known)
    return Ranked(Key(found, found), (rank, text))


def named(id_: str | None, name: str | None) -> Ranked:
    """A record by its name, or by its id where it has none."""
    if id_ is None:
        return EMPTY
    return Ranked(Key(id_, name or id_), ((name or id_).lower(), id_))


def written(value: Any) -> str:
    """A key's value for people."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Money):
        return f"{value.currency} {value.amount:f}"
    return str(value)
