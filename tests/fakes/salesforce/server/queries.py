"""Queries over HTTP: query, queryAll, and the pages that follow.

REST API Developer Guide: "Query", "QueryAll", "Query More Results", "Query Options Header"
(batchSize from 200 to 2,000). A cursor is its user's alone.
"""

from tests.fakes.salesforce.errors import ApiError, malformed
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.server.exchange import Answer, Ask, not_allowed
from tests.fakes.salesforce.soql.run import PAGE, SMALLEST_PAGE


def query(org: Org, ask: Ask) -> Answer:
    """`query?q=`, `queryAll?q=` and `query/<cursor>-<place>`."""
    if ask.method != "GET":
        raise not_allowed(ask)
    if len(ask.parts) > 1:
        return _more(org, ask)
    text = ask.params.get("q")
    if not text:
        raise malformed("A query string has to be specified")
    deleted = ask.parts[0].lower() == "queryall"
    page = org.query(text, ask.user_id, deleted=deleted, base=ask.base, page=_size(ask))
    return Answer(body=page.json(ask.base))


def _size(ask: Ask) -> int:
    given = ask.header("Sforce-Query-Options") or ""
    name, _, value = given.replace(" ", "").partition("=")
    if name.lower() != "batchsize" or not value.isdigit():
        return PAGE
    return min(PAGE, max(SMALLEST_PAGE, int(value)))


def _more(org: Org, ask: Ask) -> Answer:
    id_, _, place = ask.parts[1].rpartition("-")
    cursor = org.runner.cursors.get(id_)
    if cursor is None or cursor.user_id != ask.user_id or not place.isdigit():
        raise ApiError("INVALID_QUERY_LOCATOR", "invalid query locator")
    page = org.runner.more(cursor, int(place), ask.base, _size(ask))
    return Answer(body=page.json(ask.base))
