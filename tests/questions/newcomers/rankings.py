"""Superlatives, orders and comparisons."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests.questions.fresh.checks import (
    first,
    leading,
    per,
    percent,
    sorted_by,
)
from tests.questions.fresh.keeps import (
    amount,
    at,
    both,
    closes,
    open_order,
    overdue,
    owned,
    team,
    unpaid,
)
from tests.questions.newcomers.checks import (
    LAST_YEAR,
    harriet,
    lowest,
    margot,
    names,
    pair,
    per_owner,
    where,
    yolanda,
)
from tests.questions.org import (
    LAST_MONTH,
    Q3,
    Q4,
    THIS_YEAR,
    Org,
    Rec,
    is_lost,
    is_open,
    is_won,
    within,
)

_HAS_AMOUNT = amount(lambda a: True)
_TYPES = ("New Business", "Renewal")
_TEAMS = ("Fiona Macrae", "Teresa Villaseñor")


def _rates(org: Org, key: Callable[[Rec], Any]) -> dict[Any, Decimal]:
    """Win rates of what closed this year, by that."""
    closed = org.grouped("Opportunity", key, both(lambda d: bool(d.IsClosed), closes(*THIS_YEAR)))
    return {k: percent(sum(d.IsWon for d in deals), len(deals)) for k, deals in closed.items()}


def _revenue(org: Org, *keeps: Callable[[Rec], bool]) -> Decimal:
    return org.total("Opportunity", "Amount", both(is_won, *keeps))


def _at_quota(org: Org) -> set[str]:
    won = per_owner("Opportunity", "Amount", both(is_won, closes(*Q3)))(org)
    quotas = per_owner("Quota", "Amount", where("StartDate", Q3[0]))(org)
    return {name for name, quota in quotas.items() if won.get(name, Decimal(0)) >= quota}


ROWS = [
    # the most
    margot(
        "What was the biggest deal we won this year?",
        first(1, "Opportunity", both(is_won, _HAS_AMOUNT, closes(*THIS_YEAR)), lambda d: d.Amount),
    ),
    margot(
        "who sold the most in Q3",
        leading(1, per_owner("Opportunity", "Amount", both(is_won, closes(*Q3)))),
    ),
    margot(
        "Which industry has brought us the most revenue?",
        leading(1, per("Opportunity", lambda d: d.Account.Industry, is_won, "Amount")),
    ),
    harriet(
        "customer with the highest outstanding balance",
        leading(1, per_owner("Invoice", "Balance", unpaid, "Account.Name")),
    ),
    harriet(
        "three accounts with the highest total order amount this year",
        leading(
            3,
            per_owner(
                "Order",
                "TotalAmount",
                lambda r: within(r.EffectiveDate, *THIS_YEAR),
                "Account.Name",
            ),
        ),
    ),
    margot(
        "top 10 customers by revenue last year",
        leading(
            10,
            per_owner("Opportunity", "Amount", both(is_won, closes(*LAST_YEAR)), "Account.Name"),
        ),
    ),
    margot(
        "which rep has the best win rate this year",
        leading(1, lambda o: _rates(o, lambda d: d.Owner.Name)),
    ),
    margot(
        "stage with the most open deals",
        leading(1, per("Opportunity", lambda d: d.StageName, is_open)),
    ),
    # the least, the latest, in order
    margot(
        "which rep has the smallest pipeline?",
        lowest(per_owner("Opportunity", "Amount", is_open)),
    ),
    margot(
        "smallest deal won this quarter",
        first(
            1,
            "Opportunity",
            both(is_won, _HAS_AMOUNT, closes(*Q4)),
            lambda d: d.Amount,
            descending=False,
        ),
    ),
    harriet(
        "most recent order from Nordhalm Energie",
        first(1, "Order", at("Nordhalm Energie"), lambda r: r.EffectiveDate),
    ),
    yolanda("5 newest leads", first(5, "Lead", lambda r: True, lambda r: r.CreatedDate)),
    harriet(
        "overdue invoices, oldest due date first",
        sorted_by("Invoice", overdue, lambda i: i.DueDate),
    ),
    yolanda(
        "open orders sorted by amount, highest first",
        sorted_by("Order", open_order, lambda r: r.TotalAmount, descending=True),
    ),
    margot(
        "rank the regions by pipeline",
        leading(5, per_owner("Opportunity", "Amount", is_open, "Owner.Region__c")),
    ),
    margot("who hit quota last quarter?", names(_at_quota)),
    # one against the other
    margot(
        "Compare won revenue this quarter to last quarter",
        pair(lambda o: [_revenue(o, closes(*Q4)), _revenue(o, closes(*Q3))]),
    ),
    margot(
        "fiona's team vs teresa's team pipeline",
        pair(lambda o: [o.total("Opportunity", "Amount", both(is_open, team(t))) for t in _TEAMS]),
    ),
    margot(
        "win rate new business vs renewal this year",
        pair(lambda o: [_rates(o, lambda d: d.Type)[t] for t in _TYPES]),
    ),
    margot(
        "stefan oberlack vs jürgen böhme revenue this quarter",
        pair(
            lambda o: [
                _revenue(o, owned(n), closes(*Q4)) for n in ("Stefan Oberlack", "Jürgen Böhme")
            ]
        ),
    ),
    margot(
        "deals won vs lost in October",
        pair(
            lambda o: [
                Decimal(o.count("Opportunity", both(test, closes(*LAST_MONTH))))
                for test in (is_won, is_lost)
            ]
        ),
    ),
]
