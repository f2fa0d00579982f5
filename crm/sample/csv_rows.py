"""The records of a CSV file, one after the other, whatever is broken in between.

A quote that is opened and never closed makes a CSV reader swallow everything up to the next quote.
So each record remembers the lines it took: when it turns out wrong, or when one of those lines
plainly is a record of its own, its first line alone is given up and reading goes on at the next.
"""

import csv
from collections.abc import Callable, Iterator
from typing import Final, TextIO

# A line beyond this is no record: the longest text field of Salesforce holds 131,072 characters.
LONGEST_LINE: Final = 8 << 20

UNCLOSED = "a quote is opened and never closed"
STRAY_QUOTE = "a quote stands in the middle of a value"
TOO_LONG = f"a value is longer than {csv.field_size_limit():,} characters"
LINE_TOO_LONG = f"the line is longer than {LONGEST_LINE:,} characters"
NUL = "it holds a NUL character"

_CUT: Final = "\0cut\n"  # stands for a line that was too long to take in

Cells = list[str]
Complain = Callable[[int, str], None]


class Rows:
    """Iterates (line number, cells) of the sound records; the header is taken off first.

    Line numbers count lines of the file from 1 and name a record's first. What had to be given up
    goes to `complain` as (line number, why). Blank lines are passed over. Raises ValueError when
    there is no header.
    """

    def __init__(self, stream: TextIO, *, delimiter: str, complain: Complain) -> None:
        self._lines = _Lines(stream)
        self._delimiter = delimiter
        self._complain = complain
        self._reader = csv.reader(self._lines, delimiter=delimiter, strict=True)
        self._at = 1
        self.header = self._read_header()
        self._id_at: int | None = None
        self._last_id = ""

    def identify_by(self, column: int) -> None:
        """Records are told apart by that column, counted from 0; it helps against lost quotes."""
        self._id_at = column

    def __iter__(self) -> Iterator[tuple[int, Cells]]:
        taken = self._lines.taken
        width = len(self.header)
        while True:
            taken.clear()
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                self._give_up(_reason(error, len(taken)))
                continue
            why = self._fault(cells, width) if cells else ""
            if why:
                self._give_up(why)
                continue
            if cells:
                if self._id_at is not None:
                    self._last_id = cells[self._id_at]
                yield self._at, cells
            self._at += len(taken)

    def _read_header(self) -> Cells:
        try:
            header = next(self._reader, [])
        except csv.Error as error:
            raise ValueError(f"its header can't be read: {_reason(error, 1)}") from error
        if not any(header) or any("\0" in line for line in self._lines.taken):
            raise ValueError("it has no header line")
        self._at += len(self._lines.taken)
        return [name.strip() for name in header]

    def _fault(self, cells: Cells, width: int) -> str:
        """Why the record cannot be taken; "" when it can."""
        taken = self._lines.taken
        if "\0" in taken[0] or (len(taken) > 1 and any("\0" in line for line in taken)):
            return LINE_TOO_LONG if _CUT in taken else NUL
        if len(cells) != width:
            return f"it has {len(cells)} columns instead of {width}"
        if len(taken) > 1 and self._swallowed(cells, width):
            return UNCLOSED
        return ""

    def _swallowed(self, cells: Cells, width: int) -> bool:
        """Whether a further line of this record is, or begins, a record of its own."""
        id_at = self._id_at
        if id_at is None:
            return False
        if any(end in cells[id_at] for end in "\r\n"):
            return True
        for line in self._lines.taken[1:]:
            start = self._alone(line, width)[id_at : id_at + 1]
            if start and any(_alike(start[0], known) for known in (cells[id_at], self._last_id)):
                return True
        return False

    def _alone(self, line: str, width: int) -> Cells:
        """The cells of a line that could be a record, or the first line of one; else none."""
        try:
            cells = next(csv.reader([line], delimiter=self._delimiter, strict=True), [])
        except csv.Error as error:
            runs_on = "unexpected end" in str(error)
            return next(csv.reader([line], delimiter=self._delimiter), []) if runs_on else []
        return cells if len(cells) == width else []

    def _give_up(self, why: str) -> None:
        """Drop the first line taken and go on with the second."""
        self._complain(self._at, why)
        self._lines.put_back_all_but_first()
        self._at += 1


class _Lines:
    """The lines of a stream; `taken` are those handed out since it was last cleared."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._waiting: list[str] = []  # the next one last
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.pop() if self._waiting else self._stream.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        if len(line) == LONGEST_LINE and line[-1] not in "\r\n":
            self._pass_over()
            line = _CUT
        self.taken.append(line)
        return line

    def put_back_all_but_first(self) -> None:
        """Hand out the lines taken once more, without the first of them."""
        self._waiting.extend(reversed(self.taken[1:]))

    def _pass_over(self) -> None:
        while (rest := self._stream.readline(LONGEST_LINE)) and rest[-1] not in "\r\n":
            pass


def _reason(error: csv.Error, lines: int) -> str:
    """The csv module's complaint in our words; it has no codes, so its text decides."""
    text = str(error)
    if "field larger" in text:
        return TOO_LONG
    if "expected after" in text and lines == 1:
        return STRAY_QUOTE
    return UNCLOSED


def _alike(one: str, other: str) -> bool:
    """Whether two ids could be of one kind: both numbers, or of one length and beginning."""
    if one.isdigit():
        return other.isdigit()
    return bool(one) and len(one) == len(other) and one[:3] == other[:3]
