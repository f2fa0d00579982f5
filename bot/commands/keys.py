"""`crumb keys`: the key that closes people's tokens."""

import asyncio

import click

from bot.commands.options import CannotRun, database_option, settings_with
from bot.salesforce import keyring
from bot.store.sealing import new_key
from bot.store.store import open_store
from bot.store.vault import SqlVault
from crm.backends.engines import engine_for
from crm.vault import CannotOpen


@click.group()
def keys() -> None:
    """Make and change the key that closes people's tokens (CRUMB_SECRET_KEY)."""


@keys.command()
def new() -> None:
    """Print a new key. Keep it where you keep passwords: without it, everybody connects again."""
    click.echo(new_key())


@keys.command()
@database_option
def rotate(database: str | None) -> None:
    """Close all tokens with the first key of CRUMB_SECRET_KEY. It can be cut off and run again."""
    settings = settings_with(database=database)
    ring = keyring(settings)
    engine_for(settings.database).dispose()  # a file that is not there is a mistake, not made
    store = open_store(settings.database)

    async def work() -> int:
        try:
            return await SqlVault(store.database, ring).rotate()
        finally:
            await store.close()

    try:
        done = asyncio.run(work())
    except CannotOpen:
        raise CannotRun(
            "Some tokens are closed with a key that is not in CRUMB_SECRET_KEY."
        ) from None
    click.echo(f"{done} tokens were closed anew. Only the first key is needed from now on.")
