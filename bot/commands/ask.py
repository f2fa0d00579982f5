"""`crumb ask`: a question, or a file of them, answered in the terminal or as JSON."""

import asyncio
import json
import logging
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TextIO

import click

from bot.commands.ask_json import Json, to_json
from bot.commands.asking import Asker, Spoken, Stranger, asker, opened
from bot.commands.batch import Line, read_line
from bot.commands.options import (
    ADDRESS,
    COUNT,
    EMAIL,
    CannotRun,
    database_option,
    now_option,
    settings_with,
)
from bot.commands.threads import ThreadInFile, Threads
from bot.render.plain import text
from bot.settings import Settings
from bot.terminal import terminal
from crm.errors import CrmUnavailable
from handlers.answers.card import card
from handlers.asking.answered import Answered, Outcome

_log = logging.getLogger(__name__)

_NO_ASKER = "The line has no as, which says who asks, and there is no --as."


@click.command()
@click.argument("question", required=False)
@click.option("--as", "email", metavar="EMAIL", type=EMAIL, help="Who asks.")
@now_option
@database_option
@click.option(
    "--thread",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Keep the thread in FILE, so that the next question can follow up on this one.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in one line of JSON.")
@click.option(
    "--batch",
    metavar="FILE",
    type=click.File(encoding="utf-8", errors="replace"),
    help="Answer each line {question, as, now, thread} of FILE (- is standard input), as JSON.",
)
@click.option("--limit", metavar="N", type=COUNT, default=50, help="Rows to show; 50 by default.")
@click.option("--base-url", metavar="URL", type=ADDRESS, help="Where links lead.")
def ask(
    question: str | None,
    email: str | None,
    now: datetime | None,
    database: str | None,
    thread: Path | None,
    as_json: bool,
    batch: TextIO | None,
    limit: int,
    base_url: str | None,
) -> None:
    """Answer QUESTION, as the person with that address would be answered in chat."""
    _check_usage(question, email, thread, batch)
    settings = settings_with(database=database, base_url=base_url)
    line = Line(question=question or "", asker=email or "", now=now)
    if batch is not None:
        asyncio.run(_answer_all(batch, line, settings, limit))
    elif thread is None:
        asyncio.run(_answer(line, Threads(), settings, limit, as_json=as_json))
    else:
        threads = _thread_in(thread)
        line = replace(line, thread=threads.name)
        asyncio.run(_answer(line, threads, settings, limit, as_json=as_json))
        _save(threads, thread)


def _check_usage(
    question: str | None, email: str | None, thread: Path | None, batch: TextIO | None
) -> None:
    if batch is not None and (question is not None or thread is not None):
        raise click.UsageError("--batch goes without a QUESTION and without --thread.")
    if batch is None and question is None:
        raise click.UsageError("Missing the QUESTION, in quotes, or --batch FILE.")
    if batch is None and email is None:
        raise click.UsageError("Missing --as EMAIL: an answer depends on who asks.")


async def _answer(
    line: Line, threads: Threads, settings: Settings, limit: int, *, as_json: bool
) -> None:
    async with opened(settings) as found:
        try:
            spoken = await asker(found, settings, threads, limit)(line)
        except Stranger as reason:
            raise CannotRun(str(reason)) from None
    if as_json:
        click.echo(json.dumps(to_json(spoken.answered, spoken.ms)))
    else:
        _show(spoken)


def _show(spoken: Spoken) -> None:
    shown = terminal()
    said = card(spoken.answered, spoken.viewer, spoken.now)
    click.echo(text(said, colour=shown.colour, width=shown.width), nl=False, color=shown.colour)


async def _answer_all(batch: TextIO, default: Line, settings: Settings, limit: int) -> None:
    """One line out for each line in, also for a blank one, in order."""
    async with opened(settings) as found:
        answer = asker(found, settings, Threads(), limit)
        for raw in batch:
            click.echo(json.dumps(await _line_for(raw, default, answer)))


async def _line_for(raw: str, default: Line, answer: Asker) -> Json:
    """The answer as JSON; also where there can be none, since others count the lines."""
    try:
        line = read_line(raw)
    except ValueError as mistake:
        return _unanswered(Outcome.NOT_UNDERSTOOD, str(mistake))
    line = replace(line, asker=line.asker or default.asker, now=line.now or default.now)
    if not line.asker:
        return _unanswered(Outcome.NOT_UNDERSTOOD, _NO_ASKER)
    try:
        spoken = await answer(line)
    except Stranger as reason:
        return _unanswered(Outcome.REFUSED, str(reason))
    except CrmUnavailable:
        raise
    except Exception as error:  # one question must not cost the others their answers
        extra = {"action": "ask_failed", "error": type(error).__name__}
        _log.error("A question of a batch could not be answered.", extra=extra)
        return _unanswered(Outcome.NOT_UNDERSTOOD, "Something went wrong on Crumb's side.")
    return to_json(spoken.answered, spoken.ms)


def _unanswered(outcome: Outcome, why: str) -> Json:
    return to_json(Answered(outcome=outcome, understood=why), 0.0)


def _thread_in(path: Path) -> ThreadInFile:
    try:
        return ThreadInFile(path)
    except OSError as error:
        raise CannotRun(f"The thread {path} can't be read: {error.strerror}.") from None
    except ValueError:
        raise CannotRun(f"{path} is no thread of Crumb's; it is left as it is.") from None


def _save(threads: ThreadInFile, path: Path) -> None:
    try:
        threads.save()
    except OSError as error:
        raise CannotRun(f"The thread can't be kept in {path}: {error.strerror}.") from None
