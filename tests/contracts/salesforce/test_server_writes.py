"""REST API Developer Guide: "sObject Rows", "Conditional Request Headers", "Duplicate Rule Header";
StatusCode of the SOAP API Developer Guide."""

from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from tests.contracts.salesforce.client import Client
from tests.contracts.salesforce.conftest import MakeOrg
from tests.contracts.salesforce.world import ID, NOW, ask
from tests.fakes.salesforce.org.ids import minted
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.org.rules import DuplicateRule, ValidationRule
from tests.fakes.salesforce.org.settings import Profile

DEAL = f"sobjects/Opportunity/{ID['d1']}"


async def test_a_change_answers_nothing_and_is_done(org: Org, lena: Client) -> None:
    """sObject Rows: PATCH answers 204; the system's stamps follow."""
    reply = await lena.ask("PATCH", DEAL, json={"NextStep": " Send quote ", "Amount": 250.5})
    assert (reply.status, reply.body) == (204, "")
    text = "SELECT NextStep, Amount, ExpectedRevenue, LastModifiedDate, LastModifiedBy.Name FROM Opportunity WHERE Name = 'd1'"  # noqa: E501
    assert ask(org, text) == [
        {
            "NextStep": "Send quote",
            "Amount": 250.5,
            "ExpectedRevenue": None,
            "LastModifiedDate": "2026-11-18T15:00:00.000+0000",
            "LastModifiedBy": {"Name": "Lena"},
        }
    ]


async def test_a_stage_sets_what_hangs_on_it(org: Org, lena: Client) -> None:
    """Object Reference, Opportunity: StageName."""
    await lena.ask("PATCH", DEAL, json={"StageName": "closed won"})
    text = "SELECT StageName, IsClosed, IsWon, Probability, ForecastCategoryName FROM Opportunity WHERE Name = 'd1'"  # noqa: E501
    assert ask(org, text) == [
        {
            "StageName": "Closed Won",
            "IsClosed": True,
            "IsWon": True,
            "Probability": 100.0,
            "ForecastCategoryName": "Closed",
        }
    ]


async def test_what_is_tracked_leaves_its_history(org: Org, lena: Client) -> None:
    """OpportunityFieldHistory: one row a field, two for a reference."""
    org.tracked = {"Opportunity": frozenset({"Amount", "OwnerId"})}
    await lena.ask("PATCH", DEAL, json={"Amount": 1, "OwnerId": ID["mo"], "NextStep": "x"})
    text = (
        "SELECT Field, OldValue, NewValue, CreatedBy.Name FROM OpportunityFieldHistory ORDER BY Id"
    )
    by = {"CreatedBy": {"Name": "Lena"}}
    assert sorted(ask(org, text), key=str) == sorted(
        [
            {"Field": "Amount", "OldValue": 100.0, "NewValue": 1.0, **by},
            {"Field": "Owner", "OldValue": "Ria", "NewValue": "Mo", **by},
            {"Field": "Owner", "OldValue": ID["ria"], "NewValue": ID["mo"], **by},
        ],
        key=str,
    )


@pytest.mark.parametrize(
    ("values", "code", "fields"),
    [
        ({"Name": None}, "REQUIRED_FIELD_MISSING", ["Name"]),
        ({"Name": ""}, "REQUIRED_FIELD_MISSING", ["Name"]),
        ({"Name": "x" * 121}, "STRING_TOO_LONG", ["Name"]),
        ({"StageName": "Nowhere"}, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", ["StageName"]),
        ({"Amount": 1e20}, "NUMBER_OUTSIDE_VALID_RANGE", ["Amount"]),
        ({"Probability": 150}, "NUMBER_OUTSIDE_VALID_RANGE", ["Probability"]),
        ({"Amount": "a lot"}, "JSON_PARSER_ERROR", None),
        ({"Amount": True}, "JSON_PARSER_ERROR", None),
        ({"CloseDate": "31/02/2026"}, "JSON_PARSER_ERROR", None),
        ({"CloseDate": "2026-02-30"}, "JSON_PARSER_ERROR", None),
        ({"NextStep": 5}, "JSON_PARSER_ERROR", None),
        ({"NextStep": "a\0b"}, "JSON_PARSER_ERROR", None),
        ({"IsWon": True}, "INVALID_FIELD_FOR_INSERT_UPDATE", ["IsWon"]),
        ({"ExpectedRevenue": 5}, "INVALID_FIELD_FOR_INSERT_UPDATE", ["ExpectedRevenue"]),
        ({"CreatedDate": "2026-01-01"}, "INVALID_FIELD_FOR_INSERT_UPDATE", ["CreatedDate"]),
        ({"Nonsense__c": 1}, "INVALID_FIELD", None),
        ({"AccountId": "acme"}, "MALFORMED_ID", ["AccountId"]),
        ({"AccountId": minted("001", 99)}, "INVALID_CROSS_REFERENCE_KEY", ["AccountId"]),
        ({"OwnerId": ID["acme"]}, "INVALID_CROSS_REFERENCE_KEY", ["OwnerId"]),
    ],
)
async def test_d19_a_value_that_does_not_fit_is_refused(
    org: Org, lena: Client, values: dict[str, Any], code: str, fields: list[str] | None
) -> None:
    """D19: with the code of StatusCode, at the field where there is one; nothing is changed."""
    before = org.store.find(org.object("Opportunity"), ID["d1"])
    reply = await lena.ask("PATCH", DEAL, json={**values, "Description": "half"})
    assert (reply.status, reply.code) == (400, code)
    assert reply.body[0].get("fields") == fields
    assert org.store.find(org.object("Opportunity"), ID["d1"]) == before


async def test_an_address_is_checked(lena: Client) -> None:
    """INVALID_EMAIL_ADDRESS."""
    reply = await lena.ask("PATCH", f"sobjects/Contact/{ID['ann']}", json={"Email": "ann acme"})
    assert reply.code == "INVALID_EMAIL_ADDRESS"


async def test_d15_a_validation_rule_speaks_in_the_admins_words(org: Org, lena: Client) -> None:
    """D15: FIELD_CUSTOM_VALIDATION_EXCEPTION, on the field or on top."""
    org.validation = [
        ValidationRule(
            entity="Opportunity",
            wrong=lambda new, old: new["Amount"] > 500,
            message="Ask <b>finance</b> first",
            field="Amount",
        ),
        ValidationRule(
            entity="Opportunity",
            wrong=lambda new, old: bool(old["Name"] and new["Name"] != old["Name"]),
            message="Names stay",
        ),
    ]
    reply = await lena.ask("PATCH", DEAL, json={"Amount": 501})
    code = "FIELD_CUSTOM_VALIDATION_EXCEPTION"
    assert reply.body == [
        {"message": "Ask <b>finance</b> first", "errorCode": code, "fields": ["Amount"]}
    ]
    reply = await lena.ask("PATCH", DEAL, json={"Name": "x"})
    assert reply.body == [{"message": "Names stay", "errorCode": code, "fields": []}]
    assert (await lena.ask("PATCH", DEAL, json={"Amount": 500})).status == 204


async def test_who_may_read_may_not_always_write(lena: Client, ria: Client) -> None:
    """INSUFFICIENT_ACCESS_OR_READONLY: owners and those above them write."""
    theirs = f"sobjects/Opportunity/{ID['d3']}"
    reply = await ria.ask("PATCH", theirs, json={"NextStep": "x"})
    assert (reply.status, reply.code) == (403, "INSUFFICIENT_ACCESS_OR_READONLY")
    assert (await ria.ask("PATCH", DEAL, json={"NextStep": "x"})).status == 204
    assert (await lena.ask("PATCH", theirs, json={"NextStep": "x"})).status == 204


async def test_a_field_can_be_read_only_for_some(org: Org, ria: Client) -> None:
    """Field-level security."""
    org.set_profile(ID["ria"], Profile(read_only=frozenset({("Opportunity", "Amount")})))
    reply = await ria.ask("PATCH", DEAL, json={"Amount": 5})
    assert reply.code == "INVALID_FIELD_FOR_INSERT_UPDATE"
    assert (await ria.ask("GET", DEAL)).body["Amount"] == 100.0


async def test_one_does_not_point_at_what_one_cannot_read(org: Org, ria: Client) -> None:
    """INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY."""
    org.hide_row(ID["ria"], ID["void"])
    reply = await ria.ask("PATCH", DEAL, json={"AccountId": ID["void"]})
    assert reply.code == "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY"


async def test_d11_what_was_changed_since_is_not_overwritten(org: Org, lena: Client) -> None:
    """D11, D12: If-Unmodified-Since, to the second; 412."""
    before = {"If-Unmodified-Since": format_datetime(NOW - timedelta(seconds=1), usegmt=True)}
    same = {"If-Unmodified-Since": format_datetime(NOW, usegmt=True)}
    await lena.ask("PATCH", DEAL, json={"NextStep": "first"})
    reply = await lena.ask("PATCH", DEAL, json={"NextStep": "second"}, headers=before)
    assert reply.status == 412
    reply = await lena.ask("PATCH", DEAL, json={"NextStep": "third"}, headers=same)
    assert reply.status == 204


async def test_only_accounts_have_an_etag(lena: Client) -> None:
    """Conditional Request Headers: If-Match for Account."""
    path = f"sobjects/Account/{ID['acme']}"
    tag = (await lena.ask("GET", path)).headers["ETag"]
    assert "ETag" not in (await lena.ask("GET", DEAL)).headers
    matched = {"If-Match": tag}
    assert (await lena.ask("PATCH", path, json={"Phone": "1"}, headers=matched)).status == 204
    assert (await lena.ask("PATCH", path, json={"Phone": "2"}, headers=matched)).status == 412


async def test_a_record_is_made(org: Org, ria: Client) -> None:
    """sObject Basic Information: POST answers 201 with the id; the owner is who made it."""
    values = {"Name": "New", "StageName": "Qualification", "CloseDate": "2026-12-01"}
    reply = await ria.ask("POST", "sobjects/Opportunity", json=values)
    assert (reply.status, reply.body["success"]) == (201, True)
    text = f"SELECT Owner.Name, Probability FROM Opportunity WHERE Id = '{reply.body['id']}'"
    assert ask(org, text) == [{"Owner": {"Name": "Ria"}, "Probability": 10.0}]
    reply = await ria.ask("POST", "sobjects/Opportunity", json={"Name": "New"})
    assert reply.code == "REQUIRED_FIELD_MISSING"
    assert reply.body[0]["fields"] == ["StageName", "CloseDate"]


async def test_a_contacts_name_is_made_of_its_parts(org: Org, ria: Client) -> None:
    """Object Reference, Contact: Name."""
    reply = await ria.ask("POST", "sobjects/Contact", json={"FirstName": "Di", "LastName": "Quo"})
    found = ask(org, f"SELECT Name FROM Contact WHERE Id = '{reply.body['id']}'")
    assert found == [{"Name": "Di Quo"}]


@pytest.mark.parametrize(
    ("header", "records"),
    [
        ("allowSave=false", [{"attributes": {"type": "Contact"}, "Id": ID["bo"]}]),
        ("allowSave=false, runAsCurrentUser=true", []),
        (
            "allowSave=false; includeRecordDetails=true",
            [{"attributes": {"type": "Contact"}, "Id": ID["bo"], "Name": "Bo Orr"}],
        ),
    ],
)
async def test_d17_a_duplicate_is_told_as_the_header_asks(
    org: Org, ria: Client, header: str, records: list[dict[str, Any]]
) -> None:
    """D17: DUPLICATES_DETECTED; here the other one is not the asker's to read."""
    org.duplicates = [DuplicateRule(entity="Contact", fields=("LastName",))]
    org.hide_row(ID["ria"], ID["bo"])
    headers = {"Sforce-Duplicate-Rule-Header": header.replace(",", ";")}
    reply = await ria.ask("POST", "sobjects/Contact", json={"LastName": "orr"}, headers=headers)
    assert (reply.status, reply.code) == (400, "DUPLICATES_DETECTED")
    (result,) = reply.body[0]["duplicateResult"]["matchResults"]
    assert [match["record"] for match in result["matchRecords"]] == records


async def test_a_duplicate_can_be_saved_where_the_rule_allows(org: Org, ria: Client) -> None:
    """Duplicate Rule Header: allowSave=true."""
    org.duplicates = [DuplicateRule(entity="Contact", fields=("LastName",))]
    headers = {"Sforce-Duplicate-Rule-Header": "allowSave=true"}
    reply = await ria.ask("POST", "sobjects/Contact", json={"LastName": "Orr"}, headers=headers)
    assert reply.status == 201


async def test_a_deleted_record_is_gone(org: Org, ria: Client) -> None:
    """sObject Rows: DELETE answers 204; then ENTITY_IS_DELETED."""
    assert (await ria.ask("DELETE", DEAL)).status == 204
    reply = await ria.ask("PATCH", DEAL, json={"NextStep": "x"})
    assert (reply.status, reply.code) == (404, "ENTITY_IS_DELETED")
    query = {"q": f"SELECT Name, IsDeleted FROM Opportunity WHERE Id = '{ID['d1']}'"}
    assert (await ria.ask("GET", "query", params=query)).body["totalSize"] == 0
    assert (await ria.ask("GET", "queryAll", params=query)).body["totalSize"] == 1


async def test_what_was_updated_is_told(org: Org, lena: Client) -> None:
    """sObject Get Updated, Get Deleted."""
    await lena.ask("PATCH", DEAL, json={"NextStep": "x"})
    await lena.ask("DELETE", f"sobjects/Opportunity/{ID['d2']}")
    span = {"start": "2026-11-18T14:59:00+00:00", "end": "2026-11-18T15:01:00+00:00"}
    body = (await lena.ask("GET", "sobjects/Opportunity/updated", params=span)).body
    assert body["ids"] == [ID["d1"]]
    body = (await lena.ask("GET", "sobjects/Opportunity/deleted", params=span)).body
    assert [record["id"] for record in body["deletedRecords"]] == [ID["d2"]]


async def test_what_nobody_owns_is_changed_by_one_with_nobody_above(
    make_org: MakeOrg, lena: Client, ria: Client
) -> None:
    """Users, here: as the sample company has it."""
    path = f"sobjects/User/{ID['ria']}"
    assert (await ria.ask("PATCH", path, json={"Title": "x"})).status == 403
    assert (await lena.ask("PATCH", path, json={"Title": "x"})).status == 204
