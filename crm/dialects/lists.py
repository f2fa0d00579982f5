"""A query for records as SQL, and what comes back as `Rows`."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, select

from crm.dialects.conditions import Conditions
from crm.dialects.scope import VERSION, Place, Scope, Tables
from crm.dialects.sql import Sql
from crm.money import Money
from crm.query import Order, Query, Ref, Row, Rows, Value
from crm.schema import FieldType, Schema


class Listing:
    """One query for records.

    `statement` asks for one record more than the limit: only when that comes is `count` needed.
    """

    def __init__(self, sql: Sql, schema: Schema, tables: Tables, query: Query) -> None:
        self._sql = sql
        self._scope = Scope(schema, tables, query.entity)
        self._query = query
        self._places = [self._scope.at(path) for path in query.columns]
        self.statement = self._statement()
        self.count = self._count(Scope(schema, tables, query.entity))

    def _statement(self) -> Select[Any]:
        scope, query = self._scope, self._query
        name = scope.at(scope.entity.name_field).column
        where = Conditions(self._sql).state(query.where, scope)
        order = [*self._ordered(query.order), self._sql.ordered(name).asc().nulls_last()]
        chosen = [scope.record.c.Id, name, scope.record.c[VERSION], *self._columns()]
        listing = (
            select(*(column.label(f"_{i}") for i, column in enumerate(chosen)))
            .where(where)
            .order_by(*order, scope.record.c.Id.collate(self._sql.code_points))
            .select_from(scope.source)
        )
        return listing if query.limit is None else listing.limit(query.limit + 1)

    def _count(self, scope: Scope) -> Select[Any]:
        where = Conditions(self._sql).state(self._query.where, scope)
        return select(func.count()).where(where).select_from(scope.source)

    def _columns(self) -> Iterator[ColumnElement[Any]]:
        for place in self._places:
            yield place.column
            if place.field.type is FieldType.MONEY:
                yield place.currency

    def _ordered(self, orders: Sequence[Order]) -> Iterator[ColumnElement[Any]]:
        for order in orders:
            for column in self._keys(self._scope.at(str(order.by))):
                yield (column.desc() if order.descending else column.asc()).nulls_last()

    def _keys(self, place: Place) -> Iterator[ColumnElement[Any]]:
        """What a field is ordered by; a picklist by the place of a value in it, as CRMs do."""
        if not place.field.type.is_text:
            yield place.column
            return
        if place.field.picklist:
            text = self._sql.folded(place.column)
            known = [self._sql.folded(literal(value)) for value in place.field.picklist]
            ranks = [(text == value, rank) for rank, value in enumerate(known)]
            yield case((place.column.is_(None), None), *ranks, else_=len(ranks))
        yield self._sql.ordered(place.column)

    def rows(self, found: Sequence[Sequence[Any]], total: int) -> Rows:
        """The answer, from what `statement` gave and how many there are."""
        kept = found if self._query.limit is None else found[: self._query.limit]
        return Rows(query=self._query, rows=tuple(self._row(row) for row in kept), total=total)

    def _row(self, found: Sequence[Any]) -> Row:
        id_, name, version, *rest = found
        values = iter(rest)
        return Row(
            ref=Ref(self._query.entity, id_),
            name=str(name or id_),
            values=tuple(_value(place, values) for place in self._places),
            version=str(version),
        )


def _value(place: Place, values: Iterator[Any]) -> Value:
    value: Value = next(values)
    if place.field.type is not FieldType.MONEY:
        return value
    return money(value, next(values))


def money(amount: Any, currency: str) -> Money | None:
    """The amount with its currency, where there is one."""
    return None if amount is None else Money(amount, currency)
