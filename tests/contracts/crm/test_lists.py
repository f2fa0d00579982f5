"""Lists of records: what is in a row, in which order, and how many there are."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from crm.errors import UnknownField
from crm.money import Money
from crm.query import Op, Order, Query, Ref, compare
from crm.schema import Field, FieldType
from tests.contracts.crm.world import NOW, EmbeddedCrm, rows_of, viewer_of


async def test_a_row_has_its_columns_in_order(crm: EmbeddedCrm) -> None:
    """Values of every type, through references too, and None for what is empty."""
    columns = (
        "Name",
        "NumberOfEmployees",
        "AnnualRevenue",
        "CreatedDate",
        "Parent.AnnualRevenue",
        "Owner.IsActive",
        "Owner.Manager.Name",
        "Phone",
    )
    query = Query(entity="Account", columns=columns, where=compare("Id", Op.EQ, "brien"))
    answer = await rows_of(crm, query)
    (row,) = answer.rows
    assert (row.ref, row.name) == (Ref("Account", "brien"), "O'Brien & Söhne")
    assert row.values == (
        "O'Brien & Söhne",
        Decimal("0.5"),
        None,
        datetime(2026, 3, 29, 23, 30, tzinfo=UTC),
        Money(Decimal("1500000.25"), "USD"),
        True,
        "Mia Manager",
        None,
    )
    assert answer.value(row, "Owner.Manager.Name") == "Mia Manager"


async def test_numbers_are_written_as_short_as_they_are(crm: EmbeddedCrm) -> None:
    """12 and not 12.0, 100 and not 1E+2."""
    query = Query(entity="Opportunity", columns=("Amount", "Probability"))
    row = next(r for r in (await rows_of(crm, query)).rows if r.ref.id == "d1")
    money, percent = row.values
    assert isinstance(money, Money)
    assert (str(money.amount), str(percent)) == ("100", "10")


@pytest.mark.beyond_salesforce("times are whole seconds there")
async def test_points_in_time_come_back_in_utc(empty: EmbeddedCrm) -> None:
    """Whatever zone they were written in."""
    empty.storage.upsert("User", [{"Id": "lena", "Name": "Lena"}])
    starts = datetime.fromisoformat("2026-11-16T09:30:00.123456+05:30")
    empty.storage.upsert("Event", [{"Id": "e", "Subject": "Call", "StartDateTime": starts}])
    answer = await rows_of(empty, Query(entity="Event", columns=("StartDateTime",)))
    (value,) = answer.rows[0].values
    assert value == starts
    assert isinstance(value, datetime)
    assert value.tzinfo is UTC


@pytest.mark.parametrize(
    ("path", "descending", "order"),
    [
        ("Amount", False, ["d5", "d4", "d1", "d2", "d3"]),
        ("Amount", True, ["d2", "d1", "d4", "d5", "d3"]),
        ("CloseDate", True, ["d3", "d2", "d1", "d4", "d5"]),
        ("StageName", False, ["d1", "d3", "d5", "d2", "d4"]),
        ("StageName", True, ["d4", "d2", "d5", "d1", "d3"]),
        ("Account.Name", False, ["d1", "d2", "d3", "d4", "d5"]),
        ("Account.Name", True, ["d3", "d4", "d1", "d2", "d5"]),
        ("IsWon", True, ["d2", "d1", "d3", "d4", "d5"]),
    ],
)
async def test_lists_are_ordered_by_a_path(
    crm: EmbeddedCrm, path: str, descending: bool, order: list[str]
) -> None:
    """Empty ones last either way, picklists by their place in it, equal ones by name."""
    by = Order(by=path, descending=descending)
    answer = await rows_of(crm, Query(entity="Opportunity", order=(by,)))
    assert [row.ref.id for row in answer.rows] == order


async def test_several_orders_apply_one_after_the_other(crm: EmbeddedCrm) -> None:
    """The second decides where the first is equal."""
    orders = (Order(by="IsClosed", descending=True), Order(by="Amount"))
    answer = await rows_of(crm, Query(entity="Opportunity", order=orders))
    assert [row.ref.id for row in answer.rows] == ["d4", "d2", "d5", "d1", "d3"]


async def test_names_order_without_case_and_then_by_id(empty: EmbeddedCrm) -> None:
    """The same everywhere; what has no name comes last and goes by its id."""
    names = {"a3": "beta", "a1": "Beta", "a2": "alpha", "a4": None, "a0": "Ärger", "a5": "Zeta"}
    empty.storage.upsert("User", [{"Id": "lena", "Name": "Lena"}])
    empty.storage.upsert("Lead", [{"Id": id_, "Name": name} for id_, name in names.items()])
    answer = await rows_of(empty, Query(entity="Lead"))
    assert [row.ref.id for row in answer.rows] == ["a2", "a1", "a3", "a5", "a0", "a4"]
    assert answer.rows[-1].name == "a4"


@pytest.mark.parametrize(("limit", "shown"), [(1, 1), (4, 4), (5, 5), (50, 5), (None, 5)])
async def test_a_limit_cuts_the_rows_and_not_the_total(
    crm: EmbeddedCrm, limit: int | None, shown: int
) -> None:
    """The total is of all that match, through references too."""
    answer = await rows_of(crm, Query(entity="Opportunity", limit=limit))
    assert (len(answer.rows), answer.total) == (shown, 5)
    where = compare("Account.Name", Op.EQ, "acme")
    narrowed = await rows_of(crm, Query(entity="Opportunity", where=where, limit=1))
    assert (len(narrowed.rows), narrowed.total) == (1, 2)


async def test_nothing_matches_nothing(empty: EmbeddedCrm, crm: EmbeddedCrm) -> None:
    """An empty answer, no error."""
    answer = await rows_of(crm, Query(entity="Invoice", columns=("Amount", "Account.Name")))
    assert (answer.rows, answer.total) == ((), 0)


@pytest.mark.beyond_salesforce("tests/backends ask that of an org")
async def test_a_version_changes_with_every_write(crm: EmbeddedCrm) -> None:
    """And only then, and only that record's."""
    query = Query(entity="Account")
    before = {row.ref.id: row.version for row in (await rows_of(crm, query)).rows}
    crm.storage.upsert("Account", [{"Id": "acme", "Phone": "+49 30 1"}])
    after = {row.ref.id: row.version for row in (await rows_of(crm, query)).rows}
    assert {id_ for id_ in after if after[id_] != before[id_]} == {"acme"}


async def test_an_update_leaves_what_it_does_not_mention(crm: EmbeddedCrm) -> None:
    """And empties what it mentions as empty."""
    crm.storage.upsert("Account", [{"Id": "acme", "Name": "Acme Inc", "Industry": ""}])
    query = Query(entity="Account", columns=("Name", "Industry", "BillingCity"))
    rows = {row.ref.id: row.values for row in (await rows_of(crm, query)).rows}
    assert rows["acme"] == ("Acme Inc", None, "Berlin")
    assert len(rows) == 4


async def test_the_schema_knows_what_was_never_used(crm: EmbeddedCrm) -> None:
    """So that a question need not mean an entity without records."""
    schema = await crm.schema(await viewer_of(crm, "ria"))
    used = {"User", "Account", "Contact", "Opportunity", "Task"}
    assert schema.unused == {entity.name for entity in schema} - used


async def test_custom_fields_are_fields_like_any_other(crm: EmbeddedCrm) -> None:
    """Listed, compared and written from the moment they are added."""
    risk = Field(name="Risk__c", label="Renewal risk", type=FieldType.PICKLIST, picklist=("Low",))
    seen = Field(name="Seen__c", label="Seen", type=FieldType.DATETIME)
    with pytest.raises(UnknownField):
        await rows_of(crm, Query(entity="Account", columns=("Risk__c",)))
    crm.storage.add_custom("Account", [risk, seen])
    rows = [{"Id": "acme", "Risk__c": "Low", "Seen__c": NOW}]
    crm.storage.upsert("Account", rows)
    where = compare("Account.Risk__c", Op.EQ, "low")
    query = Query(entity="Opportunity", columns=("Account.Seen__c",), where=where)
    answer = await rows_of(crm, query)
    assert [row.values for row in answer.rows] == [(NOW,), (NOW,)]
