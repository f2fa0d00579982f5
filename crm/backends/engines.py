"""Connections to the databases the embedded CRM can live in: SQLite and PostgreSQL."""

from sqlalchemy import Engine


def engine_for(url: str, *, create: bool = False) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://…`; other databases are refused by name.

    With `create`, an SQLite file (and its folder) that is missing is made; without, it is an error.
    Raises CrmUnavailable.
    """
    raise NotImplementedError
