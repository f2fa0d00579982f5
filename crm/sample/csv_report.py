"""What an import read, what it left out, and why, by file, line and column; never a value."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

LINES_NAMED: Final = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """One thing worth knowing. `count` is of the rows it is about, `lines` are the first of them.

    Both are empty where it is about the file as a whole.
    """

    what: str
    count: int = 0
    lines: tuple[int, ...] = ()

    def __str__(self) -> str:
        if not self.lines:
            return self.what
        named = ", ".join(f"{line:,}" for line in self.lines)
        more = self.count - len(self.lines)
        word = "line" if self.count == 1 else "lines"
        return f"{self.what}: {word} {named}" + (f" and {more:,} more" if more else "")


@dataclass(frozen=True, kw_only=True, slots=True)
class FileReport:
    """What became of one file's rows: `read` is `new`, `updated` and `skipped` together.

    `entity` is None when the file was not loaded at all; a note says why.
    """

    file: str
    entity: str | None
    read: int = 0
    new: int = 0
    updated: int = 0
    skipped: int = 0
    notes: tuple[Note, ...] = ()

    def lines(self) -> Iterator[str]:
        """A line of figures, and below it, indented, the notes."""
        if self.entity is None:
            yield f"{self.file}: not loaded"
        else:
            figures = f"{self.read:,} read, {self.new:,} new, {self.updated:,} updated"
            yield f"{self.file}: {figures}, {self.skipped:,} skipped"
        for note in self.notes:
            yield f"  {note}"


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportReport:
    """What became of a folder. `str()` of it is for people."""

    files: tuple[FileReport, ...]
    notes: tuple[Note, ...] = ()

    @property
    def new(self) -> int:
        """Records that were not there before."""
        return sum(file.new for file in self.files)

    @property
    def updated(self) -> int:
        """Records that were there before."""
        return sum(file.updated for file in self.files)

    @property
    def skipped(self) -> int:
        """Rows that are in no record."""
        return sum(file.skipped for file in self.files)

    def lines(self) -> Iterator[str]:
        """All files, then what concerns none of them, then the sum."""
        for file in self.files:
            yield from file.lines()
        for note in self.notes:
            yield str(note)
        figures = f"{self.new:,} new, {self.updated:,} updated, {self.skipped:,} skipped"
        yield f"Records: {figures}."

    def __str__(self) -> str:
        return "\n".join(self.lines())


class Notes:
    """Collects notes: the same thing about several lines becomes one."""

    def __init__(self) -> None:
        self._lines: dict[str, list[int]] = {}
        self._counts: dict[str, int] = {}

    def add(self, what: str, *lines: int) -> None:
        """Note this about those lines, or about the file."""
        named = self._lines.setdefault(what, [])
        named.extend(lines[: LINES_NAMED - len(named)])
        self._counts[what] = self._counts.get(what, 0) + len(lines)

    def all(self) -> tuple[Note, ...]:
        """The notes in the order in which each came up first."""
        return tuple(
            Note(what=what, count=self._counts[what], lines=tuple(lines))
            for what, lines in self._lines.items()
        )
