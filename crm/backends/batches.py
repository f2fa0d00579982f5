"""Whole records into a table, many at a time: inserted, or updated where their id is there."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, Dialect, Table, literal_column

from crm.backends import auditing, metadata
from crm.backends.catalogue import Known
from crm.backends.tracking import Tracking
from crm.backends.upserts import insert_into
from crm.backends.values import fit_for
from crm.dialects.scope import CURRENCY, VERSION
from crm.errors import InvalidValue
from crm.money import Money
from crm.query import Value
from crm.schema import Entity, Field, FieldType

Row = Mapping[str, Value]
Record = dict[str, Any]

SIZE: Final = 2_000


def in_batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows, so many at a time that a commit costs little and memory stays flat."""
    iterator = iter(rows)
    while batch := list(islice(iterator, SIZE)):
        yield batch


def write_batch(
    connection: Connection,
    known: Known,
    entity: str,
    rows: Sequence[Row],
    currency: str | None,
    tracking: Tracking | None = None,
) -> None:
    """Insert or update these records in the transaction at hand; `tracking` notes what changes."""
    shapes: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        shapes.setdefault(tuple(row), []).append(row)
    described, table = known.schema.entity(entity), known.tables(entity)
    home = currency or known.schema.currencies[0]
    currencies: set[str] = set()
    for keys, alike in shapes.items():
        shape = _Shape(described, keys, table, connection.dialect)
        records = [shape.record(row, home) for row in alike]
        currencies.update(record[CURRENCY] for record in records)
        if tracking:
            changes = tracking.changes(connection, described, table, alike, records)
            auditing.note(connection, changes)
        connection.exec_driver_sql(shape.sql, shape.parameters(records))
    _learn(connection, known, currencies)
    if described.name_field != "Id":
        metadata.count_up(connection, "names")


def checked_currency(code: object) -> str:
    """An ISO 4217 code as it is; raises InvalidValue for anything else."""
    if isinstance(code, str) and len(code) == 3 and code.isascii() and code.isupper():
        return code
    raise InvalidValue("A currency is three capital letters, such as USD.", CURRENCY)


class _Shape:
    """Rows that mention the same fields.

    They go to the driver as they are, past what SQLAlchemy does for each single value: that alone
    takes longer than the database does.
    """

    def __init__(
        self, entity: Entity, keys: tuple[str, ...], table: Table, dialect: Dialect
    ) -> None:
        if "Id" not in keys:
            raise InvalidValue("A record needs its Id.", "Id")
        fields = [entity.field(key) for key in keys if key != CURRENCY]
        self._money = [field.name for field in fields if field.type is FieldType.MONEY]
        self._given = CURRENCY in keys
        self._convert = [(field.name, _converter(field, table, dialect)) for field in fields]
        names = [*(field.name for field in fields), CURRENCY, VERSION]
        statement = _upsert(dialect, table, names, currency=self._given or bool(self._money))
        compiled = statement.compile(dialect=dialect, column_keys=names)
        self.sql = str(compiled)
        self._order: list[str] | None = compiled.positiontup

    def record(self, row: Row, currency: str) -> Record:
        """The row as its columns take it, with a currency; raises InvalidValue."""
        record: Record = {
            name: None if (value := row[name]) is None else convert(value)
            for name, convert in self._convert
        }
        if record["Id"] is None:
            raise InvalidValue("A record needs its Id.", "Id")
        record[CURRENCY] = self._currency(row) or currency
        record[VERSION] = 1
        return record

    def parameters(self, records: list[Record]) -> Any:
        """The records as the driver takes them: in the statement's order, or by name."""
        return records if self._order is None else list(map(itemgetter(*self._order), records))

    def _currency(self, row: Row) -> str | None:
        code = checked_currency(row[CURRENCY]) if self._given and row[CURRENCY] else None
        for name in self._money:
            value = row[name]
            if isinstance(value, Money):
                code = code or value.currency
                if code != value.currency:
                    raise InvalidValue("The amounts of one record are in one currency.", name)
        return code


def _upsert(dialect: Dialect, table: Table, names: list[str], *, currency: bool) -> Any:
    """On a known id, sets what the rows mention and counts the version up.

    The currency is left alone where the rows have no amounts.
    """
    insert = insert_into(dialect.name, table)
    kept = {"Id", VERSION} if currency else {"Id", VERSION, CURRENCY}
    setting = {name: insert.excluded[name] for name in names if name not in kept}
    setting[VERSION] = table.c[VERSION] + literal_column("1")
    return insert.on_conflict_do_update(index_elements=[table.c.Id], set_=setting)


def _converter(field: Field, table: Table, dialect: Dialect) -> Callable[[Value], Any]:
    fit = fit_for(field)
    bind = table.c[field.name].type.dialect_impl(dialect).bind_processor(dialect)
    if bind is None:
        return fit
    return lambda value: None if (fitting := fit(value)) is None else bind(fitting)


def _learn(connection: Connection, known: Known, currencies: set[str]) -> None:
    """A currency met for the first time is one in use from now on."""
    fresh = sorted(currencies.difference(known.schema.currencies))
    if fresh:
        metadata.put(connection, "setting", "currencies", [*known.schema.currencies, *fresh])
