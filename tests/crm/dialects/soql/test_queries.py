"""What each query becomes in SOQL, whole."""

import pytest

from crm.errors import Unsupported
from crm.periods import Grain
from crm.query import (
    Aggregate,
    And,
    Condition,
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
from tests.crm.dialects.soql.asked import PLANNING, soql

OPEN = compare("IsClosed", Op.EQ, False)
COUNT = Aggregate(function=Function.COUNT)
SUM = Aggregate(function=Function.SUM, path="Amount")
WEIGHED = Aggregate(function=Function.SUM, path="Amount", weight="Probability")
LIST = Query(
    entity="Opportunity",
    columns=("Account.Name", "Amount"),
    where=OPEN,
    order=(Order(by="Amount", descending=True),),
)


def figures(*aggregates: Aggregate, by: tuple[str, Grain | None] | None = None) -> Query:
    """Figures over all opportunities."""
    groups = () if by is None else (Grouping(path=by[0], grain=by[1]),)
    return Query(entity="Opportunity", aggregates=aggregates, group_by=groups)


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        (
            LIST,
            "SELECT Id, SystemModstamp, Name, Account.Name, Amount FROM Opportunity"
            " WHERE IsClosed = false"
            " ORDER BY Amount DESC NULLS LAST, Name ASC NULLS LAST, Id ASC NULLS LAST",
        ),
        (
            Query(entity="Quota", columns=("Owner.Name", "Amount")),
            "SELECT Id, SystemModstamp, QuotaOwner.Name, QuotaAmount FROM ForecastingQuota"
            " ORDER BY Id ASC NULLS LAST",
        ),
        (
            figures(COUNT, SUM),
            "SELECT COUNT(Id) f0, SUM(Amount) f1, COUNT(Amount) f2 FROM Opportunity",
        ),
        (
            figures(SUM, by=("OwnerId", None)),
            "SELECT OwnerId f0, Owner.Name f1, COUNT(Id) f2, SUM(Amount) f3, COUNT(Amount) f4"
            " FROM Opportunity GROUP BY OwnerId, Owner.Name LIMIT 2000",
        ),
        (
            figures(COUNT, by=("CreatedDate", Grain.QUARTER)),
            "SELECT CALENDAR_YEAR(convertTimezone(CreatedDate)) f0,"
            " CALENDAR_MONTH(convertTimezone(CreatedDate)) f1, COUNT(Id) f2 FROM Opportunity"
            " GROUP BY CALENDAR_YEAR(convertTimezone(CreatedDate)),"
            " CALENDAR_MONTH(convertTimezone(CreatedDate)) LIMIT 2000",
        ),
        (
            figures(COUNT, by=("CloseDate", Grain.WEEK)),
            "SELECT CloseDate f0, COUNT(Id) f1 FROM Opportunity GROUP BY CloseDate LIMIT 2000",
        ),
        (
            figures(COUNT, by=("CreatedDate", Grain.DAY)),
            "SELECT DAY_ONLY(convertTimezone(CreatedDate)) f0, COUNT(Id) f1 FROM Opportunity"
            " GROUP BY DAY_ONLY(convertTimezone(CreatedDate)) LIMIT 2000",
        ),
        (
            figures(WEIGHED),
            "SELECT COUNT(Id) f0, SUM(ExpectedRevenue) f1, COUNT(ExpectedRevenue) f2"
            " FROM Opportunity",
        ),
    ],
)
def test_a_query_is_asked_at_once(query: Query, asked: str) -> None:
    """No LIMIT for a list: how many there are comes with its first page."""
    assert soql(query) == [asked]


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        (figures(Aggregate(function=Function.MEDIAN, path="Amount")), "Amount"),
        (
            figures(Aggregate(function=Function.AVERAGE, path="CloseDate", since="CreatedDate")),
            "CloseDate, CreatedDate",
        ),
        (figures(Aggregate(function=Function.COUNT_DISTINCT, path="NextStep")), "NextStep"),
        (figures(COUNT, by=("Probability", None)), "Probability"),
        (figures(COUNT, by=("Owner.IsActive", None)), "Owner.IsActive"),
    ],
)
def test_what_soql_cannot_reckon_is_fetched(query: Query, fields: str) -> None:
    """In the columns that are needed, and no others."""
    assert soql(query) == [f"SELECT Id, SystemModstamp, {fields} FROM Opportunity"]


def test_a_figure_with_a_condition_of_its_own_is_a_query_of_its_own() -> None:
    """Beside the one that says which groups there are, and how many records in all."""
    won = Aggregate(function=Function.COUNT, where=compare("IsWon", Op.EQ, True))
    best = Aggregate(function=Function.MAX, path="Amount", where=compare("IsWon", Op.EQ, True))
    never = Aggregate(function=Function.COUNT, where=compare("StageName", Op.IN))
    assert soql(figures(won, best, never)) == [
        "SELECT COUNT(Id) f0 FROM Opportunity",
        "SELECT COUNT(Id) f0, MAX(Amount) f1, COUNT(Amount) f2 FROM Opportunity WHERE IsWon = true",
    ]


def test_what_nothing_can_match_is_not_asked() -> None:
    """The answer is known."""
    assert soql(Query(entity="Opportunity", where=compare("StageName", Op.IN))) == []


def test_a_time_is_grouped_by_the_persons_own_zone_alone() -> None:
    """Salesforce knows no other; then each record is looked at."""
    query = Query(
        entity="Opportunity",
        aggregates=(COUNT,),
        group_by=(Grouping(path="CreatedDate", grain=Grain.DAY),),
        zone="Asia/Kolkata",
    )
    assert soql(query) == ["SELECT Id, SystemModstamp, CreatedDate FROM Opportunity"]


def _deals(**more: object) -> Related:
    return Related(entity="Opportunity", via="AccountId", **more)  # type: ignore[arg-type]


def test_some_relations_are_looked_up_first() -> None:
    """Those SOQL has no sub-query for: the third, those under OR, of tasks, by a path."""
    contacts = Related(entity="Contact", via="AccountId")
    orders = Related(entity="Order", via="AccountId")
    tasks = Related(entity="Task", via="AccountId")

    def first(*parts: Condition) -> tuple[Related, ...]:
        return PLANNING.lookups(Query(entity="Account", where=And(parts)))

    assert first(_deals(), Not(contacts)) == ()
    assert first(_deals(), contacts, orders) == (orders,)
    assert first(Or((_deals(), compare("Type", Op.EMPTY)))) == (_deals(),)
    assert first(tasks) == (tasks,)
    assert first(_deals(at_least=2)) == (_deals(at_least=2),)
    assert first(Related(entity="Account", via="ParentId")) != ()
    inner = Related(entity="Contact", via="AccountId", own="AccountId")
    nested = _deals(where=inner)
    assert first(nested) == (nested,)
    assert first(_deals(where=Or((inner, OPEN)))) == (inner,)


def test_a_path_of_more_than_five_steps_is_refused() -> None:
    """In words."""
    path = "Account.Parent.Parent.Parent.Parent.Parent.Name"
    with pytest.raises(Unsupported, match="more than five steps"):
        soql(Query(entity="Opportunity", columns=(path,)))
