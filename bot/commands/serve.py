"""`crumb serve`: the server, until it is asked to stop."""

import asyncio

import click
from aiohttp import web

from bot.commands.options import PORT, CannotRun, database_option, settings_with
from bot.log_lines import log_to_stderr
from bot.web.health import health_routes
from bot.web.serving import CannotListen, listening, port_of
from bot.web.serving import serve as serve_on
from bot.wiring import Crumb, wire


@click.command()
@click.option("--host", metavar="HOST", help="Where to listen. Default: CRUMB_HOST, or 127.0.0.1.")
@click.option(
    "--port", metavar="PORT", type=PORT, help="Default: CRUMB_PORT, or 8484; 0 is any free one."
)
@database_option
def serve(host: str | None, port: int | None, database: str | None) -> None:
    """Run the server: health and readiness, and the chat platforms that are configured."""
    settings = settings_with(host=host, port=port, database=database)
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
            serve_on(server_app(crumb), sock)
        finally:
            asyncio.run(crumb.close())
    click.echo("Stopped.")


def server_app(crumb: Crumb) -> web.Application:
    """Everything that is served."""
    app = web.Application()
    app.add_routes(health_routes(crumb))
    return app
