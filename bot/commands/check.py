"""`crumb check`: what is configured, what is missing and what is wrong, in words."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import click

from bot.commands.check_salesforce import about_salesforce
from bot.commands.findings import Finding, State
from bot.commands.options import database_option, settings_with
from bot.opening import hidden_mistakes
from bot.settings import Settings, WrongSettings, variable_of
from bot.settings_texts import DAYS
from bot.words import sentences, signature, taught_by
from crm.access import Sharing, Viewer
from crm.backends import metadata
from crm.backends.database import DatabaseCrm, open_database
from crm.backends.engines import writing
from crm.errors import CrmError
from crm.schema import Schema
from handlers.teaching.doubts import doubts
from handlers.teaching.mistakes import WrongWords


@click.command()
@database_option
@click.pass_context
def check(ctx: click.Context, database: str | None) -> None:
    """Say what is configured and what is missing; exit status 1 when Crumb cannot run."""
    try:
        settings = settings_with(database=database)
    except WrongSettings as wrong:
        findings = [Finding(State.WRONG, mistake) for mistake in wrong.mistakes]
    else:
        crm = [*asyncio.run(_crm(settings)), *asyncio.run(about_salesforce(settings))]
        findings = [*crm, *_slack(settings), *_company(settings)]
    for finding in findings:
        click.echo(str(finding))
    can_run = all(finding.state is not State.WRONG for finding in findings)
    click.echo("Crumb can run." if can_run else "Crumb cannot run like this.")
    ctx.exit(0 if can_run else 1)


async def _crm(settings: Settings) -> list[Finding]:
    """The database, whether it can be written, its people, and the fields that are hidden."""
    where = _database_name(settings.database)
    try:
        crm = open_database(settings.database)
        try:
            people = [person for person in await crm.everyone() if person.active]
            schema = await asyncio.to_thread(crm.storage.load)
            words = await _words(settings, crm, schema, people[:1])
            unwritable = await asyncio.to_thread(_unwritable, crm)
        finally:
            await crm.close()
    except CrmError as error:
        return [Finding(State.WRONG, f"CRM: {error}"), _how_to_begin()]
    hidden = [Finding(State.WRONG, mistake) for mistake in hidden_mistakes(settings, schema)]
    return [*(unwritable or [_people(where, people)]), *hidden, *words]


async def _words(
    settings: Settings, crm: DatabaseCrm, schema: Schema, people: Sequence[Viewer]
) -> list[Finding]:
    """The file of words: all that is wrong in it, or what may not do what its owner thinks."""
    path = Path(settings.words)
    if signature(path) is None:
        return [Finding(State.ABSENT, f"Words: no {path}; `crumb words init` makes it.")]
    try:
        teaching = await asyncio.to_thread(taught_by, path, schema)
    except WrongWords as wrong:
        return [Finding(State.WRONG, f"Words: {said}") for said in sentences(path, wrong.mistakes)]
    meant = replace(schema, definitions=teaching.definitions)
    found = [Finding(State.FINE, f"Words: {path}, with {teaching.size} words of your own.")]
    for person in people:
        told = doubts(teaching, meant, await crm.index(person))
        found += [Finding(State.NOTE, f"Words: {said}") for said in sentences(path, told)]
    return found


def _people(where: str, people: list[Viewer]) -> Finding:
    if not people:
        return Finding(State.WRONG, f"CRM: there is nobody in {where}, so nobody could ask.")
    return Finding(State.FINE, f"CRM: {where}, with {len(people):,} active people.")


class _TakeBack(Exception):
    """Ends a transaction without a trace."""


def _unwritable(crm: DatabaseCrm) -> list[Finding]:
    """What is wrong with the file; whether it can be written shows only when it is tried."""
    try:
        crm.storage.verify()
        with suppress(_TakeBack), writing(crm.storage.engine) as connection:
            metadata.count_up(connection, "schema")
            raise _TakeBack
    except CrmError as error:
        return [Finding(State.WRONG, f"CRM: {error}")]
    return []


def _how_to_begin() -> Finding:
    return Finding(
        State.NOTE, "`crumb demo` makes a sample company, `crumb import` takes your own."
    )


def _slack(settings: Settings) -> Iterator[Finding]:
    by_http, by_socket = settings.slack_signing_secret, settings.slack_app_token
    if not (settings.slack_bot_token or by_http or by_socket):
        yield Finding(State.ABSENT, "Slack: nothing is set; the pages work without it.")
        return
    if not settings.slack_bot_token:
        yield Finding(State.WRONG, f"Slack: {variable_of('slack_bot_token')} is missing.")
    if not (by_http or by_socket):
        secret, token = variable_of("slack_signing_secret"), variable_of("slack_app_token")
        yield Finding(State.WRONG, f"Slack: {secret} (HTTP) or {token} (Socket Mode) is missing.")
    elif settings.slack_bot_token:
        yield Finding(State.FINE, f"Slack: over {'Socket Mode' if by_socket else 'HTTP'}.")
    if urlsplit(settings.address).hostname in {"127.0.0.1", "localhost", "::1"}:
        name = variable_of("record_link")
        if not settings.record_link:
            yield Finding(State.NOTE, f"Links lead to this machine only; {name} leads to your CRM.")


def _company(settings: Settings) -> Iterator[Finding]:
    everybody = settings.sharing is Sharing.PUBLIC
    reads = "everybody reads all records" if everybody else "people read their own and their team's"
    yield Finding(State.FINE, f"Sharing: {settings.sharing}; {reads}.")
    days = ", ".join(DAYS[day] for day in sorted(settings.work_days))
    hours = f"{settings.opens:%H:%M} to {settings.closes:%H:%M}"
    budget = f"{settings.nudges_per_day} a day and {settings.nudges_per_week} a week"
    yield Finding(State.FINE, f"Nudges: at most {budget} to a person, {days} from {hours}.")
    yield Finding(State.FINE, f"Pages: {settings.address}, in time zone {settings.time_zone}.")


def _database_name(url: str) -> str:
    """What the database is called without the password that may be in its URL."""
    parts = urlsplit(url)
    if parts.scheme.startswith("sqlite"):
        return url.partition("///")[2]
    return f"PostgreSQL {parts.hostname or 'on this machine'}{parts.path}"
