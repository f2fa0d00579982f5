"""REST API Developer Guide: "Composite", "Composite Batch", "sObject Collections"."""

from typing import Any
from urllib.parse import quote_plus

from tests.contracts.salesforce.client import VERSION, Client
from tests.contracts.salesforce.world import ID, ask
from tests.fakes.salesforce.org.ids import minted
from tests.fakes.salesforce.org.org import Org

DEAL = f"{VERSION}/sobjects/Opportunity/{ID['d1']}"


def sub(name: str, path: str, method: str = "GET", **more: Any) -> dict[str, Any]:
    """A request within a composite one."""
    url = path if path.startswith("/") else f"{VERSION}/{path}"
    return {"method": method, "url": url, "referenceId": name, **more}


async def composite(client: Client, *requests: dict[str, Any], **more: Any) -> list[Any]:
    """The answers within the answer."""
    json = {"compositeRequest": list(requests), **more}
    body = (await client.ask("POST", "composite", json=json)).body
    return list(body["compositeResponse"])


async def test_several_requests_are_one_call(lena: Client) -> None:
    """Composite: one call, and what was answered before can be used."""
    soql = quote_plus("SELECT Id FROM Account WHERE Name = 'Acme'")
    one, two = await composite(
        lena,
        sub("first", f"query?q={soql}"),
        sub("second", "sobjects/Account/@{first.records[0].Id}?fields=Name"),
    )
    assert one["body"]["totalSize"] == 1
    assert (two["httpStatusCode"], two["body"]["Name"]) == (200, "Acme")
    assert lena.salesforce.api_calls == 1


async def test_one_fails_and_the_others_do_not(lena: Client) -> None:
    """Composite without allOrNone."""
    good = sub("good", DEAL, "PATCH", body={"NextStep": "x"})
    bad = sub("bad", DEAL, "PATCH", body={"Amount": "a lot"})
    answers = await composite(lena, bad, good)
    assert [answer["httpStatusCode"] for answer in answers] == [400, 204]


async def test_d26_all_or_none(org: Org, lena: Client) -> None:
    """D26: Composite with allOrNone: rolled back, and PROCESSING_HALTED."""
    good = sub("good", DEAL, "PATCH", body={"NextStep": "never"})
    bad = sub("bad", DEAL, "PATCH", body={"Amount": "a lot"})
    answers = await composite(lena, good, bad, allOrNone=True)
    assert [answer["body"][0]["errorCode"] for answer in answers] == [
        "PROCESSING_HALTED",
        "JSON_PARSER_ERROR",
    ]
    assert ask(org, "SELECT Id FROM Opportunity WHERE NextStep = 'never'") == []


async def test_a_composite_has_its_limits(lena: Client) -> None:
    """Composite: 25 requests, 5 of them queries or collections."""
    query = f"query?q={quote_plus('SELECT Id FROM Account')}"
    for many in ([sub(f"r{n}", DEAL) for n in range(26)], [sub(f"q{n}", query) for n in range(6)]):
        reply = await lena.ask("POST", "composite", json={"compositeRequest": many})
        assert reply.status == 400


async def test_a_batch_counts_what_it_holds(lena: Client) -> None:
    """Composite Batch: each by itself."""
    requests = [
        {"method": "GET", "url": f"v65.0/query?q={quote_plus('SELECT COUNT() FROM Account')}"},
        {"method": "GET", "url": "v65.0/sobjects/Account/none"},
    ]
    json = {"batchRequests": requests}
    body = (await lena.ask("POST", "composite/batch", json=json)).body
    assert [result["statusCode"] for result in body["results"]] == [200, 404]
    assert body["hasErrors"] is True
    assert lena.salesforce.api_calls == 2


def change(name: str, **values: Any) -> dict[str, Any]:
    """A record of a collection."""
    return {"attributes": {"type": "Opportunity"}, "id": ID[name], **values}


async def test_d26_some_of_a_collection_fail(org: Org, lena: Client) -> None:
    """D26: sObject Collections: 200, and an outcome each."""
    records = [change("d1", NextStep="new"), change("d2", Amount="a lot")]
    reply = await lena.ask("PATCH", "composite/sobjects", json={"records": records})
    assert reply.status == 200
    assert [result["success"] for result in reply.body] == [True, False]
    assert reply.body[1]["errors"][0]["statusCode"] == "JSON_PARSER_ERROR"
    assert len(ask(org, "SELECT Id FROM Opportunity WHERE NextStep = 'new'")) == 1


async def test_a_collection_is_all_or_none_where_asked(org: Org, lena: Client) -> None:
    """sObject Collections: allOrNone."""
    records = [change("d1", NextStep="new"), change("d2", Amount="a lot")]
    json = {"records": records, "allOrNone": True}
    reply = await lena.ask("PATCH", "composite/sobjects", json=json)
    code = reply.body[0]["errors"][0]["statusCode"]
    assert code == "ALL_OR_NONE_OPERATION_ROLLED_BACK"
    assert ask(org, "SELECT Id FROM Opportunity WHERE NextStep = 'new'") == []


async def test_a_collection_leaves_its_history(org: Org, lena: Client) -> None:
    """As single records do."""
    org.tracked = {"Opportunity": frozenset({"NextStep"})}
    records = [change("d1", NextStep="new"), change("d2", NextStep="newer")]
    await lena.ask("PATCH", "composite/sobjects", json={"records": records, "allOrNone": True})
    assert len(ask(org, "SELECT Id FROM OpportunityFieldHistory")) == 2


async def test_a_collection_has_200_records_at_most(lena: Client) -> None:
    """sObject Collections."""
    records = [change("d1", NextStep="x") for _ in range(201)]
    reply = await lena.ask("PATCH", "composite/sobjects", json={"records": records})
    assert reply.status == 400


async def test_records_are_read_by_their_ids(lena: Client) -> None:
    """sObject Collections: retrieve; null for what is not there."""
    json = {"ids": [ID["d2"], minted("006", 99)], "fields": ["Name"]}
    body = (await lena.ask("POST", "composite/sobjects/Opportunity", json=json)).body
    assert [record and record["Name"] for record in body] == ["d2", None]
