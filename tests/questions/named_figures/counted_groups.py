"""Groups told by how many records they have, or by how much of a figure; a figure judged."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests.questions.expected import ask, ids, value
from tests.questions.fresh.checks import per
from tests.questions.fresh.keeps import both, closes
from tests.questions.managers.checks import cross, near, ranked, table
from tests.questions.managers.keeps import key, lost_in, weighted_by, win_rate, won_in, won_sum
from tests.questions.org import Q4, THIS_MONTH, THIS_YEAR, Org, is_open

K = Decimal(1000)
_CENT = Decimal("0.01")
_Table = Callable[[Org], dict[Any, Any]]


def _where(found: _Table, test: Callable[[Decimal], bool]) -> _Table:
    return lambda o: {k: v for k, v in found(o).items() if k is not None and test(v)}


_STATES = per("Account", key("BillingState"))
_WON_BY_INDUSTRY = per("Opportunity", key("Account.Industry"), won_in(THIS_YEAR))
_OPEN_BY_STAGE = per("Opportunity", key("StageName"), is_open)
_OPEN_BY_REGION = per("Opportunity", key("Owner.Region__c"), is_open)
_OPEN_OF_ACCOUNT = per("Opportunity", key("Account.Name"), is_open, "Amount")
_WON_OF_ACCOUNT = per("Opportunity", key("Account.Name"), won_in(THIS_YEAR), "Amount")


def _stages_and_regions(org: Org) -> dict[tuple[str, ...], Decimal]:
    found = org.grouped("Opportunity", lambda d: (d.StageName, d.Owner.Region__c), is_open)
    return {pair: Decimal(len(deals)) for pair, deals in found.items()}


ROWS = [
    ask("which state has the most customers", ranked(1, _STATES), as_="margot"),
    ask("top 3 states with the most customers", ranked(3, _STATES), as_="margot"),
    ask("stage with the most open deals", ranked(1, _OPEN_BY_STAGE), as_="margot"),
    ask("which region has the most open deals", ranked(1, _OPEN_BY_REGION), as_="margot"),
    ask(
        "which country has the fewest accounts",
        ranked(1, per("Account", key("BillingCountry")), ascending=True),
        as_="margot",
    ),
    ask(
        "who has the most wins this year",
        ranked(1, per("Opportunity", key("Owner.Name"), won_in(THIS_YEAR))),
        as_="margot",
    ),
    ask(
        "who has the most losses this quarter",
        ranked(1, per("Opportunity", key("Owner.Name"), lost_in(Q4))),
        as_="margot",
    ),
    ask(
        "industries with more than 10 won deals this year",
        table(_where(_WON_BY_INDUSTRY, lambda n: n > 10)),
        as_="margot",
    ),
    ask(
        "which industries have at least 5 won deals this year",
        table(_where(_WON_BY_INDUSTRY, lambda n: n >= 5)),
        as_="margot",
    ),
    ask(
        "stages with fewer than 60 open deals",
        table(_where(_OPEN_BY_STAGE, lambda n: n < 60)),
        as_="margot",
    ),
    ask(
        "customers with more than 100k in open pipeline",
        table(_where(_OPEN_OF_ACCOUNT, lambda v: v > 100 * K)),
        as_="margot",
    ),
    ask(
        "reps with less than 50k in weighted pipeline",
        table(_where(weighted_by(key("Owner.Name"), is_open), lambda v: v < 50 * K)),
        as_="margot",
    ),
    ask(
        "customers with revenue over 100k this year",
        table(_where(_WON_OF_ACCOUNT, lambda v: v > 100 * K)),
        as_="margot",
    ),
    ask(
        "accounts with revenue over 100k from us this year",
        table(_where(_WON_OF_ACCOUNT, lambda v: v > 100 * K)),
        as_="margot",
    ),
    ask(
        "accounts with revenue over 10m",
        ids(lambda o: o.ids("Account", lambda a: (a.AnnualRevenue or 0) > 10_000 * K)),
        as_="margot",
    ),
    ask(
        "is the win rate this year over 30%",
        near(_CENT, win_rate(closes(*THIS_YEAR))),
        as_="margot",
    ),
    ask(
        "is the win rate over 30% this year",
        near(_CENT, win_rate(closes(*THIS_YEAR))),
        as_="margot",
    ),
    ask(
        "did we sell more than 500k this month",
        value(won_sum(closes(*THIS_MONTH)), "USD"),
        as_="margot",
    ),
    ask(
        "per region too",
        cross(_stages_and_regions),
        "number of open deals per stage",
        as_="margot",
    ),
    ask(
        "by rep instead",
        table(per("Opportunity", key("Owner.Name"), both(is_open))),
        "number of open deals per stage",
        as_="margot",
    ),
]
