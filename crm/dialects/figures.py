"""A query for figures as SQL, and what comes back as `Figures`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, text

from crm.dialects.aggregates import Aggregates
from crm.dialects.conditions import Conditions
from crm.dialects.keys import KeyPart, Keys, Ranked
from crm.dialects.scope import Scope, Tables
from crm.dialects.sql import Sql
from crm.money import Money
from crm.query import Aggregate, Figures, Group, Order, Query, Value
from crm.schema import Schema

Column = ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class _Line:
    """A group, its keys with what they are ordered by, and how many records it is of."""

    keys: tuple[Ranked, ...]
    values: tuple[Value, ...]
    left_out: tuple[int, ...]
    count: int


class Tally:
    """One query for figures: `statement` gives one line a group, in no order."""

    def __init__(self, sql: Sql, schema: Schema, tables: Tables, query: Query) -> None:
        scope = Scope(schema, tables, query.entity)
        self._query = query
        keys = Keys(sql, scope, query.zone)
        aggregates = Aggregates(sql, scope, query.zone)
        self._keys = [keys.part(grouping) for grouping in query.group_by]
        self._figures = [aggregates.part(aggregate) for aggregate in query.aggregates]
        where = Conditions(sql).state(query.where, scope)
        columns: list[Column] = [func.count()]
        columns += [c for p in self._keys for c in (*p.grouped, *p.shown)]
        columns += [c for p in self._figures for c in p.columns]
        self.statement: Select[Any] = (
            select(*(column.label(f"_{i}") for i, column in enumerate(columns)))
            .where(where)
            .group_by(*(text(f"_{i}") for i in self._grouped()))
            .select_from(scope.source)
        )

    def _grouped(self) -> Iterator[int]:
        """The places of the columns that make the groups: named, not stated a second time."""
        place = 1
        for part in self._keys:
            yield from range(place, place + len(part.grouped))
            place += part.width

    def figures(self, found: Sequence[Sequence[Any]]) -> Figures:
        """The answer, from what `statement` gave."""
        lines = ordered([self._line(row) for row in found], self._query)
        groups = tuple(
            Group(keys=tuple(k.key for k in line.keys), values=line.values, left_out=line.left_out)
            for line in lines[: self._query.limit]
        )
        matched = sum(line.count for line in lines)
        return Figures(query=self._query, groups=groups, total=len(lines), matched=matched)

    def _line(self, row: Sequence[Any]) -> _Line:
        cells = iter(row)
        count = next(cells)
        keys = tuple(_read_key(part, cells) for part in self._keys)
        figures = [part.read([next(cells) for _ in part.columns]) for part in self._figures]
        values = tuple(value for value, _ in figures)
        return _Line(keys, values, tuple(empty for _, empty in figures), count)


def _read_key(part: KeyPart, cells: Iterator[Any]) -> Ranked:
    return part.read(*(next(cells) for _ in range(part.width)))


def ordered(lines: list[_Line], query: Query) -> list[_Line]:
    """As the query orders them, then by their keys; empty ones last either way."""
    by_key = [Order(by=grouping) for grouping in query.group_by]
    for order in reversed((*query.order, *by_key)):
        ranks = [(_rank(line, order, query), line) for line in lines]
        known = [pair for pair in ranks if pair[0] is not None]
        known.sort(key=lambda pair: pair[0], reverse=order.descending)
        lines = [line for _, line in known] + [line for rank, line in ranks if rank is None]
    return lines


def _rank(line: _Line, order: Order, query: Query) -> Any:
    if isinstance(order.by, Aggregate):
        value = line.values[query.aggregates.index(order.by)]
        return value.amount if isinstance(value, Money) else value
    groupings: tuple[object, ...] = query.group_by
    return line.keys[groupings.index(order.by)].rank
