"""One file of an export: how it is to be read, and which of its columns is which field."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from crm.backends.batches import SIZE
from crm.sample.csv_names import safe_name, unlike
from crm.sample.csv_report import Notes
from crm.sample.csv_rows import Cells, Complain, Rows
from crm.sample.csv_text import Encoding, find_delimiter, find_encoding, open_text

BATCH: Final = SIZE  # rows; what is stored together is reported together
BATCH_BYTES: Final = 4 << 20  # the longest text fields make 2,000 rows a quarter gigabyte
LITTLE: Final = 200  # rows between two looks at the bytes
MOST_COLUMNS: Final = 600  # PostgreSQL takes 1,600 in a table, SQLite 2,000
LONGEST_HEADER: Final = 1 << 16

# Columns that are no fields: what a row's amounts are in, and whether the CRM threw it away.
CURRENCY: Final = "CurrencyIsoCode"
DELETED: Final = "IsDeleted"

Batch = tuple[Sequence[int], Sequence[Cells]]
"""Line numbers, and the cells of each."""

Tick = Callable[[Path, int], None]
"""Called now and then with a file, and at which of its bytes the reading is."""


class NotLoaded(Exception):
    """The file cannot be loaded; the message is the reason, for the report."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """Where it stands, its header as written, and the API name of its field."""

    at: int
    header: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A file that can be loaded."""

    path: Path
    entity: str
    encoding: Encoding
    delimiter: str
    columns: tuple[Column, ...]
    id_at: int

    def batches(self, complain: Complain, tick: Tick) -> Iterator[Batch]:
        """Its sound rows, a few thousand at a time; `complain` hears of the others."""
        with open_text(self.path, self.encoding) as file:
            rows = Rows(file, delimiter=self.delimiter, complain=complain)
            rows.identify_by(self.id_at)
            numbered = iter(rows)
            while batch := list(_batch(numbered, file.buffer.tell)):
                yield [line for line, _ in batch], [cells for _, cells in batch]
                tick(self.path, file.buffer.tell())
        tick(self.path, self.path.stat().st_size)


def _batch(
    numbered: Iterator[tuple[int, Cells]], position: Callable[[], int]
) -> Iterator[tuple[int, Cells]]:
    """The next rows, `BATCH` of them, or fewer when they are long."""
    start = position()
    for _ in range(0, BATCH, LITTLE):
        yield from islice(numbered, min(LITTLE, BATCH))
        if position() - start > BATCH_BYTES:
            return


def find_source(path: Path, entity: str, known: Collection[str], notes: Notes) -> Source:
    """The file as a source of that entity, `known` being the names of its fields.

    Raises NotLoaded, or OSError when it cannot be read at all.
    """
    encoding = find_encoding(path)
    if encoding.note:
        notes.add(encoding.note)
    with open_text(path, encoding) as file:
        delimiter = find_delimiter(file.readline(LONGEST_HEADER))
        file.seek(0)
        try:
            header = Rows(file, delimiter=delimiter, complain=lambda _line, _why: None).header
        except ValueError as error:
            raise NotLoaded(f"It can't be loaded: {error}.") from error
    columns = tuple(_columns(header, known, notes))
    id_at = next((column.at for column in columns if column.name == "Id"), None)
    if id_at is None:
        raise NotLoaded("It has no Id column, so its rows can't be told apart.")
    return Source(
        path=path,
        entity=entity,
        encoding=encoding,
        delimiter=delimiter,
        columns=columns,
        id_at=id_at,
    )


def _columns(header: Sequence[str], known: Collection[str], notes: Notes) -> Iterator[Column]:
    """Those columns that have a name, each name once; in any case, and as many as a table holds."""
    names = {name.lower(): name for name in ("Id", CURRENCY, DELETED, *known)}
    seen: set[str] = set()
    for at, written in enumerate(header):
        if not written:
            notes.add(f"Column {at + 1} has no name and was left out.")
        elif written.lower() in seen:
            notes.add(f"The column {written} is there twice; the first was taken.")
        elif len(seen) >= MOST_COLUMNS:
            notes.add(f"There are more than {MOST_COLUMNS} columns; those behind were left out.")
            return
        else:
            seen.add(written.lower())
            name = names.get(written.lower()) or unlike(
                safe_name(written, f"Column_{at + 1}"), names.values()
            )
            names[name.lower()] = name
            yield Column(at=at, header=written, name=name)
