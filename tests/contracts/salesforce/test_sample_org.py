"""The sample company as a Salesforce org: nothing of it is lost on the way."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from crm.sample.company import Company, sample_company
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.sample import sample_org, user_id

NOW = datetime(2026, 11, 18, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def company() -> Company:
    """The company of that day."""
    return sample_company(NOW)


@pytest.fixture(scope="module")
def org(company: Company) -> Iterator[Org]:
    """The company as an org."""
    made = sample_org(NOW, company=company)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("User", "User"),
        ("Account", "Account"),
        ("Contact", "Contact"),
        ("Opportunity", "Opportunity"),
        ("OpportunityLineItem", "OpportunityLineItem"),
        ("Product2", "Product2"),
        ("Lead", "Lead"),
        ("Task", "Task"),
        ("Event", "Event"),
        ("Order", "Order"),
        ("OrderItem", "OrderItem"),
        ("Invoice__c", "Invoice"),
        ("ForecastingQuota", "Quota"),
    ],
)
def test_all_records_are_there(org: Org, company: Company, name: str, entity: str) -> None:
    """As many of each as the company has."""
    page = org.query(f"SELECT COUNT() FROM {name}", user_id(org, company.leader))
    assert page.total == len(company.rows(entity))


def test_sums_are_the_companys(org: Org, company: Company) -> None:
    """To the cent."""
    rows = company.rows("Opportunity")
    amounts = (row["Amount"] for row in rows if not row["IsClosed"])
    wanted = sum((Decimal(str(a)) for a in amounts if a is not None), Decimal())
    text = "SELECT SUM(Amount) s FROM Opportunity WHERE IsClosed = false"
    (found,) = org.records(text, user_id(org, company.leader))
    assert Decimal(str(found["s"])) == wanted


def test_history_is_that_of_the_company(org: Org, company: Company) -> None:
    """A change of owner is told in two rows, by name and by id; all others in one."""
    entries = [e for e in company.history if e.ref.entity == "Opportunity"]
    owners = sum(1 for e in entries if e.field == "OwnerId")
    text = "SELECT COUNT() FROM OpportunityFieldHistory"
    page = org.query(text, user_id(org, company.leader))
    assert page.total == len(entries) + owners


def test_a_quota_has_its_fiscal_quarter(org: Org, company: Company) -> None:
    """ForecastingQuota has a start, its period has the end."""
    text = "SELECT StartDate, Period.EndDate FROM ForecastingQuota WHERE StartDate = THIS_QUARTER LIMIT 1"  # noqa: E501
    assert org.records(text, user_id(org, company.leader)) == [
        {"StartDate": "2026-10-01", "Period": {"EndDate": "2026-12-31"}}
    ]


OWNED = {
    "Account": lambda row, owners: row["OwnerId"],
    "Opportunity": lambda row, owners: row["OwnerId"],
    "OpportunityLineItem": lambda row, owners: owners[row["OpportunityId"]],
    "Task": lambda row, owners: row["OwnerId"],
    "Order": lambda row, owners: row["OwnerId"],
    "Invoice__c": lambda row, owners: owners[row["AccountId"]],
    "ForecastingQuota": lambda row, owners: row["OwnerId"],
}
ENTITIES = {"Invoice__c": "Invoice", "ForecastingQuota": "Quota"}


@pytest.mark.parametrize("name", OWNED)
def test_where_it_is_private_people_read_theirs_and_those_below(
    company: Company, name: str
) -> None:
    """By the owner of the record, or of what it hangs on."""
    org = sample_org(NOW, private=True)
    owners = {r["Id"]: r["OwnerId"] for e in ("Account", "Opportunity") for r in company.rows(e)}
    for email in (company.rep, company.manager, company.leader):
        me = user_id(org, email)
        readable = {me, *org.below(me)}
        rows = company.rows(ENTITIES.get(name, name))
        wanted = sum(1 for row in rows if OWNED[name](row, owners) in readable)
        assert org.query(f"SELECT COUNT() FROM {name}", me).total == wanted
    org.close()
