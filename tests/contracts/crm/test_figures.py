"""Figures over records: what each function makes of them, by group, and what it leaves out."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from crm.errors import MixedCurrencies, TooLarge, WrongType
from crm.money import Money
from crm.query import (
    Aggregate,
    Figures,
    Function,
    Grouping,
    Not,
    Op,
    Order,
    Query,
    Related,
    Rows,
    Value,
    compare,
)
from tests.contracts.crm.world import EmbeddedCrm, figures_of, viewer_of

D = Decimal
COUNT = Aggregate(function=Function.COUNT)
AMOUNT = Aggregate(function=Function.SUM, path="Amount")


def usd(amount: str) -> Money:
    """Dollars."""
    return Money(D(amount), "USD")


def labels(figures: Figures) -> list[tuple[str, ...]]:
    """How the groups are called, in order."""
    return [tuple(key.label for key in group.keys) for group in figures.groups]


@pytest.mark.parametrize(
    ("function", "path", "value", "left_out"),
    [
        (Function.COUNT, None, D(5), 0),
        (Function.SUM, "Amount", usd("350.0001"), 1),
        (Function.AVERAGE, "Amount", usd("87.5"), 1),
        (Function.MEDIAN, "Amount", usd("50"), 1),
        (Function.MIN, "Amount", usd("-50"), 1),
        (Function.MAX, "Amount", usd("300"), 1),
        (Function.COUNT_DISTINCT, "Amount", D(4), 1),
        (Function.SUM, "Probability", D(140), 0),
        (Function.AVERAGE, "Probability", D(28), 0),
        (Function.MEDIAN, "Probability", D(10), 0),
        (Function.MIN, "CloseDate", date(2026, 10, 1), 2),
        (Function.MAX, "CloseDate", date(2027, 1, 1), 2),
        (Function.COUNT_DISTINCT, "AccountId", D(3), 0),
        (Function.COUNT_DISTINCT, "Account.BillingCity", D(1), 1),
        (Function.SUM, "Account.NumberOfEmployees", D(25), 1),
        (Function.MAX, "Account.CreatedDate", datetime(2026, 3, 29, 23, 30, tzinfo=UTC), 1),
        (Function.SUM, "Account.AnnualRevenue", usd("3000000.5"), 3),
        (Function.COUNT_DISTINCT, "NextStep", D(1), 4),
    ],
)
async def test_a_figure_over_all_deals(
    crm: EmbeddedCrm, function: Function, path: str | None, value: Value, left_out: int
) -> None:
    """Empty fields are in none but the count, and are counted as left out."""
    aggregate = Aggregate(function=function, path=path)
    figures = await figures_of(crm, Query(entity="Opportunity", aggregates=(aggregate,)))
    (group,) = figures.groups
    assert (group.keys, group.values, group.left_out) == ((), (value,), (left_out,))
    assert (figures.total, figures.matched) == (1, 5)


async def test_over_no_record_there_is_no_figure_but_zero(crm: EmbeddedCrm) -> None:
    """A count is 0 and all else is empty."""
    aggregates = tuple(
        Aggregate(function=f, path=None if f is Function.COUNT else "Amount") for f in Function
    )
    where = compare("Name", Op.EQ, "none of them")
    query = Query(entity="Opportunity", aggregates=aggregates, where=where)
    figures = await figures_of(crm, query)
    assert figures.groups[0].values == (D(0), D(0), None, None, None, None, None)
    assert (figures.total, figures.matched) == (1, 0)
    grouped = Query(
        entity="Opportunity",
        aggregates=aggregates,
        where=where,
        group_by=(Grouping(path="StageName"),),
    )
    assert (await figures_of(crm, grouped)).groups == ()


async def test_a_figure_may_have_a_condition_of_its_own(crm: EmbeddedCrm) -> None:
    """Won and lost side by side, and what related records say."""
    won = Aggregate(function=Function.SUM, path="Amount", where=compare("IsWon", Op.EQ, True))
    lost = Aggregate(function=Function.COUNT, where=compare("StageName", Op.EQ, "closed lost"))
    acme = Aggregate(function=Function.COUNT, where=compare("Account.Name", Op.EQ, "acme"))
    quiet = Not(Related(entity="Task", via="WhatId"))
    unasked = Aggregate(function=Function.SUM, path="Amount", where=quiet)
    query = Query(entity="Opportunity", aggregates=(COUNT, won, lost, acme, unasked))
    (group,) = (await figures_of(crm, query)).groups
    assert group.values == (D(5), usd("300"), D(1), D(2), usd("350.0001"))
    assert group.left_out == (0, 0, 0, 0, 0)


async def test_numbers_add_up_without_dust(empty: EmbeddedCrm) -> None:
    """Ten dimes are one, not 0.9999999999999999; an average is cut to sure digits."""
    empty.storage.upsert("User", [{"Id": "lena", "Name": "Lena"}])
    rows = [{"Id": f"a{n}", "Name": "x", "NumberOfEmployees": D("0.1")} for n in range(10)]
    empty.storage.upsert("Account", rows)
    empty.storage.upsert("Account", [{"Id": "b", "Name": "y", "NumberOfEmployees": D(1)}])
    path = "NumberOfEmployees"
    functions = (Function.SUM, Function.AVERAGE, Function.MEDIAN)
    aggregates = tuple(Aggregate(function=f, path=path) for f in functions)
    figures = await figures_of(empty, Query(entity="Account", aggregates=aggregates))
    assert figures.groups[0].values == (D(2), D("0.181818181818"), D("0.1"))


async def test_groups_by_value_merge_what_differs_in_case(crm: EmbeddedCrm) -> None:
    """As comparisons do, so that a group has as many records as a search for its key."""
    query = Query(entity="Account", aggregates=(COUNT,), group_by=(Grouping(path="BillingCity"),))
    figures = await figures_of(crm, query)
    assert [(g.keys[0].value, g.values) for g in figures.groups] == [
        ("Berlin", (D(2),)),
        (None, (D(2),)),
    ]
    assert labels(figures) == [("Berlin",), ("(none)",)]


@pytest.mark.beyond_salesforce("a reference leads to a record there")
async def test_groups_by_reference_have_the_name_of_the_record(crm: EmbeddedCrm) -> None:
    """In the order of the names; a reference to nothing is called by its id."""
    query = Query(
        entity="Opportunity", aggregates=(COUNT, AMOUNT), group_by=(Grouping(path="AccountId"),)
    )
    figures = await figures_of(crm, query)
    assert [(g.keys[0].value, g.keys[0].label, g.values[0]) for g in figures.groups] == [
        ("acme", "Acme", D(2)),
        ("nowhere", "nowhere", D(1)),
        ("brien", "O'Brien & Söhne", D(2)),
    ]
    assert [g.left_out for g in figures.groups] == [(0, 0), (0, 0), (0, 1)]


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("Account.OwnerId", ["Rae Rep", "Ria Rep", "(none)"]),
        ("Account.Owner.Manager.Name", ["Mia Manager", "Mo Manager", "(none)"]),
        ("StageName", ["Prospecting", "Qualification", "Closed Won", "Closed Lost"]),
        ("IsClosed", ["no", "yes"]),
        ("Probability", ["10", "100"]),
        ("CloseDate", ["2026-10-01", "2026-12-31", "2027-01-01", "(none)"]),
        ("Amount", ["USD -50", "USD 0.0001", "USD 100", "USD 300", "(none)"]),
        ("Id", ["Deal d1", "Deal d2", "Deal d3", "Deal d4", "Deal d5"]),
    ],
)
async def test_groups_are_in_the_order_of_their_keys(
    crm: EmbeddedCrm, path: str, keys: list[str]
) -> None:
    """Picklists by their place in it, all else from small to large, and the empty one last."""
    query = Query(entity="Opportunity", aggregates=(COUNT,), group_by=(Grouping(path=path),))
    figures = await figures_of(crm, query)
    assert [label for (label,) in labels(figures)] == keys


async def test_a_reference_to_anything_groups_by_id(crm: EmbeddedCrm) -> None:
    """There is no one entity to take a name from."""
    query = Query(entity="Task", aggregates=(COUNT,), group_by=(Grouping(path="WhatId"),))
    assert labels(await figures_of(crm, query)) == [("d3",), ("(none)",)]


async def test_groups_are_ordered_by_a_figure_or_a_key(crm: EmbeddedCrm) -> None:
    """Empty figures last either way, equal ones by key; a limit cuts groups, not their total."""
    grouping = Grouping(path="StageName")

    async def ordered(*orders: Order, limit: int | None = None) -> Figures:
        return await figures_of(
            crm,
            Query(
                entity="Opportunity",
                aggregates=(AMOUNT, COUNT),
                group_by=(grouping,),
                order=orders,
                limit=limit,
            ),
        )

    top = await ordered(Order(by=AMOUNT, descending=True), limit=2)
    assert labels(top) == [("Closed Won",), ("Prospecting",)]
    assert (top.total, top.matched) == (4, 5)
    by_count = await ordered(Order(by=COUNT, descending=True), Order(by=AMOUNT))
    assert labels(by_count) == [
        ("Prospecting",),
        ("Qualification",),
        ("Closed Lost",),
        ("Closed Won",),
    ]
    backwards = await ordered(Order(by=grouping, descending=True))
    assert labels(backwards)[0] == ("Closed Lost",)


async def test_groups_of_two_keys(crm: EmbeddedCrm) -> None:
    """One group a pair that occurs."""
    groupings = (Grouping(path="OwnerId"), Grouping(path="IsClosed"))
    query = Query(entity="Opportunity", aggregates=(AMOUNT,), group_by=groupings)
    figures = await figures_of(crm, query)
    assert labels(figures) == [
        ("Mo Manager", "no"),
        ("Rae Rep", "no"),
        ("Rae Rep", "yes"),
        ("Ria Rep", "no"),
        ("Ria Rep", "yes"),
    ]
    assert [g.values[0] for g in figures.groups] == [
        usd("-50"),
        None,
        usd("0.0001"),
        usd("100"),
        usd("300"),
    ]


async def test_d21_amounts_of_several_currencies_are_not_added_up(crm: EmbeddedCrm) -> None:
    """Nor compared; by currency they are, and the schema says that there are several."""
    lena = await viewer_of(crm, "lena")
    assert "CurrencyIsoCode" not in (await crm.schema(lena)).entity("Opportunity")
    euro: dict[str, Value] = {"Id": "e1", "Name": "Euro deal", "Amount": Money(D(7), "EUR")}
    crm.storage.upsert("Opportunity", [euro])
    for function in (
        Function.SUM,
        Function.AVERAGE,
        Function.MEDIAN,
        Function.MIN,
        Function.MAX,
    ):
        aggregate = Aggregate(function=function, path="Amount")
        with pytest.raises(MixedCurrencies, match=r"\(EUR, USD\)"):
            await figures_of(crm, Query(entity="Opportunity", aggregates=(aggregate,)))
    by_currency = Query(
        entity="Opportunity",
        aggregates=(AMOUNT, COUNT),
        group_by=(Grouping(path="CurrencyIsoCode"),),
    )
    assert [g.values for g in (await figures_of(crm, by_currency)).groups] == [
        (usd("350.0001"), D(5)),
        (Money(D(7), "EUR"), D(1)),
    ]


async def test_d21_one_currency_among_those_that_count_is_enough(crm: EmbeddedCrm) -> None:
    """What a figure leaves out does not mix."""
    crm.storage.upsert("Opportunity", [{"Id": "e1", "Name": "x", "Amount": D(7)}], currency="JPY")
    crm.storage.upsert("Opportunity", [{"Id": "e2", "Name": "y"}], currency="CHF")
    yen = compare("CurrencyIsoCode", Op.IN, "jpy", "CHF")
    query = Query(entity="Opportunity", aggregates=(AMOUNT,), where=yen)
    (group,) = (await figures_of(crm, query)).groups
    assert (group.values, group.left_out) == ((Money(D(7), "JPY"),), (1,))
    distinct = Aggregate(function=Function.COUNT_DISTINCT, path="Amount")
    query = Query(entity="Opportunity", aggregates=(distinct, COUNT))
    assert (await figures_of(crm, query)).groups[0].values == (D(5), D(7))


@pytest.mark.beyond_salesforce("the fake org sums in 64 bits")
async def test_d21_amounts_beyond_all_measure_are_no_figure(crm: EmbeddedCrm) -> None:
    """A sum that cannot be held is refused, not wrong."""
    rows = [{"Id": f"x{n}", "Name": "x", "Amount": D("9e14")} for n in range(12)]
    crm.storage.upsert("Opportunity", rows)
    with pytest.raises(TooLarge):
        await figures_of(crm, Query(entity="Opportunity", aggregates=(AMOUNT,)))
    largest = Aggregate(function=Function.MAX, path="Amount")
    query = Query(entity="Opportunity", aggregates=(largest,))
    assert (await figures_of(crm, query)).groups[0].values == (usd("9e14"),)


async def test_days_are_counted_from_date_to_date_in_the_zone_of_the_asker(
    empty: EmbeddedCrm,
) -> None:
    """A deal made late in the evening in New York was made that day there, and the next in UTC."""
    empty.storage.upsert("User", [{"Id": "lena", "Name": "Lena"}])
    made = datetime(2026, 11, 2, 3, 30, tzinfo=UTC)
    rows: list[dict[str, Value]] = [
        {"Id": "a", "Name": "a", "CreatedDate": made, "CloseDate": date(2026, 11, 11)},
        {"Id": "b", "Name": "b", "CreatedDate": made, "CloseDate": date(2026, 11, 6)},
        {"Id": "c", "Name": "c", "CreatedDate": None, "CloseDate": date(2026, 11, 6)},
    ]
    empty.storage.upsert("Opportunity", rows)
    days = [
        Aggregate(function=f, path="CloseDate", since="CreatedDate")
        for f in (Function.AVERAGE, Function.MEDIAN, Function.MIN, Function.MAX)
    ]
    for zone, first in (("UTC", D(4)), ("America/New_York", D(5))):
        query = Query(entity="Opportunity", aggregates=tuple(days), zone=zone)
        group = (await figures_of(empty, query)).groups[0]
        middle = first + D("2.5")
        assert group.values == (middle, middle, first, first + 5)
        assert group.left_out == (1, 1, 1, 1)


async def test_a_sum_can_be_weighed_by_a_per_cent_field(crm: EmbeddedCrm) -> None:
    """Amount × probability / 100 over those that have both."""
    weighted = Aggregate(function=Function.SUM, path="Amount", weight="Probability")
    plain = Query(entity="Opportunity", columns=("Amount", "Probability"))
    lena = await viewer_of(crm, "lena")
    rows = await crm.run(await crm.permit(plain, lena))
    assert isinstance(rows, Rows)
    expected = D(0)
    for amount, probability in (row.values for row in rows.rows):
        if isinstance(amount, Money) and isinstance(probability, D):
            expected += amount.amount * probability / 100
    figures = await figures_of(crm, Query(entity="Opportunity", aggregates=(weighted,)))
    found = figures.groups[0].values[0]
    assert isinstance(found, Money)
    assert abs(found.amount - expected) < D("0.001")


async def test_days_and_weights_are_refused_of_what_has_none(crm: EmbeddedCrm) -> None:
    """Days lie between dates, and only numbers weigh."""
    wrong = (
        Aggregate(function=Function.AVERAGE, path="CloseDate", since="Amount"),
        Aggregate(function=Function.AVERAGE, path="Amount", since="CloseDate"),
        Aggregate(function=Function.SUM, path="Amount", weight="StageName"),
    )
    for aggregate in wrong:
        with pytest.raises(WrongType):
            await figures_of(crm, Query(entity="Opportunity", aggregates=(aggregate,)))
