"""What a database says when it fails, as one sentence for a person."""

import logging
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from crm.errors import CrmUnavailable, QueryError, TooLarge

_log = logging.getLogger(__name__)

_BUSY = "The CRM database is busy with something else. Nothing was changed; try again in a moment."
_READ_ONLY = "The CRM database can only be read, not written. Nothing was changed."
_DAMAGED = "The CRM database file is damaged; restore it from a backup. Nothing was changed."
_FULL = "The disk of the CRM database is full. Nothing was changed."
_NO_TABLES = "There is no CRM in this database yet."
_UNREACHABLE = "The CRM database can't be reached. Nothing was changed."
_OTHER = "The CRM database could not do that. Nothing was changed."

# https://www.sqlite.org/rescode.html, the primary codes
_SQLITE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_IOERR: "The disk of the CRM database does not work. Nothing was changed.",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: "The file is not an SQLite database. Nothing was changed.",
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CANTOPEN: "The CRM database file can't be opened. Nothing was changed.",
}

# https://www.postgresql.org/docs/current/errcodes-appendix.html; two letters are a class
_POSTGRES = {
    "25006": _READ_ONLY,
    "40": _BUSY,
    "42P01": _NO_TABLES,
    "42501": "The CRM database does not let this user do that. Nothing was changed.",
    "53100": _FULL,
    "53": _BUSY,
    "55P03": _BUSY,
    "57014": _BUSY,
    "08": _UNREACHABLE,
    "57": _UNREACHABLE,
    "XX001": _DAMAGED,
}

_OUT_OF_RANGE = "22003"

# While connecting, libpq gives no code but only what the server said.
_CONNECTING = (
    (re.compile('database ".*" does not exist'), "There is no database of that name."),
    (
        re.compile('authentication failed|role ".*" does not exist|pg_hba.conf|no password'),
        "The CRM database does not accept that user or password.",
    ),
)


@contextmanager
def named_failures() -> Iterator[None]:
    """Turn whatever the database raises inside into CrmUnavailable, or TooLarge for a sum.

    Neither the statement nor a value goes along: both may hold what is nobody else's.
    """
    try:
        yield
    except SQLAlchemyError as error:
        named = _named(error)
        if isinstance(named, CrmUnavailable):
            cause = type(getattr(error, "orig", None) or error).__name__
            _log.warning("The CRM database failed: %s", cause, extra={"action": "crm.unavailable"})
        raise named from None


def _named(error: SQLAlchemyError) -> CrmUnavailable | QueryError:
    if not isinstance(error, DBAPIError):
        return CrmUnavailable(_BUSY if "pool" in str(error).lower() else _OTHER)
    if isinstance(error.orig, sqlite3.Error):
        return _named_sqlite(error.orig)
    state = getattr(error.orig, "sqlstate", None)
    if state is None and not isinstance(error, OperationalError):
        return CrmUnavailable(_OTHER)
    if state is None:
        said = str(error.orig)
        found = (sentence for pattern, sentence in _CONNECTING if pattern.search(said))
        return CrmUnavailable(next(found, _UNREACHABLE))
    if state == _OUT_OF_RANGE:
        return TooLarge()
    return CrmUnavailable(_POSTGRES.get(state) or _POSTGRES.get(state[:2]) or _OTHER)


def _named_sqlite(error: sqlite3.Error) -> CrmUnavailable | QueryError:
    message = str(error)
    if "integer overflow" in message:
        return TooLarge()
    if "no such table" in message:
        return CrmUnavailable(_NO_TABLES)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return CrmUnavailable(_SQLITE.get(code, _OTHER))
