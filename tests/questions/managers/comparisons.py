"""Growth, shares, periods and people side by side, trends and running totals."""

from datetime import date
from decimal import Decimal
from itertools import accumulate

from tests.questions.expected import Row, ask
from tests.questions.fresh.checks import any_of, per, percent, rate, sides
from tests.questions.fresh.keeps import both, closes, owned, slipped, team
from tests.questions.managers.checks import cross, grown, series, shown, table
from tests.questions.managers.keeps import (
    EMEA,
    LAST_YEAR,
    Q1,
    Q2,
    Q3_2025,
    Q4_2025,
    YTD,
    YTD_2025,
    Figure,
    Period,
    key,
    lost_in,
    months,
    on_day_of,
    quarters,
    region,
    where,
    win_rate,
    won_in,
    won_sum,
)
from tests.questions.org import LAST_MONTH, Q3, Q4, THIS_MONTH, THIS_YEAR, Org, Rec, is_open, is_won

_OPP = "Opportunity"
_SEPTEMBER: Period = (date(2026, 9, 1), date(2026, 9, 30))
_REGION = key("Owner.Region__c")
_MONTHLY = months(_OPP, "CloseDate", won_in(THIS_YEAR), "Amount")


def _won(period: Period) -> Figure:
    return won_sum(closes(*period))


def _shares(org: Org) -> dict[str, Decimal]:
    found = per(_OPP, _REGION, won_in(THIS_YEAR), "Amount")(org)
    return {name: percent(part, sum(found.values(), Decimal(0))) for name, part in found.items()}


def _made_since_june(org: Org) -> list[Decimal]:
    zone = "America/New_York"
    ends = (date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30))
    spans = [(end.replace(day=1), end) for end in ends] + [LAST_MONTH, THIS_MONTH]
    return [Decimal(org.count(_OPP, on_day_of(zone, "CreatedDate", span))) for span in spans]


def _average_won(org: Org) -> list[Decimal]:
    return [org.average(_OPP, "Amount", won_in(p)) for p in (Q1, Q2, Q3, Q4)]


def _region_and_type(deal: Rec) -> tuple[str, str]:
    return deal.Owner.Region__c, deal.Type


ROWS: list[Row] = [
    ask(
        "Revenue this quarter versus last quarter, please.",
        shown(lambda o: [_won(Q4)(o), _won(Q3)(o)]),
        as_="margot",
    ),
    ask(
        "by how much did bookings grow from q2 to q3",
        grown(_won(Q2), _won(Q3)),
        as_="margot",
    ),
    ask("yoy growth of bookings in q3?", grown(_won(Q3_2025), _won(Q3)), as_="margot"),
    ask(
        "compare open pipeline of EMEA North and EMEA Central",
        sides(per(_OPP, _REGION, both(is_open, region(*EMEA)), "Amount")),
        as_="margot",
    ),
    ask(
        "marcus' team vs teresa's team - bookings this year",
        shown(
            lambda o: [
                won_sum(both(closes(*THIS_YEAR), team(lead)))(o)
                for lead in ("Marcus Oyelaran", "Teresa Villaseñor")
            ]
        ),
        as_="margot",
    ),
    ask("monthly bookings for 2026", series(_MONTHLY), as_="margot"),
    ask(
        "can you show me how the win rate developed by quarter in 2026?",
        series(quarters(win_rate, Q1, Q2, Q3, Q4)),
        as_="margot",
    ),
    ask(
        "cumulative bookings by month this year",
        series(lambda o: list(accumulate(_MONTHLY(o)))),
        as_="margot",
    ),
    ask(
        "running total of won revenue per quarter in 2025",
        series(
            lambda o: list(
                accumulate(
                    quarters(
                        won_sum,
                        (date(2025, 1, 1), date(2025, 3, 31)),
                        (date(2025, 4, 1), date(2025, 6, 30)),
                        Q3_2025,
                        Q4_2025,
                    )(o)
                )
            )
        ),
        as_="tobias",
    ),
    ask(
        "How many new opportunities have we created per month since June?",
        series(_made_since_june),
        as_="margot",
    ),
    ask(
        "share of bookings per region this year",
        any_of(
            table(_shares, Decimal("0.1")),
            table(per(_OPP, _REGION, won_in(THIS_YEAR), "Amount")),
        ),
        as_="margot",
    ),
    ask(
        "What percentage of our open opportunities are past their close date?",
        rate(lambda o: o.count(_OPP, slipped), lambda o: o.count(_OPP, is_open)),
        as_="tobias",
    ),
    ask(
        "what share of emea's q4 bookings did stefan oberlack bring in",
        rate(
            lambda o: o.total(_OPP, "Amount", both(won_in(Q4), owned("Stefan Oberlack"))),
            lambda o: o.total(_OPP, "Amount", both(won_in(Q4), region(*EMEA))),
        ),
        as_="margot",
    ),
    ask(
        "Average deal size of won deals by quarter, this year",
        series(_average_won),
        as_="margot",
    ),
    ask(
        "Are we ahead of last year? Bookings year to date against the same period last year",
        any_of(
            shown(lambda o: [_won(YTD)(o), _won(YTD_2025)(o)]),
            grown(_won(YTD_2025), _won(YTD)),
        ),
        as_="margot",
    ),
    ask(
        "q4 bookings by region compared with q3",
        shown(
            lambda o: [
                v for p in (Q3, Q4) for v in per(_OPP, _REGION, won_in(p), "Amount")(o).values()
            ]
        ),
        as_="margot",
    ),
    ask(
        "won amount this year by region and opportunity type",
        cross(per(_OPP, _region_and_type, won_in(THIS_YEAR), "Amount")),
        as_="margot",
    ),
    ask(
        "number of lost deals by month since july",
        series(months(_OPP, "CloseDate", lost_in((date(2026, 7, 1), Q4[1])), None)),
        as_="margot",
    ),
    ask(
        "how did october compare to september in terms of number of deals won",
        shown(lambda o: [Decimal(o.count(_OPP, won_in(p))) for p in (_SEPTEMBER, LAST_MONTH)]),
        as_="margot",
    ),
    ask(
        "How do germany, austria and switzerland compare on revenue this year?",
        sides(
            per(
                _OPP,
                key("Account.BillingCountry"),
                both(
                    won_in(THIS_YEAR),
                    where("Account.BillingCountry", "Germany", "Austria", "Switzerland"),
                ),
                "Amount",
            )
        ),
        as_="matthias",
    ),
    ask(
        "What portion of the open pipeline sits with existing customers, i.e. accounts of type "
        "Customer, as a percentage of the total amount?",
        rate(
            lambda o: o.total(_OPP, "Amount", both(is_open, where("Account.Type", "Customer"))),
            lambda o: o.total(_OPP, "Amount", is_open),
        ),
        as_="margot",
    ),
    ask(
        "bookings 2025 vs 2026 by industry",
        shown(
            lambda o: [
                v
                for p in (LAST_YEAR, THIS_YEAR)
                for k, v in per(_OPP, key("Account.Industry"), won_in(p), "Amount")(o).items()
                if k is not None
            ]
        ),
        as_="margot",
    ),
    ask(
        "wins by week this month",
        series(
            lambda o: [
                Decimal(o.count(_OPP, both(is_won, closes(date(2026, 11, a), date(2026, 11, b)))))
                for a, b in ((1, 1), (2, 8), (9, 15), (16, 22))
            ]
        ),
        as_="margot",
    ),
]
