"""Files are read in the encoding and with the delimiter they were written with."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.sample.csv_text import find_delimiter, find_encoding, open_text

TEXT = "Id,Name\n001,Müller & Søn – “Łódź”\n"


def read(path: Path, content: bytes) -> tuple[str, str]:
    """The text of a file with that content, and the note about it."""
    path.write_bytes(content)
    encoding = find_encoding(path)
    with open_text(path, encoding) as file:
        return file.read(), encoding.note


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_with_and_without_a_mark(tmp_path: Path, codec: str) -> None:
    """The byte order mark is no part of the first header."""
    assert read(tmp_path / "a.csv", TEXT.encode(codec)) == (TEXT, "")


def test_utf_16_in_either_order(tmp_path: Path) -> None:
    """Written on machines of either kind."""
    for codec, mark in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        assert read(tmp_path / "a.csv", mark + TEXT.encode(codec))[0] == TEXT


def test_western_windows_text_is_recognised_and_said(tmp_path: Path) -> None:
    """A file saved by a spreadsheet comes in Windows-1252; the report says that it was guessed."""
    text = "Id,Name\n001,Müller – €5\n"
    assert read(tmp_path / "a.csv", text.encode("cp1252")) == (
        text,
        "The file is not UTF-8; it was read as Windows-1252.",
    )


def test_one_broken_byte_does_not_turn_a_file_into_another_encoding(tmp_path: Path) -> None:
    """A file cut off in the middle of a character keeps its other umlauts."""
    text, note = read(tmp_path / "a.csv", "Id,Name\n1,äöü\n2,ä".encode()[:-1])
    assert text == "Id,Name\n1,äöü\n2,\ufffd"
    assert "not UTF-8" in note


def test_what_comes_late_in_a_large_file_counts_too(tmp_path: Path) -> None:
    """The first megabytes are plain, and the umlaut behind them is still read rightly."""
    content = b"x" * 3_000_000 + "ü".encode("cp1252")
    assert read(tmp_path / "a.csv", content)[0].endswith("ü")


@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Whatever a file holds, reading it raises nothing."""
    read(tmp_path_factory.getbasetemp() / "any.csv", content)


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [
        ("Id,Name,City\n", ","),
        ("Id;Name;City\n", ";"),
        ("Id\tName\tCity\n", "\t"),
        ('"Id","Name; short","City; state; land"\n', ","),
        ("Id\n", ","),
        ("", ","),
    ],
)
def test_the_header_tells_the_delimiter(header: str, delimiter: str) -> None:
    """Delimiters inside quotes do not count."""
    assert find_delimiter(header) == delimiter
