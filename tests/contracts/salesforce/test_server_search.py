"""SOSL, over "Search" of the REST API Developer Guide."""

import pytest

from tests.contracts.salesforce.client import VERSION, Client
from tests.contracts.salesforce.conftest import MakeOrg
from tests.contracts.salesforce.world import ID
from tests.fakes.salesforce.server.server import FakeSalesforce

DEAL = f"{VERSION}/sobjects/Opportunity/{ID['d1']}"


async def names(client: Client, sosl: str) -> list[str]:
    """The names a search finds."""
    reply = await client.ask("GET", "search", params={"q": sosl})
    assert reply.status == 200, reply.body
    return [record["Name"] for record in reply.body["searchRecords"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("acme", ["Acme"]),
        ("ACME", ["Acme"]),
        ("acm", []),
        ("acm*", ["Acme"]),
        ("a?me", ["Acme"]),
        ("brien", ["O'Brien & Söhne"]),
        (r"O\'Brien", ["O'Brien & Söhne"]),
        (r"söhne o\'brien", ["O'Brien & Söhne"]),
        (r'"o\'brien \& söhne"', ["O'Brien & Söhne"]),
        ('"söhne brien"', []),
        ("acme OR void", ["Acme", "Void_Ltd"]),
        ("acme AND void", []),
        ("(acme OR void) AND NOT ltd", ["Acme"]),
        ("nothing", []),
    ],
)
async def test_names_are_found_by_their_words(lena: Client, query: str, found: list[str]) -> None:
    """FIND {SearchQuery}: words, phrases, wildcards and operators."""
    sosl = f"FIND {{{query}}} IN NAME FIELDS RETURNING Account(Id, Name ORDER BY Name)"
    assert await names(lena, sosl) == found


@pytest.mark.parametrize(
    "query", ["a", "*cme", "o'brien", "a & b", "acme-void", "(acme", "a{b", ""]
)
async def test_what_is_reserved_is_escaped(lena: Client, query: str) -> None:
    """FIND: reserved characters; two characters at least."""
    params = {"q": f"FIND {{{query}}} IN NAME FIELDS RETURNING Account(Name)"}
    reply = await lena.ask("GET", "search", params=params)
    assert (reply.status, reply.code) == (400, "MALFORMED_SEARCH")


async def test_a_search_too_long_finds_nothing_and_says_nothing(lena: Client) -> None:
    """SOSL limits: more than 10,000 characters."""
    sosl = f"FIND {{{'acme OR ' * 1_300}acme}} IN NAME FIELDS RETURNING Account(Name)"
    assert await names(lena, sosl) == []


async def test_returning_filters_orders_and_cuts(lena: Client) -> None:
    """RETURNING FieldSpec: several objects, each with clauses of SOQL."""
    sosl = (
        "FIND {d1 OR d2 OR ann} IN NAME FIELDS RETURNING "
        "Opportunity(Name WHERE IsClosed = false AND Name != ')' LIMIT 5), Contact(Name) LIMIT 9"
    )
    assert await names(lena, sosl) == ["d1", "Ann Ng"]


async def test_a_search_finds_what_one_may_see(make_org: MakeOrg) -> None:
    """Sharing, and fields hidden."""
    org = make_org(private=True)
    org.add("Contact", [{"Id": ID["cy"], "LastName": "Poe", "Email": "findme@x.example"}])
    async with FakeSalesforce(org) as salesforce:
        ria = Client.of(salesforce, "ria")
        sosl = "FIND {acme OR brien} IN NAME FIELDS RETURNING Account(Name)"
        assert await names(ria, sosl) == ["Acme"]
