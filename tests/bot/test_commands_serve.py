"""`crumb serve` serves until it is asked to stop, and says why when it cannot."""

import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest

from bot.store.sealing import new_key
from tests.bot.command_line import alone, crumb, small_crm
from tests.places import ROOT

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


@contextmanager
def serving(database: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A server of its own on a free port, and its address."""
    command = [sys.executable, "-m", "bot", "serve", "--port", "0", "--database", database]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        said = process.stdout.readline()
        assert said.startswith("Listening on 127.0.0.1:"), said
        yield process, f"http://{said.split()[2]}"
    finally:
        process.kill()
        process.communicate(timeout=10)


def get(address: str) -> tuple[int, str]:
    """Status and text."""
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_it_lives_is_ready_and_stops_when_asked(tmp_path: Path) -> None:
    """Health and readiness answer, anything else is not there, and SIGTERM ends it well."""
    with serving(small_crm(tmp_path)) as (process, address):
        assert get(f"{address}/healthz") == (200, "ok\n")
        assert get(f"{address}/readyz") == (200, "ready\n")
        assert get(f"{address}/nothing")[0] == 404
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out, err) == (0, "Stopped.\n", "")


def test_a_file_of_words_that_changes_is_taken_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or refused in one line; each is said once it is so, and nothing is restarted."""
    words = tmp_path / "words.toml"
    words.write_text("")
    monkeypatch.setenv("CRUMB_WORDS", str(words))
    with serving(small_crm(tmp_path)) as (process, address):
        assert process.stderr
        words.write_text('[entities]\nDeal = "pursuit"\n')
        refused = process.stderr.readline()
        assert "ERROR The words stay as they were: words.toml, line 2: there is no kind" in refused
        words.write_text('[entities]\nOpportunity = "pursuit"\n')
        taken_up = process.stderr.readline()
        assert "INFO The file of words changed; what it says now holds." in taken_up
        assert get(f"{address}/readyz") == (200, "ready\n")


def test_with_salesforce_people_can_connect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C9: the pages are there; a link that nobody was given leads nowhere."""
    monkeypatch.setenv("CRUMB_SECRET_KEY", new_key())
    monkeypatch.setenv("CRUMB_SALESFORCE_ORG", "00DHp0000000001MAA")
    monkeypatch.setenv("CRUMB_SALESFORCE_CLIENT_ID", "3MVG9.crumb")
    with serving(small_crm(tmp_path)) as (_, address):
        status, page = get(f"{address}/connect/made-up")
        assert (status, "Ask Crumb for a new one" in page) == (400, True)
        assert get(f"{address}/static/crumb.css")[0] == 200
        assert get(f"{address}/readyz") == (200, "ready\n")


def test_a_port_in_use_is_one_sentence(tmp_path: Path, capsys: Capture) -> None:
    """With what can be done about it."""
    url = small_crm(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = crumb(capsys, "serve", "--port", str(port), "--database", url)
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith(f"Port {port} is in use")
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--database", "sqlite:///none.db"), "There is no CRM database at none.db."),
        (("--host", "nowhere.invalid"), "nowhere.invalid can't be listened on"),
    ],
)
def test_what_keeps_it_from_serving_is_one_sentence(
    capsys: Capture, arguments: tuple[str, ...], said: str
) -> None:
    """Exit status 1 before anything is served."""
    ended = crumb(capsys, "serve", "--port", "0", *arguments)
    assert (ended.status, ended.out) == (1, "")
    assert said in ended.err
    assert len(ended.err.splitlines()) == 1
