"""`crumb serve`: the server, until it is asked to stop."""

import asyncio
import socket
from collections.abc import Iterable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, replace
from typing import Any, Final

import click
from aiohttp import web

from bot import salesforce
from bot.channels.slack import Credentials, Needs, Slack, open_slack, run_socket_mode, slack_routes
from bot.commands.options import PORT, CannotRun, database_option, settings_with
from bot.connecting import Connecting
from bot.courier import CardCourier, Way
from bot.log_lines import log_to_stderr
from bot.rounds import kept_up, nudge_rounds
from bot.salesforce import Salesforce
from bot.settings import Settings, WrongSettings
from bot.web.assets import asset_routes
from bot.web.connect_pages import ConnectPages
from bot.web.health import health_routes
from bot.web.serving import DRAIN_SECONDS, CannotListen, listening, port_of
from bot.web.serving import serve as serve_on
from bot.wiring import Crumb, wire
from bot.words_watch import watched

LARGEST_BODY: Final = 1_000_000
"""Bytes of a request that are read at all."""


@dataclass(frozen=True, slots=True)
class Doors:
    """Salesforce, and the way in."""

    salesforce: Salesforce
    connecting: Connecting


@click.command()
@click.option("--host", metavar="HOST", help="Where to listen. Default: CRUMB_HOST, or 127.0.0.1.")
@click.option(
    "--port", metavar="PORT", type=PORT, help="Default: CRUMB_PORT, or 8484; 0 is any free one."
)
@database_option
def serve(host: str | None, port: int | None, database: str | None) -> None:
    """Run the server: health and readiness, the chat platforms that are configured, and the nudges.

    The page to chat on belongs to the demo alone: nobody signs in there.
    """
    settings = settings_with(host=host, port=port, database=database)
    credentials = slack_credentials(settings)
    if salesforce.is_set(settings) and (wrong := tuple(salesforce.mistakes(settings))):
        raise WrongSettings(wrong)
    try:
        sock = listening(settings.host, settings.port)
    except CannotListen as reason:
        raise CannotRun(str(reason)) from None
    with sock:
        crumb = wire(settings)
        try:
            log_to_stderr()
            sock.listen()  # whoever reads the next line may connect
            click.echo(f"Listening on {settings.host}:{port_of(sock)} (stop with Ctrl-C)")
            asyncio.run(_serve(crumb, settings, credentials, sock))
        finally:
            asyncio.run(crumb.close())
    click.echo("Stopped.")


def slack_credentials(settings: Settings) -> Credentials | None:
    """What is set for Slack; None where nothing is. Raises CannotRun for half of it."""
    bot_token = settings.slack_bot_token
    signing_secret, app_token = settings.slack_signing_secret, settings.slack_app_token
    if not (bot_token or signing_secret or app_token):
        return None
    try:
        return Credentials(
            bot_token=bot_token,
            signing_secret=signing_secret,
            app_token=app_token,
            api_url=settings.slack_api_url,
        )
    except ValueError as error:
        raise CannotRun(f"{error}. `crumb check` says what is missing.") from None


def server_app(
    crumb: Crumb, slack: Slack | None = None, doors: Doors | None = None
) -> web.Application:
    """Everything that is served."""
    app = web.Application(client_max_size=LARGEST_BODY)
    complaining = [part for part in (slack, doors and doors.salesforce) if part]
    app.add_routes(
        health_routes(crumb, lambda: [said for part in complaining for said in part.complaints])
    )
    if slack and slack.signatures:
        app.add_routes(slack_routes(slack))
    if doors:
        app.add_routes([*ConnectPages(doors.connecting).routes(), *asset_routes()])
    return app


async def _doors(parts: AsyncExitStack, crumb: Crumb, settings: Settings) -> Doors | None:
    if not salesforce.is_set(settings):
        return None
    opening = salesforce.open_salesforce(settings, crumb.store, crumb.clock)
    opened = await parts.enter_async_context(opening)
    return Doors(opened, opened.connecting(settings, crumb.clock))


async def _serve(
    crumb: Crumb, settings: Settings, credentials: Credentials | None, sock: socket.socket
) -> None:
    parts = AsyncExitStack()
    try:
        slack = None
        doors = await _doors(parts, crumb, settings)
        if doors:
            router = salesforce.with_doors(crumb.router, doors.connecting)
            crumb = replace(crumb, router=router)
        if credentials:
            slack = await parts.enter_async_context(open_slack(credentials, _needs(crumb)))
        running = [asyncio.create_task(watched(crumb.words))]
        running += _beside(crumb, slack) if slack else []
        if doors:
            sessions = doors.salesforce.sessions
            running.append(asyncio.create_task(kept_up(lambda: salesforce.revocations(sessions))))
        parts.push_async_callback(_end, running)
        await serve_on(server_app(crumb, slack, doors), sock)
    finally:
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS):
                await parts.aclose()


def _needs(crumb: Crumb) -> Needs:
    return Needs(
        router=crumb.router,
        people=crumb.crm,
        seen=crumb.store.seen,
        identities=crumb.store.identities,
        conversations=crumb.store.conversations,
        clock=crumb.clock,
    )


def _beside(crumb: Crumb, slack: Slack) -> list[asyncio.Task[Any]]:
    """What runs beside the server: the nudges, and the connection where Slack is not let in."""
    way = Way(directory=slack.accounts, egress=slack.egress, channel=slack.nudges)
    courier = CardCourier(crumb.crm, crumb.crm, crumb.links, (way,))
    running: list[asyncio.Task[Any]] = [
        asyncio.create_task(nudge_rounds(lambda: crumb.sweep(courier)))
    ]
    if slack.credentials.app_token:
        running.append(asyncio.create_task(kept_up(lambda: run_socket_mode(slack))))
    return running


async def _end(running: Iterable[asyncio.Task[Any]]) -> None:
    """A nudge on its way is claimed already: it is not said twice, whenever it is cut off."""
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
