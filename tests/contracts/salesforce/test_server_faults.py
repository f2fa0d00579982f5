"""What can be made to go wrong, on cue."""

import asyncio
import json

import aiohttp
import pytest

from tests.contracts.salesforce.client import VERSION, Client
from tests.contracts.salesforce.world import ID, ask
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.server import faults
from tests.fakes.salesforce.server.faults import Fault

DEAL = f"{VERSION}/sobjects/Opportunity/{ID['d1']}"


async def test_an_edit_happens_in_between(org: Org, lena: Client) -> None:
    """D11: somebody else saves just before."""
    deal = org.object("Opportunity")
    lena.salesforce.fail(
        "query", faults.edited(lambda: org.store.change(deal, ID["d1"], {"Amount": 5}))
    )
    assert (await lena.query("SELECT Amount FROM Opportunity WHERE Name = 'd1'")).body["records"][
        0
    ]["Amount"] == 0.05


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (faults.EXPIRED, 401, "INVALID_SESSION_ID"),
        (faults.LIMIT, 403, "REQUEST_LIMIT_EXCEEDED"),
        (faults.LOCKED, 400, "UNABLE_TO_LOCK_ROW"),
        (faults.UNAVAILABLE, 503, "SERVER_UNAVAILABLE"),
        (faults.GONE, 410, "UNSUPPORTED_API_VERSION"),
        (faults.refused("X", "y", status=418), 418, "X"),
    ],
)
async def test_refusals_on_cue(lena: Client, fault: Fault, status: int, code: str) -> None:
    """Each as often as scripted, then all is well."""
    lena.salesforce.fail("update", fault, fault)
    for _ in range(2):
        reply = await lena.ask("PATCH", DEAL, json={"NextStep": "x"})
        assert (reply.status, reply.code) == (status, code)
    assert (await lena.ask("PATCH", DEAL, json={"NextStep": "x"})).status == 204


async def test_d5_answers_that_are_no_answers(lena: Client) -> None:
    """D5: a page, nothing, half of it, a mark in front, another charset, cut off."""
    lena.salesforce.fail("query", faults.HTML, faults.EMPTY, faults.TRUNCATED, faults.BOM)
    assert "maintenance" in str((await lena.query("SELECT Id FROM Account")).body)
    assert (await lena.query("SELECT Id FROM Account")).body is None
    for _ in range(2):
        with pytest.raises(json.JSONDecodeError):
            await lena.query("SELECT Id FROM Account")
    lena.salesforce.fail("query", faults.CUT)
    with pytest.raises(aiohttp.ClientPayloadError):
        await lena.query("SELECT Id FROM Account")


@pytest.mark.parametrize("fault", [faults.HANG, faults.DRIP, faults.HANG_AFTER])
async def test_d4_what_never_ends(lena: Client, fault: Fault) -> None:
    """D4: a client's own deadline is all that helps."""
    lena.salesforce.fail("query", fault)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await lena.query("SELECT Id FROM Account")


async def test_d10_an_answer_can_lead_elsewhere(lena: Client) -> None:
    """D10: the address of the next page, on another host."""
    lena.salesforce.fail(
        "query",
        faults.altered(
            lambda body: body.replace(b'"done": true', b'"nextRecordsUrl": "https://evil.example"')
        ),
    )
    body = (await lena.query("SELECT Id FROM Account")).body
    assert body["nextRecordsUrl"] == "https://evil.example"


async def test_d14_done_but_the_answer_is_lost(org: Org, lena: Client) -> None:
    """D14: and not done, where it is dropped before."""
    lena.salesforce.fail("update", faults.DROP_AFTER, faults.DROP)
    for step in ("kept", "lost"):
        with pytest.raises(aiohttp.ClientError):
            await lena.ask("PATCH", DEAL, json={"NextStep": step})
    assert ask(org, "SELECT NextStep FROM Opportunity WHERE Name = 'd1'") == [{"NextStep": "kept"}]


async def test_the_server_goes_away_and_comes_back(lena: Client) -> None:
    """Refused connections."""
    await lena.salesforce.down()
    with pytest.raises(aiohttp.ClientConnectorError):
        await lena.ask("GET", "limits")
    await lena.salesforce.up()
    assert (await lena.ask("GET", "limits")).status == 200


async def test_calls_are_kept_as_they_came(lena: Client) -> None:
    """For assertions: what was asked, by whom, with which headers."""
    await lena.query("SELECT Id FROM Account LIMIT 1")
    (call,) = lena.salesforce.called("query")
    assert call.soql == "SELECT Id FROM Account LIMIT 1"
    assert call.user_id == ID["lena"]
    assert lena.salesforce.asked == ["SELECT Id FROM Account LIMIT 1"]
