"""Who and what comes first, last and in which order."""

from tests.questions.expected import Row, ask
from tests.questions.fresh.checks import any_of, first, only, per, sorted_by
from tests.questions.fresh.keeps import amount, both, closes, owned, team
from tests.questions.managers.checks import person, ranked, tops
from tests.questions.managers.keeps import (
    EMEA,
    key,
    lost_in,
    months,
    region,
    where,
    win_rates,
    won_in,
)
from tests.questions.org import Q3, Q4, THIS_YEAR, is_open

_OPP = "Opportunity"
_REP = key("Owner.Name")
_AMOUNT = key("Amount")
_PRICED = amount(lambda a: True)
_RENEWALS = both(is_open, where("Type", "Renewal"), region("AMER West"))


ROWS: list[Row] = [
    ask(
        "top 5 reps by bookings this quarter",
        ranked(5, per(_OPP, _REP, won_in(Q4), "Amount")),
        as_="margot",
    ),
    ask(
        "who closed the single biggest deal this quarter?",
        any_of(first(1, _OPP, won_in(Q4), _AMOUNT), person("Stefan Oberlack")),
        as_="margot",
    ),
    ask(
        "Please list the ten biggest open deals in EMEA.",
        first(10, _OPP, both(is_open, region(*EMEA), _PRICED), _AMOUNT),
        as_="margot",
    ),
    ask(
        "bottom three on my team by open pipeline",
        ranked(3, per(_OPP, _REP, both(is_open, team("Fiona Macrae")), "Amount"), ascending=True),
        as_="fiona",
    ),
    ask(
        "which industry brought in the most revenue in q3",
        ranked(1, per(_OPP, key("Account.Industry"), won_in(Q3), "Amount")),
        as_="margot",
    ),
    ask(
        "biggest deals we lost this year, top 5",
        first(5, _OPP, both(lost_in(THIS_YEAR), _PRICED), _AMOUNT),
        as_="margot",
    ),
    ask(
        "Which two accounts have the most open opportunities?",
        ranked(2, per(_OPP, key("Account.Name"), is_open)),
        as_="margot",
    ),
    ask(
        "5 oldest open opportunities on my team",
        first(
            5,
            _OPP,
            both(is_open, team("Marcus Oyelaran")),
            key("CreatedDate"),
            descending=False,
        ),
        as_="marcus",
    ),
    ask(
        "What was our best month this year in terms of bookings?",
        tops(lambda o: max(months(_OPP, "CloseDate", won_in(THIS_YEAR), "Amount")(o))),
        as_="margot",
    ),
    ask(
        "which customer have we booked the most with in 2026",
        ranked(1, per(_OPP, key("Account.Name"), won_in(THIS_YEAR), "Amount")),
        as_="margot",
    ),
    ask(
        "which competitor did we lose to most often this year",
        ranked(1, per(_OPP, key("Competitor__c"), lost_in(THIS_YEAR))),
        as_="tobias",
    ),
    ask(
        "rank the regions by win rate this year",
        ranked(5, win_rates(key("Owner.Region__c"), closes(*THIS_YEAR))),
        as_="margot",
    ),
    ask(
        "second largest open opp in the whole company?",
        only(_OPP, lambda d: d.Name == "Matarua Fisheries – Compliance reporting pilot"),
        as_="margot",
    ),
    ask(
        "smallest deal we won this quarter",
        first(1, _OPP, won_in(Q4), _AMOUNT, descending=False),
        as_="tobias",
    ),
    ask(
        "Jurgen's open deals sorted by close date",
        sorted_by(_OPP, both(is_open, owned("Jürgen Böhme")), key("CloseDate")),
        as_="matthias",
    ),
    ask(
        "Who won the most deals by number this year, top three reps?",
        ranked(3, per(_OPP, _REP, won_in(THIS_YEAR))),
        as_="margot",
    ),
    ask(
        "top 3 countries by revenue outside the united states this year",
        ranked(
            3,
            per(
                _OPP,
                key("Account.BillingCountry"),
                both(
                    won_in(THIS_YEAR),
                    lambda d: d.Account.BillingCountry != "United States",
                ),
                "Amount",
            ),
        ),
        as_="margot",
    ),
    ask(
        "largest renewals still open, sorted by amount, only amer west",
        any_of(
            sorted_by(_OPP, _RENEWALS, lambda d: d.Amount or 0, descending=True),
            sorted_by(_OPP, both(_RENEWALS, _PRICED), _AMOUNT, descending=True),
        ),
        as_="teresa",
    ),
]
