"""Which bytes a CSV file is written in, and which character parts its columns.

Exports are UTF-8; files that went through a spreadsheet come with a byte order mark, in UTF-16, or
in the code page of Western Windows. The whole file is looked at, a block at a time, so that a file
which turns out to be something else near its end is not half read by then.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

_BLOCK: Final = 1 << 20
_DELIMITERS: Final = (",", ";", "\t")
_QUOTED: Final = re.compile(r'"[^"]*"')

# The longer mark first: UTF-32's begins like UTF-16's.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec's name, and a sentence for the report where the file was not plainly in it."""

    name: str
    note: str = ""


def find_encoding(path: Path) -> Encoding:
    """The encoding of the whole file; raises OSError when it cannot be read."""
    with path.open("rb") as file:
        start = file.read(4)
    for mark, name in _MARKS:
        if start.startswith(mark):
            return Encoding(name, "" if _decodes(path, name) else _damaged(name))
    if _decodes(path, "utf-8"):
        return Encoding("utf-8")
    if _mostly_utf8(path):
        return Encoding("utf-8", _damaged("utf-8"))
    return Encoding("cp1252", "The file is not UTF-8; it was read as Windows-1252.")


def open_text(path: Path, encoding: Encoding) -> TextIO:
    """The file as text, line ends untouched; what cannot be read becomes U+FFFD."""
    return path.open(encoding=encoding.name, errors="replace", newline="")


def find_delimiter(header: str) -> str:
    """The one of comma, semicolon and tab that stands most often between the header's names."""
    return max(_DELIMITERS, key=_QUOTED.sub("", header).count)


def _damaged(name: str) -> str:
    return f"Some bytes are not {name.removesuffix('-sig').upper()}; they are shown as \ufffd."


def _blocks(path: Path) -> Iterator[tuple[bytes, bool]]:
    """The file in blocks, and with each whether it is the last."""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block, False
    yield b"", True


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for block, last in _blocks(path):
            decoder.decode(block, last)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(path: Path) -> bool:
    """Whether there is more well-formed than broken beyond ASCII, as in a file cut off or patched.

    Text of another code page is hardly ever well-formed UTF-8 by chance.
    """
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    broken = sound = 0
    for block, last in _blocks(path):
        text = decoder.decode(block, last)
        if not text.isascii():
            replaced = text.count("\ufffd")
            broken += replaced
            sound += len(text) - len(text.encode("ascii", "ignore")) - replaced
    return sound > broken
