"""`crumb questions --unanswered` shows what was missed, most frequent first, and not by whom."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.store.store import open_store
from handlers.ports import AskedOnce, Cause
from tests.bot.command_line import NOW, alone, crumb
from tests.places import ROOT

Capture = pytest.CaptureFixture[str]

URL = "sqlite:///store.db"
SCHEMA = json.loads(
    (ROOT / "docs" / "schemas" / "questions.schema.json").read_text(encoding="utf-8")
)
ONE = AskedOnce(
    id="q",
    at=datetime(2026, 11, 18, 9, tzinfo=UTC),
    viewer_id="005CANARY",
    text="my frobnicated deals",
    outcome="not_understood",
    understood="",
    words=("frobnicated",),
    cause=Cause.UNKNOWN_WORD,
)
MEANT = replace(
    ONE,
    text="my deals",
    outcome="answered",
    words=(),
    understood="Opportunities · Owner you",
    cause=Cause.NOT_MEANT,
    chosen="deals",
)
FIVE = (
    MEANT,
    ONE,
    replace(ONE, text="My  Frobnicated deals", viewer_id="005B", at=ONE.at + timedelta(minutes=1)),
    replace(ONE, text="quuxed tasks", words=("quuxed",)),
    replace(ONE, text="which one", words=(), cause=Cause.UNCLEAR),
)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


def keep(*entries: AskedOnce) -> None:
    """These questions, each under an id of its own."""
    store = open_store(URL)
    for number, entry in enumerate(entries):
        asyncio.run(store.questions.add(replace(entry, id=f"q{number}")))
    asyncio.run(store.close())


def shown(capsys: Capture, *more: str) -> str:
    """What the command prints on a Wednesday."""
    asked = ("questions", "--unanswered", "--database", URL, "--now", NOW, *more)
    ended = crumb(capsys, *asked)
    assert (ended.status, ended.err) == (0, "")
    return ended.out


def lines(capsys: Capture) -> list[dict[str, Any]]:
    """The lines of JSON."""
    return [json.loads(text) for text in shown(capsys, "--json").splitlines()]


def test_every_line_is_as_the_schema_says(capsys: Capture) -> None:
    """Of every cause there is."""
    Draft202012Validator.check_schema(SCHEMA)
    keep(*FIVE, *(replace(ONE, cause=cause) for cause in Cause))
    found = lines(capsys)
    for each in found:
        Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(
            each
        )
    assert {each["cause"] for each in found} == {cause.value for cause in Cause}


def test_the_most_frequent_comes_first(capsys: Capture) -> None:
    """Causes, words and questions; however it was spaced and capitalised."""
    keep(*FIVE)
    first, *others = lines(capsys)
    assert (first["cause"], first["times"]) == ("unknown word", 3)
    assert [w["word"] for w in first["words"]] == ["frobnicated", "quuxed"]
    assert [(q["text"], q["times"], q["people"]) for q in first["questions"]] == [
        ("my frobnicated deals", 2, 2),
        ("quuxed tasks", 1, 1),
    ]
    assert [each["cause"] for each in others] == ["not what was meant", "unclear"]
    assert others[0]["questions"][0]["chosen"] == ["deals"]


def test_for_people_it_says_the_same(capsys: Capture) -> None:
    """With how it was read and what was meant."""
    keep(*FIVE)
    assert shown(capsys).splitlines() == [
        "unknown word: 3",
        "  words: frobnicated (2), quuxed (1)",
        "  2 × my frobnicated deals",
        "  1 × quuxed tasks",
        "not what was meant: 1",
        "  1 × my deals",
        "      read as: Opportunities · Owner you",
        "      meant: deals",
        "unclear: 1",
        "  1 × which one",
    ]


def test_who_asked_is_not_shown(capsys: Capture) -> None:
    """What is missing is no matter of persons."""
    keep(*FIVE)
    assert "CANARY" not in shown(capsys) + shown(capsys, "--json")


def test_the_terminal_is_not_commanded(capsys: Capture) -> None:
    """Escape sequences and line breaks in a question are taken out."""
    keep(replace(ONE, text="\x1b[2J\x1b]0;owned\x07 hello\nover\r\nlines", words=("\x1b[2Jx",)))
    assert "\x1b" not in shown(capsys)
    assert len(shown(capsys).splitlines()) == 3


def test_what_is_older_than_thirty_days_is_not_shown(capsys: Capture) -> None:
    """And that there is nothing is said."""
    keep(replace(ONE, at=ONE.at - timedelta(days=31)))
    assert shown(capsys) == "Every question of the last 30 days was answered.\n"
    assert shown(capsys, "--json") == ""


def test_without_a_wish_it_is_wrong_usage(capsys: Capture) -> None:
    """Answered questions are not kept, and it says so."""
    ended = crumb(capsys, "questions")
    assert (ended.status, ended.out) == (2, "")
    assert "--unanswered" in ended.err


def test_a_store_that_is_not_there_is_not_made(capsys: Capture) -> None:
    """A misspelt path is a mistake, and no empty database."""
    ended = crumb(capsys, "questions", "--unanswered", "--database", "sqlite:///none.db")
    assert (ended.status, ended.out) == (1, "")
    assert not Path("none.db").exists()
