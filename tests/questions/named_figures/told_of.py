"""Whose figure it is: of each rep, of a team, of customers who owe or ordered; of which year."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.questions.expected import ask, outcome, value
from tests.questions.fresh.checks import per, sides, totalled
from tests.questions.fresh.keeps import (
    both,
    closes,
    day,
    overdue,
    team,
    unpaid,
)
from tests.questions.managers.checks import ranked, series, table
from tests.questions.managers.keeps import (
    LAST_YEAR,
    key,
    months,
    ordered,
    where,
    win_rates,
    won_in,
    won_sum,
)
from tests.questions.org import THIS_YEAR, is_open, is_won

_CENT = Decimal("0.01")
_FIONAS = team("Fiona Macrae")


def _mine(record: Any) -> bool:
    return bool(record.Account is not None and record.Account.Owner.Name == "Dana Whitfield")


ROWS = [
    ask(
        "how many open opps does each of my reps have",
        table(per("Opportunity", key("Owner.Name"), both(_FIONAS, is_open))),
        as_="fiona",
    ),
    ask(
        "how many accounts has each of my reps",
        table(per("Account", key("Owner.Name"), _FIONAS)),
        as_="fiona",
    ),
    ask(
        "number of open deals of each of my reps",
        table(per("Opportunity", key("Owner.Name"), both(_FIONAS, is_open))),
        as_="fiona",
    ),
    ask(
        "team revenue this year by rep",
        table(per("Opportunity", key("Owner.Name"), both(_FIONAS, won_in(THIS_YEAR)), "Amount")),
        as_="fiona",
    ),
    ask(
        "team win rate by industry",
        table(win_rates(key("Account.Industry"), both(_FIONAS, lambda d: d.IsClosed))),
        as_="fiona",
    ),
    ask(
        "And Teresa's?",
        totalled("Opportunity", "Amount", both(team("Teresa Villaseñor"), is_open)),
        "What's the pipeline of Fiona's team?",
        as_="margot",
    ),
    ask(
        "who's the best?",
        ranked(1, win_rates(key("Owner.Name"), both(_FIONAS, closes(*THIS_YEAR)))),
        "win rate this year by rep",
        "only Fiona's team",
        as_="margot",
    ),
    ask(
        "same for 2025",
        value(won_sum(closes(*LAST_YEAR)), "USD"),
        "revenue this year",
        as_="margot",
    ),
    ask("and 2025?", value(won_sum(closes(*LAST_YEAR)), "USD"), "revenue this year", as_="margot"),
    ask(
        "how many deals did we win in california vs oregon",
        sides(
            lambda o: {
                state: Decimal(
                    o.count("Opportunity", both(is_won, where("Account.BillingState", state)))
                )
                for state in ("CA", "OR")
            }
        ),
        as_="margot",
    ),
    ask(
        "trend of new opportunities created per month",
        series(
            months(
                "Opportunity",
                "CreatedDate",
                lambda d: day(d.CreatedDate) >= date(2025, 12, 1),
                None,
            )
        ),
        as_="margot",
    ),
    ask("how much is invoiced but not paid", totalled("Invoice", "Balance", unpaid), as_="margot"),
    ask(
        "how much money are customers overdue with in total?",
        totalled("Invoice", "Balance", overdue),
        as_="margot",
    ),
    ask(
        "who owes us the most money",
        ranked(1, per("Invoice", key("Account.Name"), unpaid, "Balance")),
        as_="margot",
    ),
    ask(
        "how much did my customers order this year",
        totalled("Order", "TotalAmount", both(ordered(THIS_YEAR), _mine)),
    ),
    ask(
        "order value this month",
        totalled(
            "Order",
            "TotalAmount",
            lambda r: (r.EffectiveDate.year, r.EffectiveDate.month) == (2026, 11),
        ),
        as_="margot",
    ),
    ask(
        "three accounts with the highest total order amount this year",
        ranked(3, per("Order", key("Account.Name"), ordered(THIS_YEAR), "TotalAmount")),
        as_="margot",
    ),
    ask(
        "which industry has brought us the most revenue",
        ranked(1, per("Opportunity", key("Account.Industry"), is_won, "Amount")),
        as_="margot",
    ),
    ask("open deals over €100k", outcome("clarify"), as_="margot"),
    ask("my pipeline above 20,000 euros", outcome("clarify")),
]
