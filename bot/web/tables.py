"""Records in a table, each row led by the record's name."""

from dataclasses import dataclass

from bot.web.shown import Cell, cell
from crm.links import Links
from crm.query import Row, Rows
from crm.schema import Schema


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A heading; numbers stand to the right."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """The rows shown; `total` is how many there are, `link` leads to all of them."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    link: str | None


@dataclass(frozen=True, slots=True)
class Tables:
    """Makes tables for one person: by their schema, in their IANA zone."""

    schema: Schema
    links: Links
    zone: str

    def listed(self, rows: Rows, heading: str) -> Listed:
        """All rows of the answer."""
        entity = rows.query.entity
        headings = [self._column(entity, path) for path in rows.query.columns]
        named = self.schema.entity(entity).label
        return Listed(
            heading=heading,
            columns=(Column(label=named), *headings),
            rows=tuple(self._row(row, rows) for row in rows.rows),
            total=rows.total,
            link=self.links.records(rows.query),
        )

    def _column(self, entity: str, path: str) -> Column:
        """`Account.Name` is headed "Account", by the reference it goes through."""
        resolved = self.schema.resolve(entity, path)
        through = resolved.steps[-1][1] if resolved.steps else resolved.field
        return Column(label=through.label, numeric=resolved.field.type.is_number)

    def _row(self, row: Row, rows: Rows) -> tuple[Cell, ...]:
        entity = rows.query.entity
        cells = (
            cell(value, self.schema.resolve(entity, path).field, self.zone)
            for path, value in zip(rows.query.columns, row.values, strict=True)
        )
        return (Cell(row.name, self.links.record(row.ref)), *cells)
