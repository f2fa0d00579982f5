"""The people, accounts and names of the sample company are those a demo and careful tests need."""

import re
from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from crm.sample.company import Company, sample_company
from crm.sample.ids import PREFIXES, checksum, ids
from crm.sample.records import Row


@pytest.fixture(scope="module")
def company() -> Company:
    """The company on an ordinary day."""
    return sample_company(datetime(2026, 11, 21, 15, 0, tzinfo=UTC))


def user(company: Company, email: str) -> Row:
    return next(row for row in company.rows("User") if row["Email"] == email)


def test_ids_carry_their_prefix_and_the_checksum_of_their_case(company: Company) -> None:
    """Ids are Salesforce's: eighteen characters, unique in any case, the last three a checksum."""
    assert checksum("001A0000006Vm9r") == "IAC"
    written = [(e, str(row["Id"])) for e in company.entities for row in company.rows(e)]
    assert all(i.startswith(PREFIXES[e]) and i[15:] == checksum(i[:15]) for e, i in written)
    assert len({i.lower() for _, i in written}) == len(written)
    with pytest.raises(ValueError, match="15 characters"):
        checksum("001")
    with pytest.raises(KeyError):
        next(ids("Nothing"))


def test_five_teams_of_eight_to_fourteen_report_to_one_leader(company: Company) -> None:
    """Everybody but the leader has somebody above; teams count the same with and without lead."""
    users = {row["Id"]: row for row in company.rows("User")}
    (leader,) = (row for row in users.values() if row["ManagerId"] is None)
    assert leader["Email"] == company.leader
    reports = Counter(row["ManagerId"] for row in users.values())
    teams = {boss: size for boss, size in reports.items() if boss not in (None, leader["Id"])}
    assert len(teams) == 5
    assert min(teams.values()) >= 8
    assert max(teams.values()) + 1 <= 14
    assert all(users[boss]["ManagerId"] == leader["Id"] for boss in teams)


def test_the_demo_speaks_as_dana_her_manager_and_the_leader(company: Company) -> None:
    """The people of the README are there, one above the other."""
    dana, marcus = user(company, company.rep), user(company, company.manager)
    assert company.rep.startswith("dana@")
    assert dana["ManagerId"] == marcus["Id"]
    assert marcus["ManagerId"] == user(company, company.leader)["Id"]


def test_people_are_spread_over_the_world(company: Company) -> None:
    """Time zones exist, regions are five; two Annas; one who left still owns records."""
    users = company.rows("User")
    assert len({ZoneInfo(str(row["TimeZoneSidKey"])).key for row in users}) >= 10
    assert len({row["Region__c"] for row in users if row["Region__c"] != "Global"}) == 5
    assert sum(row["FirstName"] == "Anna" for row in users) == 2
    assert len({row["Email"] for row in users}) == len(users)
    (gone,) = (row["Id"] for row in users if not row["IsActive"])
    assert any(row["OwnerId"] == gone for row in company.rows("Account"))
    deals = company.rows("Opportunity")
    assert any(row["OwnerId"] == gone for row in deals if not row["IsClosed"])


def test_awkward_names_are_among_the_accounts(company: Company) -> None:
    """Doubles, beginnings of other names, everyday words, and marks that break careless code."""
    accounts = company.rows("Account")
    names = {str(row["Name"]) for row in accounts}
    assert {"Brightwater Foods", "Brightwater Foods Inc.", "Halden", "Halden Logistics"} <= names
    assert {"O'Malley & Sons", "Müller Präzision GmbH"} <= names
    assert {"Open Range", "Quarterly", "Summit", "Signal"} <= names
    assert len(names) == 150
    sites = Counter(row["Website"] for row in accounts)
    assert sum(count == 2 for count in sites.values()) >= 5
    assert sum(row["Industry"] is None for row in accounts) == 12


def test_deals_are_named_apart(company: Company) -> None:
    """No two deals bear one name, and none is a bare number."""
    names = [str(deal["Name"]) for deal in company.rows("Opportunity")]
    assert len(set(names)) == len(names)
    assert not any(name.isdigit() for name in names)


@pytest.mark.parametrize("entity", ["User", "Account", "Contact", "Lead"])
def test_no_address_or_number_can_be_real(company: Company, entity: str) -> None:
    """Mail and web addresses end in .example, and phone numbers are those kept for fiction."""
    for row in company.rows(entity):
        for field in ("Email", "Website"):
            value = str(row.get(field) or "x.example")
            assert value.endswith(".example")
            assert value.isascii()
        assert re.fullmatch(r"\+[\d ]+ 555-01\d\d", str(row.get("Phone") or "+1 555-0100"))


def test_custom_fields_are_there_to_be_asked_for(company: Company) -> None:
    """Renewals carry a risk, other deals none; competitors are named here and there."""
    deals = company.rows("Opportunity")
    assert {d["Renewal_Risk__c"] for d in deals if d["Type"] == "Renewal"} == {
        "Low",
        "Medium",
        "High",
    }
    assert {d["Renewal_Risk__c"] for d in deals if d["Type"] != "Renewal"} == {None}
    assert any(d["Competitor__c"] for d in deals)
