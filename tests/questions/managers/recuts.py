"""Follow-ups: the same again for another period, team or grouping, with less or with more."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import accumulate

from tests.questions.expected import Row, ask, ids, value
from tests.questions.fresh.checks import (
    any_of,
    counted,
    first,
    listed,
    per,
    sorted_by,
    totalled,
)
from tests.questions.fresh.keeps import (
    Keep,
    amount,
    both,
    closes,
    mine,
    overdue,
    owned,
    slipped,
    stale,
    team,
)
from tests.questions.managers.checks import named, near, ranked, series, shown, table
from tests.questions.managers.keeps import (
    EMEA,
    LAST_YEAR,
    Q2,
    Q4_2025,
    Period,
    attainments,
    averages,
    delivered,
    key,
    lost_in,
    months,
    quota_of,
    region,
    sold,
    weighted,
    where,
    win_rate,
    win_rates,
    won_in,
)
from tests.questions.org import Q3, Q4, THIS_YEAR, Org, is_open

_OPP = "Opportunity"
_REP, _REGION, _STAGE = key("Owner.Name"), key("Owner.Region__c"), key("StageName")
_COUNTRY, _FAMILY = key("Account.BillingCountry"), key("Product2.Family")
_JANUARY: Period = (date(2027, 1, 1), date(2027, 1, 31))
_CENT = Decimal("0.01")
_FIONA, _MATTHIAS = team("Fiona Macrae"), team("Matthias Krähenbühl")
_BIG_HEALTH = both(is_open, where("Account.Industry", "Healthcare"), amount(lambda a: a > 40000))
_BIG_DEBT = both(overdue, lambda i: bool(i.Balance > 20000))
_PRICED = amount(lambda a: True)


def _but(keep: Keep) -> Keep:
    """Those that do not pass."""
    return lambda r: not keep(r)


def _by_line(entity: str, keep: Callable[[Period], Keep]) -> Callable[[Org], list[Decimal]]:
    """Sales by product line, of this quarter and the last."""

    def expect(org: Org) -> list[Decimal]:
        found = [per(entity, _FAMILY, keep(p), "TotalPrice")(org) for p in (Q3, Q4)]
        return [figure for lines in found for figure in lines.values()]

    return expect


ROWS: list[Row] = [
    ask(
        "only EMEA",
        any_of(
            table(per(_OPP, _REGION, both(is_open, region(*EMEA)), "Amount")),
            totalled(_OPP, "Amount", both(is_open, region(*EMEA))),
        ),
        "open pipeline by region",
        as_="margot",
    ),
    ask(
        "same for last quarter",
        table(per(_OPP, _REP, both(won_in(Q3), _FIONA), "Amount")),
        "bookings by rep on my team this quarter",
        as_="fiona",
    ),
    ask(
        "without Graham please",
        table(per(_OPP, _STAGE, both(is_open, _FIONA, _but(owned("Graham Tolliver"))), "Amount")),
        "what's the total open pipeline of my team?",
        "by stage",
        as_="fiona",
    ),
    ask(
        "and last year?",
        table(per(_OPP, _REGION, won_in(LAST_YEAR), "Amount")),
        "bookings by region this year",
        as_="margot",
    ),
    ask(
        "and the quarter before that?",
        value(win_rate(closes(*Q2)), "%"),
        "what was our win rate last quarter",
        as_="margot",
    ),
    ask(
        "just new business",
        table(win_rates(_REGION, both(closes(*Q3), where("Type", "New Business")))),
        "what was our win rate last quarter",
        "break it down by region",
        as_="margot",
    ),
    ask(
        "make that the top 10",
        ranked(10, per(_OPP, _REP, won_in(Q4), "Amount")),
        "top 5 reps by bookings this quarter",
        as_="margot",
    ),
    ask(
        "sort them by close date",
        sorted_by(_OPP, both(is_open, _FIONA, amount(lambda a: a > 50000)), key("CloseDate")),
        "show me the open deals of Fiona's team",
        "only the ones above 50k",
        as_="margot",
    ),
    ask(
        "now the same for teresas team",
        table(attainments(_REP, team("Teresa Villaseñor"), Q4), zeros=True),
        "quota attainment by rep for marcus' team this quarter",
        as_="margot",
    ),
    ask(
        "how much was that in total?",
        totalled(_OPP, "Amount", lost_in(Q3)),
        "how many deals did we lose in q3",
        as_="margot",
    ),
    ask(
        "split by competitor",
        any_of(
            table(per(_OPP, key("Competitor__c"), lost_in(Q3))),
            table(per(_OPP, key("Competitor__c"), lost_in(Q3), "Amount")),
        ),
        "how many deals did we lose in q3",
        as_="margot",
    ),
    ask(
        "per opportunity type?",
        table(averages(key("Type"), won_in(THIS_YEAR))),
        "average deal size of won deals this year",
        as_="margot",
    ),
    ask(
        "what are those worth together",
        totalled(_OPP, "Amount", _BIG_HEALTH),
        "open opportunities in healthcare over 40k",
        as_="margot",
    ),
    ask(
        "And how many of them belong to Fiona's people?",
        counted(_OPP, both(_BIG_HEALTH, _FIONA)),
        "open opportunities in healthcare over 40k",
        "what are those worth together",
        as_="margot",
    ),
    ask(
        "weighted?",
        near(_CENT, weighted(both(closes(*Q4), region("APAC")))),
        "pipeline closing this quarter in apac",
        as_="mei-ling",
    ),
    ask(
        "how much money is that",
        totalled(_OPP, "Amount", both(stale, _MATTHIAS)),
        "show me the stale deals",
        "only matthias' team",
        as_="margot",
    ),
    ask(
        "which accounts are those?",
        any_of(
            ids(lambda o: {i.AccountId for i in o.all("Invoice") if _BIG_DEBT(i)}),
            named(lambda o: {i.Account.Name for i in o.all("Invoice") if _BIG_DEBT(i)}),
        ),
        "overdue invoices",
        "just balances over 20k",
        as_="margot",
    ),
    ask(
        "as a running total please",
        series(
            lambda o: list(accumulate(months(_OPP, "CloseDate", won_in(THIS_YEAR), "Amount")(o)))
        ),
        "bookings per month this year",
        as_="margot",
    ),
    ask(
        "and EMEA North?",
        totalled(_OPP, "Amount", both(is_open, region("EMEA North"))),
        "pipeline in APAC",
        as_="margot",
    ),
    ask(
        "without Dana's",
        listed(
            _OPP,
            both(
                is_open,
                closes(*Q4),
                where("ForecastCategoryName", "Commit"),
                team("Marcus Oyelaran"),
                _but(mine),
            ),
        ),
        "my team's commit deals closing this quarter",
        as_="marcus",
    ),
    ask(
        "what about marcus",
        value(win_rate(both(closes(*Q3), team("Marcus Oyelaran"))), "%"),
        "win rate of fiona's team in q3",
        as_="margot",
    ),
    ask(
        "excluding renewals",
        first(
            10,
            _OPP,
            both(is_open, _PRICED, where("Type", "New Business", "Existing Business")),
            key("Amount"),
        ),
        "top 10 open deals by amount",
        as_="margot",
    ),
    ask(
        "vs last quarter",
        any_of(
            shown(_by_line("OpportunityLineItem", sold)),
            shown(_by_line("OrderItem", delivered)),
        ),
        "sales by product line this quarter",
        as_="margot",
    ),
    ask(
        "in january instead",
        listed(_OPP, both(is_open, closes(*_JANUARY), amount(lambda a: a > 30000))),
        "deals closing in december over 30k",
        as_="margot",
    ),
    ask(
        "what's the sum?",
        totalled("Quota", "Amount", both(quota_of(Q4), _MATTHIAS)),
        "q4 quotas of everybody on my team",
        as_="matthias",
    ),
    ask(
        "leave out the US",
        table(
            per(
                _OPP,
                _COUNTRY,
                both(won_in(THIS_YEAR), _but(where("Account.BillingCountry", "United States"))),
                "Amount",
            )
        ),
        "revenue by country this year",
        as_="margot",
    ),
    ask(
        "list them",
        listed(_OPP, both(is_open, owned("Leo Castellane"))),
        "how many open deals does Priscilla have?",
        "and Leo?",
        as_="marcus",
    ),
    ask(
        "Could I have amounts instead of the number, please?",
        table(per(_OPP, _STAGE, is_open, "Amount")),
        "how many open deals by stage",
        as_="margot",
    ),
    ask(
        "compare that with the same quarter last year",
        shown(lambda o: [o.total(_OPP, "Amount", won_in(p)) for p in (Q4, Q4_2025)]),
        "bookings this quarter",
        as_="margot",
    ),
    ask(
        "who owns them?",
        any_of(
            table(per(_OPP, _REP, both(slipped, _MATTHIAS))),
            listed(_OPP, both(slipped, _MATTHIAS)),
            named(lambda o: set(o.grouped(_OPP, _REP, both(slipped, _MATTHIAS)))),
        ),
        "my team's deals past their close date",
        as_="matthias",
    ),
    ask(
        "which of those are in commit",
        listed(_OPP, both(slipped, where("ForecastCategoryName", "Commit"))),
        "open deals past their close date",
        as_="margot",
    ),
    ask(
        "ok and per month",
        series(months(_OPP, "CloseDate", both(won_in(THIS_YEAR), region("APAC")), "Amount")),
        "revenue this year",
        "only APAC",
        as_="margot",
    ),
    ask(
        "and by manager?",
        table(per(_OPP, key("Owner.Manager.Name"), won_in(Q4), "Amount")),
        "total bookings this quarter",
        "by region",
        as_="margot",
    ),
]
