"""The org behind the wire: what happens elsewhere, and kinds of org that differ."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from tests.contracts.salesforce.client import Client
from tests.contracts.salesforce.conftest import MakeOrg
from tests.contracts.salesforce.world import ID, NOW, ask, found, refused
from tests.fakes.salesforce.many import add_many
from tests.fakes.salesforce.org.ids import canonical, long, minted
from tests.fakes.salesforce.org.lifecycle import convert, delete, edit, merge
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.org.person_accounts import add_person, with_person_accounts
from tests.fakes.salesforce.org.settings import Profile


def test_an_id_has_a_checksum_for_its_case() -> None:
    """Object Reference, ID Field Type; the example of the help page on 15 and 18 characters."""
    assert long("001A0000006Vm9u") == "001A0000006Vm9uIAC"
    assert canonical("001A0000006Vm9u") == "001A0000006Vm9uIAC"
    assert canonical("001a0000006vm9uIAC") == "001A0000006Vm9uIAC"
    for wrong in (
        "",
        "001",
        "001A0000006Vm9",
        "001A0000006Vm9uI",
        "001A0000006Vm9u!",
        "x" * 17 + "9",
    ):
        assert canonical(wrong) is None


def test_an_edit_elsewhere_leaves_its_stamps_and_history(org: Org) -> None:
    """OpportunityFieldHistory, SystemModstamp."""
    org.tracked = {"Opportunity": frozenset({"StageName"})}
    edit(org, ID["d1"], by=ID["mo"], StageName="Closed Lost", NextStep=None)
    assert ask(org, "SELECT Field, OldValue, NewValue FROM OpportunityFieldHistory") == [
        {"Field": "StageName", "OldValue": "Prospecting", "NewValue": "Closed Lost"}
    ]
    text = "SELECT IsClosed, NextStep, LastModifiedBy.Name FROM Opportunity WHERE SystemModstamp = TODAY AND IsClosed = true"  # noqa: E501
    assert ask(org, text) == [
        {"IsClosed": True, "NextStep": None, "LastModifiedBy": {"Name": "Mo"}}
    ]


def test_the_history_of_a_hidden_field_is_hidden(org: Org) -> None:
    """Field-level security goes for history as well."""
    org.tracked = {"Opportunity": frozenset({"Amount", "StageName"})}
    edit(org, ID["d1"], Amount=Decimal(5), StageName="Qualification")
    org.set_profile(ID["ria"], Profile(hidden=frozenset({("Opportunity", "Amount")})))
    text = "SELECT Field FROM OpportunityFieldHistory"
    assert ask(org, text, "ria") == [{"Field": "StageName"}]
    assert len(ask(org, text, "lena")) == 2


def test_values_of_history_are_not_filtered_on(org: Org) -> None:
    """OpportunityFieldHistory: NewValue and OldValue lack the property Filter."""
    text = "SELECT Id FROM OpportunityFieldHistory WHERE NewValue = 'x'"
    assert refused(org, text).code == "INVALID_FIELD"


def test_d18_a_merged_record_says_who_won(org: Org) -> None:
    """merge(): MasterRecordId, found by queryAll; children move to the winner."""
    merge(org, ID["acme"], ID["brien"])
    assert found(org, "Account.Name = 'Acme'") == {"d1", "d2", "d3", "d4"}
    text = "SELECT MasterRecordId FROM Account WHERE IsDeleted = true"
    assert org.query(text, ID["lena"]).total == 0
    page = org.query(text, ID["lena"], deleted=True)
    assert [record["MasterRecordId"] for record in page.records] == [ID["acme"]]


def test_d18_a_converted_lead_says_what_became_of_it(org: Org) -> None:
    """Object Reference, Lead: Converted Leads."""
    lead = minted("00Q", 1)
    org.add("Lead", [{"Id": lead, "LastName": "Li", "Company": "Acme", "OwnerId": ID["ria"]}])
    convert(org, lead, ID["acme"], deal=ID["d1"])
    text = "SELECT IsConverted, ConvertedOpportunity.Name, ConvertedDate FROM Lead"
    assert ask(org, text) == [
        {
            "IsConverted": True,
            "ConvertedOpportunity": {"Name": "d1"},
            "ConvertedDate": "2026-11-18",
        }
    ]


def test_d27_a_field_can_go_away(org: Org) -> None:
    """D27: then it is no column, and describe is without it."""
    assert found(org, "Risk__c = 'High'") == {"d5"}
    org.remove_field("Opportunity", "Risk__c")
    assert refused(org, "SELECT Risk__c FROM Opportunity").code == "INVALID_FIELD"


def test_a_deleted_parent_is_none(org: Org) -> None:
    """Documentation silent on lookups to what is in the recycle bin."""
    delete(org, ID["acme"])
    assert ask(org, "SELECT Account.Name FROM Opportunity WHERE Name = 'd1'") == [{"Account": None}]


def test_a_person_account_is_both(org: Org) -> None:
    """Person Accounts: IsPersonAccount, fields of the person on the account."""
    add_person(
        with_person_accounts(org), "Ida", "Ives", OwnerId=ID["ria"], PersonEmail="i@x.example"
    )
    text = "SELECT Name, PersonEmail, PersonContact.Name FROM Account WHERE IsPersonAccount = true"
    assert ask(org, text) == [
        {"Name": "Ida Ives", "PersonEmail": "i@x.example", "PersonContact": {"Name": "Ida Ives"}}
    ]


def test_c11_user_record_access_knows_sharing_alone(private: Org) -> None:
    """C11: UserRecordAccess says yes where a restriction rule hides the row."""
    private.hide_row(ID["ria"], ID["d1"])
    ids = f"('{ID['d1']}', '{ID['d2']}', '{ID['d3']}')"
    text = f"SELECT RecordId, HasReadAccess, HasEditAccess FROM UserRecordAccess WHERE UserId = '{ID['ria']}' AND RecordId IN {ids}"  # noqa: E501
    told = {
        row["RecordId"]: (row["HasReadAccess"], row["HasEditAccess"]) for row in ask(private, text)
    }
    assert told == {ID["d1"]: (True, True), ID["d2"]: (True, True), ID["d3"]: (False, False)}
    assert found(private, "Name = 'd1'", who="ria") == set()


def test_user_record_access_is_for_one_user_and_200_records(org: Org) -> None:
    """Object Reference, UserRecordAccess."""
    ids = "', '".join(minted("006", n) for n in range(1, 202))
    text = f"SELECT RecordId FROM UserRecordAccess WHERE UserId = '{ID['ria']}' AND RecordId IN ('{ids}')"  # noqa: E501
    assert refused(org, text).code == "MALFORMED_QUERY"
    assert refused(org, "SELECT RecordId FROM UserRecordAccess").code == "MALFORMED_QUERY"


def test_a_copy_goes_its_own_way(make_org: MakeOrg, org: Org) -> None:
    """Records, people and settings."""
    copy = org.copy(private=True)
    edit(copy, ID["d1"], NextStep="only here")
    assert found(copy, "NextStep = 'only here'") == {"d1"}
    assert found(org, "NextStep = 'only here'") == set()
    assert found(copy, "Name != null", who="ria") == {"d1", "d2"}
    copy.close()


def test_records_have_the_corporate_currency_unless_they_say(make_org: MakeOrg) -> None:
    """CurrencyIsoCode: where there are several."""
    org = make_org(currencies={"USD": Decimal(1), "EUR": Decimal("0.9")})
    assert found(org, "CurrencyIsoCode = 'USD'") == {"d1", "d2", "d3", "d4", "d5", "d6"}
    assert ask(org, "SELECT IsoCode, IsCorporate FROM CurrencyType ORDER BY IsoCode") == [
        {"IsoCode": "EUR", "IsCorporate": False},
        {"IsoCode": "USD", "IsCorporate": True},
    ]
    assert refused(make_org(), "SELECT IsoCode FROM CurrencyType").code == "INVALID_TYPE"


def test_the_org_tells_its_fiscal_year(make_org: MakeOrg) -> None:
    """Organization, Period."""
    org = make_org(fiscal_month=2)
    text = "SELECT FiscalYearStartMonth, UsesStartDateAsFiscalYearName FROM Organization"
    assert ask(org, text) == [{"FiscalYearStartMonth": 2, "UsesStartDateAsFiscalYearName": False}]
    text = "SELECT StartDate, EndDate, Number FROM Period WHERE Type = 'Quarter' AND StartDate = THIS_FISCAL_QUARTER"  # noqa: E501
    assert ask(org, text) == [{"StartDate": "2026-11-01", "EndDate": "2027-01-31", "Number": 4}]


def test_stages_are_told_with_what_they_mean(org: Org) -> None:
    """OpportunityStage."""
    text = "SELECT MasterLabel FROM OpportunityStage WHERE IsWon = true"
    assert ask(org, text) == [{"MasterLabel": "Closed Won"}]


def test_many_are_made_quickly(org: Org) -> None:
    """For sweeps: a million take seconds; here some thousands."""
    add_many(org, 5_000, ID["ria"])
    assert org.query("SELECT COUNT() FROM Opportunity", ID["lena"]).total >= 5_000
    where = "NextStep = null AND IsClosed = false AND Account.Name LIKE 'Account %'"
    page = org.query(f"SELECT COUNT() FROM Opportunity WHERE {where}", ID["lena"])
    assert page.total > 800


async def test_describe_is_not_sent_again_when_it_is_known(lena: Client, org: Org) -> None:
    """Conditional Request Headers: If-Modified-Since on describe, 304."""
    path = "sobjects/Account/describe"
    stamp = (await lena.ask("GET", path)).headers["Last-Modified"]
    known = {"If-Modified-Since": stamp}
    assert (await lena.ask("GET", path, headers=known)).status == 304
    later = NOW + timedelta(minutes=1)
    object.__setattr__(org.settings, "clock", lambda: later)
    org.remove_field("Account", "Website")
    assert (await lena.ask("GET", path, headers=known)).status == 200


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati"])
def test_the_clock_is_the_orgs(make_org: MakeOrg, zone: str) -> None:
    """Everything goes by the one clock of the settings."""
    org = make_org()
    org.store.change(org.object("User"), ID["lena"], {"TimeZoneSidKey": zone})
    edit(org, ID["d1"], NextStep="x")
    text = "SELECT SystemModstamp FROM Opportunity WHERE Name = 'd1'"
    told = datetime.fromisoformat(ask(org, text)[0]["SystemModstamp"])
    assert told == NOW.astimezone(UTC)
