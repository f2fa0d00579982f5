"""A query, run: in how many calls, within which limits, and with what is put together here."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from crm.access import AccessRules, Viewer, narrow
from crm.backends.salesforce.mapping import OrgMapping
from crm.backends.salesforce.running import run
from crm.errors import MixedCurrencies, Unsupported
from crm.money import Money
from crm.periods import Grain
from crm.query import (
    Aggregate,
    Answer,
    Condition,
    Figures,
    Function,
    Grouping,
    Not,
    Op,
    Or,
    Order,
    Query,
    Related,
    Rows,
    compare,
    every,
)
from crm.schema import Field, FieldType, Schema
from crm.standard import STANDARD
from tests.fakes.asking import FakeAsking
from tests.fakes.salesforce.many import add_many
from tests.fakes.salesforce.org.ids import minted
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.org.settings import Settings

NOW = datetime(2026, 11, 18, 15, tzinfo=UTC)
ME = minted("005", 1)
VIEWER = Viewer(user_id=ME, name="Dana", email="dana@crumb.example", time_zone="Europe/Berlin")
COUNT = Aggregate(function=Function.COUNT)
SUM = Aggregate(function=Function.SUM, path="Amount")
MEDIAN = Aggregate(function=Function.MEDIAN, path="Amount")
OPEN = compare("IsClosed", Op.EQ, False)
# Of the 50,001 of many.py, 8,279.
EARLY = compare("CloseDate", Op.LT, NOW.date() - timedelta(days=245))
ISO = Field(name="CurrencyIsoCode", label="Currency", type=FieldType.PICKLIST)
SEVERAL = replace(
    STANDARD,
    entities=tuple(e.with_fields(ISO) if e.name == "Opportunity" else e for e in STANDARD),
    currencies=("USD", "EUR"),
)


def an_org(**settings: Any) -> Org:
    """With one person, whose zone is that of the viewer."""
    org = Org(Settings(clock=lambda: NOW, **settings))
    org.add("User", [{"Id": ME, "LastName": "Dana", "TimeZoneSidKey": VIEWER.time_zone}])
    return org


@pytest.fixture
def org() -> Iterator[Org]:
    """An org without records but the person's."""
    made = an_org()
    yield made
    made.close()


@pytest.fixture(scope="module")
def large() -> Iterator[Org]:
    """An org with 50,001 opportunities over 3,000 accounts; read only by agreement."""
    made = an_org()
    add_many(made, 50_001, ME, accounts=3_000)
    yield made
    made.close()


async def asked(org: Org, query: Query, schema: Schema = STANDARD) -> tuple[Answer, FakeAsking]:
    """The answer, and who was asked for it."""
    asking = FakeAsking(org, ME)
    permitted = narrow(query, VIEWER, schema=schema, rules=AccessRules())
    answer = await run(permitted, schema=schema, asking=asking, mapping=OrgMapping())
    assert answer.query == query
    return answer, asking


def _deal(number: int, **fields: object) -> Mapping[str, object]:
    return {"Id": minted("006", number), "Name": f"Deal {number}", "OwnerId": ME, **fields}


# One call


async def test_a_list_is_one_call_and_knows_how_many_there_are(large: Org) -> None:
    """However many match; the first page has those that are shown."""
    query = Query(entity="Opportunity", columns=("Amount",), where=OPEN, limit=50)
    rows, asking = await asked(large, query)
    assert isinstance(rows, Rows)
    assert (rows.total, len(rows.rows), asking.calls) == (33_334, 50, 1)


async def test_d20_a_longer_list_is_fetched_page_by_page(large: Org) -> None:
    """Until it is as long as asked for, and no further."""
    rows, asking = await asked(large, Query(entity="Opportunity", limit=4_500))
    assert isinstance(rows, Rows)
    assert (rows.total, len(rows.rows), asking.calls) == (50_001, 4_500, 3)
    accounts, asking = await asked(large, Query(entity="Account", limit=None))
    assert isinstance(accounts, Rows)
    assert (accounts.total, len(accounts.rows), asking.calls) == (3_000, 3_000, 2)


async def test_figures_are_one_call_whatever_their_conditions(large: Org) -> None:
    """Up to five queries go together."""
    stages = ("Closed Won", "Closed Lost", "Prospecting", "Qualification")
    won = [
        Aggregate(function=Function.COUNT, where=compare("StageName", Op.EQ, stage))
        for stage in stages
    ]
    query = Query(entity="Opportunity", aggregates=tuple(won))
    figures, asking = await asked(large, query)
    assert isinstance(figures, Figures)
    assert (asking.calls, len(asking.soql), figures.matched) == (1, 5, 50_001)
    assert sum(int(str(value)) for value in figures.groups[0].values) == 33_335
    more = Aggregate(function=Function.COUNT, where=compare("Amount", Op.EMPTY))
    _, asking = await asked(large, replace(query, aggregates=(*won, more)))
    assert asking.calls == 2


async def test_a_relation_that_is_looked_up_first_takes_a_call_more(org: Org) -> None:
    """All such relations of a query go together."""
    org.add("Account", ({"Id": minted("001", n), "Name": f"A{n}"} for n in range(1, 5)))
    org.add("Opportunity", [_deal(n, AccountId=minted("001", n % 2 + 1)) for n in range(3)])
    org.add("Task", [{"OwnerId": ME, "AccountId": minted("001", 3)}])
    twice = Related(entity="Opportunity", via="AccountId", at_least=2)
    task = Related(entity="Task", via="AccountId")
    query = Query(entity="Account", where=Or((twice, task)))
    rows, asking = await asked(org, query)
    assert isinstance(rows, Rows)
    assert [row.name for row in rows.rows] == ["A1", "A3"]
    assert (asking.calls, len(asking.soql)) == (2, 3)
    others, _ = await asked(org, replace(query, where=Not(Or((twice, task)))))
    assert isinstance(others, Rows)
    assert [row.name for row in others.rows] == ["A2", "A4"]


async def test_what_nothing_can_match_takes_no_call(org: Org) -> None:
    """The answer is none, or zero."""
    never = compare("Id", Op.EQ, "not an id")
    rows, asking = await asked(org, Query(entity="Opportunity", where=never))
    assert isinstance(rows, Rows)
    assert (rows.total, asking.calls) == (0, 0)
    figures, asking = await asked(
        org, Query(entity="Opportunity", where=never, aggregates=(COUNT, SUM))
    )
    assert isinstance(figures, Figures)
    assert (figures.groups[0].values, figures.matched) == ((Decimal(0), None), 0)
    assert asking.calls == 0


# Limits


async def test_d20_more_than_fifty_thousand_are_not_looked_at_one_by_one(large: Org) -> None:
    """It says so after the first call, rather than reckon with a part of them."""
    with pytest.raises(Unsupported, match="more than 50,000 records one by one; narrow it down"):
        await asked(large, Query(entity="Opportunity", aggregates=(MEDIAN,)))
    words = compare("Name", Op.MENTIONS, "deal")
    with pytest.raises(Unsupported, match="narrow it down"):
        await asked(large, Query(entity="Opportunity", where=words))
    with pytest.raises(Unsupported, match="narrow it down"):
        await asked(large, Query(entity="Opportunity", limit=None))
    some = Query(entity="Opportunity", aggregates=(MEDIAN,), where=EARLY)
    figures, asking = await asked(large, some)
    assert isinstance(figures, Figures)
    assert (figures.matched, asking.calls) == (8_279, 5)


async def test_more_than_two_thousand_groups_are_put_together_here(large: Org) -> None:
    """SOQL gives up to 2,000; where there are more, the records themselves are fetched."""
    by_account = Query(
        entity="Opportunity",
        aggregates=(COUNT, SUM),
        group_by=(Grouping(path="AccountId"),),
        where=EARLY,
        order=(Order(by=COUNT, descending=True),),
        limit=3,
    )
    figures, asking = await asked(large, by_account)
    assert isinstance(figures, Figures)
    assert (figures.total, figures.matched, len(figures.groups)) == (3_000, 8_279, 3)
    assert asking.calls == 1 + 5
    with pytest.raises(Unsupported, match="narrow it down"):
        await asked(large, replace(by_account, where=None))


async def test_more_than_two_thousand_related_records_are_counted_here(large: Org) -> None:
    """Up to 50,000 of them."""
    often = Related(entity="Opportunity", via="AccountId", at_least=2, where=EARLY)
    rows, asking = await asked(large, Query(entity="Account", where=often, limit=5))
    assert isinstance(rows, Rows)
    assert (rows.total, asking.calls) == (2_800, 1 + 5 + 1)
    with pytest.raises(Unsupported, match="50,000 related records"):
        await asked(large, Query(entity="Account", where=replace(often, where=None)))


async def test_ids_too_many_for_a_query_are_compared_here(large: Org) -> None:
    """A list of 5,000 ids has 100,000 characters; the records are fetched and looked at."""
    ids = tuple(minted("001", n) for n in range(1_001, 6_001))
    query = Query(entity="Account", where=compare("Id", Op.IN, *ids), limit=1)
    rows, asking = await asked(large, query)
    assert isinstance(rows, Rows)
    assert (rows.total, len(rows.rows), asking.calls) == (2_000, 1, 2)
    with pytest.raises(Unsupported, match="narrow it down"):
        await asked(large, Query(entity="Opportunity", where=compare("AccountId", Op.IN, *ids)))


# What lies behind a reference to several objects


async def test_an_owner_may_be_a_queue(org: Org) -> None:
    """Then SOQL knows their name alone; what else is asked of them is asked of users first."""
    owner = org.object("Lead").field("OwnerId")
    assert owner is not None
    org.add_fields("Lead", replace(owner, refers_to=("User", "Campaign")))  # no groups there
    queue = org.store.new_id(org.object("Campaign"))
    org.add("Campaign", [{"Id": queue, "Name": "Inbound"}])
    org.store.change(org.object("User"), ME, {"Region__c": "East", "Name": "Dana"})
    leads = [("Ada", ME), ("Bo", queue)]
    org.add("Lead", [{"LastName": n, "Name": n, "Company": "x", "OwnerId": o} for n, o in leads])

    async def named(*conditions: Condition) -> list[str]:
        where = every(*conditions)
        query = Query(entity="Lead", columns=("Owner.Name",), where=where)
        rows, _ = await asked(org, query)
        assert isinstance(rows, Rows)
        return [row.name for row in rows.rows]

    assert await named(compare("Owner.Name", Op.EQ, "inbound")) == ["Bo"]
    east = compare("Owner.Region__c", Op.EQ, "east")
    assert await named(east) == ["Ada"]
    assert await named(Not(east)) == ["Bo"]
    assert await named(compare("Owner.Region__c", Op.NE, "west")) == ["Ada", "Bo"]
    assert await named(compare("Owner.Region__c", Op.EMPTY)) == ["Bo"]
    assert await named(Or((east, compare("Name", Op.EQ, "Bo")))) == ["Ada", "Bo"]
    assert await named(compare("Owner.Manager.Name", Op.EMPTY)) == ["Ada", "Bo"]
    columns = ("Owner.Region__c", "Owner.Name")
    shown, asking = await asked(org, Query(entity="Lead", columns=columns))
    assert isinstance(shown, Rows)
    assert [row.values for row in shown.rows] == [("East", "Dana"), (None, "Inbound")]
    assert asking.calls == 2
    by_region = (Grouping(path="Owner.Region__c"),)
    figures, _ = await asked(org, Query(entity="Lead", aggregates=(COUNT,), group_by=by_region))
    assert isinstance(figures, Figures)
    assert [group.keys[0].label for group in figures.groups] == ["East", "(none)"]


# What is put together here


async def test_d22_calendar_groups_are_the_organisations_own(org: Org) -> None:
    """Fiscal quarters that begin in February, weeks that begin on Sunday, days of the person."""
    definitions = replace(STANDARD.definitions, fiscal_start_month=2, week_start=6)
    schema = replace(STANDARD, definitions=definitions)
    made = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)  # the first of February in Berlin
    org.add("Opportunity", [_deal(1, CreatedDate=made), _deal(2, CloseDate=date(2026, 1, 31))])

    async def keys(path: str, grain: Grain) -> list[object]:
        query = Query(
            entity="Opportunity",
            aggregates=(COUNT,),
            where=Not(compare("CreatedDate", Op.GT, made)) if path == "CreatedDate" else None,
            group_by=(Grouping(path=path, grain=grain),),
            zone="Europe/Berlin",
        )
        answer, asking = await asked(org, query, schema)
        assert isinstance(answer, Figures)
        assert asking.calls == 1
        return [group.keys[0].value for group in answer.groups]

    assert await keys("CreatedDate", Grain.QUARTER) == ["2027-Q1"]
    assert await keys("CreatedDate", Grain.DAY) == ["2026-02-01"]
    assert await keys("CreatedDate", Grain.WEEK) == ["2026-W06"]
    assert await keys("CloseDate", Grain.QUARTER) == ["2026-Q4", None]
    assert await keys("CloseDate", Grain.WEEK) == ["2026-W05", None]


async def test_d21_amounts_of_several_currencies_are_neither_converted_nor_added_up() -> None:
    """SOQL's own sums are converted; these are of the amounts as they stand in the records."""
    org = an_org(currencies={"USD": Decimal(1), "EUR": Decimal("0.5")})
    rows = [
        _deal(1, Amount=100, CurrencyIsoCode="USD"),
        _deal(2, Amount=100, CurrencyIsoCode="EUR"),
        _deal(3, Amount=20, CurrencyIsoCode="EUR"),
    ]
    org.add("Opportunity", rows)
    query = Query(entity="Opportunity", aggregates=(SUM,))
    with pytest.raises(MixedCurrencies, match=r"\(EUR, USD\)"):
        await asked(org, query, SEVERAL)
    by_stage = compare("Id", Op.NE, minted("006", 1))
    figures, _ = await asked(org, replace(query, where=by_stage), SEVERAL)
    assert isinstance(figures, Figures)
    assert figures.groups[0].values == (Money(Decimal(120), "EUR"),)
    dollars = compare("CurrencyIsoCode", Op.EQ, "usd")
    figures, asking = await asked(org, replace(query, where=dollars), SEVERAL)
    assert isinstance(figures, Figures)
    assert figures.groups[0].values == (Money(Decimal(100), "USD"),)
    assert asking.calls == 1
    listed, _ = await asked(org, Query(entity="Opportunity", columns=("Amount",)), SEVERAL)
    assert isinstance(listed, Rows)
    assert [row.values[0] for row in listed.rows] == [
        Money(Decimal(100), "USD"),
        Money(Decimal(100), "EUR"),
        Money(Decimal(20), "EUR"),
    ]


async def test_a_version_is_when_a_record_was_last_changed(org: Org) -> None:
    """A later change is checked against it."""
    org.add("Opportunity", [_deal(1, SystemModstamp=datetime(2026, 11, 2, 9, tzinfo=UTC))])
    rows, _ = await asked(org, Query(entity="Opportunity"))
    assert isinstance(rows, Rows)
    assert rows.rows[0].version == "2026-11-02T09:00:00.000+0000"
