"""`crumb feedback list`: what people wrote with /crmfeedback."""

import asyncio
from collections.abc import Iterator

import click

from bot.commands.options import database_option, settings_with
from bot.render.clean import line
from bot.store.store import open_store
from crm.backends.engines import engine_for
from handlers.ports import Feedback
from handlers.suggestions.csv_file import feedback_csv


@click.group()
def feedback() -> None:
    """Read what people suggested."""


@feedback.command("list")
@database_option
@click.option("--csv", "as_csv", is_flag=True, help="As a CSV file that is safe to open.")
def list_(database: str | None, as_csv: bool) -> None:
    """List all suggestions, oldest first."""
    settings = settings_with(database=database)
    engine_for(settings.database).dispose()  # a file that is not there is a mistake, not made
    entries = asyncio.run(_everything(settings.database))
    if as_csv:
        for row in feedback_csv(entries):
            click.echo(row, nl=False)
        return
    for said in _as_text(entries):
        click.echo(said)


async def _everything(url: str) -> tuple[Feedback, ...]:
    store = await asyncio.to_thread(open_store, url)
    try:
        return await store.feedback.everything()
    finally:
        await store.close()


def _as_text(entries: tuple[Feedback, ...]) -> Iterator[str]:
    for entry in entries:
        yield f"{entry.at:%Y-%m-%d %H:%M}  {line(entry.author_name)}  [{line(entry.status)}]"
        yield f"  {line(entry.text)}"
        if entry.context:
            yield f"  ({line(entry.context)})"
    if not entries:
        yield "There is no feedback yet. People give it with /crmfeedback."
