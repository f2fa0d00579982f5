"""Questions of people with different rights, from the session to the answer."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest

from crm.access import Viewer
from crm.backends.salesforce.org import Org
from crm.backends.salesforce.reads import SalesforceReads
from crm.backends.salesforce.schemas import Schemas
from crm.backends.salesforce.wire import Wire
from crm.definitions import USUAL_DEFINITIONS
from crm.errors import NotConnected, UnknownField
from crm.query import Aggregate, Figures, Function, Op, Order, Query, Rows, compare
from tests.contracts.salesforce.world import ID, small_org
from tests.crm.backends.salesforce.test_sessions import sessions_of, tokens_of
from tests.fakes.salesforce.org.org import Org as FakeOrg
from tests.fakes.salesforce.org.settings import Profile
from tests.fakes.salesforce.server.server import FakeSalesforce
from tests.fakes.vault import FakeVault

DEALS = Query(entity="Opportunity", columns=("Amount",), order=(Order(by="Name"),))
TOTAL = Query(
    entity="Opportunity",
    aggregates=(
        Aggregate(function=Function.COUNT),
        Aggregate(function=Function.SUM, path="Amount"),
    ),
)


def viewer(who: str) -> Viewer:
    """Of world.py."""
    return Viewer(user_id=ID[who], name=who.title(), email=f"{who}@crumb.example")


@pytest.fixture
def private() -> Iterator[FakeOrg]:
    """People read what they and those below them own."""
    made = small_org(private=True)
    yield made
    made.close()


@pytest.fixture
async def salesforce(private: FakeOrg) -> AsyncIterator[FakeSalesforce]:
    """On a port."""
    async with FakeSalesforce(private) as server:
        yield server


@pytest.fixture
async def crm(salesforce: FakeSalesforce, wire: Wire) -> SalesforceReads:
    """Lena, Mo and Ria are connected."""
    sessions = sessions_of(salesforce, wire, FakeVault())
    for who in ("lena", "mo", "ria"):
        await sessions.connect(tokens_of(salesforce, who))
    return SalesforceReads(org=Org(wire=wire), sessions=sessions, schemas=Schemas())


async def names(crm: SalesforceReads, who: str, query: Query = DEALS) -> list[str]:
    """Of the records somebody is answered with."""
    answer = await crm.run(await crm.permit(query, viewer(who)))
    assert isinstance(answer, Rows)
    return [row.name for row in answer.rows]


async def counted(crm: SalesforceReads, who: str) -> int:
    """How many there are for somebody."""
    answer = await crm.run(await crm.permit(TOTAL, viewer(who)))
    assert isinstance(answer, Figures)
    return int(str(answer.groups[0].values[0]))


async def test_c13_everybody_reads_and_counts_what_is_theirs(crm: SalesforceReads) -> None:
    """C11, C13: lists and figures alike, by Salesforce's sharing and not ours."""
    assert await names(crm, "ria") == ["d1", "d2"]
    assert await names(crm, "mo") == ["d1", "d2", "d5"]
    assert await names(crm, "lena") == ["d1", "d2", "d3", "d4", "d5", "d6"]
    assert [await counted(crm, who) for who in ("ria", "mo", "lena")] == [2, 3, 6]


async def test_c12_what_is_not_theirs_is_as_what_is_not_there(
    crm: SalesforceReads, salesforce: FakeSalesforce
) -> None:
    """C12: a name that exists and one that does not: the same answer, from the same calls."""
    await crm.schema(viewer("ria"))
    answers = []
    for name in ("d6", "nothing"):
        query = replace(DEALS, where=compare("Name", Op.EQ, name))
        before = len(salesforce.calls)
        answers.append((await names(crm, "ria", query), len(salesforce.calls) - before))
    assert answers[0] == answers[1] == ([], 1)


async def test_c11_a_hidden_field_is_asked_for_in_vain(
    crm: SalesforceReads, private: FakeOrg
) -> None:
    """C11: neither shown, nor summed, nor sorted by."""
    private.set_profile(ID["ria"], Profile(hidden=frozenset({("Opportunity", "Amount")})))
    by_amount = replace(DEALS, columns=(), order=(Order(by="Amount"),))
    for query in (DEALS, TOTAL, by_amount):
        with pytest.raises(UnknownField):
            await crm.permit(query, viewer("ria"))
    assert await counted(crm, "mo") == 3


async def test_d27_a_field_that_went_away_is_gone_at_the_next_question(
    crm: SalesforceReads, private: FakeOrg
) -> None:
    """D27: described anew, with a sentence and not a failure."""
    query = replace(DEALS, columns=("Risk__c",))
    assert len(await names(crm, "lena", query)) == 6
    private.remove_field("Opportunity", "Risk__c")
    for _ in range(2):
        with pytest.raises(UnknownField):
            await names(crm, "lena", query)
    assert "Risk__c" not in (await crm.schema(viewer("lena"))).entity("Opportunity")


async def test_a_question_is_one_call(crm: SalesforceReads, salesforce: FakeSalesforce) -> None:
    """Once it is known what there is."""
    await crm.schema(viewer("ria"))
    before = salesforce.api_calls
    await names(crm, "ria")
    await counted(crm, "ria")
    assert salesforce.api_calls == before + 2


async def test_h12_who_is_disconnected_is_told_nothing(crm: SalesforceReads) -> None:
    """H12: not even what there was to ask for."""
    await crm.schema(viewer("ria"))
    await crm.sessions.disconnect(ID["ria"])
    with pytest.raises(NotConnected):
        await crm.schema(viewer("ria"))
    with pytest.raises(NotConnected):
        await crm.permit(DEALS, viewer("rae"))


async def test_definitions_are_the_owners_and_the_year_the_orgs(crm: SalesforceReads) -> None:
    """From the next question on."""
    crm.define(replace(USUAL_DEFINITIONS, stale_days=7, fiscal_start_month=4))
    definitions = (await crm.schema(viewer("ria"))).definitions
    assert (definitions.stale_days, definitions.fiscal_start_month) == (7, 1)
