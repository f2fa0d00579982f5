"""Figures, alone and in groups."""

from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

from tests.questions.expected import Check, ask, value
from tests.questions.fresh.checks import (
    about,
    any_of,
    averaged,
    by,
    counted,
    distinct,
    first,
    per,
    percent,
    rate,
    sides,
    totalled,
)
from tests.questions.fresh.keeps import (
    Keep,
    amount,
    at,
    both,
    closes,
    day,
    mine,
    open_order,
    overdue,
    owned,
    team,
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
    summed,
    within,
)

_NEXT_QUARTER = (date(2027, 1, 1), date(2027, 3, 31))
_LAST_YEAR = (date(2025, 1, 1), date(2025, 12, 31))


def _won_rate(keep: Keep = lambda d: True) -> Check:
    return rate(
        lambda o: o.count("Opportunity", both(is_won, keep)),
        lambda o: o.count("Opportunity", both(lambda d: d.IsClosed, keep)),
    )


def _rates(o: Org, key: Any, keep: Keep = lambda d: True) -> dict[Any, Decimal]:
    closed = o.grouped("Opportunity", key, both(lambda d: d.IsClosed, keep))
    return {k: percent(sum(map(is_won, deals)), len(deals)) for k, deals in closed.items()}


def _month(deal: Rec) -> str:
    return f"{deal.CloseDate:%Y-%m}"


def _quarter(deal: Rec) -> str:
    return f"{deal.CloseDate.year}-Q{(deal.CloseDate.month + 2) // 3}"


def _stage(deal: Rec) -> Any:
    return deal.StageName


def _rep(record: Rec) -> Any:
    return record.Owner.Name


def _weighted(o: Org, keep: Keep) -> Decimal:
    deals = [d for d in o.all("Opportunity") if is_open(d) and keep(d) and d.Amount is not None]
    return sum((d.Amount * d.Probability / 100 for d in deals), Decimal(0)).quantize(
        Decimal("0.01")
    )


def _my_won(o: Org) -> Decimal:
    return o.total("Opportunity", "Amount", both(is_won, mine, closes(*Q4)))


def _my_quota(o: Org) -> Decimal:
    return o.total("Quota", "Amount", lambda q: mine(q) and q.StartDate == Q4[0])


def _lines(o: Org, keep: Keep) -> dict[Any, Decimal]:
    items = o.grouped(
        "OpportunityLineItem", lambda i: i.Product2.Family, lambda i: keep(i.Opportunity)
    )
    return {k: summed(v, "TotalPrice") for k, v in items.items()}


def _cycle(o: Org, keep: Keep) -> Decimal:
    won = [d for d in o.all("Opportunity") if is_won(d) and keep(d)]
    return Decimal(sum((d.CloseDate - day(d.CreatedDate)).days for d in won)) / len(won)


ROWS = [
    # how many
    ask("how many accounts do we have", counted("Account")),
    ask(
        "how many open deals does caleb have",
        counted("Opportunity", both(is_open, owned("Caleb Strand"))),
    ),
    ask("number of leads?", counted("Lead")),
    ask("how many contacts at quarrowbank", counted("Contact", at("Quarrowbank Mills"))),
    ask(
        "how many deals did i win this year",
        counted("Opportunity", both(is_won, mine, closes(*THIS_YEAR))),
    ),
    ask("how many opps did we lose in q3", counted("Opportunity", both(is_lost, closes(*Q3)))),
    ask("how many invoices are overdue", counted("Invoice", overdue)),
    ask("how many orders are still open", counted("Order", open_order)),
    ask(
        "how many open deals do we have over 50k in emea north",
        counted(
            "Opportunity",
            both(is_open, amount(lambda a: a > 50000), lambda d: d.Owner.Region__c == "EMEA North"),
        ),
    ),
    ask(
        "how many different industries are our accounts in",
        value(lambda o: distinct(a.Industry for a in o.all("Account")), "count"),
    ),
    ask(
        "how many different accounts did we win deals with this quarter",
        value(
            lambda o: distinct(
                d.AccountId for d in o.all("Opportunity") if is_won(d) and within(d.CloseDate, *Q4)
            ),
            "count",
        ),
    ),
    # sums
    ask(
        "total amount of open deals in negotiation",
        totalled("Opportunity", "Amount", lambda d: d.StageName == "Negotiation/Review"),
    ),
    ask(
        "whats the sum of my open deals closing this quarter",
        totalled("Opportunity", "Amount", both(is_open, mine, closes(*Q4))),
    ),
    ask(
        "how much did caleb win this year",
        totalled("Opportunity", "Amount", both(is_won, owned("Caleb Strand"), closes(*THIS_YEAR))),
    ),
    ask(
        "total amount we lost last month",
        totalled("Opportunity", "Amount", both(is_lost, closes(*LAST_MONTH))),
    ),
    ask("revenue this year", totalled("Opportunity", "Amount", both(is_won, closes(*THIS_YEAR)))),
    ask(
        "revenue from open range", totalled("Opportunity", "Amount", both(is_won, at("Open Range")))
    ),
    ask(
        "how much did we win at halden last year",
        totalled("Opportunity", "Amount", both(is_won, at("Halden"), closes(*_LAST_YEAR))),
    ),
    ask("total overdue balance", totalled("Invoice", "Balance", overdue)),
    ask(
        "total order amount in october",
        totalled("Order", "TotalAmount", lambda r: within(r.EffectiveDate, *LAST_MONTH)),
    ),
    ask("pipeline for halden", totalled("Opportunity", "Amount", both(is_open, at("Halden")))),
    ask(
        "my pipeline next quarter",
        totalled("Opportunity", "Amount", both(is_open, mine, closes(*_NEXT_QUARTER))),
    ),
    ask(
        "our pipeline for december",
        totalled(
            "Opportunity",
            "Amount",
            both(is_open, closes(date(2026, 12, 1), date(2026, 12, 31))),
        ),
    ),
    # quota
    # averages and the like
    ask("average size of open deals", averaged("Opportunity", "Amount", is_open, "USD")),
    ask(
        "avg amount of deals won this year",
        averaged("Opportunity", "Amount", both(is_won, closes(*THIS_YEAR)), "USD"),
    ),
    ask(
        "average order amount in october",
        averaged("Order", "TotalAmount", lambda r: within(r.EffectiveDate, *LAST_MONTH), "USD"),
    ),
    ask(
        "average number of employees of our accounts",
        averaged("Account", "NumberOfEmployees", lambda a: True),
    ),
    ask(
        "median amount of open deals",
        value(
            lambda o: Decimal(
                median(d.Amount for d in o.all("Opportunity") if is_open(d) and d.Amount)
            ).quantize(Decimal("0.01")),
            "USD",
        ),
    ),
    # rates and shares
    ask("win rate this year", _won_rate(closes(*THIS_YEAR))),
    ask("my win rate?", _won_rate(mine)),
    ask("win rate on renewals", _won_rate(lambda d: d.Type == "Renewal")),
    ask("win rate by lead source", by(lambda o: _rates(o, lambda d: d.LeadSource))),
    ask(
        "win rate per region this year",
        by(lambda o: _rates(o, lambda d: d.Owner.Region__c, closes(*THIS_YEAR))),
    ),
    ask("win rate by quarter in 2025", by(lambda o: _rates(o, _quarter, closes(*_LAST_YEAR)))),
    # groups
    ask("pipeline by stage", by(per("Opportunity", _stage, is_open, "Amount"))),
    ask("how many open deals per stage", by(per("Opportunity", _stage, is_open))),
    ask(
        "pipeline per region",
        by(per("Opportunity", lambda d: d.Owner.Region__c, is_open, "Amount")),
    ),
    ask(
        "pipeline broken down by industry",
        by(per("Opportunity", lambda d: d.Account.Industry, is_open, "Amount")),
    ),
    ask(
        "my pipeline by account",
        by(per("Opportunity", lambda d: d.Account.Name, both(is_open, mine), "Amount")),
    ),
    ask(
        "won amount by month this year",
        by(per("Opportunity", _month, both(is_won, closes(*THIS_YEAR)), "Amount")),
    ),
    ask(
        "number of deals won per quarter in 2025",
        by(per("Opportunity", _quarter, both(is_won, closes(*_LAST_YEAR)))),
    ),
    ask(
        "won revenue by product line last quarter",
        by(lambda o: _lines(o, both(is_won, closes(*Q3)))),
    ),
    ask("leads by status", by(per("Lead", lambda x: x.Status))),
    ask("number of leads by source", by(per("Lead", lambda x: x.LeadSource))),
    ask("how many accounts per country", by(per("Account", lambda a: a.BillingCountry))),
    ask("order count by status", by(per("Order", lambda r: r.Status))),
    ask(
        "open deals per rep on my team",
        by(per("Opportunity", _rep, both(is_open, team("Marcus Oyelaran")))),
        as_="marcus",
    ),
    ask("# of open deals", counted("Opportunity", is_open)),
    ask(
        "how many of our accounts are prospects", counted("Account", lambda a: a.Type == "Prospect")
    ),
    ask(
        "in how many countries do we have accounts",
        value(lambda o: distinct(a.BillingCountry for a in o.all("Account")), "count"),
    ),
    ask(
        "how much do we have in commit this quarter",
        totalled(
            "Opportunity",
            "Amount",
            both(is_open, closes(*Q4), lambda d: d.ForecastCategoryName == "Commit"),
        ),
    ),
    ask(
        "best case amount for next quarter",
        totalled(
            "Opportunity",
            "Amount",
            both(is_open, closes(*_NEXT_QUARTER), lambda d: d.ForecastCategoryName == "Best Case"),
        ),
    ),
    ask(
        "my pipline this quater",
        totalled("Opportunity", "Amount", both(is_open, mine, closes(*Q4))),
    ),
    ask("what's my quota this quarter", value(_my_quota, "USD")),
    ask("my quota attainment this quarter", rate(_my_won, _my_quota)),
    ask(
        "how much am i short of quota this quarter",
        any_of(
            value(lambda o: _my_quota(o) - _my_won(o), "USD"),
            value(lambda o: _my_won(o) - _my_quota(o), "USD"),
        ),
    ),
    ask(
        "whats the biggest amount among my open deals",
        any_of(
            value(
                lambda o: max(
                    d.Amount for d in o.all("Opportunity") if is_open(d) and mine(d) and d.Amount
                ),
                "USD",
            ),
            first(1, "Opportunity", both(is_open, mine, lambda d: d.Amount), lambda d: d.Amount),
        ),
    ),
    ask("whats calebs win rate last quarter", _won_rate(both(owned("Caleb Strand"), closes(*Q3)))),
    ask(
        "what percentage of open deals are renewals",
        rate(
            lambda o: o.count("Opportunity", both(is_open, lambda d: d.Type == "Renewal")),
            lambda o: o.count("Opportunity", is_open),
        ),
    ),
    ask(
        "what share of the pipeline is in negotiation",
        rate(
            lambda o: o.total("Opportunity", "Amount", lambda d: _stage(d) == "Negotiation/Review"),
            lambda o: o.total("Opportunity", "Amount", is_open),
        ),
    ),
    ask("count of open deals by close month", by(per("Opportunity", _month, is_open))),
    ask(
        "total pipeline by team",
        any_of(
            by(per("Opportunity", lambda d: d.Owner.Manager.Name, is_open, "Amount")),
            by(per("Opportunity", lambda d: d.Owner.Region__c, is_open, "Amount")),
        ),
        as_="margot",
    ),
    ask(
        "how many renewals did we lose per competitor",
        by(
            per(
                "Opportunity",
                lambda d: d.Competitor__c,
                both(is_lost, lambda d: d.Type == "Renewal"),
            )
        ),
    ),
    ask(
        "won amount this quarter vs last quarter",
        sides(per("Opportunity", _quarter, both(is_won, closes(Q3[0], Q4[1])), "Amount")),
    ),
    ask(
        "compare the pipeline of caleb and priscilla",
        sides(
            per(
                "Opportunity",
                _rep,
                lambda d: is_open(d) and _rep(d) in ("Caleb Strand", "Priscilla Nakamoto-Reyes"),
                "Amount",
            )
        ),
    ),
    ask(
        "amer east vs amer west pipeline",
        sides(
            per(
                "Opportunity",
                lambda d: d.Owner.Region__c,
                lambda d: is_open(d) and d.Owner.Region__c.startswith("AMER"),
                "Amount",
            )
        ),
        as_="margot",
    ),
    ask("my weighted pipeline", value(lambda o: _weighted(o, mine), "USD")),
    ask("weighted pipeline for this quarter", value(lambda o: _weighted(o, closes(*Q4)), "USD")),
    ask(
        "average sales cycle this year",
        about(lambda o: _cycle(o, closes(*THIS_YEAR)), Decimal(1), "days"),
    ),
    ask(
        "how long is our sales cycle for renewals",
        about(lambda o: _cycle(o, lambda d: d.Type == "Renewal"), Decimal(1), "days"),
    ),
]
