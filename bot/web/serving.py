"""An application served on one socket until the process is asked to stop."""

import asyncio
import errno
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from aiohttp import web

DRAIN_SECONDS: Final = 5.0
"""How long requests that are being answered may take once the process is asked to stop; what was
begun beside them has as long again, so that all of it ends within ten seconds."""
_STOPS: Final = (signal.SIGINT, signal.SIGTERM)


class CannotListen(Exception):
    """Nobody can be served there; the message is a sentence that says why."""


def listening(host: str, port: int) -> socket.socket:
    """A socket bound to that place (port 0: any that is free). Raises CannotListen."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        sock = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        raise CannotListen(f"{host} can't be listened on: {_reason(error)}.") from None
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
    except OSError as error:
        sock.close()
        if error.errno == errno.EADDRINUSE:
            said = f"Port {port} is in use by another program: stop it, or choose one with --port."
            raise CannotListen(said) from None
        raise CannotListen(f"Port {port} can't be listened on: {_reason(error)}.") from None
    return sock


def port_of(sock: socket.socket) -> int:
    """The port it is bound to."""
    return int(sock.getsockname()[1])


async def serve(app: web.Application, sock: socket.socket) -> None:
    """Serve until SIGINT or SIGTERM; then let what is being answered end, and return."""
    stopping = asyncio.Event()
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=DRAIN_SECONDS)
    await runner.setup()
    with _signals(stopping):
        try:
            await web.SockSite(runner, sock).start()
            await stopping.wait()
        finally:
            await runner.cleanup()


@contextmanager
def _signals(stopping: asyncio.Event) -> Iterator[None]:
    """Signals set the event, where the system lets a loop hear them; elsewhere Ctrl-C raises."""
    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError, ValueError):
        for number in _STOPS:
            loop.add_signal_handler(number, stopping.set)
    try:
        yield
    finally:
        with suppress(NotImplementedError, ValueError):
            for number in _STOPS:
                loop.remove_signal_handler(number)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
