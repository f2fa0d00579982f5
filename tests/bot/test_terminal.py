"""Colour and a progress bar go to terminals, and to nothing else."""

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from bot.terminal import progress_bar, terminal
from tests.bot.command_line import export
from tests.places import ROOT


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_a_terminal_has_colour_and_a_pipe_has_none() -> None:
    """So that another program reads text and nothing else."""
    assert terminal(Screen()).colour
    assert not terminal(io.StringIO()).colour


@pytest.mark.parametrize(
    ("name", "value", "colour"),
    [("NO_COLOR", "1", False), ("TERM", "dumb", False), ("NO_COLOR", "", True)],
)
def test_colour_can_be_turned_off(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, colour: bool
) -> None:
    """An empty NO_COLOR is none."""
    monkeypatch.setenv(name, value)
    assert terminal(Screen()).colour is colour


def test_a_terminal_is_never_too_narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a broken terminal says of itself."""
    monkeypatch.setenv("COLUMNS", "1")
    assert terminal().width >= 40


def test_no_bar_is_drawn_into_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Logs of a nightly import stay readable."""
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress_bar("Importing") as progress:
        assert progress is None


def test_a_bar_is_drawn_on_a_terminal(tmp_path: Path) -> None:
    """On standard error, while the report goes to standard output; the file's name is text."""
    folder = export(tmp_path)
    (folder / "[red]Odd[.csv").write_text("Id,Name\n1,x\n")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot", "import", str(folder)]
    command += ["--database", f"sqlite:///{tmp_path}/crm.db"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs, check=True)
    os.close(theirs)
    drawn = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert "Importing" in drawn
    assert done.stdout.decode().endswith("Records: 10 new, 0 updated, 0 skipped.\n")
