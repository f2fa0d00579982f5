"""What each condition means, to the letter of crm/query.py, wherever the records are."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from crm.query import And, Condition, Not, Op, Or, Related, compare
from tests.contracts.crm.world import EmbeddedCrm, ids

D = Decimal
RETAIL = compare("Industry", Op.EQ, "Retail")
ALL_ACCOUNTS = {"acme", "brien", "void", "lost"}
NUMBERS = [
    "+49 30 555-0142",
    "0049 (30) 5550142",
    "+49 (0)30 555 01 42",
    "030/555.0142",
    "5550142",
    "Tel. 030 5550142 ext. 12",
    "+4930555-0142x7",
]


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        pytest.param(compare("Name", Op.EQ, "ACME"), {"acme"}, id="equal in any case"),
        pytest.param(compare("Name", Op.EQ, "o'brien & SÖHNE"), {"brien"}, id="beyond ascii"),
        pytest.param(compare("Name", Op.EQ, ""), set(), id="empty text equals nothing"),
        pytest.param(RETAIL, {"acme", "lost"}, id="picklist"),
        pytest.param(compare("Industry", Op.NE, "retail"), {"brien", "void"}, id="not equal"),
        pytest.param(compare("Name", Op.IN, "acme", "VOID LTD"), {"acme", "void"}, id="one of"),
        pytest.param(compare("Name", Op.IN), set(), id="one of none"),
        pytest.param(compare("Name", Op.CONTAINS, "& "), {"brien", "lost"}, id="contains"),
        pytest.param(compare("Name", Op.CONTAINS, "söh"), {"brien"}, id="contains, folded"),
        pytest.param(compare("Name", Op.STARTS, "o'B"), {"brien"}, id="starts"),
        pytest.param(compare("Name", Op.ENDS, "LTD"), {"void"}, id="ends"),
        pytest.param(compare("Name", Op.ENDS, ""), ALL_ACCOUNTS, id="ends with nothing"),
        pytest.param(compare("Name", Op.ENDS, "x" * 300), set(), id="ends with more than it has"),
        pytest.param(compare("Name", Op.MENTIONS, "söhne"), {"brien"}, id="mentions"),
        pytest.param(compare("Name", Op.MENTIONS, "brien söhne"), {"brien"}, id="mentions words"),
        pytest.param(compare("Name", Op.MENTIONS, "söh"), set(), id="mentions no part of a word"),
        pytest.param(compare("Name", Op.MENTIONS, "lost found"), {"lost"}, id="signs part words"),
        pytest.param(compare("Name", Op.MENTIONS, "found lost"), set(), id="words in their order"),
        pytest.param(compare("Name", Op.MENTIONS, "&"), set(), id="mentions no word"),
        pytest.param(compare("Name", Op.MENTIONS, "ltd", "found"), {"void", "lost"}, id="any"),
        pytest.param(compare("Name", Op.MENTIONS), set(), id="mentions any of none"),
        pytest.param(compare("BillingCity", Op.EMPTY), {"void", "lost"}, id="empty text is empty"),
        pytest.param(compare("NumberOfEmployees", Op.EMPTY), {"void", "lost"}, id="no number"),
        pytest.param(compare("NumberOfEmployees", Op.GT, D("0.5")), {"acme"}, id="more"),
        pytest.param(compare("NumberOfEmployees", Op.LE, D("0.5")), {"brien"}, id="at most"),
        pytest.param(compare("NumberOfEmployees", Op.LT, D("1e400")), {"acme", "brien"}, id="huge"),
        pytest.param(compare("AnnualRevenue", Op.EQ, D("1500000.25")), {"acme"}, id="money"),
        pytest.param(compare("AnnualRevenue", Op.IN, D(1), D("1500000.25")), {"acme"}, id="monies"),
        pytest.param(compare("AnnualRevenue", Op.EQ, D("1500000.25001")), set(), id="too fine"),
        pytest.param(compare("LastActivityDate", Op.GE, date(2026, 11, 1)), {"acme"}, id="date"),
        pytest.param(compare("LastActivityDate", Op.LT, date(2026, 11, 1)), set(), id="before"),
        pytest.param(compare("Id", Op.EQ, "acme"), {"acme"}, id="id"),
        pytest.param(compare("Id", Op.EQ, "ACME"), set(), id="an id has a case"),
        pytest.param(compare("OwnerId", Op.NE, "ria"), {"brien", "void", "lost"}, id="reference"),
    ],
)
async def test_a_comparison_holds_for_these_accounts(
    crm: EmbeddedCrm, condition: Condition, found: set[str]
) -> None:
    """Its opposite holds for exactly the others: there is no third."""
    assert await ids(crm, "Account", condition) == found
    assert await ids(crm, "Account", Not(condition)) == ALL_ACCOUNTS - found


@pytest.mark.parametrize("asked", NUMBERS)
async def test_a_phone_number_is_the_same_however_it_is_written(
    crm: EmbeddedCrm, asked: str
) -> None:
    """With the country or without, in any grouping, with an extension."""
    crm.storage.upsert("Account", [{"Id": stored, "Phone": stored} for stored in NUMBERS])
    crm.storage.upsert("Account", [{"Id": "b", "Phone": "+1 617 555-0199"}, {"Id": "c"}])
    condition = compare("Phone", Op.PHONE, asked)
    assert await ids(crm, "Account", condition) == set(NUMBERS)
    assert await ids(crm, "Account", Not(condition)) == {"b", "c"} | ALL_ACCOUNTS


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("1043", {"00001043", "INV-01043", "1043"}),
        ("00001043", {"00001043", "INV-01043", "1043"}),
        ("inv-01043", {"INV-01043"}),
        ("043", set()),
        ("0", set()),
        ("", set()),
    ],
)
async def test_a_number_is_the_same_without_what_it_begins_with(
    crm: EmbeddedCrm, asked: str, found: set[str]
) -> None:
    """Only where it is asked for by its digits alone."""
    numbers = ["00001043", "INV-01043", "1043", "10430", "21043"]
    crm.storage.upsert("Account", [{"Id": number, "Phone": number} for number in numbers])
    assert await ids(crm, "Account", compare("Phone", Op.NUMBERED, asked)) == found


@pytest.mark.parametrize("asked", ["", "0142", "50142", "555-0143", "1555 0142", "no digits"])
async def test_another_phone_number_is_not_meant(crm: EmbeddedCrm, asked: str) -> None:
    """Too few digits are none, and all that were written count."""
    crm.storage.upsert("Account", [{"Id": "a", "Phone": "+49 30 555-0142"}])
    assert await ids(crm, "Account", compare("Phone", Op.PHONE, asked)) == set()


@pytest.mark.parametrize(
    ("op", "amount", "found"),
    [
        (Op.GT, "0.00005", {"d1", "d2", "d4"}),
        (Op.GE, "0.0001", {"d1", "d2", "d4"}),
        (Op.GE, "0.00011", {"d1", "d2"}),
        (Op.LT, "0.00011", {"d4", "d5"}),
        (Op.LE, "0.00009", {"d5"}),
        (Op.LT, "1e30", {"d1", "d2", "d4", "d5"}),
        (Op.GT, "-1e30", {"d1", "d2", "d4", "d5"}),
        (Op.EQ, "1e30", set()),
    ],
)
async def test_amounts_compare_with_any_number(
    crm: EmbeddedCrm, op: Op, amount: str, found: set[str]
) -> None:
    """Finer than amounts are kept, or larger than they can be."""
    assert await ids(crm, "Opportunity", compare("Amount", op, D(amount))) == found


async def test_points_in_time_compare_across_zones(crm: EmbeddedCrm) -> None:
    """The same instant written in another zone is the same."""
    tokyo = datetime.fromisoformat("2026-01-01T13:30:00+09:00")
    assert await ids(crm, "Account", compare("CreatedDate", Op.EQ, tokyo)) == {"acme"}
    later = compare("CreatedDate", Op.GT, datetime(2026, 1, 1, 4, 30, tzinfo=UTC))
    assert await ids(crm, "Account", later) == {"brien"}


@pytest.mark.parametrize("year", [1, 9999])
async def test_the_edges_of_the_calendar_compare(crm: EmbeddedCrm, year: int) -> None:
    """A point in time that has no equal in UTC is still before or after the others."""
    edge = datetime.fromisoformat(
        "0001-01-01T00:00:00+14:00" if year == 1 else "9999-12-31T23:59:59-11:00"
    )
    op = Op.GT if year == 1 else Op.LT
    assert await ids(crm, "Account", compare("CreatedDate", op, edge)) == {"acme", "brien"}


@pytest.mark.beyond_salesforce("a yes-or-no field is never empty there")
async def test_yes_and_no_compare(crm: EmbeddedCrm) -> None:
    """What was never said is neither."""
    assert await ids(crm, "Task", compare("IsClosed", Op.EQ, False)) == set()
    assert await ids(crm, "Task", Not(compare("IsClosed", Op.EQ, True))) == {"t1", "t2"}
    assert "rob" not in await ids(crm, "User", compare("IsActive", Op.EQ, True))


async def test_and_or_not_combine(crm: EmbeddedCrm) -> None:
    """Without parts, "and" passes everything and "or" nothing."""
    berlin = compare("BillingCity", Op.EQ, "Berlin")
    assert await ids(crm, "Account", And((RETAIL, berlin))) == {"acme"}
    assert await ids(crm, "Account", Or((RETAIL, berlin))) == {"acme", "brien", "lost"}
    assert await ids(crm, "Account", Not(Or((RETAIL, berlin)))) == {"void"}
    assert await ids(crm, "Account", Not(And((RETAIL, Not(berlin))))) == {"acme", "brien", "void"}
    assert await ids(crm, "Account", And(())) == ALL_ACCOUNTS
    assert await ids(crm, "Account", Or(())) == set()
    assert await ids(crm, "Account", Not(Or(()))) == ALL_ACCOUNTS


async def test_paths_lead_through_references(crm: EmbeddedCrm) -> None:
    """Several steps, the same one twice, and one that leads nowhere and so is empty."""
    retail = compare("Account.Industry", Op.EQ, "retail")
    assert await ids(crm, "Opportunity", retail) == {"d1", "d2"}
    under_lena = compare("Account.Owner.Manager.Manager.Name", Op.EQ, "lena lead")
    assert await ids(crm, "Opportunity", under_lena) == {"d1", "d2", "d3", "d4"}
    same_again = And((retail, compare("Account.BillingCity", Op.EQ, "berlin")))
    assert await ids(crm, "Opportunity", same_again) == {"d1", "d2"}
    assert await ids(crm, "Opportunity", compare("Account.Name", Op.EMPTY)) == {"d5"}
    assert "d5" in await ids(crm, "Opportunity", compare("Account.Name", Op.NE, "Acme"))
    parent = compare("Parent.Name", Op.EQ, "acme")
    assert await ids(crm, "Account", parent) == {"brien"}


def deals(**more: object) -> Related:
    """Accounts by their deals."""
    return Related(entity="Opportunity", via="AccountId", **more)  # type: ignore[arg-type]


async def test_related_records_are_looked_at(crm: EmbeddedCrm) -> None:
    """At least one, at least so many, such as match, and none."""
    open_ = compare("IsClosed", Op.EQ, False)
    small = compare("Amount", Op.LT, D(1))
    assert await ids(crm, "Account", deals()) == {"acme", "brien"}
    assert await ids(crm, "Account", deals(at_least=2, where=open_)) == set()
    assert await ids(crm, "Account", deals(at_least=2)) == {"acme", "brien"}
    assert await ids(crm, "Account", deals(at_least=3)) == set()
    assert await ids(crm, "Account", deals(where=small)) == {"brien"}
    assert await ids(crm, "Account", Not(deals(where=small))) == {"acme", "void", "lost"}
    assert await ids(crm, "Account", Not(deals(at_least=3))) == ALL_ACCOUNTS
    exactly_two = And((deals(at_least=2), Not(deals(at_least=3))))
    assert await ids(crm, "Account", exactly_two) == {"acme", "brien"}
    assert await ids(crm, "Account", Or((RETAIL, deals(where=small)))) == {"acme", "brien", "lost"}


async def test_a_relation_may_go_on_and_back(crm: EmbeddedCrm) -> None:
    """A relation inside a relation, paths inside it, and a reference both sides share."""
    by_ria = compare("Owner.Name", Op.EQ, "Ria Rep")
    assert await ids(crm, "Account", deals(where=by_ria)) == {"acme"}
    owners = Related(entity="Account", via="OwnerId", where=deals(where=Not(by_ria)))
    assert await ids(crm, "User", owners) == {"rae"}
    won = compare("IsWon", Op.EQ, True)
    shared = Related(entity="Opportunity", via="AccountId", own="AccountId", where=won)
    assert await ids(crm, "Contact", shared) == {"c1"}
    assert await ids(crm, "Contact", Not(shared)) == {"c2", "c3"}
    through = Related(entity="Contact", via="AccountId", own="Account.ParentId")
    assert await ids(crm, "Opportunity", through) == {"d3", "d4"}


async def test_a_reference_to_anything_can_be_asked_for(crm: EmbeddedCrm) -> None:
    """What a task is about can be an account or a deal."""
    tasks = Related(entity="Task", via="WhatId")
    assert await ids(crm, "Opportunity", tasks) == {"d3"}


async def test_many_values_are_one_condition(crm: EmbeddedCrm) -> None:
    """As a leader's ten thousand reports are."""
    many = compare("OwnerId", Op.IN, "ria", *(f"user {n}" for n in range(10_000)))
    assert await ids(crm, "Account", many) == {"acme"}
