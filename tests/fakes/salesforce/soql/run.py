"""Queries, run: answers in pages, children with their parents, and cursors that wait for the rest.

Pages "Query" and "Query More Results" of the REST API Developer Guide: at most 2,000 records a
page (children counted apart), `nextRecordsUrl` while there are more; figures cannot be paged (page
"GROUP BY": "queries that include a GROUP BY clause can't use queryMore").
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from tests.fakes.salesforce.errors import ApiError, malformed, too_complicated
from tests.fakes.salesforce.org.describe import SObject
from tests.fakes.salesforce.org.fields import Field
from tests.fakes.salesforce.soql import figures
from tests.fakes.salesforce.soql.asker import Asker
from tests.fakes.salesforce.soql.date_functions import date_part
from tests.fakes.salesforce.soql.records import Records, compiled
from tests.fakes.salesforce.soql.scope import Scope, known_object
from tests.fakes.salesforce.soql.tree import And, Comparison, Op, Path, Select, Text
from tests.fakes.salesforce.soql.values import fold

PAGE = 2_000
SMALLEST_PAGE = 200
MOST_GROUPS = 2_000


def prepare(connection: sqlite3.Connection) -> None:
    """Give a connection what compiled queries call."""
    connection.create_function("fold", 1, fold, deterministic=True)
    connection.create_function("date_part", 5, date_part, deterministic=True)
    connection.execute("PRAGMA temp_store = FILE")
    connection.execute("CREATE TABLE IF NOT EXISTS _hidden (user TEXT, record TEXT)")


@dataclass(frozen=True, slots=True)
class Cursor:
    """The records of a query that are still to be fetched."""

    id: str
    table: str
    records: Records
    total: int
    user_id: str


@dataclass(frozen=True, slots=True)
class Page:
    """A part of an answer. `next` is (cursor, place) of the next part."""

    records: list[dict[str, Any]]
    total: int
    next: tuple[Cursor, int] | None = None

    def json(self, base: str) -> dict[str, Any]:
        """As REST answers it."""
        found: dict[str, Any] = {"totalSize": self.total, "done": self.next is None}
        if self.next is not None:
            cursor, place = self.next
            found["nextRecordsUrl"] = f"{base}/query/{cursor.id}-{place}"
        return found | {"records": self.records}


class Runner:
    """Runs queries on one connection; `base` is the path of the API's version, for record URLs."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers = count(1)
        self.cursors: dict[str, Cursor] = {}

    def query(self, select: Select, asker: Asker, base: str, page: int = PAGE) -> Page:
        """The first page of an answer."""
        scope = _scope(select, asker)
        if figures.is_count(select):
            found = figures.counting(select, scope)
            return Page([], int(self._rows(found.sql, found.parameters)[0][0]))
        if figures.has_figures(select):
            return self._figures(select, scope)
        return self._first(select, scope, base, page)

    def more(self, cursor: Cursor, start: int, base: str, page: int = PAGE) -> Page:
        """The page that begins behind that many records."""
        end = min(start + page, cursor.total)
        rows = self._rows(cursor.records.rows(cursor.table), [start, end])
        records = [cursor.records.record(row, base) for row in rows]
        self._add_children(cursor.records, rows, records, base)
        following = (cursor, end) if end < cursor.total else None
        return Page(records, cursor.total, following)

    def close(self, cursor: Cursor) -> None:
        """Nothing more is wanted of it."""
        self._connection.execute(f"DROP TABLE IF EXISTS {cursor.table}")
        self.cursors.pop(cursor.id, None)

    def open(self, select: Select, scope: Scope, more: str = "1") -> Cursor:
        """The ids of all that match and for which the SQL `more` holds, set down in order."""
        records = compiled(select, scope)
        records.condition += f" AND {more}"
        number = next(self._numbers)
        table = f"temp._q{number}"
        ids = records.ids(select.limit, select.offset)
        self._execute(f"CREATE TABLE {table} AS {ids}", records.parameters)
        total = int(self._rows(f"SELECT COUNT(*) FROM {table}", [])[0][0])
        return Cursor(f"01gHp{number:013d}", table, records, total, scope.asker.user_id)

    def _first(self, select: Select, scope: Scope, base: str, page: int) -> Page:
        cursor = self.open(select, scope)
        found = self.more(cursor, 0, base, page)
        if found.next is None:
            self.close(cursor)
        else:
            self.cursors[cursor.id] = cursor
        return found

    def _figures(self, select: Select, scope: Scope) -> Page:
        found = figures.compiled(select, scope)
        rows = self._rows(f"{found.sql}", found.parameters)
        if len(rows) > MOST_GROUPS:
            why = (
                "Aggregate query does not support queryMore(), use LIMIT to restrict the results "
                "to a single batch"
            )
            raise ApiError("EXCEEDED_ID_LIMIT", why)
        return Page([found.record(row) for row in rows], len(rows))

    def _add_children(
        self,
        parent: Records,
        rows: Sequence[Sequence[Any]],
        records: list[dict[str, Any]],
        base: str,
    ) -> None:
        for name, (select, reference, sobject) in parent.children.items():
            _check_child(select)
            ids = [str(row[0]) for row in rows]
            found = self._children(select, reference, sobject, ids, parent.scope, base)
            for row, record in zip(rows, records, strict=True):
                mine = found.get(str(row[0]))
                record[name] = (
                    {"totalSize": len(mine), "done": True, "records": mine} if mine else None
                )

    def _children(
        self,
        select: Select,
        reference: Field,
        sobject: SObject,
        ids: Sequence[str],
        outer: Scope,
        base: str,
    ) -> dict[str, list[dict[str, Any]]]:
        """The records of a sub-query by their parent, each parent's cut by the limit."""
        grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
        if not ids:
            return grouped
        texts = tuple(Text(id_, 0) for id_ in ids)
        mine = Comparison(Path((reference.name,), 0), Op.IN, texts, 0)
        where = And((mine, *_parts(select)))
        scope = Scope(outer.asker, sobject, outer.text, alias=select.alias)
        inner = replace(select, where=where, limit=None, offset=None)
        cursor = self.open(inner, scope)
        key = f'SELECT t."{reference.name}" FROM {cursor.table} f JOIN "{sobject.name}" t'
        parents = self._rows(f'{key} ON t."Id" = f.id ORDER BY f.rowid', [])
        page = self.more(cursor, 0, base, max(cursor.total, 1))
        for (id_,), record in zip(parents, page.records, strict=True):
            grouped[str(id_)].append(record)
        self.close(cursor)
        skip = select.offset or 0
        cut = None if select.limit is None else skip + select.limit
        return {id_: kept[skip:cut] for id_, kept in grouped.items()}

    def _rows(self, sql: str, parameters: Sequence[Any]) -> list[Any]:
        return self._execute(sql, parameters).fetchall()

    def _execute(self, sql: str, parameters: Sequence[Any]) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, tuple(parameters))
        except sqlite3.OperationalError as error:
            if "too large" not in str(error) and "too many" not in str(error):
                raise
            raise too_complicated() from None


def _scope(select: Select, asker: Asker) -> Scope:
    sobject = known_object(asker, select.source, select.text, select.source_at)
    return Scope(asker, sobject, select.text, alias=select.alias)


def _parts(select: Select) -> Iterator[Any]:
    if isinstance(select.where, And):
        yield from select.where.parts
    elif select.where is not None:
        yield select.where


def _check_child(select: Select) -> None:
    if figures.has_figures(select):
        raise malformed("aggregate functions cannot be used in a sub-query of SELECT")
