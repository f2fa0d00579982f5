"""`crumb import` loads what can be loaded, says what it did, and fails in one sentence."""

import logging
import signal
import sqlite3
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from bot.commands import import_
from crm.backends.engines import engine_for
from tests.bot.command_line import alone, crumb, export
from tests.places import ROOT

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


def test_the_report_is_printed(tmp_path: Path, capsys: Capture) -> None:
    """What was read of each file, and the sum; nothing else when all is well."""
    ended = crumb(capsys, "import", export(tmp_path), "--database", "sqlite:///crm.db")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "User.csv: 3 read, 3 new, 0 updated, 0 skipped",
        "Account.csv: 3 read, 3 new, 0 updated, 0 skipped",
        "Opportunity.csv: 3 read, 3 new, 0 updated, 0 skipped",
        "Records: 9 new, 0 updated, 0 skipped.",
    ]


def test_the_users_data_folder_is_the_default(tmp_path: Path, capsys: Capture) -> None:
    """It is made when it is missing; the sample company's file is left alone."""
    demo = tmp_path / "data" / "crumb" / "demo" / "company-0.1.0-2026-11-18.sqlite3"
    demo.parent.mkdir(parents=True)
    demo.touch()
    assert crumb(capsys, "import", export(tmp_path)).status == 0
    assert (tmp_path / "data" / "crumb" / "crumb.sqlite3").stat().st_size > 0
    assert demo.stat().st_size == 0


def test_amounts_are_in_the_given_currency(tmp_path: Path, capsys: Capture) -> None:
    """In any case; a second import leaves it."""
    url = "sqlite:///crm.db"
    crumb(capsys, "import", export(tmp_path), "--database", url, "--currency", "eur")
    crumb(capsys, "import", export(tmp_path), "--database", url)
    with sqlite3.connect("crm.db") as connection:
        found = connection.execute("SELECT DISTINCT CurrencyIsoCode FROM crm_opportunity")
        assert found.fetchall() == [("EUR",)]
    connection.close()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "--database", "mysql://root:hunter2@host/crm"), "mysql"),
        (("export", "--database", "crm.db"), "sqlite:///path/to/file"),
        (("export", "--currency", "euro"), "three letters"),
        ((), "DIR"),
    ],
    ids=["mysql", "no URL", "currency", "nothing"],
)
def test_wrong_usage_is_named(
    tmp_path: Path, capsys: Capture, arguments: tuple[str, ...], said: str
) -> None:
    """Exit status 2, and no password in the message."""
    export(tmp_path)
    ended = crumb(capsys, "import", *arguments)
    assert ended.status == 2
    assert said in ended.err
    assert "hunter2" not in ended.err


@pytest.mark.parametrize(
    ("folder", "database", "said"),
    [
        ("missing", "sqlite:///crm.db", "There is no folder missing."),
        ("export/User.csv", "sqlite:///crm.db", "is a file"),
        ("reports", "sqlite:///crm.db", "None of the files could be loaded."),
        ("export", "sqlite:///export", "can't be opened"),
        ("export", "sqlite:///file:made.db?mode=ro&uri=true", "can only be read"),
        ("export", "sqlite:///export/User.csv", "not an SQLite database"),
        ("export", "postgresql://127.0.0.1:1/crm", "can't be reached"),
    ],
    ids=["missing", "file", "no ids", "folder as file", "read-only", "no database", "unreachable"],
)
def test_what_keeps_it_from_running_is_one_sentence(
    tmp_path: Path, capsys: Capture, folder: str, database: str, said: str
) -> None:
    """Exit status 1, and never a traceback."""
    crumb(capsys, "import", export(tmp_path), "--database", "sqlite:///made.db")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "sums.csv").write_text("Region,Sum\nNorth,5\n")
    ended = crumb(capsys, "import", folder, "--database", database)
    assert ended.status == 1
    assert said in ended.err
    assert len(ended.err.splitlines()) == 1


def test_d30_a_locked_database_is_said(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else is writing and does not stop."""
    monkeypatch.setattr(import_, "engine_for", partial(engine_for, patience=0.1))
    folder = export(tmp_path)
    crumb(capsys, "import", folder, "--database", "sqlite:///crm.db")
    other = sqlite3.connect("crm.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ended = crumb(capsys, "import", folder, "--database", "sqlite:///crm.db")
    other.close()
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)
    assert "busy" in ended.err


def test_f4_no_value_of_the_crm_reaches_a_log(
    tmp_path: Path, capsys: Capture, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither from good rows nor from bad ones; the report names lines and columns."""
    caplog.set_level(logging.DEBUG)
    folder = export(tmp_path)
    bad = 'Id,Name,Amount,OwnerId\n006Z,CANARY1,CANARY2,CANARY3\n006Y,"CANARY4,5\n006X,CANARY5\n'
    (folder / "Opportunity.csv").write_text(bad)
    ended = crumb(capsys, "import", folder, "--database", "sqlite:///crm.db")
    assert "lines" in ended.out or "line" in ended.out
    assert "CANARY" not in caplog.text + ended.out + ended.err


def test_the_terminal_is_not_commanded_by_a_header(tmp_path: Path, capsys: Capture) -> None:
    """Escape sequences in names of columns do not come through."""
    folder = export(tmp_path)
    (folder / "Account.csv").write_text("Id,Name,\x1b[2JOwned,\x1b[31mEmpty\n1,Acme,yes,\n")
    ended = crumb(capsys, "import", folder, "--database", "sqlite:///crm.db")
    assert ended.status == 0
    assert "Owned" in ended.out
    assert "\x1b" not in ended.out


# Where tests run in the background, their children are born deaf to Ctrl-C.
INTERRUPTIBLE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from bot.__main__ import main
main(sys.argv[1:])
"""


def test_ctrl_c_leaves_what_was_stored_and_says_how_to_go_on(tmp_path: Path) -> None:
    """A real signal to a real process, in the middle; a second run completes it."""
    folder = tmp_path / "large"
    folder.mkdir()
    rows = 40_000
    text = "Id,Name,Industry\n" + "".join(f"{n},Acme {n},Retail\n" for n in range(rows))
    (folder / "Account.csv").write_text(text)
    database = tmp_path / "crm.db"
    command = [sys.executable, "-c", INTERRUPTIBLE, "import", str(folder)]
    command += ["--database", f"sqlite:///{database}"]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while process.poll() is None and _stored(database) == 0:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert err == "Stopped. The import was stopped; run it again to complete it.\n"
    kept = _stored(database)
    assert 0 < kept < rows
    assert f"{kept:,} new" in out
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert _stored(database) == rows


def _stored(database: Path) -> int:
    if not database.exists():
        return 0
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)
    try:
        return int(connection.execute("SELECT count(*) FROM crm_account").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()
