"""A query for records as SOQL, and what comes back as `Rows`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crm.dialects.plain.lists import row
from crm.dialects.plain.records import Record
from crm.dialects.soql.conditions import Conditions, Said
from crm.dialects.soql.places import Places
from crm.dialects.soql.records import Columns
from crm.query import Query, Rows


@dataclass(frozen=True, slots=True)
class Listing:
    """One query for records, which Salesforce narrows, orders and counts by itself."""

    query: Query
    soql: str
    columns: Columns

    def rows(self, records: Sequence[Record], total: int) -> Rows:
        """The answer, from the records that are shown and how many there are."""
        name_field = self.columns.places.schema.entity(self.query.entity).name_field
        rows = tuple(row(record, self.query, name_field) for record in records)
        return Rows(query=self.query, rows=rows, total=total)


def listing(query: Query, places: Places, where: Said) -> Listing | None:
    """The list as SOQL; None where it can't order the records."""
    entity = places.schema.entity(query.entity)
    orders = [*((str(o.by), o.descending) for o in query.order), (entity.name_field, False)]
    if not all(places.at(path).orders for path, _ in orders):
        return None
    columns = Columns(places, tuple(dict.fromkeys((entity.name_field, *query.columns))))
    order = ", ".join(_ordered([*orders, ("Id", False)], places))
    soql = f"{selecting(columns, where)} ORDER BY {order}"
    return Listing(query, soql, columns)


def selecting(columns: Columns, where: Said) -> str:
    """The fields of all records that match."""
    condition = f" WHERE {where.text}" if where.text else ""
    return f"SELECT {', '.join(columns.texts())} FROM {columns.places.object}{condition}"


def _ordered(orders: Sequence[tuple[str, bool]], places: Places) -> Iterator[str]:
    done: set[str] = set()
    for path, descending in orders:
        text = places.at(path).text
        if text not in done:
            done.add(text)
            yield f"{text} {'DESC' if descending else 'ASC'} NULLS LAST"


def stated(query: Query, places: Places) -> Said:
    """The query's own condition."""
    return Conditions(places).state(query.where)
