"""What makes no sense in a schema is refused before anything is sent, and named."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from crm.check import check
from crm.errors import QueryError, UnknownEntity, UnknownField, WrongType
from crm.periods import Grain
from crm.query import (
    Aggregate,
    And,
    Condition,
    Constant,
    Function,
    Grouping,
    Not,
    Op,
    Or,
    Order,
    Query,
    Related,
    compare,
)
from crm.schema import Field, FieldType
from crm.standard import STANDARD

D = Decimal
WRONG = compare("Amuont", Op.EMPTY)
COUNT = Aggregate(function=Function.COUNT)


def deals(where: Condition | None = None, **more: object) -> Query:
    """A query about opportunities."""
    return Query(entity="Opportunity", where=where, **more)  # type: ignore[arg-type]


def figures(function: Function, path: str | None = None) -> Query:
    """One figure about opportunities."""
    return deals(aggregates=(Aggregate(function=function, path=path),))


@pytest.mark.parametrize(
    "where",
    [
        WRONG,
        And((compare("Name", Op.EMPTY), WRONG)),
        Or((WRONG,)),
        Not(Not(WRONG)),
        Related(entity="Opportunity", via="AccountId", own="AccountId", where=WRONG),
    ],
)
def test_a_wrong_field_is_named_wherever_it_is(where: Condition) -> None:
    """With the nearest there is."""
    with pytest.raises(UnknownField, match=r"Opportunity has no field Amuont\. Nearest: Amount"):
        check(deals(where), STANDARD)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (deals(columns=("Account.Nmae",)), "Account has no field Nmae"),
        (deals(columns=("Acount.Name",)), "Opportunity has no field Acount"),
        (deals(columns=("AccountId.Name",)), "Opportunity has no field AccountId"),
        (deals(columns=("",)), "Opportunity has no field"),
        (deals(columns=("Account.",)), "Account has no field"),
        (deals(order=(Order(by="Nmae"),)), "Opportunity has no field Nmae"),
        (figures(Function.SUM, "Amuont"), "Opportunity has no field Amuont"),
        (
            deals(aggregates=(Aggregate(function=Function.COUNT, where=WRONG),)),
            "Opportunity has no field Amuont",
        ),
        (
            deals(aggregates=(COUNT,), group_by=(Grouping(path="Stage"),)),
            "Opportunity has no field Stage",
        ),
        (Query(entity="Task", columns=("What.Name",)), "Task has no field What"),
    ],
)
def test_a_wrong_path_is_named_by_its_wrong_step(query: Query, sentence: str) -> None:
    """In columns, orders, figures and groups; none leads through a reference to anything."""
    with pytest.raises(UnknownField, match=sentence):
        check(query, STANDARD)


def test_a_wrong_entity_is_named() -> None:
    """Also inside a condition."""
    for query in (
        Query(entity="Deal"),
        Query(entity="Account", where=Related(entity="Deal", via="AccountId")),
    ):
        with pytest.raises(UnknownEntity, match="There is no Deal in the CRM"):
            check(query, STANDARD)


@pytest.mark.parametrize(
    "query",
    [
        deals(compare("Amount", Op.CONTAINS, "5")),
        deals(compare("CloseDate", Op.STARTS, "2026")),
        deals(compare("OwnerId", Op.CONTAINS, "005")),
        deals(compare("Name", Op.GT, "a")),
        deals(compare("StageName", Op.LE, "a")),
        deals(compare("IsWon", Op.LT, True)),
        figures(Function.SUM, "CloseDate"),
        figures(Function.AVERAGE, "Name"),
        figures(Function.MEDIAN, "IsWon"),
        figures(Function.MAX, "Name"),
        figures(Function.MIN, "OwnerId"),
        deals(aggregates=(COUNT,), group_by=(Grouping(path="Amount", grain=Grain.MONTH),)),
        deals(aggregates=(COUNT,), order=(Order(by=Grouping(path="StageName")),)),
        deals(
            aggregates=(COUNT,),
            order=(Order(by=Aggregate(function=Function.SUM, path="Amount")),),
        ),
        deals(Related(entity="Task", via="AccountId")),
        deals(Related(entity="Task", via="Subject")),
        deals(Related(entity="Contact", via="AccountId", own="Name")),
    ],
)
def test_a_field_is_used_as_what_it_is(query: Query) -> None:
    """Or the use is refused."""
    with pytest.raises(WrongType):
        check(query, STANDARD)


MIDNIGHT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "right", "wrong"),
    [
        ("Amount", D(5), ["5", True, date(2026, 1, 1), D("NaN"), D("Infinity")]),
        ("Probability", D(5), ["5", False]),
        ("CloseDate", date(2026, 1, 1), ["2026-01-01", MIDNIGHT, D(2026)]),
        ("CreatedDate", MIDNIGHT, [date(2026, 1, 1), "2026"]),
        ("IsWon", True, ["yes", D(1)]),
        ("Name", "x", [D(1), True]),
        ("StageName", "x", [D(1)]),
        ("OwnerId", "005", [D(5)]),
        ("Id", "006", [D(6)]),
    ],
)
def test_a_constant_is_of_the_fields_type(
    path: str, right: Constant, wrong: list[Constant]
) -> None:
    """Each of several too."""
    check(deals(compare(path, Op.EQ, right)), STANDARD)
    check(deals(compare(path, Op.IN, right, right)), STANDARD)
    for constant in wrong:
        with pytest.raises(WrongType):
            check(deals(compare(path, Op.NE, constant)), STANDARD)
        with pytest.raises(WrongType):
            check(deals(compare(path, Op.IN, right, constant)), STANDARD)


def test_long_text_is_searched_and_not_grouped_by() -> None:
    """Nobody reads a chart of essays."""
    notes = Field(name="Notes__c", label="Notes", type=FieldType.LONG_TEXT)
    account = STANDARD.entity("Account").with_fields(notes)
    schema = type(STANDARD)(entities=(account,))
    check(Query(entity="Account", where=compare("Notes__c", Op.CONTAINS, "x")), schema)
    grouped = Query(entity="Account", aggregates=(COUNT,), group_by=(Grouping(path="Notes__c"),))
    with pytest.raises(WrongType, match="long text"):
        check(grouped, schema)


def test_what_makes_sense_passes() -> None:
    """Every feature at once."""
    overdue = Related(entity="Task", via="WhatId", where=compare("Account.Name", Op.ENDS, "x"))
    total = Aggregate(function=Function.SUM, path="Amount", where=Not(overdue))
    month = Grouping(path="CloseDate", grain=Grain.MONTH)
    query = deals(
        Or((overdue, compare("Account.Owner.Manager.Name", Op.STARTS, "L"))),
        aggregates=(total, COUNT),
        group_by=(month, Grouping(path="Account.Industry")),
        order=(Order(by=total), Order(by=month)),
    )
    check(query, STANDARD)


def test_a_refusal_is_a_query_error() -> None:
    """So that whoever asks can tell a wrong question from a broken CRM."""
    assert issubclass(WrongType, QueryError)
    assert issubclass(UnknownField, QueryError)
