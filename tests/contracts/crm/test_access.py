"""Who reads what: the sharing setting, the manager tree, and fields hidden from a role."""

import pytest

from crm.access import AccessRules, Role, Sharing
from crm.errors import UnknownField
from crm.query import Aggregate, Function, Not, Op, Query, Related, compare
from tests.contracts.crm.world import (
    EmbeddedCrm,
    MakeCrm,
    figures_of,
    fill,
    ids,
    rows_of,
    viewer_of,
)

PRIVATE = AccessRules(sharing=Sharing.PRIVATE)
HIDDEN = AccessRules(hidden={Role.REP: frozenset({("Account", "AnnualRevenue")})})
EVERY_DEAL = {"d1", "d2", "d3", "d4", "d5"}


@pytest.fixture
def private(make_crm: MakeCrm) -> EmbeddedCrm:
    """The company, in which people read what they and those below them own."""
    crm = make_crm(PRIVATE)
    fill(crm.storage)
    return crm


async def test_where_all_is_public_everybody_reads_everything(crm: EmbeddedCrm) -> None:
    """A rep as much as the leader."""
    for who in ("lena", "mo", "ria", "ada"):
        assert await ids(crm, "Opportunity", who=who) == EVERY_DEAL


@pytest.mark.parametrize(
    ("who", "deals", "accounts", "tasks"),
    [
        ("ria", {"d1", "d2"}, {"acme"}, {"t1"}),
        ("rae", {"d3", "d4"}, {"brien"}, {"t2"}),
        ("mo", {"d1", "d2", "d5"}, {"acme", "void"}, {"t1"}),
        ("lena", EVERY_DEAL, {"acme", "brien", "void"}, {"t1", "t2"}),
        ("ada", set(), set(), set()),
    ],
)
async def test_where_it_is_private_people_read_their_own_and_below(
    private: EmbeddedCrm, who: str, deals: set[str], accounts: set[str], tasks: set[str]
) -> None:
    """At any depth; what belongs to nobody who is there, no one reads."""
    assert await ids(private, "Opportunity", who=who) == deals
    assert await ids(private, "Account", who=who) == accounts
    assert await ids(private, "Task", who=who) == tasks


async def test_what_nobody_owns_is_for_all(private: EmbeddedCrm) -> None:
    """Users and products."""
    private.storage.upsert("Product2", [{"Id": "p", "Name": "Anvil"}])
    assert await ids(private, "Product2", who="ada") == {"p"}
    assert len(await ids(private, "User", who="ada")) == 7


async def test_ownership_may_lead_through_a_reference(private: EmbeddedCrm) -> None:
    """An invoice is read with its account."""
    invoices = [{"Id": "i1", "AccountId": "acme"}, {"Id": "i2", "AccountId": "brien"}]
    private.storage.upsert("Invoice", invoices)
    assert await ids(private, "Invoice", who="ria") == {"i1"}
    assert await ids(private, "Invoice", who="lena") == {"i1", "i2"}


async def test_a_parent_is_readable_with_its_record(private: EmbeddedCrm) -> None:
    """The account of my deal, though it is another's, as Salesforce's implicit sharing has it."""
    private.storage.upsert("Opportunity", [{"Id": "d1", "AccountId": "brien"}])
    query = Query(entity="Opportunity", columns=("Account.Name",), where=compare("Id", Op.EQ, "d1"))
    answer = await rows_of(private, query, "ria")
    assert answer.rows[0].values == ("O'Brien & Söhne",)


async def test_figures_count_what_is_readable(private: EmbeddedCrm) -> None:
    """The total, the group and a figure with a condition of its own."""
    lost = Aggregate(function=Function.COUNT, where=compare("StageName", Op.EQ, "Closed Lost"))
    query = Query(entity="Opportunity", aggregates=(Aggregate(function=Function.COUNT), lost))
    figures = await figures_of(private, query, "ria")
    assert [str(value) for value in figures.groups[0].values] == ["2", "0"]
    assert figures.matched == 2


async def test_related_records_count_as_far_as_they_are_readable(private: EmbeddedCrm) -> None:
    """What I may not read does not show through a relation, nor through its absence."""
    private.storage.upsert("Opportunity", [{"Id": "x", "AccountId": "acme", "OwnerId": "rae"}])
    hers = compare("OwnerId", Op.EQ, "rae")
    relation = Related(entity="Opportunity", via="AccountId", where=hers)
    assert await ids(private, "Account", relation, who="ria") == set()
    assert await ids(private, "Account", Not(relation), who="ria") == {"acme"}
    assert await ids(private, "Account", relation, who="lena") == {"acme", "brien"}
    nested = Related(entity="Account", via="OwnerId", where=relation)
    assert await ids(private, "User", nested, who="ria") == set()
    assert await ids(private, "User", nested, who="lena") == {"ria", "rae"}


async def test_a_hidden_field_does_not_exist(make_crm: MakeCrm) -> None:
    """In the schema, as a column, in a condition, at the end of a path, in a figure."""
    crm = make_crm(HIDDEN)
    fill(crm.storage)
    ria = await viewer_of(crm, "ria")
    assert "AnnualRevenue" not in (await crm.schema(ria)).entity("Account")
    revenue = compare("AnnualRevenue", Op.EMPTY)
    for query in (
        Query(entity="Account", columns=("AnnualRevenue",)),
        Query(entity="Account", where=Not(revenue)),
        Query(entity="Account", where=Related(entity="Account", via="ParentId", where=revenue)),
        Query(entity="Opportunity", columns=("Account.AnnualRevenue",)),
        Query(
            entity="Opportunity",
            aggregates=(Aggregate(function=Function.MAX, path="Account.AnnualRevenue"),),
        ),
    ):
        with pytest.raises(UnknownField, match="no field AnnualRevenue"):
            await crm.permit(query, ria)
    assert await ids(crm, "Account", revenue, who="mo") == {"brien", "void", "lost"}
