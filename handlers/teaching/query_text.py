"""A query as text for whoever wants to see what is asked of the CRM, one thing a line."""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal

from crm.query import (
    Aggregate,
    And,
    Comparison,
    Condition,
    Constant,
    Grouping,
    Not,
    Op,
    Or,
    Order,
    Query,
    Related,
)

NameOf = Callable[[str], str]
"""The name of the record of an id; "" for a text that is none."""


def query_text(query: Query, name_of: NameOf = lambda text: "") -> str:
    """The query: its kind of record, conditions, figures, groups, order and cut."""
    return "\n".join(_lines(query, name_of))


def _lines(query: Query, name_of: NameOf) -> Iterator[str]:
    yield query.entity
    written = _Written(name_of)
    parts = query.where.parts if isinstance(query.where, And) else (query.where,)
    for lead, part in zip(("where", *["  and"] * len(parts)), parts, strict=False):
        if part is not None:
            yield f"  {lead} {written.condition(part)}"
    for aggregate in query.aggregates:
        yield f"  {written.aggregate(aggregate)}"
    for grouping in query.group_by:
        yield f"  for each {_grouping(grouping)}"
    for order in query.order:
        yield f"  by {written.order(order)}{', highest first' if order.descending else ''}"
    if query.limit is not None and (query.is_list or query.group_by):
        yield f"  {query.limit} at most"


class _Written:
    """Conditions and figures in one line each."""

    def __init__(self, name_of: NameOf) -> None:
        self._name_of = name_of

    def condition(self, condition: Condition) -> str:
        match condition:
            case Comparison():
                return self._comparison(condition)
            case And(parts):
                return f"({' and '.join(map(self.condition, parts))})"
            case Or(parts):
                return f"({' or '.join(map(self.condition, parts))})"
            case Not(part):
                return f"not {self.condition(part)}"
            case Related():
                return self._related(condition)

    def _comparison(self, part: Comparison) -> str:
        if part.op is Op.EMPTY:
            return f"{part.path} is empty"
        values = ", ".join(map(self._value, part.values))
        return f"{part.path} {part.op} {values if part.op is not Op.IN else f'({values})'}"

    def _related(self, related: Related) -> str:
        own = "" if related.own == "Id" else f" of the same {related.own}"
        where = f" where {self.condition(related.where)}" if related.where else ""
        return f"has {related.at_least} {related.entity} or more by {related.via}{own}{where}"

    def aggregate(self, aggregate: Aggregate) -> str:
        path = f" of {aggregate.path}" if aggregate.path else ""
        since = f" days from {aggregate.since}" if aggregate.since else ""
        weight = f" × {aggregate.weight} %" if aggregate.weight else ""
        where = f" where {self.condition(aggregate.where)}" if aggregate.where else ""
        return f"{aggregate.function}{path}{since}{weight}{where}"

    def order(self, order: Order) -> str:
        match order.by:
            case str():
                return order.by
            case Grouping():
                return _grouping(order.by)
            case Aggregate():
                return self.aggregate(order.by)

    def _value(self, value: Constant) -> str:
        match value:
            case bool():
                return "yes" if value else "no"
            case datetime():
                return value.isoformat(" ", "minutes")
            case Decimal():
                return f"{value:f}"
            case str():
                name = self._name_of(value)
                return f"{value} ({name})" if name else f'"{value}"'
        return str(value)


def _grouping(grouping: Grouping) -> str:
    return f"{grouping.grain} of {grouping.path}" if grouping.grain else grouping.path
