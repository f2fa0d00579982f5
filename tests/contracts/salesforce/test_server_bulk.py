"""Bulk API 2.0 Developer Guide: query jobs."""

import csv
import io

import pytest

from tests.contracts.salesforce.client import VERSION, Client
from tests.contracts.salesforce.world import ID, leads
from tests.fakes.salesforce.org.org import Org

DEAL = f"{VERSION}/sobjects/Opportunity/{ID['d1']}"


async def bulk(client: Client, soql: str) -> str:
    """A query job; its id."""
    json = {"operation": "query", "query": soql}
    reply = await client.ask("POST", "jobs/query", json=json)
    assert reply.body["state"] == "UploadComplete"
    return str(reply.body["id"])


async def test_a_query_job_gives_its_results_in_parts(org: Org, lena: Client) -> None:
    """Get Results for a Query Job: CSV, Sforce-Locator until it is null."""
    leads(org, 4_500)
    lena.salesforce.api.bulk.waits = 1
    job = (
        f"jobs/query/{await bulk(lena, 'SELECT LastName, Owner.Name FROM Lead ORDER BY LastName')}"
    )
    assert (await lena.ask("GET", job)).body["state"] == "InProgress"
    early = await lena.ask("GET", f"{job}/results", params={"maxRecords": "1"})
    assert early.status == 200
    names: list[str] = []
    locator, parts = "", 0
    while locator != "null":
        params = {"maxRecords": "2000", **({"locator": locator} if locator else {})}
        reply = await lena.ask("GET", f"{job}/results", params=params)
        locator = reply.headers["Sforce-Locator"]
        rows = list(csv.DictReader(io.StringIO(reply.body)))
        assert len(rows) == int(reply.headers["Sforce-NumberOfRecords"])
        assert list(rows[0]) == ["LastName", "Owner.Name"]
        names += [row["LastName"] for row in rows]
        parts += 1
    assert (parts, names) == (3, [f"n{n:05}" for n in range(1, 4_501)])


async def test_a_job_that_is_not_done_has_no_results(lena: Client) -> None:
    """Get Results for a Query Job: 412."""
    lena.salesforce.api.bulk.waits = 3
    job = await bulk(lena, "SELECT Id FROM Account")
    reply = await lena.ask("GET", f"jobs/query/{job}/results")
    assert (reply.status, reply.code) == (412, "JOB_NOT_COMPLETE")


@pytest.mark.parametrize(
    "soql",
    [
        "SELECT COUNT() FROM Account",
        "SELECT SUM(Amount) FROM Opportunity",
        "SELECT Id, (SELECT Id FROM Contacts) FROM Account",
        "SELECT Id FROM Account OFFSET 5",
    ],
)
async def test_a_job_knows_no_figures_nor_children(lena: Client, soql: str) -> None:
    """Bulk API 2.0: SOQL Considerations."""
    json = {"operation": "query", "query": soql}
    assert (await lena.ask("POST", "jobs/query", json=json)).status == 400


async def test_a_job_is_its_owners_and_can_be_deleted(lena: Client, ria: Client) -> None:
    """Delete a Query Job."""
    job = await bulk(lena, "SELECT Id FROM Account")
    assert (await ria.ask("GET", f"jobs/query/{job}")).status == 404
    assert (await lena.ask("DELETE", f"jobs/query/{job}")).status == 204
    assert (await lena.ask("GET", f"jobs/query/{job}")).status == 404
