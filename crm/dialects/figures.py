"""A query for figures as SQL, and what comes back as `Figures`."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, text

from crm.dialects import results
from crm.dialects.aggregates import Aggregates
from crm.dialects.conditions import Conditions
from crm.dialects.keys import KeyPart, Keys
from crm.dialects.results import Line, Ranked
from crm.dialects.scope import Scope, Tables
from crm.dialects.sql import Sql
from crm.query import Figures, Query
from crm.schema import Schema

Column = ColumnElement[Any]


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
        return results.figures([self._line(row) for row in found], self._query)

    def _line(self, row: Sequence[Any]) -> Line:
        cells = iter(row)
        count = next(cells)
        keys = tuple(_read_key(part, cells) for part in self._keys)
        figures = [part.read([next(cells) for _ in part.columns]) for part in self._figures]
        values = tuple(value for value, _ in figures)
        return Line(keys, values, tuple(empty for _, empty in figures), count)


def _read_key(part: KeyPart, cells: Iterator[Any]) -> Ranked:
    return part.read(*(next(cells) for _ in range(part.width)))
