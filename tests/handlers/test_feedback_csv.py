"""Suggestions leave as a CSV file that a spreadsheet shows and never runs."""

import csv
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.ports import Feedback
from handlers.suggestions.csv_file import COLUMNS, feedback_csv, safe_cell

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def entry(text: str) -> Feedback:
    return Feedback(
        id="f1",
        author_id="005A",
        author_name="Dana",
        text=text,
        context="",
        channel="slack",
        at=datetime(2026, 11, 16, 9, tzinfo=UTC),
    )


def read_back(text: str) -> str:
    """The text's cell as a program that reads the file gets it."""
    rows = list(csv.DictReader(StringIO("".join(feedback_csv([entry(text)])), newline="")))
    assert len(rows) == 1
    return rows[0]["text"]


def test_the_file_has_a_heading_and_a_line_for_each() -> None:
    """Every column is named, and the lines end as RFC 4180 has it."""
    lines = list(feedback_csv([entry("one"), entry("two")]))
    assert lines[0] == ",".join(COLUMNS) + "\r\n"
    assert lines[1].startswith("f1,2026-11-16T09:00:00+00:00,005A,Dana,new,one,")
    assert len(lines) == 3


def test_e14_known_formula_attacks_stay_text(shared: Path) -> None:
    """Each payload of the list that a spreadsheet would run stands behind an apostrophe."""
    attacks = (shared / "data/hostile/csv_formula_payloadbox.txt").read_text().splitlines()
    runnable = [attack for attack in attacks if attack.startswith(FORMULA_STARTS)]
    assert len(runnable) >= 5
    for attack in attacks:
        cell = read_back(attack)
        assert cell.lstrip("'") == attack
        assert not cell.startswith(FORMULA_STARTS)


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@A1", "\t=1", "\r=1", " =1", "\ufeff=1", "＝1"]
)
def test_e14_every_beginning_of_a_formula_is_disarmed(text: str) -> None:
    """Blanks and full-width signs in front of it do not help."""
    assert safe_cell(text) == f"'{text}"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200))
def test_any_text_is_read_back_whole(text: str) -> None:
    """Quotes, commas and line breaks survive; nothing but the apostrophe is added."""
    cell = read_back(text)
    assert cell in (text, f"'{text}")
    assert not cell.startswith(FORMULA_STARTS)
