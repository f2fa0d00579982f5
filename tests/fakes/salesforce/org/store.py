"""Where the records lie: a table an object, in memory or in a file."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, islice
from typing import Any

from tests.fakes.salesforce.org.describe import SObject
from tests.fakes.salesforce.org.fields import Field, Kind
from tests.fakes.salesforce.org.ids import minted
from tests.fakes.salesforce.soql.run import prepare
from tests.fakes.salesforce.soql.values import Stored, stored

_BATCH = 5_000


class Store:
    """The tables. `path` is a file, or ":memory:"."""

    def __init__(self, objects: Iterable[SObject], path: str = ":memory:") -> None:
        self.connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = MEMORY")
        self.connection.execute("PRAGMA synchronous = OFF")
        prepare(self.connection)
        self._numbers: dict[str, Iterator[int]] = {}
        for found in objects:
            self.create(found)

    def create(self, sobject: SObject) -> None:
        """The table of an object, or what columns it lacks by now."""
        columns = ", ".join(_column(field) for field in sobject if field.name != "Id")
        deleted = "" if sobject.field("IsDeleted") else ', "IsDeleted" INTEGER DEFAULT 0'
        created = self.connection.execute(
            f'CREATE TABLE IF NOT EXISTS "{sobject.name}"'
            f' ("Id" TEXT PRIMARY KEY NOT NULL, {columns}{deleted})'
        )
        created.close()
        there = {row[1] for row in self.connection.execute(f'PRAGMA table_info("{sobject.name}")')}
        for field in sobject:
            if field.name not in there:
                self.connection.execute(f'ALTER TABLE "{sobject.name}" ADD {_column(field)}')
            if field.kind is Kind.REFERENCE and not field.name.endswith("ById"):
                self.connection.execute(
                    f'CREATE INDEX IF NOT EXISTS "{sobject.name}.{field.name}"'
                    f' ON "{sobject.name}" ("{field.name}")'
                )
        if sobject.field("SystemModstamp"):
            self.connection.execute(
                f'CREATE INDEX IF NOT EXISTS "{sobject.name}.SystemModstamp"'
                f' ON "{sobject.name}" ("SystemModstamp")'
            )

    def new_id(self, sobject: SObject) -> str:
        """An id that no record of it has."""
        numbers = self._numbers.setdefault(sobject.name, count(1))
        return next(
            id_
            for id_ in (minted(sobject.prefix, number) for number in numbers)
            if self.find(sobject, id_) is None
        )

    def add(self, sobject: SObject, rows: Iterable[Mapping[str, Any]]) -> int:
        """Records as they are, new or in place of those with their ids; how many."""
        names = [field.name for field in sobject]
        marks = ", ".join("?" for _ in names)
        listed = ", ".join(f'"{name}"' for name in names)
        sql = f'INSERT OR REPLACE INTO "{sobject.name}" ({listed}) VALUES ({marks})'
        fields = [(field, 0 if field.kind is Kind.BOOLEAN else None) for field in sobject]
        ready = (
            [
                none if (value := row.get(field.name)) is None else stored(field, value)
                for field, none in fields
            ]
            for row in rows
        )
        number = 0
        while batch := list(islice(ready, _BATCH)):
            self.connection.execute("SAVEPOINT _add")
            self.connection.executemany(sql, batch)
            self.connection.execute("RELEASE _add")
            number += len(batch)
        return number

    def find(self, sobject: SObject, id_: str) -> dict[str, Stored] | None:
        """A record as it is kept, also a deleted one; None for none."""
        rows = self.rows(f'SELECT * FROM "{sobject.name}" WHERE "Id" = ?', [id_])
        return rows[0] if rows else None

    def insert(self, sobject: SObject, record: Mapping[str, Stored]) -> None:
        """A new record, given as it is kept."""
        names = [field.name for field in sobject]
        listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" for _ in names)
        self.connection.execute(
            f'INSERT INTO "{sobject.name}" ({listed}) VALUES ({marks})',
            [record.get(name) for name in names],
        )

    def change(self, sobject: SObject, id_: str, values: Mapping[str, Stored]) -> None:
        """Set the fields of a record, given as they are kept."""
        listed = ", ".join(f'"{name}" = ?' for name in values)
        self.connection.execute(
            f'UPDATE "{sobject.name}" SET {listed} WHERE "Id" = ?', [*values.values(), id_]
        )

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Stored]]:
        """What SQL finds, by column."""
        cursor = self.connection.execute(sql, tuple(parameters))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


def _column(field: Field) -> str:
    if field.kind is Kind.BOOLEAN:
        return f'"{field.name}" INTEGER NOT NULL DEFAULT 0'
    return f'"{field.name}" {"INTEGER" if field.kind.is_number else "TEXT"}'
