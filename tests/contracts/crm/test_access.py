"""Who reads what: the sharing setting, the manager tree, and fields hidden from a role."""

import pytest

from crm.access import AccessRules, Role, Sharing
from crm.change import Change
from crm.errors import UnknownField
from crm.query import Aggregate, Function, Not, Op, Query, Ref, Related, compare
from tests.contracts.crm.world import (
    NOW,
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


@pytest.mark.parametrize(
    ("who", "accounts", "contacts"),
    [
        ("ria", {"acme"}, {"c1", "c3"}),
        ("rae", {"brien", "acme"}, {"c2"}),
        ("mo", {"acme", "void"}, {"c1", "c3"}),
        ("ada", set(), set()),
    ],
)
async def test_where_it_is_private_names_are_of_what_one_may_know_of(
    private: EmbeddedCrm, who: str, accounts: set[str], contacts: set[str]
) -> None:
    """Of one's own records and those below, and of what these point at: Acme owns O'Brien's."""
    index = await private.index(await viewer_of(private, who))
    names = {"acme": "Acme", "brien": "O'Brien & Söhne", "void": "Void Ltd", "lost": "Lost & Found"}
    names |= {"c1": "Ann Ng", "c2": "Bo Orr", "c3": "Cy Poe"}
    known = {id_ for id_, name in names.items() for n in index.exact(name) if n.id == id_}
    assert known == accounts | contacts
    assert {id_ for id_ in names if index.by_id(id_)} == accounts | contacts
    assert index.exact("Rae Rep"), "people are known to all"


async def test_who_gets_a_record_gets_to_know_its_name(private: EmbeddedCrm) -> None:
    """And whom it is taken from knows it no more."""
    mo, ria = await viewer_of(private, "mo"), await viewer_of(private, "ria")
    assert not (await private.index(ria)).exact("Void Ltd")
    given = Change(
        ref=Ref("Account", "void"), field="OwnerId", before="mo", after="ria", version=""
    )
    await private.write(given, mo, NOW)
    assert (await private.index(ria)).exact("Void Ltd")
    assert (await private.index(mo)).exact("Void Ltd")


async def test_where_all_is_public_names_are_of_everything(crm: EmbeddedCrm) -> None:
    """One index does for all."""
    ria, ada = await viewer_of(crm, "ria"), await viewer_of(crm, "ada")
    assert (await crm.index(ada)).exact("Lost & Found")
    assert len(await crm.index(ada)) == len(await crm.index(ria))
