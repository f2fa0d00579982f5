"""Records that were fetched, put in order as a list."""

from collections.abc import Callable, Sequence
from typing import Any

from crm.dialects.plain.records import Record
from crm.money import Money
from crm.query import Order, Query, Ref, Row, Rows, Value
from crm.schema import Field, Schema


def listed(records: Sequence[Record], query: Query, schema: Schema, total: int) -> Rows:
    """The list they make, ordered and cut."""
    entity = schema.entity(query.entity)
    found = sorted(records, key=lambda record: record.id)
    name = Order(by=entity.name_field)
    for order in reversed((*query.order, name)):
        path = str(order.by)
        rank = ranking(schema.resolve(query.entity, path).field)
        found = _sorted(found, path, rank, descending=order.descending)
    rows = tuple(row(record, query, entity.name_field) for record in found[: query.limit])
    return Rows(query=query, rows=rows, total=total)


def row(record: Record, query: Query, name_field: str) -> Row:
    """One record as a row of the query's columns."""
    return Row(
        ref=Ref(query.entity, record.id),
        name=str(record.values.get(name_field) or record.id),
        values=tuple(record.values[path] for path in query.columns),
        version=record.version,
    )


def _sorted(
    found: list[Record], path: str, rank: Callable[[Value], Any], *, descending: bool
) -> list[Record]:
    """By the values at a path, equal ones as they were; empty ones last either way."""
    known = [record for record in found if record.values[path] is not None]
    known.sort(key=lambda record: rank(record.values[path]), reverse=descending)
    return known + [record for record in found if record.values[path] is None]


def ranking(field: Field) -> Callable[[Value], Any]:
    """What values of a field are ordered by; those of a picklist by their place in it."""
    picklist = {value.lower(): place for place, value in enumerate(field.picklist)}

    def rank(value: Value) -> Any:
        if isinstance(value, Money):
            return value.amount
        if not field.type.is_text:
            return value
        text = str(value).lower()
        return picklist.get(text, len(picklist)), text

    return rank
