"""Suggestions as a CSV file that a spreadsheet only shows, whatever is written in them."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from handlers.ports import Feedback

COLUMNS = ("id", "at", "author_id", "author", "status", "text", "context", "channel")
# OWASP, "CSV Injection": cells that begin so are run as formulas; full-width forms by some.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def feedback_csv(entries: Iterable[Feedback]) -> Iterator[str]:
    """The lines of the file, heading first, each with its line end (RFC 4180)."""
    yield _line(COLUMNS)
    for entry in entries:
        yield _line(
            (
                entry.id,
                entry.at.isoformat(),
                entry.author_id,
                entry.author_name,
                entry.status,
                entry.text,
                entry.context,
                entry.channel,
            )
        )


def safe_cell(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would take it for a formula."""
    dangerous = text.lstrip(" \xa0\ufeff\u200b").startswith(_STARTS)
    return f"'{text}" if dangerous else text


def _line(cells: Iterable[str]) -> str:
    written = StringIO(newline="")
    csv.writer(written).writerow([safe_cell(cell.replace("\0", "")) for cell in cells])
    return written.getvalue()
