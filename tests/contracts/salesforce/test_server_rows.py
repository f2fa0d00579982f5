"""REST API Developer Guide: "Describe Global", "sObject Describe", "sObject Rows"."""

import pytest

from tests.contracts.salesforce.client import Client
from tests.contracts.salesforce.world import ID, ask
from tests.fakes.salesforce.org.fields import Choice, Field, Kind
from tests.fakes.salesforce.org.ids import minted
from tests.fakes.salesforce.org.record_types import add_record_types
from tests.fakes.salesforce.org.settings import Profile
from tests.fakes.salesforce.server.server import FakeSalesforce

DEAL = f"sobjects/Opportunity/{ID['d1']}"


async def test_describe_tells_fields_and_children(lena: Client) -> None:
    """DescribeSObjectResult."""
    body = (await lena.ask("GET", "sobjects/Opportunity/describe")).body
    fields = {field["name"]: field for field in body["fields"]}
    assert (body["keyPrefix"], body["labelPlural"]) == ("006", "Opportunities")
    assert fields["StageName"]["restrictedPicklist"]
    assert fields["StageName"]["picklistValues"][0]["value"] == "Prospecting"
    assert fields["AccountId"]["referenceTo"] == ["Account"]
    assert fields["Partner__c"]["relationshipName"] == "Partner__r"
    assert (fields["Name"]["nillable"], fields["Name"]["nameField"]) == (False, True)
    assert fields["IsClosed"]["updateable"] is False
    account = (await lena.ask("GET", "sobjects/Account/describe")).body
    children = {c["relationshipName"]: c["childSObject"] for c in account["childRelationships"]}
    assert children["Opportunities"] == "Opportunity"
    assert children["Partnered__r"] == "Opportunity"


async def test_all_objects_are_listed(lena: Client) -> None:
    """Describe Global."""
    body = (await lena.ask("GET", "sobjects")).body
    names = {found["name"] for found in body["sobjects"]}
    assert {"Account", "Opportunity", "ForecastingQuota", "Invoice__c", "Organization"} <= names


async def test_describe_is_the_persons_own(salesforce: FakeSalesforce, ria: Client) -> None:
    """Field-level security, object permissions."""
    hidden = frozenset({("Opportunity", "Amount")})
    salesforce.org.set_profile(ID["ria"], Profile(hidden=hidden, no_objects=frozenset({"Lead"})))
    body = (await ria.ask("GET", "sobjects/Opportunity/describe")).body
    assert "Amount" not in {field["name"] for field in body["fields"]}
    reply = await ria.ask("GET", "sobjects/Lead/describe")
    assert (reply.status, reply.code) == (404, "NOT_FOUND")
    listed = (await ria.ask("GET", "sobjects")).body["sobjects"]
    assert "Lead" not in {found["name"] for found in listed}


async def test_a_dependent_picklist_tells_what_goes_with_what(
    salesforce: FakeSalesforce, lena: Client
) -> None:
    """PicklistEntry: validFor is a bitmap in base64 over the controlling field's values."""
    risk = Field(
        name="Risk__c",
        label="Risk",
        kind=Kind.PICKLIST,
        controller="StageName",
        choices=(Choice("Low", valid_for=("Prospecting",)), Choice("High")),
    )
    salesforce.org.add_fields("Opportunity", risk)
    body = (await lena.ask("GET", "sobjects/Opportunity/describe")).body
    told = next(field for field in body["fields"] if field["name"] == "Risk__c")
    assert (told["dependentPicklist"], told["controllerName"]) == (True, "StageName")
    assert [v["validFor"] for v in told["picklistValues"]] == ["gA==", "AA=="]


async def test_a_record_type_narrows_picklists(salesforce: FakeSalesforce, lena: Client) -> None:
    """User Interface API: picklist values of a record type."""
    narrow = {"Type": ("Renewal",), "StageName": ("Prospecting", "Closed Won")}
    types = add_record_types(salesforce.org, "Opportunity", New={}, Renewal=narrow)
    path = f"ui-api/object-info/Opportunity/picklist-values/{types['Renewal']}"
    body = (await lena.ask("GET", path)).body["picklistFieldValues"]
    assert [v["value"] for v in body["Type"]["values"]] == ["Renewal"]
    assert len(body["StageName"]["values"]) == 2
    described = (await lena.ask("GET", "sobjects/Opportunity/describe")).body
    told = [(t["name"], t["defaultRecordTypeMapping"]) for t in described["recordTypeInfos"]]
    assert told == [("New", True), ("Renewal", False)]
    path = f"sobjects/Opportunity/{ID['d1']}"
    assert (await lena.ask("PATCH", path, json={"RecordTypeId": types["Renewal"]})).status == 204
    reply = await lena.ask("PATCH", path, json={"StageName": "Qualification"})
    assert reply.code == "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"
    text = "SELECT RecordType.Name FROM Opportunity WHERE RecordType.DeveloperName = 'Renewal'"
    assert ask(salesforce.org, text) == [{"RecordType": {"Name": "Renewal"}}]


async def test_a_record_is_read_with_its_fields(lena: Client) -> None:
    """sObject Rows: GET, all fields or those asked for."""
    body = (await lena.ask("GET", DEAL, params={"fields": "Name,Amount"})).body
    assert (body["Name"], body["Amount"], body["Id"]) == ("d1", 100.0, ID["d1"])
    assert body["attributes"]["type"] == "Opportunity"
    whole = (await lena.ask("GET", f"sobjects/Opportunity/{ID['d1'][:15]}")).body
    assert whole["CreatedDate"] == "2026-01-05T12:00:00.000+0000"


@pytest.mark.parametrize(
    "id_", [minted("006", 99), ID["acme"], "d1", "006..%2F..%2FUser%2F005x", "x" * 18]
)
async def test_what_is_no_such_record_is_not_found(lena: Client, id_: str) -> None:
    """D8: NOT_FOUND, whatever it is instead."""
    reply = await lena.ask("GET", f"sobjects/Opportunity/{id_}")
    assert (reply.status, reply.code) == (404, "NOT_FOUND")


async def test_c12_what_one_cannot_read_is_as_what_is_not_there(
    salesforce: FakeSalesforce, ria: Client
) -> None:
    """C12: in the same words, for reading and for writing."""
    salesforce.org.hide_row(ID["ria"], ID["d6"])
    for method, more in (("GET", {}), ("PATCH", {"json": {"NextStep": "x"}}), ("DELETE", {})):
        hidden = await ria.ask(method, f"sobjects/Opportunity/{ID['d6']}", **more)
        absent = await ria.ask(method, f"sobjects/Opportunity/{minted('006', 99)}", **more)
        assert (hidden.status, hidden.body) == (absent.status, absent.body)
