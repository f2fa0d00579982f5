"""`crumb check` says in words what is set, what is missing, and whether Crumb can run."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from crm.backends.engines import engine_for
from crm.backends.storage import Storage
from tests.bot.command_line import ANN, Ended, alone, crumb, small_crm

Capture = pytest.CaptureFixture[str]

SECRET = "0123456789abcdef0123456789abcdef"
TOKEN = "xoxb-0000-not-a-real-token"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


@pytest.fixture
def crm(tmp_path: Path) -> str:
    """URL of the small company's CRM."""
    return small_crm(tmp_path)


def check(capsys: Capture, monkeypatch: pytest.MonkeyPatch, crm: str, **set_: str) -> Ended:
    """Check with these settings, whose names lack the CRUMB_."""
    for name, value in set_.items():
        monkeypatch.setenv(f"CRUMB_{name}", value)
    return crumb(capsys, "check", "--database", crm)


def test_a_crm_with_people_is_enough(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, crm: str, tmp_path: Path
) -> None:
    """Slack may be left out: there are pages."""
    ended = check(capsys, monkeypatch, crm)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        f"ok       CRM: {tmp_path}/small.db, with 2 active people.",
        f"not set  Words: no {tmp_path}/data/crumb/words.toml; `crumb words init` makes it.",
        "not set  Slack: nothing is set; the pages work without it.",
        "ok       Sharing: public; everybody reads all records.",
        "ok       Nudges: at most 1 a day and 3 a week to a person, "
        "mon, tue, wed, thu, fri from 09:00 to 17:00.",
        "ok       Pages: http://127.0.0.1:8484, in time zone UTC.",
        "Crumb can run.",
    ]


@pytest.mark.parametrize(
    ("set_", "said"),
    [
        ({"SLACK_BOT_TOKEN": TOKEN}, "CRUMB_SLACK_SIGNING_SECRET (HTTP) or"),
        ({"SLACK_SIGNING_SECRET": SECRET}, "CRUMB_SLACK_BOT_TOKEN is missing"),
        ({"HIDDEN_REP": "Opportunity.Amout"}, "there is no field Opportunity.Amout"),
        ({"HIDDEN_LEADER": "Deal.Amount"}, "there is no field Deal.Amount"),
        ({"HIDDEN_REP": "Opportunity.Name"}, "Opportunity.Name can't be hidden"),
        ({"PORT": "many"}, "CRUMB_PORT: "),
    ],
)
def test_half_a_configuration_cannot_run(
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    crm: str,
    set_: Mapping[str, str],
    said: str,
) -> None:
    """What is missing or wrong is named, and secrets are not repeated."""
    ended = check(capsys, monkeypatch, crm, **set_)
    assert ended.status == 1
    (wrong,) = [line for line in ended.out.splitlines() if line.startswith("wrong")]
    assert said in wrong
    assert ended.out.endswith("Crumb cannot run like this.\n")
    assert TOKEN not in ended.out
    assert SECRET not in ended.out


@pytest.mark.parametrize(
    "command",
    [
        ("ask", "accounts", "--as", ANN),
        ("nudges", "--preview"),
        ("serve", "--port", "0"),
        ("demo", "--no-serve"),
    ],
)
@pytest.mark.parametrize("hidden", ["Opportunity.Amout", "Opportunity.Name"])
def test_c11_nothing_runs_where_what_is_to_be_hidden_is_not(
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    crm: str,
    command: tuple[str, ...],
    hidden: str,
) -> None:
    """A slip in a field's name must not open the field: the sentence of `check`, and no answer."""
    checked = check(capsys, monkeypatch, crm, HIDDEN_REP=hidden)
    (wrong,) = [line for line in checked.out.splitlines() if line.startswith("wrong")]
    monkeypatch.setenv("CRUMB_DATABASE", crm)
    ended = crumb(capsys, *command)
    assert (ended.status, ended.err) == (1, wrong.removeprefix("wrong").strip() + "\n")
    assert "Acme" not in ended.out


def test_a_database_in_use_is_one_finding(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, crm: str, tmp_path: Path
) -> None:
    """It is not called fine in one line and wrong in the next."""
    impatient = {**(engine_for.__kwdefaults__ or {}), "patience": 0.1}
    monkeypatch.setattr(engine_for, "__kwdefaults__", impatient)
    with closing(sqlite3.connect(tmp_path / "small.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        ended = check(capsys, monkeypatch, crm)
    assert ended.status == 1
    assert len([line for line in ended.out.splitlines() if "CRM: " in line]) == 1


@pytest.mark.parametrize(
    ("set_", "by"),
    [
        ({"SLACK_SIGNING_SECRET": SECRET}, "over HTTP"),
        ({"SLACK_APP_TOKEN": "xapp-0000-not-a-real-token"}, "over Socket Mode"),
    ],
)
def test_slack_is_set_in_one_of_two_ways(
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    crm: str,
    set_: Mapping[str, str],
    by: str,
) -> None:
    """And links that lead nowhere for others are worth a note."""
    ended = check(capsys, monkeypatch, crm, SLACK_BOT_TOKEN=TOKEN, **set_)
    assert ended.status == 0
    assert f"ok       Slack: {by}." in ended.out
    assert "note     Links lead to this machine only" in ended.out
    public = check(capsys, monkeypatch, crm, BASE_URL="https://crumb.example.com")
    assert "note" not in public.out


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:///none.db", "There is no CRM database at none.db."),
        ("sqlite:///batch.txt", "not an SQLite database"),
        ("sqlite:///file:small.db?mode=ro&uri=true", "can only be read"),
        ("sqlite:///empty.db", "there is nobody in empty.db"),
        ("postgresql://crumb:hunter2@127.0.0.1:1/crm", "can't be reached"),
    ],
)
def test_a_crm_that_cannot_be_used_is_wrong(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, crm: str, url: str, said: str
) -> None:
    """Missing, no database, read-only, empty or not reachable: each in a sentence."""
    Path("batch.txt").write_text("no database at all, but long enough to be looked at\n" * 50)
    storage = Storage(engine_for("sqlite:///empty.db", create=True))
    storage.create()
    storage.engine.dispose()
    ended = check(capsys, monkeypatch, url)
    assert (ended.status, ended.err) == (1, "")
    assert said in ended.out
    assert "hunter2" not in ended.out


def test_a_damaged_database_is_named(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, crm: str, tmp_path: Path
) -> None:
    """Before anybody gets half an answer from it."""
    path = tmp_path / "small.db"
    content = bytearray(path.read_bytes())
    for at in range(3 * 4096, len(content), 4096):
        content[at : at + 64] = b"\xff" * 64
    path.write_bytes(content)
    ended = check(capsys, monkeypatch, crm)
    assert ended.status == 1
    assert "damaged" in ended.out


def test_a_file_of_words_is_read(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, crm: str, tmp_path: Path
) -> None:
    """How many words it has, and what may not do what its owner thinks."""
    (tmp_path / "own.toml").write_text('[entities]\nOpportunity = "pursuit, lead"\n')
    ended = check(capsys, monkeypatch, crm, WORDS="own.toml")
    assert ended.status == 0
    assert [line for line in ended.out.splitlines() if "Words" in line] == [
        "ok       Words: own.toml, with 2 words of your own.",
        "note     Words: own.toml, line 2: “lead” means Lead already; "
        "put it under remove if it shall not.",
    ]


def test_all_that_is_wrong_in_a_file_of_words_is_told(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, crm: str, tmp_path: Path
) -> None:
    """And with such a file nothing runs."""
    (tmp_path / "crumb.toml").write_text("port = 9000\n")
    (tmp_path / "words.toml").write_text('[entities]\nLeed = "x"\n[states]\nwun = "y"\n')
    ended = check(capsys, monkeypatch, crm)
    assert ended.status == 1
    assert [line for line in ended.out.splitlines() if line.startswith("wrong")] == [
        "wrong    Words: words.toml, line 2: there is no kind of record Leed. Nearest: Lead.",
        "wrong    Words: words.toml, line 4: there is no state wun. Nearest: won.",
    ]
    asked = crumb(capsys, "ask", "deals", "--as", ANN, "--database", crm)
    assert (asked.status, asked.out) == (1, "")
    assert "words.toml, line 2: there is no kind of record Leed." in asked.err
