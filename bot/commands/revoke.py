"""`crumb revoke`: nobody can use people's links to Salesforce any more."""

import asyncio
from dataclasses import dataclass, replace

import click

from bot.commands.options import CannotRun, Read, database_option, settings_with
from bot.salesforce import app_of, keyring
from bot.settings import Settings
from bot.settings_texts import org_id
from bot.store.sealing import Keyring, new_key
from bot.store.store import open_store
from bot.store.vault import SqlVault
from crm.backends.engines import engine_for
from crm.backends.salesforce.oauth import OAuth
from crm.backends.salesforce.record_id import record_id
from crm.backends.salesforce.sessions import Sessions
from crm.backends.salesforce.tokens import KIND
from crm.backends.salesforce.wire import Wire, new_session
from crm.errors import RecordNotFound


@dataclass(frozen=True, slots=True)
class _Ended:
    """How many links were ended, and of how many Salesforce knows it, or not yet."""

    links: int
    told: int
    waiting: int


def _user_id(text: str) -> str:
    try:
        return record_id(text, "005")
    except RecordNotFound:
        raise ValueError("a Salesforce user's id begins with 005") from None


@click.command()
@click.option("--user", metavar="ID", type=Read("id", _user_id), help="One person, by their id.")
@click.option("--org", metavar="ID", type=Read("id", org_id), help="Everybody of one org.")
@click.option("--all", "everybody", is_flag=True, help="Everybody.")
@database_option
def revoke(user: str | None, org: str | None, everybody: bool, database: str | None) -> None:
    """Destroy people's tokens here, at once, and tell Salesforce to forget them.

    What Salesforce could not be told waits, and is told by the next `crumb revoke` or the server.
    """
    if [bool(user), bool(org), everybody].count(True) != 1:
        raise click.UsageError("Say whom: one of --user, --org and --all.")
    settings = settings_with(database=database)
    engine_for(settings.database).dispose()  # a file that is not there is a mistake, not made
    ended = asyncio.run(_ended(settings, user, org))
    if user and not ended.links and not ended.waiting:
        raise CannotRun("Nobody with that id is connected.")
    click.echo(f"{ended.links} links were ended; nothing of them can be used here.")
    if ended.waiting:
        click.echo(f"Salesforce can't be reached and has yet to be told of {ended.waiting}.")
    elif ended.told:
        click.echo(f"Salesforce has forgotten {ended.told}.")


async def _ended(settings: Settings, user: str | None, org: str | None) -> _Ended:
    # Without the key nothing can be told to Salesforce, but all can be destroyed here.
    ring = keyring(settings) if settings.secret_key else Keyring([new_key()])
    app = replace(settings, salesforce_client_id=settings.salesforce_client_id or "none")
    store = await asyncio.to_thread(open_store, settings.database)
    try:
        vault = SqlVault(store.database, ring)
        async with new_session() as session:
            oauth = OAuth(Wire(session), app_of(app))
            holders = await vault.holders()
            teams = {h.team for h in holders if org is None or h.team == org}
            links = told = waiting = 0
            for team in sorted(teams):
                sessions = Sessions(vault=vault, oauth=oauth, org_id=team)
                for holder in holders:
                    mine = holder.team == team and holder.kind == KIND
                    if mine and (user is None or holder.person == user):
                        await sessions.disconnect(holder.person)
                        links += 1
                done, left = await sessions.revoke_waiting()
                told, waiting = told + done, waiting + left
            return _Ended(links, told, waiting)
    finally:
        await store.close()
