"""How much and how many: pipeline, quota, rates, growth and what is said in a pipeline call."""

from decimal import Decimal

from tests.questions.expected import ask, value
from tests.questions.floor.checks import NOVEMBER, made, multiple, of_owner, share
from tests.questions.fresh.checks import about, averaged, counted, per, totalled
from tests.questions.fresh.keeps import both, closes, day, mine, overdue, owned, team
from tests.questions.managers.checks import grown, near, series, shown, table
from tests.questions.managers.keeps import (
    NEXT_QUARTER,
    Q1,
    Q2,
    YTD,
    attainment,
    cycle,
    gap,
    key,
    ordered,
    quota_of,
    region,
    sold,
    walk,
    weighted,
    where,
    win_rate,
    won_in,
    won_sum,
)
from tests.questions.org import (
    LAST_MONTH,
    Q3,
    Q4,
    THIS_YEAR,
    Org,
    is_open,
    within,
)

_CENT = Decimal("0.01")


def _leads_by_month(org: Org) -> list[Decimal]:
    found = org.grouped(
        "Lead",
        lambda r: day(r.CreatedDate).month,
        lambda r: within(day(r.CreatedDate), *THIS_YEAR),
    )
    return [Decimal(len(found[month])) for month in sorted(found)]


def _running(org: Org) -> list[Decimal]:
    parts = [won_sum(closes(*p))(org) for p in (Q1, Q2, Q3, Q4)]
    return [sum(parts[: n + 1], Decimal(0)) for n in range(len(parts))]


ROWS = [
    ask(
        "okay so how much pipe have i got in total right now",
        totalled("Opportunity", "Amount", both(mine, is_open)),
    ),
    ask(
        "total value of my team's open deals closing this quarter",
        totalled("Opportunity", "Amount", both(team("Marcus Oyelaran"), is_open, closes(*Q4))),
        as_="marcus",
    ),
    ask(
        "what is kavita's win rate this year",
        value(
            win_rate(both(owned("Kavita Ranasing"), closes(*THIS_YEAR))),
            "%",
        ),
        as_="mei-ling",
    ),
    ask(
        "avg deal size of won deals in EMEA Central this year",
        averaged("Opportunity", "Amount", both(won_in(THIS_YEAR), region("EMEA Central")), "USD"),
        as_="matthias",
    ),
    ask(
        "can you tell me how many deals we won last month",
        counted("Opportunity", won_in(LAST_MONTH)),
    ),
    ask(
        "How long is our sales cycle in average, for deals won this year?",
        about(cycle(won_in(THIS_YEAR)), Decimal("0.6"), "days"),
        as_="stefan",
    ),
    ask(
        "weighted pipeline for Q1 next year",
        near(Decimal("0.05"), weighted(closes(*NEXT_QUARTER))),
        as_="tobias",
    ),
    ask(
        "where am i against quota this quarter in percent",
        value(attainment(mine, Q4), "%"),
    ),
    ask(
        "how far off her quota is ingrid",
        near(_CENT, gap(owned("Ingrid Fjeld"), Q4)),
        as_="fiona",
    ),
    ask(
        "my teams pipeline coverage for next quarter",
        near(_CENT, multiple(team("Teresa Villaseñor"), NEXT_QUARTER)),
        as_="teresa",
    ),
    ask(
        "what have we got in commit for Q4, in dollars",
        totalled(
            "Opportunity",
            "Amount",
            both(is_open, where("ForecastCategoryName", "Commit"), closes(*Q4)),
        ),
        as_="margot",
    ),
    ask(
        "forecast this quarter for fiona's team by category",
        table(
            per(
                "Opportunity",
                key("ForecastCategoryName"),
                both(
                    team("Fiona Macrae"),
                    closes(*Q4),
                    lambda d: d.ForecastCategoryName != "Omitted",
                ),
                "Amount",
            )
        ),
        as_="tobias",
    ),
    ask(
        "how did the regions do this year in terms of bookings",
        table(per("Opportunity", key("Owner.Region__c"), won_in(THIS_YEAR), "Amount")),
        as_="margot",
    ),
    ask(
        "how much percent of our open pipeline is in EMEA North",
        near(_CENT, share("Opportunity", "Amount", region("EMEA North"), is_open)),
        as_="tobias",
    ),
    ask(
        "revenue Q3 against Q2 please",
        shown(lambda o: [won_sum(closes(*Q3))(o), won_sum(closes(*Q2))(o)]),
        as_="margot",
    ),
    ask(
        "by how much did bookings grow vs last quarter",
        grown(won_sum(closes(*Q3)), won_sum(closes(*Q4))),
        as_="margot",
    ),
    ask("new leads per month this year", series(_leads_by_month)),
    ask(
        "Cumulated revenue 2026, quarter for quarter",
        series(_running),
        as_="stefan",
    ),
    ask(
        "how many open opps does each of my reps have",
        table(per("Opportunity", key("Owner.Name"), both(is_open, team("Fiona Macrae")))),
        as_="fiona",
    ),
    ask(
        "overdue receivables on dana's accounts, what's the total",
        totalled("Invoice", "Balance", both(overdue, of_owner("Dana Whitfield"))),
        as_="marcus",
    ),
    ask(
        "average order value ytd",
        averaged("Order", "TotalAmount", ordered(YTD), "USD"),
        as_="tobias",
    ),
    ask(
        "how many seep leak detectors did we sell in q3",
        value(
            lambda o: o.total(
                "OpportunityLineItem",
                "Quantity",
                both(sold(Q3), lambda r: walk(r, "Product2.Name") == "Seep leak detector"),
            )
        ),
    ),
    ask(
        "what is the total quota of my team for next quarter",
        totalled("Quota", "Amount", both(team("Matthias Krähenbühl"), quota_of(NEXT_QUARTER))),
        as_="matthias",
    ),
    ask(
        "pipeline my guys created in november",
        totalled(
            "Opportunity",
            "Amount",
            both(team("Marcus Oyelaran"), made("America/New_York", *NOVEMBER)),
        ),
        as_="marcus",
    ),
]
