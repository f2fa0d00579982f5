"""A permitted query in a transaction: stated, run and read back."""

from sqlalchemy import Connection

from crm.backends.catalogue import Known
from crm.dialects.figures import Tally
from crm.dialects.lists import Listing
from crm.dialects.sql import DIALECTS
from crm.query import Answer, Figures, Query, Rows


def answer(connection: Connection, known: Known, query: Query) -> Answer:
    """Rows for a list, Figures for aggregates. The query is checked and narrowed before."""
    run = _listed if query.is_list else _tallied
    return run(connection, known, query)


def _listed(connection: Connection, known: Known, query: Query) -> Rows:
    listing = Listing(DIALECTS[connection.dialect.name], known.schema, known.tables, query)
    found = connection.execute(listing.statement).all()
    total = len(found)
    if query.limit is not None and total > query.limit:
        total = max(total, connection.execute(listing.count).scalar_one())
    return listing.rows(found, total)


def _tallied(connection: Connection, known: Known, query: Query) -> Figures:
    tally = Tally(DIALECTS[connection.dialect.name], known.schema, known.tables, query)
    return tally.figures(connection.execute(tally.statement).all())
