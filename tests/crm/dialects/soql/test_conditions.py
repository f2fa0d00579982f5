"""What each condition becomes in SOQL. `~` stands before what passes more than is meant."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from crm.query import And, Condition, Not, Op, Or, Related, compare
from tests.crm.dialects.soql.asked import where

OPEN = compare("IsClosed", Op.EQ, False)
EARLY = compare("Name", Op.STARTS, "a")
DEALS = Related(entity="Opportunity", via="AccountId", where=OPEN)
INSIDE = "(SELECT AccountId FROM Opportunity WHERE AccountId != null AND IsClosed = false)"
BOTH = "IsClosed = false AND Name LIKE 'a%'"
EITHER = "Name LIKE 'a%' OR IsClosed = false"
MONTH = datetime(2026, 11, 1, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("condition", "soql"),
    [
        (compare("Name", Op.EQ, "O'Brien"), r"Name = 'O\'Brien'"),
        (compare("Name", Op.EQ, ""), None),
        (compare("Name", Op.NE, "x"), "Name = null OR Name != 'x'"),
        (compare("StageName", Op.IN, "A", "B"), "StageName IN ('A', 'B')"),
        (
            Not(compare("StageName", Op.IN, "A", "B")),
            "StageName = null OR StageName NOT IN ('A', 'B')",
        ),
        (compare("StageName", Op.IN), None),
        (compare("NextStep", Op.EMPTY), "NextStep = null"),
        (Not(compare("NextStep", Op.EMPTY)), "NextStep != null"),
        (compare("Id", Op.EMPTY), None),
        (compare("Name", Op.CONTAINS, "50%_"), r"Name LIKE '%50\%\_%'"),
        (Not(EARLY), "Name = null OR (NOT (Name LIKE 'a%'))"),
        (compare("Name", Op.ENDS, "z"), "Name LIKE '%z'"),
        (compare("Name", Op.CONTAINS, ""), "Name != null"),
        (compare("Name", Op.MENTIONS, "co-cto", "x"), "~Name LIKE '%cto%' OR Name LIKE '%x%'"),
        (Not(compare("Name", Op.MENTIONS, "cto")), "~"),
        (compare("Account.Phone", Op.PHONE, "030 555-0142"), "~Account.Phone LIKE '%5%5%0%1%4%2%'"),
        (compare("Account.Phone", Op.PHONE, "0142"), None),
        (OPEN, "IsClosed = false"),
        (Not(OPEN), "IsClosed = true"),
        (compare("IsClosed", Op.EMPTY), None),
        (compare("IsClosed", Op.IN, True, False), ""),
        (compare("Owner.IsActive", Op.EQ, True), "Owner.IsActive = true"),
        (compare("Owner.IsActive", Op.EQ, False), "Owner.Id != null AND Owner.IsActive = false"),
        (
            Not(compare("Owner.IsActive", Op.EQ, False)),
            "Owner.Id = null OR Owner.IsActive = true",
        ),
        (compare("Owner.IsActive", Op.EMPTY), "Owner.Id = null"),
        (compare("Amount", Op.GT, Decimal("1E+5")), "Amount > 100000"),
        (compare("Amount", Op.LT, Decimal("1E+400")), "Amount != null"),
        (compare("Amount", Op.GT, Decimal("1E+400")), None),
        (compare("CloseDate", Op.LE, date(2026, 12, 31)), "CloseDate <= 2026-12-31"),
        (compare("CreatedDate", Op.GE, MONTH), "CreatedDate >= 2026-10-31T23:00:00Z"),
        (
            And((OPEN, Or((EARLY, OPEN)))),
            "IsClosed = false AND (Name LIKE 'a%' OR IsClosed = false)",
        ),
        (
            Or((And((OPEN, EARLY)), OPEN)),
            "(IsClosed = false AND Name LIKE 'a%') OR IsClosed = false",
        ),
        (Not(And((OPEN, EARLY))), "IsClosed = true OR Name = null OR (NOT (Name LIKE 'a%'))"),
        (And(()), ""),
        (Or(()), None),
        (And((OPEN, Or(()))), None),
        (Or((OPEN, And(()))), ""),
    ],
)
def test_a_condition_on_opportunities(condition: Condition, soql: str | None) -> None:
    """Of two values, never a third: what may be empty is said to be."""
    assert where(condition) == soql


@pytest.mark.parametrize(
    ("entity", "condition", "soql"),
    [
        ("Account", DEALS, f"Id IN {INSIDE}"),
        ("Account", Not(DEALS), f"Id NOT IN {INSIDE}"),
        ("Account", Related(entity="Opportunity", via="AccountId", where=Or(())), None),
        ("Quota", compare("Owner.Name", Op.EQ, "x"), "QuotaOwner.Name = 'x'"),
        ("Quota", compare("EndDate", Op.GT, date(2026, 1, 1)), "Period.EndDate > 2026-01-01"),
        ("Invoice", compare("Account.Owner.Name", Op.EQ, "x"), "Account__r.Owner.Name = 'x'"),
        ("Order", compare("OrderNumber", Op.NUMBERED, "1043"), "~OrderNumber LIKE '%1043'"),
        ("Order", compare("OrderNumber", Op.NUMBERED, "A-1"), "OrderNumber = 'A-1'"),
    ],
)
def test_relations_and_what_is_called_otherwise(
    entity: str, condition: Condition, soql: str | None
) -> None:
    """Sub-queries, and the org's own names of objects, fields and relationships."""
    assert where(condition, entity) == soql
