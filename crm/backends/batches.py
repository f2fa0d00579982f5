"""Whole records into a table, many at a time: inserted, or updated where their id is there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table

from crm.backends import metadata
from crm.backends.catalogue import Known
from crm.backends.upserts import insert_into
from crm.backends.values import fit_for
from crm.dialects.scope import CURRENCY, VERSION
from crm.errors import InvalidValue
from crm.money import Money
from crm.query import Value
from crm.schema import Entity, FieldType

Row = Mapping[str, Value]

SIZE = 2_000


def in_batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows, so many at a time that a commit costs little and memory stays flat."""
    iterator = iter(rows)
    while batch := list(islice(iterator, SIZE)):
        yield batch


def write_batch(
    connection: Connection, known: Known, entity: str, rows: Sequence[Row], currency: str | None
) -> None:
    """Insert or update these records in the transaction at hand."""
    shapes: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        shapes.setdefault(tuple(row), []).append(row)
    described = known.schema.entity(entity)
    currencies: set[str] = set()
    for keys, alike in shapes.items():
        shape = _Shape(described, keys, currency or known.schema.currencies[0])
        records = [shape.record(row) for row in alike]
        currencies.update(record[CURRENCY] for record in records)
        connection.execute(shape.statement(connection.dialect.name, known.tables(entity)), records)
    _learn(connection, known, currencies)
    if described.name_field != "Id":
        metadata.count_up(connection, "names")


def checked_currency(code: object) -> str:
    """An ISO 4217 code as it is; raises InvalidValue for anything else."""
    if isinstance(code, str) and len(code) == 3 and code.isascii() and code.isupper():
        return code
    raise InvalidValue("A currency is three capital letters, such as USD.", CURRENCY)


class _Shape:
    """Rows that mention the same fields."""

    def __init__(self, entity: Entity, keys: tuple[str, ...], currency: str) -> None:
        fields = [entity.field(key) for key in keys if key != CURRENCY]
        self._fits = [(field.name, fit_for(field)) for field in fields]
        self._money = [field.name for field in fields if field.type is FieldType.MONEY]
        self._given = CURRENCY in keys
        self._currency = currency

    def record(self, row: Row) -> dict[str, Any]:
        """The row as its columns take it; raises InvalidValue."""
        record: dict[str, Any] = {name: fit(row[name]) for name, fit in self._fits}
        if record.get("Id") is None:
            raise InvalidValue("A record needs its Id.", "Id")
        record[CURRENCY] = self._currency_of(row)
        return record

    def _currency_of(self, row: Row) -> str:
        codes = {value.currency for name in self._money if isinstance(value := row[name], Money)}
        if self._given and row[CURRENCY]:
            codes.add(checked_currency(row[CURRENCY]))
        if len(codes) > 1:
            raise InvalidValue("The amounts of one record are in one currency.", CURRENCY)
        return codes.pop() if codes else self._currency

    def statement(self, dialect: str, table: Table) -> Any:
        """The insert, which on a known id sets what the rows mention and counts the version up."""
        insert = insert_into(dialect, table)
        names = [name for name, _ in self._fits if name != "Id"]
        if self._given or self._money:
            names.append(CURRENCY)
        setting = {name: insert.excluded[name] for name in names}
        setting[VERSION] = table.c[VERSION] + 1
        return insert.on_conflict_do_update(index_elements=[table.c.Id], set_=setting)


def _learn(connection: Connection, known: Known, currencies: set[str]) -> None:
    """A currency met for the first time is one in use from now on."""
    fresh = sorted(currencies.difference(known.schema.currencies))
    if fresh:
        metadata.put(connection, "setting", "currencies", [*known.schema.currencies, *fresh])
