"""Figures of deals, quotas, orders and invoices, in full sentences and in telegram style."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from tests.questions.expected import value
from tests.questions.fresh.checks import (
    about,
    averaged,
    by,
    counted,
    per,
    percent,
    rate,
    totalled,
)
from tests.questions.fresh.keeps import (
    Keep,
    both,
    closes,
    created,
    overdue,
    owned,
    starts,
    team,
    unpaid,
)
from tests.questions.newcomers.checks import (
    LAST_WEEK,
    NADIA,
    Q1_2027,
    Q2,
    harriet,
    margot,
    nadia,
    series,
    to_cents,
    where,
    yolanda,
)
from tests.questions.org import (
    LAST_MONTH,
    Q3,
    Q4,
    THIS_YEAR,
    TODAY,
    Org,
    Rec,
    is_lost,
    is_open,
    is_won,
    summed,
    within,
)

_THIS_QUARTERS_QUOTA = where("StartDate", Q4[0])


def _won(org: Org, *keeps: Keep) -> Decimal:
    return org.total("Opportunity", "Amount", both(is_won, *keeps))


def _quota(org: Org, *keeps: Keep) -> Decimal:
    return org.total("Quota", "Amount", both(*keeps))


def _weighted(org: Org, *keeps: Keep) -> Decimal:
    deals = [d for d in org.all("Opportunity") if both(is_open, *keeps)(d) and d.Amount]
    return to_cents(sum((d.Amount * d.Probability / 100 for d in deals), Decimal(0)))


def _cycle(org: Org, *keeps: Keep) -> Decimal:
    deals = [d for d in org.all("Opportunity") if both(is_won, *keeps)(d)]
    days = [Decimal((d.CloseDate - d.CreatedDate.date()).days) for d in deals]
    return sum(days, Decimal(0)) / len(days)


def _by_family(org: Org, first: date, last: date, field: str) -> dict[str, Decimal]:
    found: dict[str, list[Rec]] = defaultdict(list)
    for line in org.all("OpportunityLineItem"):
        deal = line.Opportunity
        if deal.IsWon and within(deal.CloseDate, first, last):
            found[line.Product2.Family].append(line)
    return {family: summed(lines, field) for family, lines in found.items()}


def _units(org: Org, product: str, first: date, last: date) -> Decimal:
    lines = [
        line
        for line in org.all("OpportunityLineItem")
        if line.Product2.Name == product
        and line.Opportunity.IsWon
        and within(line.Opportunity.CloseDate, first, last)
    ]
    return to_cents(summed(lines, "Quantity"))


def _months(org: Org, count: int) -> list[Decimal]:
    won = [d for d in org.all("Opportunity") if d.IsWon and d.CloseDate.year == 2026]
    return [summed((d for d in won if d.CloseDate.month == m + 1), "Amount") for m in range(count)]


def _categories(org: Org) -> dict[str, Decimal]:
    test = both(closes(*Q4), lambda d: d.ForecastCategoryName != "Omitted")
    return per("Opportunity", lambda d: d.ForecastCategoryName, test, "Amount")(org)


_RENEWAL = where("Type", "Renewal")

ROWS = [
    # pipeline and forecast
    margot("total pipeline right now", totalled("Opportunity", "Amount", is_open)),
    margot(
        "What is our weighted pipeline for this quarter?",
        value(lambda o: _weighted(o, closes(*Q4)), "USD"),
    ),
    margot(
        "commit Q4",
        totalled(
            "Opportunity",
            "Amount",
            both(is_open, where("ForecastCategoryName", "Commit"), closes(*Q4)),
        ),
    ),
    margot(
        "how much best case do we have for the first quarter of next year",
        totalled(
            "Opportunity",
            "Amount",
            both(is_open, where("ForecastCategoryName", "Best Case"), closes(*Q1_2027)),
        ),
    ),
    margot("forecast this quarter", by(_categories)),
    margot(
        "pipeline by stage",
        by(per("Opportunity", lambda d: d.StageName, is_open, "Amount")),
    ),
    margot(
        "What share of our open pipeline is renewals?",
        rate(
            lambda o: o.total("Opportunity", "Amount", both(is_open, _RENEWAL)),
            lambda o: o.total("Opportunity", "Amount", is_open),
        ),
    ),
    margot(
        "pipeline generated last month",
        totalled("Opportunity", "Amount", created(*LAST_MONTH)),
    ),
    margot(
        "pipeline coverage next quarter",
        value(
            lambda o: to_cents(
                o.total("Opportunity", "Amount", both(is_open, closes(*Q1_2027)))
                / _quota(o, where("StartDate", Q1_2027[0]))
            ),
            "x",
        ),
    ),
    # won and lost
    margot(
        "won revenue year to date",
        totalled("Opportunity", "Amount", both(is_won, closes(THIS_YEAR[0], TODAY))),
    ),
    margot(
        "How long is our average sales cycle for deals won this year?",
        about(lambda o: _cycle(o, closes(*THIS_YEAR)), Decimal(1), "days"),
    ),
    margot("monthly revenue this year", series(lambda o: _months(o, 11))),
    margot(
        "How much did revenue grow in Q3 compared to Q2?",
        value(
            lambda o: percent(_won(o, closes(*Q3)) - _won(o, closes(*Q2)), _won(o, closes(*Q2))),
            "%",
        ),
    ),
    margot(
        "lost deals by competitor this year",
        by(
            per(
                "Opportunity",
                lambda d: d.Competitor__c,
                both(is_lost, closes(*THIS_YEAR)),
            )
        ),
    ),
    margot(
        "amount lost in october",
        totalled("Opportunity", "Amount", both(is_lost, closes(*LAST_MONTH))),
    ),
    margot(
        "what percentage of this year's revenue came from new business",
        rate(
            lambda o: _won(o, closes(*THIS_YEAR), where("Type", "New Business")),
            lambda o: _won(o, closes(*THIS_YEAR)),
        ),
    ),
    # quotas
    nadia(
        "my quota attainment this quarter",
        value(
            lambda o: percent(
                _won(o, owned(NADIA), closes(*Q4)),
                _quota(o, owned(NADIA), _THIS_QUARTERS_QUOTA),
            ),
            "%",
        ),
    ),
    margot(
        "gap to quota mei-ling's team Q4",
        value(
            lambda o: (
                _quota(o, team("Mei-Ling Tan"), _THIS_QUARTERS_QUOTA)
                - _won(o, team("Mei-Ling Tan"), closes(*Q4))
            ),
            "USD",
        ),
    ),
    margot(
        "total quota for 2026",
        value(lambda o: _quota(o, lambda q: within(q.StartDate, *THIS_YEAR)), "USD"),
    ),
    # products
    margot(
        "sales by product line this year",
        by(lambda o: _by_family(o, *THIS_YEAR, "TotalPrice")),
    ),
    margot(
        "how many units of Hearth gateway, cellular did we sell this year",
        value(lambda o: _units(o, "Hearth gateway, cellular", *THIS_YEAR)),
    ),
    # orders and invoices
    harriet(
        "total outstanding balance on all invoices",
        totalled("Invoice", "Balance", unpaid),
    ),
    harriet(
        "How much money are customers overdue with in total?",
        totalled("Invoice", "Balance", overdue),
    ),
    harriet(
        "total order amount for october",
        totalled("Order", "TotalAmount", lambda r: within(r.EffectiveDate, *LAST_MONTH)),
    ),
    yolanda(
        "average order amount this year",
        averaged("Order", "TotalAmount", lambda r: within(r.EffectiveDate, *THIS_YEAR), "USD"),
    ),
    harriet("how many orders per status", by(per("Order", lambda r: r.Status))),
    harriet(
        "invoiced amount in september",
        totalled(
            "Invoice",
            "Amount",
            lambda i: within(i.InvoiceDate, date(2026, 9, 1), date(2026, 9, 30)),
        ),
    ),
    # counts
    yolanda("How many leads have been converted?", counted("Lead", where("IsConverted", True))),
    margot("how many meetings did we have last week", counted("Event", starts(*LAST_WEEK))),
]
