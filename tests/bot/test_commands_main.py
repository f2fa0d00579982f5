"""The command itself: its help, its exit statuses, and that no traceback ever shows."""

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import click
import pytest

from bot import __main__ as main
from bot.settings import DEFAULT_PORT, Settings, variable_of
from tests.bot.command_line import ANN, alone, crumb, small_crm
from tests.places import ROOT

Capture = pytest.CaptureFixture[str]

MANUAL = (ROOT / "docs" / "reference-command-line.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


def commands() -> list[tuple[str, click.Command]]:
    """Every command with its full name."""
    group = main.crumb
    assert isinstance(group, click.Group)
    context = click.Context(group)
    found = [(name, group.get_command(context, name)) for name in group.list_commands(context)]
    known = [(name, command) for name, command in found if command]
    inner = [
        (f"{name} {below}", command.commands[below])
        for name, command in known
        if isinstance(command, click.Group)
        for below in command.commands
    ]
    return known + inner


@pytest.mark.parametrize(("name", "command"), commands(), ids=lambda value: str(value))
def test_every_command_and_option_is_in_the_manual(name: str, command: click.Command) -> None:
    """A page that lacks one fails here."""
    assert f"crumb {name}" in MANUAL
    options = [o for p in command.params if isinstance(p, click.Option) for o in p.opts]
    assert [option for option in options if f"`{option}" not in MANUAL] == []


def test_every_setting_is_in_the_manual() -> None:
    """By its variable; and so is the default port."""
    missing = [f.name for f in fields(Settings) if f"`{variable_of(f.name)}`" not in MANUAL]
    assert missing == []
    assert str(DEFAULT_PORT) in MANUAL


def test_help_lists_every_command(capsys: Capture) -> None:
    """Without loading any of them."""
    ended = crumb(capsys, "--help")
    assert (ended.status, ended.err) == (0, "")
    assert all(f"  {name} " in ended.out for name in main.COMMANDS)
    assert crumb(capsys, "--version").out.startswith("crumb, version ")


def test_help_is_quick_to_load() -> None:
    """A list of commands needs no database, no arrays and no web server."""
    code = "import sys, bot.__main__ as m; m.run(['--help']); print(*sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = {"sqlalchemy", "numpy", "aiohttp", "rich", "slack_bolt", "alembic"}
    assert not heavy & set(found.stdout.split())


def test_an_unknown_command_is_wrong_usage(capsys: Capture) -> None:
    """Exit status 2."""
    ended = crumb(capsys, "frobnicate")
    assert (ended.status, ended.out) == (2, "")
    assert "No such command" in ended.err


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (KeyboardInterrupt(), "Stopped.\n"),
        (click.Abort(), "Stopped.\n"),
        (ZeroDivisionError("CANARY"), "Crumb failed on its own account: ZeroDivisionError "),
    ],
)
def test_whatever_happens_there_is_one_sentence(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, raised: BaseException, said: str
) -> None:
    """Exit status 1; of an error of our own, its kind and place and nothing it carries."""

    def fail(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(main.crumb, "main", fail)
    ended = crumb(capsys, "check")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith(said)
    assert len(ended.err.splitlines()) == 1
    assert "CANARY" not in ended.err


def test_wrong_settings_keep_every_command_from_running(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All mistakes, one a line."""
    monkeypatch.setenv("CRUMB_PORT", "many")
    monkeypatch.setenv("CRUMB_SHARING", "some")
    for arguments in (("ask", "x", "--as", ANN), ("nudges", "--preview"), ("import", ".")):
        ended = crumb(capsys, *arguments)
        assert (ended.status, len(ended.err.splitlines())) == (1, 2)


def test_a_reader_that_leaves_early_is_no_error_of_ours(tmp_path: Path) -> None:
    """`crumb ask … | head` ends without a word."""
    url = small_crm(tmp_path)
    lines = '{"question": "accounts"}\n' * 400
    command = [sys.executable, "-m", "bot", "ask", "--batch", "-", "--as", ANN, "--database", url]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write(lines.encode())
    process.stdin.close()
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(30), said) == (1, b"")


def test_standard_error_has_the_sentence_and_no_log() -> None:
    """What the parts log is the server's to show; a command says it once, in words."""
    command = [sys.executable, "-m", "bot", "ask", "x", "--as", ANN]
    command += ["--database", "postgresql://127.0.0.1:1/crm"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr == "The CRM database can't be reached. Nothing was changed.\n"
