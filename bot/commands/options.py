"""What several commands take and how they fail."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from bot import settings_texts
from bot.settings import Settings, load_settings

F = TypeVar("F", bound=Callable[..., Any])


class CannotRun(click.ClickException):
    """The command could not do its work; the message is the one sentence that says why."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """The bare sentence, to standard error."""
        click.echo(self.message, file=file, err=file is None)


class Read(click.ParamType[Any]):
    """An option's text as a value, by a function that raises ValueError."""

    def __init__(self, name: str, read: Callable[[str], Any]) -> None:
        self.name = name
        self._read = read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value; what is wrong with the text is wrong usage."""
        if not isinstance(value, str):
            return value
        try:
            return self._read(value)
        except ValueError as error:
            return self.fail(f"{error}.", param, ctx)


def moment(text: str) -> datetime:
    """A point in time, or a day's beginning, in ISO 8601; without a zone where it has none."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("write it as 2026-11-06T10:00:00Z or 2026-11-06") from None


def in_zone(now: datetime | None, zone: str) -> datetime:
    """The given time, in that zone where it names none; the present one when there is none."""
    if now is None:
        return datetime.now(ZoneInfo("UTC"))
    return now if now.tzinfo else now.replace(tzinfo=ZoneInfo(zone))


def email_address(text: str) -> str:
    """Something with an @ in it."""
    if "@" not in text.strip():
        raise ValueError("give the person's email address")
    return text.strip()


def positive(text: str) -> int:
    """1 or more."""
    with suppress(ValueError):
        if (number := settings_texts.count(text)) >= 1:
            return number
    raise ValueError("it is a whole number, 1 or more")


DATABASE = Read("url", settings_texts.database)
CURRENCY = Read("code", settings_texts.currency)
MOMENT = Read("time", moment)
EMAIL = Read("email", email_address)
ADDRESS = Read("address", settings_texts.address)
PORT = Read("port", settings_texts.port)
COUNT = Read("number", positive)


def database_option(command: F) -> F:
    """`--database URL`."""
    said = "SQLite or PostgreSQL URL of the CRM. Default: CRUMB_DATABASE, or a file of yours."
    return click.option("--database", metavar="URL", type=DATABASE, help=said)(command)


def now_option(command: F) -> F:
    """`--now TIME`."""
    said = "Answer as of then (ISO 8601; without a zone it is the person's)."
    return click.option("--now", metavar="TIME", type=MOMENT, help=said)(command)


def settings_with(**given: Any) -> Settings:
    """The settings of the environment and the file, with what the command line says on top."""
    settings = load_settings(os.environ, Path.cwd())
    return replace(settings, **{name: value for name, value in given.items() if value is not None})
