"""REST API Developer Guide: "Query", "Query More Results", "Limits", "Versions", the headers."""

import aiohttp

from tests.contracts.salesforce.client import VERSION, Client
from tests.contracts.salesforce.world import ID, leads
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.org.settings import Profile
from tests.fakes.salesforce.server.server import FakeSalesforce

DEAL = f"{VERSION}/sobjects/Opportunity/{ID['d1']}"


async def test_pages_are_followed_to_the_end(org: Org, lena: Client) -> None:
    """Query More Results."""
    leads(org, 4_100)
    body = (await lena.query("SELECT LastName FROM Lead ORDER BY LastName")).body
    names = [record["LastName"] for record in body["records"]]
    while not body["done"]:
        body = (await lena.ask("GET", body["nextRecordsUrl"])).body
        names += [record["LastName"] for record in body["records"]]
    assert names == [f"n{n:05}" for n in range(1, 4_101)]
    assert lena.salesforce.api_calls == 3
    assert [call.kind for call in lena.salesforce.calls] == ["query", "more", "more"]


async def test_a_page_has_from_200_to_2000_records(org: Org, lena: Client) -> None:
    """Query Options Header."""
    leads(org, 2_500)
    for wanted, size in (("5", 200), ("300", 300), ("9999", 2_000)):
        headers = {"Sforce-Query-Options": f"batchSize={wanted}"}
        params = {"q": "SELECT Id FROM Lead"}
        reply = await lena.ask("GET", "query", params=params, headers=headers)
        assert len(reply.body["records"]) == size


async def test_a_cursor_is_its_users_alone(org: Org, lena: Client, ria: Client) -> None:
    """INVALID_QUERY_LOCATOR."""
    leads(org, 2_500)
    body = (await lena.query("SELECT Id FROM Lead")).body
    reply = await ria.ask("GET", body["nextRecordsUrl"])
    assert (reply.status, reply.code) == (400, "INVALID_QUERY_LOCATOR")


async def test_an_address_has_at_most_16384_bytes(lena: Client) -> None:
    """Status Codes: 414."""
    ids = "','".join(ID["d1"] for _ in range(900))
    reply = await lena.query(f"SELECT Id FROM Opportunity WHERE Id IN ('{ids}')")
    assert reply.status == 414


async def test_the_limit_is_told_with_each_answer(lena: Client) -> None:
    """Limit Info Header; and the resource limits."""
    assert (await lena.ask("GET", "sobjects")).headers["Sforce-Limit-Info"] == "api-usage=1/100000"
    reply = await lena.ask("GET", "limits")
    assert reply.headers["Sforce-Limit-Info"] == "api-usage=2/100000"
    assert reply.body["DailyApiRequests"]["Max"] == 100_000


async def test_d6_beyond_the_limit_all_is_refused(salesforce: FakeSalesforce, lena: Client) -> None:
    """D6: 403 REQUEST_LIMIT_EXCEEDED."""
    salesforce.api.used = 100_000
    reply = await lena.ask("GET", "sobjects")
    assert (reply.status, reply.code) == (403, "REQUEST_LIMIT_EXCEEDED")


async def test_versions(lena: Client) -> None:
    """D27: a retired version is gone, one that is to come is not there yet."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{lena.salesforce.url}/services/data") as response,
    ):
        versions = await response.json()
    assert versions[-1]["version"] == "66.0"
    assert (await lena.ask("GET", "/services/data/v30.0/sobjects")).status == 410
    assert (await lena.ask("GET", "/services/data/v99.0/sobjects")).status == 404
    assert "query" in (await lena.ask("GET", "/services/data/v60.0")).body


async def test_who_is_not_signed_in_gets_nothing(salesforce: FakeSalesforce) -> None:
    """INVALID_SESSION_ID; such a call does not count."""
    reply = await Client(salesforce, "nonsense").ask("GET", "sobjects")
    assert (reply.status, reply.code) == (401, "INVALID_SESSION_ID")
    assert salesforce.api_calls == 0


async def test_the_api_can_be_off_for_somebody(org: Org, ria: Client) -> None:
    """API_DISABLED_FOR_ORG."""
    org.set_profile(ID["ria"], Profile(api_enabled=False))
    assert (await ria.ask("GET", "limits")).code == "API_DISABLED_FOR_ORG"
