"""`crumb words`: the owner's own words, from a file to begin with to what to put into it."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.commands.asking import Stranger, known, opened
from bot.commands.options import (
    EMAIL,
    CannotRun,
    database_option,
    in_zone,
    now_option,
    settings_with,
)
from bot.commands.words_shown import (
    Names,
    explained_json,
    explained_text,
    suggested_json,
    suggested_text,
)
from bot.opening import Opened
from bot.settings import Settings
from bot.store.store import open_store
from crm.access import Role, Viewer
from crm.backends.database import open_database
from crm.errors import CrmError
from crm.schema import Schema
from handlers.asking.listener import Listener
from handlers.asking.missed_questions import by_cause
from handlers.ports import AskedOnce
from handlers.teaching.explained import Explained, explained
from handlers.teaching.suggested import Suggested, suggested
from handlers.teaching.template import template
from handlers.understanding.reader import Reader

_ANYBODY = Viewer(user_id="you", name="You", email="", role=Role.LEADER)
"""Who asks where nobody is named: somebody from whom nothing is hidden."""
_MOST_ROWS = 50


@click.group()
def words() -> None:
    """Teach Crumb the words of your organisation."""


@words.command()
@database_option
@click.argument("file", required=False, type=click.Path(path_type=Path))
def init(database: str | None, file: Path | None) -> None:
    """Write FILE, or words.toml in its usual place: everything explained, nothing set."""
    settings = settings_with(database=database)
    path = file or Path(settings.words)
    if path.exists():
        raise CannotRun(f"There is a {path} already; it is left as it is.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as made:
            made.write(template(_schema(settings)))
    except OSError as error:
        raise CannotRun(f"{path} can't be written: {error.strerror}.") from None
    click.echo(f"{path} is there to be filled in; `crumb check` reads it.")


@words.command()
@click.argument("sentence")
@click.option("--as", "email", metavar="EMAIL", type=EMAIL, help="As this person's question.")
@now_option
@database_option
@click.option("--json", "as_json", is_flag=True, help="In one line of JSON.")
def explain(
    sentence: str, email: str | None, now: datetime | None, database: str | None, as_json: bool
) -> None:
    """Show how SENTENCE is read: what its words mean, what is asked, and what is left over."""
    settings = settings_with(database=database)
    found, names = asyncio.run(_explained(settings, sentence, email, now))
    said = [explained_json(found)] if as_json else explained_text(found, names)
    for each in said:
        click.echo(each)


@words.command()
@now_option
@database_option
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each word.")
def suggest(now: datetime | None, database: str | None, as_json: bool) -> None:
    """Show the words that people used in vain in the last 30 days, and lines to teach them with."""
    settings = settings_with(database=database)
    found = asyncio.run(_suggested(settings, in_zone(now, settings.time_zone)))
    for said in map(suggested_json, found) if as_json else suggested_text(found):
        click.echo(said)


def _schema(settings: Settings) -> Schema | None:
    """The CRM's schema; None where there is no CRM yet."""
    try:
        crm = open_database(settings.database)
    except CrmError:
        return None
    try:
        return crm.storage.load()
    finally:
        crm.storage.engine.dispose()


async def _explained(
    settings: Settings, sentence: str, email: str | None, now: datetime | None
) -> tuple[Explained, Names]:
    async with opened(settings) as found:
        viewer = await _person(found, email)
        moment = in_zone(now, viewer.time_zone if email else settings.time_zone)
        listener = await _listener(found, viewer, moment)
        return explained(sentence, listener, found.teaching), Names(listener)


async def _person(found: Opened, email: str | None) -> Viewer:
    try:
        return await known(found.crm, email) if email else _ANYBODY
    except Stranger as reason:
        raise CannotRun(str(reason)) from None


async def _listener(found: Opened, viewer: Viewer, now: datetime) -> Listener:
    schema, index = await found.crm.schema(viewer), await found.crm.index(viewer)
    reader = Reader(schema, index, languages=found.teaching.languages)
    return Listener(
        schema=schema, index=index, reader=reader, viewer=viewer, now=now, limit=_MOST_ROWS
    )


async def _suggested(settings: Settings, now: datetime) -> tuple[Suggested, ...]:
    async with opened(settings) as found:
        listener = await _listener(found, _ANYBODY, now)
        missed = by_cause(await _asked(settings, now))
        return await asyncio.to_thread(suggested, missed, listener.schema, listener.read)


async def _asked(settings: Settings, now: datetime) -> tuple[AskedOnce, ...]:
    store = await asyncio.to_thread(open_store, settings.database)
    try:
        return await store.questions.everything(now.astimezone(UTC))
    finally:
        await store.close()
