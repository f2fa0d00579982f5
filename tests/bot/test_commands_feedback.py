"""`crumb feedback list` shows what people wrote, and never runs any of it."""

import asyncio
import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store.store import open_store
from handlers.ports import Feedback
from tests.bot.command_line import alone, crumb

Capture = pytest.CaptureFixture[str]

URL = "sqlite:///store.db"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


def keep(*texts: str) -> None:
    """Feedback with these texts, one a minute."""
    store = open_store(URL)
    for minute, text in enumerate(texts):
        entry = Feedback(
            id=f"f{minute}",
            author_id="005A",
            author_name="Ann Abel",
            text=text,
            context="idea",
            channel="slack",
            at=datetime(2026, 11, 18, 10, minute, tzinfo=UTC),
        )
        asyncio.run(store.feedback.add(entry))
    asyncio.run(store.close())


def test_feedback_is_listed_oldest_first(capsys: Capture) -> None:
    """Who wrote what and when, with where it stands."""
    keep("Fewer fields, please", "Thanks!")
    ended = crumb(capsys, "feedback", "list", "--database", URL)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "2026-11-18 10:00  Ann Abel  [new]",
        "  Fewer fields, please",
        "  (idea)",
        "2026-11-18 10:01  Ann Abel  [new]",
        "  Thanks!",
        "  (idea)",
    ]


def test_e14_a_formula_is_text_in_the_csv(capsys: Capture) -> None:
    """A spreadsheet that opens the file shows it and calculates nothing."""
    keep('=HYPERLINK("https://evil.example")', "+1 from me", 'two\nlines, "quoted"')
    ended = crumb(capsys, "feedback", "list", "--csv", "--database", URL)
    rows = list(csv.DictReader(io.StringIO(ended.out, newline="")))
    assert [row["text"][:2] for row in rows] == ["'=", "'+", "tw"]
    assert rows[2]["text"].replace("\r", "") == 'two\nlines, "quoted"'


def test_the_terminal_is_not_commanded(capsys: Capture) -> None:
    """Escape sequences in a text are taken out."""
    keep("\x1b[2J\x1b]0;owned\x07 hello\nover\r\nlines")
    ended = crumb(capsys, "feedback", "list", "--database", URL)
    assert "\x1b" not in ended.out
    assert len(ended.out.splitlines()) == 3


def test_no_feedback_is_said(capsys: Capture) -> None:
    """And how people give it."""
    keep()
    ended = crumb(capsys, "feedback", "list", "--database", URL)
    assert ended.out == "There is no feedback yet. People give it with /crmfeedback.\n"
    assert len(crumb(capsys, "feedback", "list", "--csv", "--database", URL).out.splitlines()) == 1


def test_a_store_that_is_not_there_is_not_made(capsys: Capture) -> None:
    """A misspelt path is a mistake, and no empty database."""
    ended = crumb(capsys, "feedback", "list", "--database", "sqlite:///none.db")
    assert (ended.status, ended.out) == (1, "")
    assert "There is no" in ended.err
    assert not Path("none.db").exists()
