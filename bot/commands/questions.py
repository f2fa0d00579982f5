"""`crumb questions --unanswered`: what people asked and did not get, by cause."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime

import click

from bot.commands.options import database_option, in_zone, now_option, settings_with
from bot.render.clean import line
from bot.store.store import open_store
from crm.backends.engines import engine_for
from handlers.asking.missed_questions import Missed, MissedFor, by_cause
from handlers.ports import AskedOnce


@click.command()
@click.option(
    "--unanswered", is_flag=True, help="Those without the wanted answer: only they are kept."
)
@now_option
@database_option
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each cause.")
def questions(unanswered: bool, now: datetime | None, database: str | None, as_json: bool) -> None:
    """Show what was asked in the last 30 days and not answered as wanted, most frequent first."""
    if not unanswered:
        raise click.UsageError("Answered questions are not kept; --unanswered shows the others.")
    settings = settings_with(database=database)
    engine_for(settings.database).dispose()  # a file that is not there is a mistake, not made
    groups = by_cause(asyncio.run(_asked(settings.database, in_zone(now, settings.time_zone))))
    for said in map(_as_json, groups) if as_json else _as_text(groups):
        click.echo(said)


async def _asked(url: str, now: datetime) -> tuple[AskedOnce, ...]:
    store = await asyncio.to_thread(open_store, url)
    try:
        return await store.questions.everything(now)
    finally:
        await store.close()


def _as_json(group: MissedFor) -> str:
    return json.dumps(
        {
            "cause": group.cause.value,
            "times": group.times,
            "words": [{"word": word, "times": times} for word, times in group.words],
            "questions": [
                {
                    "text": missed.text,
                    "times": missed.times,
                    "people": missed.people,
                    "last": missed.last.astimezone(UTC).isoformat(timespec="seconds"),
                    "understood": missed.understood,
                    "chosen": list(missed.chosen),
                }
                for missed in group.questions
            ],
        }
    )


def _as_text(groups: tuple[MissedFor, ...]) -> Iterator[str]:
    for group in groups:
        yield f"{group.cause.value}: {group.times:,}"
        if group.words:
            counted = (f"{word} ({times:,})" for word, times in group.words)
            yield f"  words: {line(', '.join(counted))}"
        for missed in group.questions:
            yield from _told(missed)
    if not groups:
        yield "Every question of the last 30 days was answered."


def _told(missed: Missed) -> Iterator[str]:
    yield f"  {missed.times:,} × {line(missed.text)}"
    if missed.understood:
        yield f"      read as: {line(missed.understood)}"
    if missed.chosen:
        yield f"      meant: {line('; '.join(missed.chosen))}"
