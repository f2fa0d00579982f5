"""An application served on one socket until the process is asked to stop."""

import errno
import socket
from typing import Final

from aiohttp import web

DRAIN_SECONDS: Final = 10
"""How long requests that are being answered may take once the process is asked to stop."""


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


def serve(app: web.Application, sock: socket.socket) -> None:
    """Serve until SIGINT or SIGTERM; then let what is being answered end, and return."""
    web.run_app(app, sock=sock, print=None, access_log=None, shutdown_timeout=DRAIN_SECONDS)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
