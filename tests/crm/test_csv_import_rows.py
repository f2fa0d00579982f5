"""A broken record costs itself and nothing else, and the report names its line."""

import csv
import io
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.sample import csv_rows
from crm.sample.csv_rows import NUL, STRAY_QUOTE, TOO_LONG, UNCLOSED, Rows

HEADER = "Id,Name,City\n"


def read(
    text: str, delimiter: str = ","
) -> tuple[list[tuple[int, list[str]]], list[tuple[int, str]]]:
    """The sound records of the text, and the complaints."""
    complaints: list[tuple[int, str]] = []
    rows = Rows(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        complain=lambda line, why: complaints.append((line, why)),
    )
    rows.identify_by(0)
    return list(rows), complaints


def ids(text: str) -> list[str]:
    """The first cell of each sound record."""
    return [cells[0] for _, cells in read(text)[0]]


def test_line_numbers_count_from_the_header() -> None:
    """The header is line 1, and a record that spans lines is named by its first."""
    rows, complaints = read(HEADER + '001,"two\nlines",x\n002,b,y\n')
    assert [line for line, _ in rows] == [2, 4]
    assert complaints == []


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ('002,"Acme,Berlin', UNCLOSED),
        ('002,Acme,"Berlin', UNCLOSED),
        ('"002","Acme","Berlin', UNCLOSED),
        ('002,"Ac"me",Berlin', STRAY_QUOTE),
        ("002,Acme", "it has 2 columns instead of 3"),
        ("002,Acme,Berlin,Germany", "it has 4 columns instead of 3"),
        ("002,Ac\0me,Berlin", NUL),
        (f"002,{'x' * 140_000},Berlin", TOO_LONG),
    ],
    ids=["open", "open last", "open quoted", "stray", "few", "many", "NUL", "long"],
)
@pytest.mark.parametrize("quoted", [False, True], ids=["plain", "quoted"])
def test_a_broken_record_is_named_and_the_next_one_read(
    broken: str, why: str, quoted: bool
) -> None:
    """Whatever is wrong with line 3, lines 2 and 4 to 6 are there."""
    good = [[f"{n:03}", "Foo, Inc", "Bonn"] for n in (1, 3, 4, 5)]
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerows(good)
    first, *others = out.getvalue().splitlines(keepends=True)
    rows, complaints = read(HEADER + first + broken + "\n" + "".join(others))
    assert [cells for _, cells in rows] == good
    assert complaints == [(3, why)]


def test_an_open_quote_does_not_hide_records_up_to_a_later_quote() -> None:
    """The swallowed lines would have fitted into one cell, and are still read one by one."""
    text = HEADER + '001,"Acme,Bonn\n002,b,y\n003,c,",z"\n004,d,w\n'
    assert ids(text) == ["002", "003", "004"]


def test_an_open_quote_in_the_last_line_is_reported() -> None:
    """The file ends inside a quote."""
    rows, complaints = read(HEADER + '001,a,x\n002,"b,y')
    assert [cells[0] for _, cells in rows] == ["001"]
    assert complaints == [(3, UNCLOSED)]


def test_text_with_line_breaks_is_one_record() -> None:
    """Descriptions hold line breaks, quotes and commas, and even something like a number list."""
    rows, complaints = read(HEADER + '001,"Dear ""Bo"",\n\n1, 2\n2026, at last\n",x\n002,b,y\n')
    assert [cells[0] for _, cells in rows] == ["001", "002"]
    assert complaints == []


def test_blank_lines_are_passed_over() -> None:
    """A blank line is neither a record nor a complaint."""
    assert read(HEADER + "\n001,a,x\r\n\r\n\n002,b,y\n") == (
        [(3, ["001", "a", "x"]), (6, ["002", "b", "y"])],
        [],
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(end: str) -> None:
    """Unix, Windows and the old Macintosh."""
    assert read(f"Id,Name{end}001,a{end}002,b{end}")[0] == [(2, ["001", "a"]), (3, ["002", "b"])]


def test_a_line_without_end_is_given_up_without_taking_it_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A file of one endless line costs no memory, and the line behind it is read."""
    monkeypatch.setattr(csv_rows, "LONGEST_LINE", 1000)
    rows, complaints = read(HEADER + "x" * 5500 + "\n002,b,y\n")
    assert rows == [(3, ["002", "b", "y"])]
    assert complaints == [(2, csv_rows.LINE_TOO_LONG)]


@pytest.mark.parametrize("text", ["", "\n\n", '"Id\n001\n', "\0\0\n001\n"])
def test_a_file_without_a_header_is_refused(text: str) -> None:
    """There is nothing to tell the columns by."""
    with pytest.raises(ValueError, match="header"):
        read(text)


cell = st.text(st.sampled_from('ab,;"\n\r\t é0017'), max_size=12)
good_record = st.tuples(cell, cell)
broken_line = st.sampled_from(
    ['0{n},"open,x', '0{n},x,"open', "0{n},x", "0{n},a,b,c,d", '0{n},"a"b,c', "0{n},\0,x", '"', "x"]
)


@settings(max_examples=300)
@given(st.lists(st.one_of(good_record, broken_line), max_size=12), st.booleans())
def test_no_mix_of_broken_lines_loses_a_good_record(
    parts: list[tuple[str, str] | str], quote_all: bool
) -> None:
    """Good records come through in order and unchanged, whatever stands between them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    out.write(HEADER)
    good: list[list[str]] = []
    for number, part in enumerate(parts):
        if isinstance(part, str):
            out.write(part.format(n=f"0Q{number:012}") + "\n")
        else:
            good.append([f"00Q{number:012}", *part])
            writer.writerow(good[-1])
    rows, _ = read(out.getvalue())
    assert [record for _, record in rows if record in good] == good
    assert all(one < other for (one, _), (other, _) in pairwise(rows))
