"""`crumb demo`: Crumb on a sample company, a first exchange in the terminal and then on a page."""

import asyncio
import socket
from dataclasses import replace
from datetime import datetime

import click
from aiohttp import web

from bot.commands.demo_company import CompanyFile, todays_company
from bot.commands.demo_exchange import exchange
from bot.commands.options import PORT, CannotRun, in_zone, now_option, settings_with
from bot.places import data_folder
from bot.settings import Settings
from bot.terminal import terminal
from bot.web.app import page_app
from bot.web.clock import DemoClock
from bot.web.serving import CannotListen, listening, port_of, serve
from bot.web.site import site_of
from bot.wiring import Crumb, present, wire
from bot.words_watch import watched
from crm.sample.people import staff
from crm.sample.words.people import COMPANY

_HERE = "127.0.0.1"


@click.command()
@click.option(
    "--port",
    type=PORT,
    metavar="PORT",
    help="Where the page is served. Default: CRUMB_PORT, or 8484.",
)
@now_option
@click.option("--no-serve", is_flag=True, help="Only the first exchange in the terminal.")
def demo(port: int | None, now: datetime | None, no_serve: bool) -> None:
    """Try Crumb on a sample company: no account, nothing to set up, nothing of yours is touched.

    The company is kept in your data folder for the day, and made anew on another: what you change
    or say to it is not there the next day.
    """
    settings = settings_with(port=port)
    frozen = in_zone(now, settings.time_zone) if now else None
    clock = DemoClock((lambda: frozen) if frozen else present)
    try:
        sock = None if no_serve else listening(_HERE, settings.port)
    except CannotListen as reason:
        raise CannotRun(str(reason)) from None
    try:
        company = todays_company(data_folder() / "demo", clock())
        place = port_of(sock) if sock else settings.port
        address = f"http://{_HERE}:{place}"
        crumb = wire(_of_demo(settings, company.url, address), clock=clock)
        try:
            asyncio.run(_begin(crumb, company))
            if sock:
                sock.listen()  # whoever reads the next line may connect
                click.echo(f"\nThe page is at {address}/ (stop it with Ctrl-C)")
                asyncio.run(_serve(crumb, page_app(site_of(crumb, clock, _rep())), sock))
                click.echo("Stopped.")
        finally:
            asyncio.run(crumb.close())
    finally:
        if sock:
            sock.close()


async def _begin(crumb: Crumb, company: CompanyFile) -> None:
    """Print the first exchange."""
    made = "made just now" if company.is_new else "as you left it today"
    people = await crumb.crm.everyone()
    left = sum(not person.active for person in people)
    had = f"{len(people)} people, {'one' if left == 1 else left} of whom left"
    click.echo(f"{COMPANY}, a sample company of {had}, {made}.\n")
    rep = await crumb.crm.by_email(_rep())
    if rep is not None:
        click.echo("\n\n".join(await exchange(crumb, rep, terminal())))


async def _serve(crumb: Crumb, app: web.Application, sock: socket.socket) -> None:
    """Serve the page, with the words of the file as it is."""
    watching = asyncio.create_task(watched(crumb.words))
    try:
        await serve(app, sock)
    finally:
        watching.cancel()


def _rep() -> str:
    """The address of whom the demo speaks as at first."""
    return staff().reps[0].email


def _of_demo(settings: Settings, database: str, address: str) -> Settings:
    """The settings with the sample company's database, and links to the demo's own pages."""
    return replace(settings, database=database, base_url=address, record_link="")
