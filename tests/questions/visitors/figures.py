"""Figures, rankings, comparisons, and what customers gave and got."""

from datetime import date
from decimal import Decimal

from tests.questions.changed.past import during, edits, forward, later, of_deals, since, told
from tests.questions.changed.past import field as changed_field
from tests.questions.expected import ask, value
from tests.questions.fresh.checks import (
    about,
    any_of,
    averaged,
    by,
    counted,
    first,
    leading,
    on_day,
    only,
    per,
    percent,
    rate,
    totalled,
)
from tests.questions.fresh.keeps import (
    at,
    both,
    closes,
    created,
    day,
    mine,
    overdue,
    owned,
    starts,
    unpaid,
)
from tests.questions.org import (
    LAST_MONTH,
    Q3,
    Q4,
    THIS_MONTH,
    THIS_YEAR,
    Org,
    is_lost,
    is_open,
    is_won,
    within,
)
from tests.questions.visitors.checks import (
    CENT,
    LAST_WEEK,
    OURS,
    SO_FAR,
    figures,
    ordered_in,
    priced,
    quota,
    regional_win_rates,
    renewal,
    share,
    weighted,
    win_rate,
)

_YEAR = closes(*THIS_YEAR)
_TEAM_WON = both(OURS, is_won, closes(*Q4))
_METERING = "Quarrowbank Mills – Energy metering 2026"


def _grown(o: Org) -> Decimal:
    now = o.total("Opportunity", "Amount", both(is_won, closes(*SO_FAR)))
    then = closes(date(2025, 1, 1), date(2025, 11, 18))
    before = o.total("Opportunity", "Amount", both(is_won, then))
    return percent(now - before, before)


def _cycle(o: Org) -> Decimal:
    days = [
        (d.CloseDate - day(d.CreatedDate)).days
        for d in o.all("Opportunity")
        if is_won(d) and _YEAR(d)
    ]
    return Decimal(sum(days)) / len(days)


def _by_month(o: Org) -> list[Decimal | int]:
    won = [d for d in o.all("Opportunity") if is_won(d) and closes(*SO_FAR)(d)]
    return [sum(d.Amount or 0 for d in won if d.CloseDate.month == m) for m in range(1, 12)]


def _sold(o: Org) -> Decimal:
    return sum(
        (
            i.Quantity
            for i in o.all("OpportunityLineItem")
            if i.Product2.Family == "Gateways" and is_won(i.Opportunity) and _YEAR(i.Opportunity)
        ),
        Decimal(0),
    )


ROWS = [
    # the director: how the team stands
    ask(
        "how much pipeline does my team have?",
        totalled("Opportunity", "Amount", both(OURS, is_open)),
        as_="marcus",
    ),
    ask(
        "my team's revenue this quarter",
        totalled("Opportunity", "Amount", _TEAM_WON),
        as_="marcus",
    ),
    ask(
        "What is my team's quota attainment this quarter?",
        rate(lambda o: o.total("Opportunity", "Amount", _TEAM_WON), lambda o: quota(o, OURS, *Q4)),
        as_="marcus",
    ),
    ask(
        "how far is my team behind quota",
        value(lambda o: quota(o, OURS, *Q4) - o.total("Opportunity", "Amount", _TEAM_WON), "USD"),
        as_="marcus",
    ),
    ask("win rate of my team this year", value(win_rate(OURS, _YEAR), "%"), as_="marcus"),
    ask(
        "weighted pipeline of my team for this quarter",
        value(lambda o: weighted(o, both(OURS, is_open, closes(*Q4))), "USD"),
        as_="marcus",
    ),
    ask(
        "what's my team's commit for q4",
        totalled(
            "Opportunity",
            "Amount",
            both(OURS, closes(*Q4), lambda d: d.ForecastCategoryName == "Commit"),
        ),
        as_="marcus",
    ),
    ask(
        "pipeline coverage this quarter for my team",
        value(
            lambda o: (
                o.total("Opportunity", "Amount", both(OURS, is_open, closes(*Q4)))
                / quota(o, OURS, *Q4)
            ).quantize(CENT),
            "x",
        ),
        as_="marcus",
    ),
    ask(
        "my team's pipeline by stage",
        by(per("Opportunity", lambda d: d.StageName, both(OURS, is_open), "Amount")),
        as_="marcus",
    ),
    ask(
        "how many open deals does each of my reps have",
        by(per("Opportunity", lambda d: d.Owner.Name, both(OURS, is_open))),
        as_="marcus",
    ),
    ask(
        "who is my best rep this quarter?",
        leading(1, per("Opportunity", lambda d: d.Owner.Name, _TEAM_WON, "Amount")),
        as_="marcus",
    ),
    ask(
        "biggest open deal on my team",
        first(1, "Opportunity", both(OURS, is_open, priced), lambda d: d.Amount),
        as_="marcus",
    ),
    ask(
        "how many meetings did my team have last week",
        counted("Event", both(OURS, starts(*LAST_WEEK))),
        as_="marcus",
    ),
    ask(
        "compare caleb's and priscilla's pipeline",
        figures(
            lambda o: [
                o.total("Opportunity", "Amount", both(owned(name), is_open))
                for name in ("Caleb Strand", "Priscilla Nakamoto-Reyes")
            ]
        ),
        as_="marcus",
    ),
    ask(
        "Which deals on my team were pushed out last week?",
        told(
            lambda o: edits(
                o, "Opportunity", during(date(2026, 11, 9), date(2026, 11, 16)), OURS, later
            )
        ),
        as_="marcus",
    ),
    ask(
        "which of my team's deals moved forward since november 9",
        told(lambda o: edits(o, "Opportunity", since(date(2026, 11, 9)), OURS, forward)),
        as_="marcus",
    ),
    # everyone: the company's figures
    ask(
        "pipeline by region", by(per("Opportunity", lambda d: d.Owner.Region__c, is_open, "Amount"))
    ),
    ask(
        "forecast for this quarter by category",
        by(
            per(
                "Opportunity",
                lambda d: d.ForecastCategoryName,
                both(closes(*Q4), lambda d: d.ForecastCategoryName != "Omitted"),
                "Amount",
            )
        ),
        as_="marcus",
    ),
    ask("Revenue by month this year", figures(_by_month), as_="margot"),
    ask(
        "top 5 open deals by amount",
        first(5, "Opportunity", both(is_open, priced), lambda d: d.Amount),
    ),
    ask(
        "what was the biggest deal we won this year",
        first(1, "Opportunity", both(is_won, _YEAR, priced), lambda d: d.Amount),
    ),
    ask(
        "our top three customers by revenue this year",
        leading(3, per("Opportunity", lambda d: d.Account.Name, both(is_won, _YEAR), "Amount")),
        as_="margot",
    ),
    ask(
        "which rep has the most open deals?",
        leading(1, per("Opportunity", lambda d: d.Owner.Name, is_open)),
        as_="margot",
    ),
    ask(
        "win rate by region this year",
        by(regional_win_rates(_YEAR)),
        as_="margot",
    ),
    ask(
        "revenue this quarter vs last quarter",
        figures(
            lambda o: [o.total("Opportunity", "Amount", both(is_won, closes(*q))) for q in (Q4, Q3)]
        ),
        as_="margot",
    ),
    ask(
        "how many deals did we win this month compared to last month",
        figures(
            lambda o: [
                o.count("Opportunity", both(is_won, closes(*m))) for m in (THIS_MONTH, LAST_MONTH)
            ]
        ),
        as_="margot",
    ),
    ask(
        "won vs lost deals this month",
        figures(
            lambda o: [
                o.count("Opportunity", both(is_won, closes(*THIS_MONTH))),
                o.count("Opportunity", both(is_lost, closes(*THIS_MONTH))),
            ]
        ),
        as_="marcus",
    ),
    ask("revenue growth year to date vs last year", value(_grown, "%"), as_="margot"),
    ask(
        "What share of this year's revenue is from renewals?",
        value(share("Opportunity", renewal, both(is_won, _YEAR), "Amount"), "%"),
        as_="margot",
    ),
    ask(
        "what percentage of our open deals are renewals",
        value(share("Opportunity", renewal, is_open), "%"),
        as_="caleb",
    ),
    ask(
        "average size of the deals we won this year",
        averaged("Opportunity", "Amount", both(is_won, _YEAR), "USD"),
        as_="margot",
    ),
    ask("how long is our sales cycle this year", about(_cycle, Decimal(1), "days"), as_="margot"),
    ask("what's my quota this quarter", value(lambda o: quota(o, mine, *Q4), "USD")),
    ask(
        "how much do I still need to close to make my quota this quarter",
        value(
            lambda o: (
                quota(o, mine, *Q4)
                - o.total("Opportunity", "Amount", both(mine, is_won, closes(*Q4)))
            ),
            "USD",
        ),
    ),
    ask(
        "number of new leads this month",
        counted("Lead", created(*THIS_MONTH)),
        as_="caleb",
    ),
    ask(
        "how many accounts do we have per country",
        by(per("Account", lambda a: a.BillingCountry)),
        as_="caleb",
    ),
    # finance: who owes what
    ask("how much money is overdue", totalled("Invoice", "Balance", overdue), as_="margot"),
    ask(
        "how much does Wexcombe Plastics owe us",
        totalled("Invoice", "Balance", both(at("Wexcombe Plastics"), unpaid)),
        as_="margot",
    ),
    ask(
        "Which customer owes us the most?",
        leading(1, per("Invoice", lambda i: i.Account.Name, unpaid, "Balance")),
        as_="margot",
    ),
    ask(
        "which invoice has been overdue the longest",
        only("Invoice", lambda i: i.InvoiceNumber == "INV-02152"),
        as_="margot",
    ),
    ask(
        "how much did we invoice in october",
        totalled("Invoice", "Amount", lambda i: within(i.InvoiceDate, *LAST_MONTH)),
        as_="margot",
    ),
    ask(
        "how many orders came in last month?",
        counted("Order", ordered_in(*LAST_MONTH)),
        as_="margot",
    ),
    ask(
        "revenue by product line this year",
        by(
            per(
                "OpportunityLineItem",
                lambda i: i.Product2.Family,
                lambda i: is_won(i.Opportunity) and _YEAR(i.Opportunity),
                "TotalPrice",
            )
        ),
        as_="margot",
    ),
    ask("how many gateways did we sell this year", value(_sold), as_="margot"),
    # customer success: what they bought, what happened
    ask(
        "what did Open Range buy by product line",
        by(
            per(
                "OrderItem",
                lambda i: i.Product2.Family,
                lambda i: i.Order.Account.Name == "Open Range",
                "TotalPrice",
            )
        ),
        as_="caleb",
    ),
    ask(
        "what was the last order from tessaly",
        only("Order", lambda r: r.OrderNumber == "00001236"),
        as_="caleb",
    ),
    ask(
        "when was our last contact with addlecroft printing",
        on_day(lambda o: date(2026, 11, 13)),
        as_="caleb",
    ),
    ask(
        "What's changed on my deals since Monday?",
        told(lambda o: of_deals(o, since(date(2026, 11, 16)), mine)),
    ),
    ask(
        "show me the stage history of quarrowbank energy metering 2026",
        told(
            lambda o: edits(
                o,
                "Opportunity",
                since(date(2020, 1, 1)),
                lambda d: d.Name == _METERING,
                changed_field("StageName"),
            )
        ),
    ),
    ask(
        "what's my next meeting",
        any_of(
            only("Event", both(mine, starts(date(2026, 11, 19), date(2026, 11, 19)))),
            on_day(lambda o: date(2026, 11, 19)),
        ),
    ),
]
