"""What each person sees of an org: described once, shared, and never more than theirs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from crm.access import AccessRules, Role, Viewer, narrow
from crm.backends.salesforce.client import Client
from crm.backends.salesforce.facts import usual_currency
from crm.backends.salesforce.people import SalesforcePeople
from crm.backends.salesforce.running import run
from crm.backends.salesforce.schemas import Known, Schemas
from crm.backends.salesforce.wire import Wire
from crm.errors import UnknownEntity, UnknownField
from crm.query import Aggregate, Figures, Function, Op, Query, Rows, compare
from crm.schema import FieldType
from tests.contracts.salesforce.world import ID, small_org
from tests.crm.backends.salesforce.conftest import client_of
from tests.fakes.salesforce.org.fields import Kind
from tests.fakes.salesforce.org.kit import of, pick, ref, sobject, text
from tests.fakes.salesforce.org.org import Org as FakeOrg
from tests.fakes.salesforce.org.person_accounts import with_person_accounts
from tests.fakes.salesforce.org.settings import Profile
from tests.fakes.salesforce.server import faults
from tests.fakes.salesforce.server.server import FakeSalesforce


async def known(salesforce: FakeSalesforce, wire: Wire, who: str = "ria") -> Known:
    """What somebody sees."""
    return await Schemas().of(client_of(salesforce, wire, who))


async def test_a_sales_orgs_objects_are_entities(salesforce: FakeSalesforce, wire: Wire) -> None:
    """With the org's own labels, types and values."""
    schema = (await known(salesforce, wire)).schema
    deal = schema.entity("Opportunity")
    assert (deal.plural, deal.name_field, deal.owner_path) == ("Opportunities", "Name", "OwnerId")
    assert deal.field("Amount").type is FieldType.MONEY
    assert deal.field("CloseDate").required
    assert not deal.field("IsWon").updatable
    assert "Closed Won" in deal.field("StageName").picklist
    assert deal.field("AccountId").label == "Account"
    assert schema.resolve("Opportunity", "Account.Owner.Name").field.name == "Name"
    assert deal.field("CreatedById").refers_to is None


async def test_custom_fields_are_there_at_once(salesforce: FakeSalesforce, wire: Wire) -> None:
    """By their labels, values and what they refer to."""
    schema = (await known(salesforce, wire)).schema
    risk = schema.entity("Opportunity").field("Risk__c")
    assert (risk.label, risk.picklist, risk.custom) == ("Risk", ("Low", "High"), True)
    assert schema.resolve("Opportunity", "Partner__r.Name").entity.name == "Account"


async def test_custom_objects_are_too(salesforce: FakeSalesforce, org: FakeOrg, wire: Wire) -> None:
    """With columns of their own to show."""
    fields = (
        text("Name", "Project Name"),
        ref("Account__c", "Account", "Account", child="Projects__r"),
        pick("Phase__c", "Phase", "Kick-off", "Roll-out"),
        of(Kind.TEXTAREA, "Notes__c", "Notes", length=32_000),
    )
    org.define(sobject("Project__c", "Project", "Projects", "a0P", *fields, owner="OwnerId"))
    project = (await known(salesforce, wire)).schema.entity("Project__c")
    assert (project.label, project.plural, project.custom) == ("Project", "Projects", True)
    assert project.columns == ("Phase__c",)
    assert project.field("Account__c").refers_to == "Account"
    assert project.field("Notes__c").type is FieldType.LONG_TEXT


async def test_what_is_called_otherwise_has_our_names(
    salesforce: FakeSalesforce, wire: Wire
) -> None:
    """Quotas lie in ForecastingQuota, invoices in an object of the org's own."""
    seen = await known(salesforce, wire)
    quota, invoice = seen.schema.entity("Quota"), seen.schema.entity("Invoice")
    assert {"OwnerId", "StartDate", "EndDate", "Amount"} <= {f.name for f in quota}
    assert not quota.field("EndDate").updatable
    assert {"InvoiceNumber", "AccountId", "DueDate", "Balance"} <= {f.name for f in invoice}
    assert invoice.name_field == "InvoiceNumber"
    assert "ForecastingQuota" not in seen.schema
    assert seen.lacks == ()


async def test_what_an_org_lacks_is_told(
    org: FakeOrg, salesforce: FakeSalesforce, wire: Wire
) -> None:
    """And asked for in vain, in the words of any unknown kind of record."""
    org.set_profile(ID["ria"], Profile(no_objects=frozenset({"Invoice__c", "Lead"})))
    seen = await known(salesforce, wire)
    assert seen.lacks == ("Invoice", "Lead")
    with pytest.raises(UnknownEntity):
        seen.schema.entity("Invoice")


async def test_c11_a_hidden_field_is_not_there(
    org: FakeOrg, salesforce: FakeSalesforce, wire: Wire
) -> None:
    """C11: for the one person it is hidden from."""
    org.set_profile(ID["ria"], Profile(hidden=frozenset({("Opportunity", "Amount")})))
    schemas = Schemas()
    hidden = await schemas.of(client_of(salesforce, wire, "ria"))
    shown = await schemas.of(client_of(salesforce, wire, "lena"))
    with pytest.raises(UnknownField):
        hidden.schema.entity("Opportunity").field("Amount")
    assert "Amount" not in hidden.schema.entity("Opportunity").columns
    assert "Amount" in shown.schema.entity("Opportunity")


async def test_what_cannot_be_followed_is_no_column(
    org: FakeOrg, salesforce: FakeSalesforce, wire: Wire
) -> None:
    """C11: without accounts nothing leads to one."""
    org.set_profile(ID["ria"], Profile(no_objects=frozenset({"Account"})))
    schema = (await known(salesforce, wire)).schema
    deal = schema.entity("Opportunity")
    assert "Account.Name" not in deal.columns
    assert deal.field("AccountId").refers_to is None


async def test_people_with_the_same_rights_share_a_schema(
    salesforce: FakeSalesforce, wire: Wire
) -> None:
    """Memory is bounded; nobody is asked twice within hours."""
    schemas = Schemas()
    one, other = client_of(salesforce, wire, "ria"), client_of(salesforce, wire, "mo")
    first = await schemas.of(one)
    assert (await schemas.of(other)) is first
    before = len(salesforce.calls)
    for _ in range(3):
        assert await schemas.of(one) is first
    assert len(salesforce.calls) == before


async def test_d27_what_was_renamed_is_seen_after_a_while_or_at_once(
    org: FakeOrg, salesforce: FakeSalesforce, wire: Wire
) -> None:
    """D27: a field is renamed, another removed."""
    now = 0.0
    schemas = Schemas(clock=lambda: now, lasts=timedelta(seconds=100))
    client = client_of(salesforce, wire)
    assert "Risk__c" in (await schemas.of(client)).schema.entity("Opportunity")
    org.remove_field("Opportunity", "Risk__c")
    org.add_fields("Opportunity", pick("Strategic__c", "Of Interest", "Yes"))
    assert "Risk__c" in (await schemas.of(client)).schema.entity("Opportunity")
    now = 101.0
    deal = (await schemas.of(client)).schema.entity("Opportunity")
    assert "Risk__c" not in deal
    assert deal.field("Strategic__c").label == "Of Interest"
    org.remove_field("Opportunity", "Strategic__c")
    schemas.forget(client.signed_in.person)
    assert "Strategic__c" not in (await schemas.of(client)).schema.entity("Opportunity")


def _settings(**settings: Any) -> Iterator[FakeOrg]:
    org = small_org(**settings)
    yield org
    org.close()


@pytest.mark.parametrize(
    ("settings", "month", "currencies"),
    [
        ({}, 1, ("USD",)),
        ({"fiscal_month": 2, "locale": "de_CH", "currency": "CHF"}, 2, ("CHF",)),
        (
            {
                "currency": "EUR",
                "currencies": {"EUR": Decimal(1), "CHF": Decimal("0.94"), "USD": Decimal("1.1")},
            },
            1,
            ("EUR", "CHF", "USD"),
        ),
    ],
)
async def test_d22_the_orgs_year_and_money(
    wire: Wire, settings: dict[str, Any], month: int, currencies: tuple[str, ...]
) -> None:
    """D21, D22: fiscal year and currencies come from the org, the corporate currency first."""
    for org in _settings(**settings):
        async with FakeSalesforce(org) as salesforce:
            seen = await known(salesforce, wire)
    assert seen.schema.definitions.fiscal_start_month == month
    assert seen.schema.currencies == currencies
    assert ("CurrencyIsoCode" in seen.schema.entity("Opportunity")) == (len(currencies) > 1)


@pytest.mark.parametrize(
    ("locale", "currency"), [("en_US", "USD"), ("de_DE", "EUR"), ("ja_JP", "JPY"), ("x", "USD")]
)
def test_where_an_org_is_tells_its_currency(locale: str, currency: str) -> None:
    """Where it has one alone, it does not say which."""
    assert usual_currency(locale) == currency


async def test_person_accounts_are_accounts(wire: Wire) -> None:
    """Their fields are fields of the account."""
    for org in _settings():
        with_person_accounts(org)
        async with FakeSalesforce(org) as salesforce:
            account = (await known(salesforce, wire)).schema.entity("Account")
    assert account.field("IsPersonAccount").type is FieldType.BOOLEAN
    assert any(f.name.startswith("Person") for f in account)


async def test_people_are_the_orgs_users(salesforce: FakeSalesforce, wire: Wire) -> None:
    """With zone, locale, manager, and those below."""
    people = SalesforcePeople(client_of(salesforce, wire, "lena"))
    mo = await people.by_email(" MO@crumb.example ")
    assert mo
    assert (mo.user_id, mo.role, mo.time_zone) == (ID["mo"], Role.MANAGER, "Asia/Tokyo")
    assert (mo.manager_id, mo.reports) == (ID["lena"], frozenset({ID["ria"]}))
    assert [p.name for p in await people.everyone() if not p.active] == ["Rae"]
    assert await people.by_id(ID["acme"]) is None
    assert len(salesforce.called("query")) == 1


async def test_people_are_read_anew_after_a_while(
    salesforce: FakeSalesforce, org: FakeOrg, wire: Wire
) -> None:
    """F7: who was deactivated is so here within ten minutes."""
    now = 0.0
    people = SalesforcePeople(client_of(salesforce, wire, "lena"), clock=lambda: now)
    ria = await people.by_id(ID["ria"])
    assert ria
    assert ria.active
    org.store.change(org.object("User"), ID["ria"], {"IsActive": 0})
    now = 601.0
    ria = await people.by_id(ID["ria"])
    assert ria
    assert not ria.active


async def test_a_query_runs_from_describe_to_answer(
    salesforce: FakeSalesforce, org: FakeOrg, wire: Wire
) -> None:
    """C13: through the session, as the person; two people with different rights."""
    client: Client = client_of(salesforce, wire, "ria")
    seen = await Schemas().of(client)
    viewer = Viewer(user_id=ID["ria"], name="Ria", email="ria@crumb.example")
    mine = compare("OwnerId", Op.EQ, ID["ria"])
    listed = Query(entity="Opportunity", columns=("Amount", "Account.Name"), where=mine)
    total = Query(
        entity="Opportunity",
        where=mine,
        aggregates=(
            Aggregate(function=Function.COUNT),
            Aggregate(function=Function.SUM, path="Amount"),
        ),
    )
    before = salesforce.api_calls
    rows = await run(
        narrow(listed, viewer, schema=seen.schema, rules=AccessRules()),
        schema=seen.schema,
        asking=client,
        mapping=seen.mapping,
    )
    figures = await run(
        narrow(total, viewer, schema=seen.schema, rules=AccessRules()),
        schema=seen.schema,
        asking=client,
        mapping=seen.mapping,
    )
    assert salesforce.api_calls == before + 2
    assert isinstance(rows, Rows)
    assert isinstance(figures, Figures)
    assert sorted(row.name for row in rows.rows) == ["d1", "d2"]
    assert figures.groups[0].values[0] == 2


async def test_labels_nobody_says_are_ours_until_they_are_renamed(
    org: FakeOrg, salesforce: FakeSalesforce, wire: Wire
) -> None:
    """An admin's label wins, and is what people ask by."""
    schemas, client = Schemas(), client_of(salesforce, wire)
    schema = (await schemas.of(client)).schema
    labels = {name: schema.entity("Task").field(name).label for name in ("WhoId", "ActivityDate")}
    assert labels == {"WhoId": "Contact or Lead", "ActivityDate": "Due Date"}
    assert schema.entity("User").plural == "Users"
    due = org.object("Task").field("ActivityDate")
    assert due
    org.add_fields("Task", replace(due, label="Deadline"))
    schemas.forget()
    renamed = (await schemas.of(client)).schema.entity("Task")
    assert renamed.field("ActivityDate").label == "Deadline"


async def test_what_soql_takes_otherwise_is_learnt(
    org: FakeOrg, salesforce: FakeSalesforce, wire: Wire
) -> None:
    """Several values in one field, and owners who may be somebody else than a user."""
    owner = org.object("Lead").field("OwnerId")
    assert owner
    org.add_fields("Lead", replace(owner, refers_to=("User", "Campaign")))  # no groups there
    org.add_fields("Account", pick("Likes__c", "Likes", "Sea", "Snow", kind=Kind.MULTIPICKLIST))
    mapping = (await known(salesforce, wire)).mapping
    assert mapping.shares("Lead", "OwnerId")
    assert not mapping.shares("Opportunity", "OwnerId")
    assert not mapping.searches("Account", "Likes__c")
    assert not mapping.groups("Account", "Likes__c")
    assert mapping.searches("Account", "Name")


async def test_values_of_text_fields_are_known(salesforce: FakeSalesforce, wire: Wire) -> None:
    """Cities and the like, in two calls: describe knows none."""
    before = salesforce.api_calls
    account = (await known(salesforce, wire)).schema.entity("Account")
    assert [value.lower() for value in account.field("BillingCity").seen] == ["berlin"]
    assert account.field("Name").seen == ()
    assert len(salesforce.called("composite")) == 2
    assert salesforce.api_calls - before == 19


async def test_c12_nobody_learns_of_others_cities(wire: Wire) -> None:
    """C12: they are read as the person."""
    for org in _settings(private=True):
        org.store.change(org.object("Account"), ID["brien"], {"BillingCity": "Bergen"})
        async with FakeSalesforce(org) as salesforce:
            schemas = Schemas()
            seen = {
                who: (await schemas.of(client_of(salesforce, wire, who))).schema
                for who in ("lena", "mo")
            }
            cities = {
                who: schema.entity("Account").field("BillingCity").seen
                for who, schema in seen.items()
            }
    assert cities == {"lena": ("Bergen", "Berlin"), "mo": ("Berlin",)}


async def test_what_cannot_be_read_in_time_is_done_without(
    salesforce: FakeSalesforce, wire: Wire
) -> None:
    """It only helps: the schema is there all the same."""
    salesforce.fail("composite", faults.TIMEOUT, faults.HTML)
    account = (await known(salesforce, wire)).schema.entity("Account")
    assert account.field("BillingCity").seen == ()
