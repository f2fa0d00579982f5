"""`crumb demo` works at once, on a company of its own that never grows stale."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.commands import demo_company
from bot.commands.demo_company import todays_company
from bot.commands.options import CannotRun
from bot.places import data_folder, usual_database
from tests.bot.command_line import alone, crumb
from tests.bot.test_commands_serve import get
from tests.places import ROOT

Capture = pytest.CaptureFixture[str]
NOW = datetime(2026, 11, 17, 15, tzinfo=UTC)
TUESDAY = "2026-11-17T15:00:00Z"
SATURDAY = "2026-11-21T20:00:00Z"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


def test_it_answers_a_question_and_shows_a_nudge(capsys: Capture) -> None:
    """Both for Dana, in plain text where piped; twice gives the same."""
    first = crumb(capsys, "demo", "--no-serve", "--now", TUESDAY)
    assert (first.status, first.err) == (0, "")
    assert "a sample company of 60 people, one of whom left, made just now." in first.out
    assert re.search(r"\$[\d,]+  Pipeline", first.out)
    assert "Today Crumb asks Dana:" in first.out
    assert "[Add " in first.out
    assert "(no more than 1 a day)" in first.out
    assert "\x1b" not in first.out
    again = crumb(capsys, "demo", "--no-serve", "--now", TUESDAY)
    assert again.out == first.out.replace("made just now", "as you left it today")


def test_on_a_free_day_it_shows_what_comes_next(capsys: Capture) -> None:
    """Nobody is asked on a Saturday, and the demo says so."""
    ended = crumb(capsys, "demo", "--no-serve", "--now", SATURDAY)
    assert "It is Sat 21 Nov, 15:00 for Dana. On Mon 23 Nov, 09:00 Crumb asks:" in ended.out


def test_a_company_of_another_day_is_made_anew(tmp_path: Path) -> None:
    """The same day's stays as it was left."""
    folder = tmp_path / "demo"
    todays_company(folder, NOW - timedelta(days=1))
    new = todays_company(folder, NOW)
    assert new.is_new
    with closing(sqlite3.connect(new.path)) as database, database:
        database.execute("DELETE FROM crm_task")
    kept = todays_company(folder, NOW + timedelta(hours=5))
    assert not kept.is_new
    with closing(sqlite3.connect(kept.path)) as database:
        assert database.execute("SELECT count(*) FROM crm_task").fetchone() == (0,)


def test_a_company_that_may_be_in_use_is_not_removed(tmp_path: Path) -> None:
    """A second demo takes neither the page nor the feedback of the first; after a week it goes."""
    old = todays_company(tmp_path, NOW - timedelta(days=1))
    journal = tmp_path / f"{old.path.name}-wal"
    journal.touch()
    long_ago = time.time() - timedelta(days=8).total_seconds()
    os.utime(old.path, (long_ago, long_ago))  # what was written since is in the journal
    new = todays_company(tmp_path, NOW)
    assert sorted(tmp_path.iterdir()) == sorted([old.path, journal, new.path])
    os.utime(journal, (long_ago, long_ago))
    todays_company(tmp_path, NOW)
    assert list(tmp_path.iterdir()) == [new.path]


def test_the_company_of_the_last_demo_is_the_usual_one(tmp_path: Path) -> None:
    """Also where it was there before."""
    folder = data_folder() / "demo"
    first = todays_company(folder, NOW)
    second = todays_company(folder, NOW + timedelta(days=1))
    os.utime(second.path, (0, time.time() - 60))
    assert todays_company(folder, NOW).path == first.path
    assert usual_database() == first.url


def test_an_interruption_leaves_no_half_company(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is there whole, or not at all."""

    def interrupted(now: datetime) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(demo_company, "sample_company", interrupted)
        with pytest.raises(KeyboardInterrupt):
            todays_company(tmp_path, NOW)
    assert list(tmp_path.iterdir()) == []
    assert todays_company(tmp_path, NOW).is_new


def test_a_folder_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    """With where it was to be."""
    place = tmp_path / "file"
    place.touch()
    with pytest.raises(CannotRun, match="The demo can't be kept in"):
        todays_company(place / "demo", NOW)


def test_a_port_in_use_is_one_sentence(capsys: Capture, tmp_path: Path) -> None:
    """Before anything is made."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = crumb(capsys, "demo", "--port", str(port))
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith(f"Port {port} is in use")
    assert len(ended.err.splitlines()) == 1
    assert not (tmp_path / "data").exists()


@contextmanager
def showing(folder: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """The demo on a free port, and its address."""
    environment = os.environ | {"XDG_DATA_HOME": str(folder), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--port", "0", "--now", TUESDAY],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        address = next(
            line.split()[4] for line in process.stdout if line.startswith("The page is at")
        )
        yield process, address
    finally:
        process.kill()
        process.communicate(timeout=10)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_its_page_until_it_is_stopped(tmp_path: Path, stop: signal.Signals) -> None:
    """Whoever opens the printed address is served at once; Ctrl-C is the ordinary end of it."""
    with showing(tmp_path) as (process, address):
        status, text = get(address)
        assert (status, "Good to see you, Dana." in text) == (200, True)
        assert get(f"{address}healthz") == (200, "ok\n")
        begun = time.monotonic()
        process.send_signal(stop)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out, err) == (0, "Stopped.\n", "")
        assert time.monotonic() - begun < 10


def test_the_demo_leaves_ones_own_database_alone(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the settings say."""
    own = tmp_path / "own.db"
    monkeypatch.setenv("CRUMB_DATABASE", f"sqlite:///{own}")
    assert crumb(capsys, "demo", "--no-serve", "--now", TUESDAY).status == 0
    assert not own.exists()
