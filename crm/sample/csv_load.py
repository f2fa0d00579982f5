"""The second reading of an export: its rows into the embedded CRM, a few thousand at a time."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from crm.backends.storage import Storage
from crm.backends.tracking import Tracking
from crm.errors import InvalidValue
from crm.query import Value
from crm.sample.csv_derive import Row, deriver
from crm.sample.csv_ids import IdSet, Repeats, hashes
from crm.sample.csv_report import FileReport, Notes
from crm.sample.csv_rows import Cells
from crm.sample.csv_source import CURRENCY, DELETED, Batch, Column, Source, Tick
from crm.sample.csv_values import boolean, converter
from crm.schema import Entity, Field, FieldType

_CODE: Final = re.compile(r"[A-Z]{3}", re.ASCII)
_A: Final[Mapping[FieldType, str]] = {
    FieldType.NUMBER: "a number",
    FieldType.MONEY: "an amount",
    FieldType.PERCENT: "a percentage",
    FieldType.DATE: "a date such as 2026-11-06",
    FieldType.DATETIME: "a point in time such as 2026-11-06T10:00:00Z",
    FieldType.BOOLEAN: "true or false",
}


class Load:
    """One file on its way into the CRM. What was done so far can be reported at any time.

    `present` are the ids the CRM holds of the file's entity, and grow when the file is done;
    `known` are the ids of every entity, those of all files of the import included. With `now`, the
    moment of the import, what it changes of records that are there is kept as their history.
    """

    def __init__(
        self,
        source: Source,
        entity: Entity,
        *,
        present: IdSet,
        known: Mapping[str, IdSet],
        repeats: Repeats,
        notes: Notes,
        now: datetime | None = None,
    ) -> None:
        self._source = source
        self._entity = entity
        self._now = now
        self._tracked: frozenset[str] = frozenset()
        self._present = present
        self._known = known
        self._repeats = repeats
        self._notes = notes
        self._derive = deriver(entity.name)
        self._stored = IdSet()
        taken = [c for c in source.columns if c.name in entity and c.name != CURRENCY]
        self._fields = [(column, entity.field(column.name)) for column in taken]
        self._currency_at = _position(source, CURRENCY)
        self._deleted_at = _position(source, DELETED)
        self._read = self._new = self._updated = self._skipped = 0

    def run(self, storage: Storage, currency: str | None, tick: Tick) -> None:
        """Load all of it; raises CrmUnavailable when the database fails, the rest being kept."""
        if self._now and len(self._present):
            # A field that was empty throughout is new to the CRM, and no change of each record.
            asked = (field.name for _, field in self._fields if field.updatable)
            self._tracked = storage.filled(self._entity.name, asked)
        for batch in self._source.batches(self._refused, tick):
            self._store(batch, storage, currency)
        self._present.join(self._stored)

    def report(self) -> FileReport:
        """What was done so far."""
        return FileReport(
            file=self._source.path.name,
            entity=self._entity.name,
            read=self._read,
            new=self._new,
            updated=self._updated,
            skipped=self._skipped,
            notes=self._notes.all(),
        )

    def _refused(self, line: int, why: str) -> None:
        self._read += 1
        self._skip(line, why)

    def _skip(self, line: int, why: str) -> None:
        self._skipped += 1
        self._notes.add(f"Skipped, {why}", line)

    def _store(self, batch: Batch, storage: Storage, currency: str | None) -> None:
        """Convert a batch and write it. Nothing is counted before it is in the database."""
        numbered = list(self._kept(batch))
        lines = [line for line, _ in numbered]
        rows = self._converted(lines, [cells for _, cells in numbered])
        marks = hashes([str(row["Id"]) for row in rows])
        old = self._present.has(marks).tolist()
        if self._derive:
            for row, is_old in zip(rows, old, strict=True):
                self._derive(row, not is_old)
        again = self._repeats.again(marks)
        tracking = self._tracking(
            str(row["Id"]) for row, is_old in zip(rows, old, strict=True) if is_old
        )
        refused = self._write(lines, rows, storage, currency, tracking)
        self._stored.add_hashed(marks)
        for at, (line, is_old) in enumerate(zip(lines, old, strict=True)):
            if at in refused:
                continue
            if at in again:
                self._skipped += 1
                self._notes.add("The Id is that of an earlier line, which this one replaces", line)
            elif is_old:
                self._updated += 1
            else:
                self._new += 1
        self._read += len(rows)

    def _tracking(self, old: Iterable[str]) -> Tracking | None:
        ids = frozenset(old) if self._now and self._tracked else frozenset()
        return Tracking(now=self._now, fields=self._tracked, ids=ids) if self._now and ids else None

    def _kept(self, batch: Batch) -> Iterator[tuple[int, Cells]]:
        """The rows with an id that the CRM they come from has not thrown away."""
        id_at, deleted_at = self._source.id_at, self._deleted_at
        for line, cells in zip(*batch, strict=True):
            if not cells[id_at].strip():
                if any(cell.strip() for cell in cells):
                    self._refused(line, "it has no Id")
            elif deleted_at is not None and _is_true(cells[deleted_at].strip()):
                self._refused(line, "it is marked as deleted in the CRM it comes from")
            else:
                yield line, cells

    def _converted(self, lines: Sequence[int], rows: Sequence[Cells]) -> list[Row]:
        """The rows under their field names, typed; a cell that does not fit is empty."""
        names = [field.name for _, field in self._fields]
        cells = [tuple(map(str.strip, column)) for column in zip(*rows, strict=True)]
        columns = [self._column(c, field, lines, cells[c.at]) for c, field in self._fields if rows]
        if self._currency_at is not None and rows:
            names.append(CURRENCY)
            columns.append(self._currencies(lines, cells[self._currency_at]))
        return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]

    def _column(
        self, column: Column, field: Field, lines: Sequence[int], cells: Sequence[str]
    ) -> list[Value]:
        """The values of a column. Most come back again and again, so each is converted once."""
        convert = converter(field.type)
        values: dict[str, Value] = {"": None}
        wrong = set()
        for cell in set(filter(None, cells)):
            try:
                values[cell] = convert(cell)
            except ValueError:
                values[cell] = None
                wrong.add(cell)
        if wrong:
            what = f"{column.header} is not {_A[field.type]} and was left empty"
            self._notes.add(what, *_where(lines, cells, wrong))
        if field.type is FieldType.REFERENCE:
            self._look_up(column, field, lines, cells)
        return [values[cell] for cell in cells]

    def _look_up(
        self, column: Column, field: Field, lines: Sequence[int], cells: Sequence[str]
    ) -> None:
        """Note the references that lead to no record."""
        asked = sorted(set(filter(None, cells)))
        marks = hashes(asked)
        targets = [field.refers_to] if field.refers_to else list(self._known)
        found = [self._known[target].has(marks) for target in targets]
        lost = {id_ for id_, *there in zip(asked, *found, strict=True) if not any(there)}
        if lost:
            what = (
                f"{column.header} names no {field.refers_to or 'known record'} and was kept as text"
            )
            self._notes.add(what, *_where(lines, cells, lost))

    def _currencies(self, lines: Sequence[int], cells: Sequence[str]) -> list[Value]:
        """The currency of each row; None, for the usual one, where there is none."""
        wrong = {cell for cell in set(cells) if cell and not _CODE.fullmatch(cell)}
        if wrong:
            what = f"{CURRENCY} is no currency such as USD, so the usual one was taken"
            self._notes.add(what, *_where(lines, cells, wrong))
        return [None if cell in wrong else cell or None for cell in cells]

    def _write(
        self,
        lines: Sequence[int],
        rows: Sequence[Row],
        storage: Storage,
        currency: str | None,
        tracking: Tracking | None,
    ) -> set[int]:
        """Write the rows, of one id the last; returns the positions of those refused."""
        last = {row["Id"]: row for row in rows}
        try:
            storage.upsert(self._entity.name, last.values(), currency=currency, tracking=tracking)
        except InvalidValue:
            return {
                at
                for at, row in enumerate(rows)
                if not self._write_one(lines[at], row, storage, currency, tracking)
            }
        return set()

    def _write_one(
        self,
        line: int,
        row: Row,
        storage: Storage,
        currency: str | None,
        tracking: Tracking | None,
    ) -> bool:
        try:
            storage.upsert(self._entity.name, [row], currency=currency, tracking=tracking)
        except InvalidValue as error:
            self._skip(line, f"the CRM does not take its {error.field or 'values'}")
            return False
        return True


def _position(source: Source, name: str) -> int | None:
    return next((column.at for column in source.columns if column.name == name), None)


def _where(lines: Sequence[int], cells: Sequence[str], wanted: set[str]) -> Iterator[int]:
    return (line for line, cell in zip(lines, cells, strict=True) if cell in wanted)


def _is_true(cell: str) -> bool:
    try:
        return boolean(cell)
    except ValueError:
        return False
