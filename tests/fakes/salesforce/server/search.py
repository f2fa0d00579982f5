"""Searches over HTTP: page "Search" (REST API Developer Guide, resources_search.htm).

Answers hold what the asker may see alone: rows by sharing, and only fields that are not hidden from
them are searched. The index is always up to date here, where Salesforce's may lag behind.
"""

from typing import Any

from tests.fakes.salesforce.org.describe import SObject
from tests.fakes.salesforce.org.fields import Field, Kind
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.server.exchange import Answer, Ask, not_allowed
from tests.fakes.salesforce.soql.parser import parse
from tests.fakes.salesforce.soql.run import PAGE
from tests.fakes.salesforce.soql.scope import Scope, known_object
from tests.fakes.salesforce.sosl.find import malformed_search, matcher, words
from tests.fakes.salesforce.sosl.statement import statement

_NAMES = ("Name", "FirstName", "LastName", "Company")


def search(org: Org, ask: Ask) -> Answer:
    """`search?q=FIND…`."""
    if ask.method != "GET":
        raise not_allowed(ask)
    text = ask.params.get("q")
    if not text:
        raise malformed_search("A search string has to be specified")
    return Answer(body={"searchRecords": searched(org, ask, text)})


def searched(org: Org, ask: Ask, text: str) -> list[dict[str, Any]]:
    """The records of a search, in the order of its objects."""
    asked = statement(text)
    test = matcher(asked.query)
    org.store.connection.create_function("found", 1, lambda value: test(words(value)))
    asker = org.asker(ask.user_id)
    everywhere = [(s.name, f"SELECT Id FROM {s.name}") for s in asker.objects.values()]
    records: list[dict[str, Any]] = []
    for name, soql in asked.returning or everywhere:
        sobject = known_object(asker, name, soql, 0)
        fields = _searched(sobject, asked.group)
        if not fields or not sobject.searchable:
            continue
        select = parse(soql)
        scope = Scope(asker, sobject, soql, alias=select.alias)
        condition = " OR ".join(f'found({scope.root}."{field.name}")' for field in fields)
        cursor = org.runner.open(select, scope, f"({condition})")
        page = org.runner.more(cursor, 0, ask.base, PAGE)
        org.runner.close(cursor)
        records += page.records
    return records[: asked.limit]


def _searched(sobject: SObject, group: str) -> list[Field]:
    """The fields of a search group: page "IN SearchGroup"."""
    match group:
        case "NAME":
            return [f for f in sobject if f.name in {*_NAMES, sobject.name_field}]
        case "EMAIL":
            return [f for f in sobject if f.kind is Kind.EMAIL]
        case "PHONE":
            return [f for f in sobject if f.kind is Kind.PHONE]
    return [f for f in sobject if f.kind.is_text]
