"""`crumb nudges --preview` says who would be asked for what, and sends and keeps nothing."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.store.store import open_store
from tests.bot.command_line import ANN, NOW, alone, crumb, small_crm
from tests.places import ROOT

Capture = pytest.CaptureFixture[str]

SCHEMA = json.loads((ROOT / "docs" / "schemas" / "nudges.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


@pytest.fixture
def crm(tmp_path: Path) -> str:
    """URL of the small company's CRM."""
    return small_crm(tmp_path)


def preview(capsys: Capture, crm: str, *more: str) -> list[dict[str, Any]]:
    """The lines of JSON."""
    ended = crumb(capsys, "nudges", "--preview", "--json", "--database", crm, *more)
    assert (ended.status, ended.err) == (0, "")
    return [json.loads(line) for line in ended.out.splitlines()]


def test_every_line_is_as_the_schema_says(crm: str, capsys: Capture) -> None:
    """What is due and what is held back alike."""
    Draft202012Validator.check_schema(SCHEMA)
    lines = preview(capsys, crm, "--now", NOW)
    for line in lines:
        Draft202012Validator(SCHEMA).validate(line)
    assert {line["verdict"] for line in lines} == {"due", "held"}


def test_the_missing_amount_is_asked_of_its_owner(crm: str, capsys: Capture) -> None:
    """Ann owns the deal without an amount; Bob is not asked about it."""
    lines = preview(capsys, crm, "--now", NOW, "--as", ANN)
    asked = {(line["who"], line["record"], line["field"]) for line in lines}
    assert (ANN, "Opportunity/006B", "Amount") in asked
    assert {line["who"] for line in lines} == {ANN}
    assert all(
        line["record"] != "Opportunity/006B"
        for line in preview(capsys, crm, "--now", NOW, "--as", "bob@crumb.example")
    )


def test_at_night_everything_is_held_back(crm: str, capsys: Capture) -> None:
    """The reason is said, in words too."""
    night = ("--now", "2026-11-18T23:00:00Z")
    assert {line["verdict"] for line in preview(capsys, crm, *night)} == {"held"}
    ended = crumb(capsys, "nudges", "--preview", "--database", crm, *night)
    assert ended.out.startswith("0 would be sent now, ")
    assert "outside 09:00 to 17:00 in Europe/Berlin" in ended.out


def test_words_name_the_person_the_question_and_the_record(crm: str, capsys: Capture) -> None:
    """As many questions as would be sent, each with what it is good for."""
    ended = crumb(capsys, "nudges", "--preview", "--database", crm, "--now", NOW, "--as", ANN)
    first, why, *_ = ended.out.splitlines()
    assert first.startswith(f"{ANN}: ")
    assert first.endswith(")")
    assert why.startswith("  ")


def test_nothing_is_sent_or_claimed(crm: str, capsys: Capture) -> None:
    """A second look finds the same, and the ledger is empty."""
    assert preview(capsys, crm, "--now", NOW) == preview(capsys, crm, "--now", NOW)
    store = open_store(crm)
    sent = asyncio.run(store.ledger.sent_since(datetime(2000, 1, 1, tzinfo=UTC)))
    asyncio.run(store.close())
    assert sent == ()


def test_the_budget_is_the_owners(
    crm: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With none, nothing is due."""
    monkeypatch.setenv("CRUMB_NUDGES_PER_DAY", "0")
    assert {line["verdict"] for line in preview(capsys, crm, "--now", NOW)} == {"held"}


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ((), 2, "--preview"),
        (("--preview", "--now", "soon"), 2, "2026-11-06"),
        (("--preview", "--as", "eve@crumb.example"), 1, "Nobody in the CRM"),
        (("--preview", "--database", "sqlite:///none.db"), 1, "There is no CRM database"),
    ],
)
def test_what_cannot_be_done_is_said(
    crm: str, capsys: Capture, arguments: tuple[str, ...], status: int, said: str
) -> None:
    """Wrong usage and what cannot run have their exit statuses."""
    given = () if "--database" in arguments else ("--database", crm)
    ended = crumb(capsys, "nudges", *arguments, *given)
    assert (ended.status, ended.out) == (status, "")
    assert said in ended.err
