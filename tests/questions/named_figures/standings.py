"""What comes first, second or last: best and worst, longest and shortest, most often, top three."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from handlers.asking.answered import Answered, Outcome
from tests.questions.expected import Check, ask, outcome
from tests.questions.fresh.checks import first, per
from tests.questions.fresh.keeps import Keep, both, closes, owned, team
from tests.questions.managers.checks import ranked
from tests.questions.managers.keeps import key, lost_in, walk, won_in
from tests.questions.org import Q4, THIS_YEAR, TODAY, Org, Rec, is_lost, is_open, is_won

_OPP, _LINE, _INVOICE = "Opportunity", "OpportunityLineItem", "Invoice"
_REGION, _REP, _FAMILY = key("Owner.Region__c"), key("Owner.Name"), key("Product2.Family")
_AMOUNT = key("Amount")
_OF_2025 = (date(2025, 1, 1), date(2025, 12, 31))


def _sold(period: Any = None) -> Keep:
    """A line of a won deal."""
    return lambda i: is_won(i.Opportunity) and (not period or closes(*period)(i.Opportunity))


def _late(invoice: Rec) -> bool:
    return bool(invoice.Balance > 0 and invoice.DueDate < TODAY)


def _priced(keep: Keep) -> Keep:
    return lambda d: d.Amount is not None and keep(d)


def _cycle(by: Callable[[Rec], Any], keep: Keep) -> Callable[[Org], dict[Any, Decimal]]:
    """Days from created to closed of won deals, on average."""

    def expect(o: Org) -> dict[Any, Decimal]:
        groups = o.grouped(_OPP, by, both(is_won, keep))
        return {k: Decimal(sum(map(_days, v))) / len(v) for k, v in groups.items()}

    return expect


def _days(deal: Rec) -> int:
    return int((deal.CloseDate - deal.CreatedDate.date()).days)


def _top(expect: Callable[[Org], dict[Any, Decimal]], *, lowest: bool = False) -> Check:
    """The one group shown is the one with the highest, or lowest, figure."""

    def check(answered: Answered, org: Org) -> None:
        assert answered.outcome is Outcome.ANSWERED, answered.sentence
        figures = expect(org)
        best = (min if lowest else max)(v for k, v in figures.items() if k is not None)
        (shown,) = answered.groups
        label = shown.label if shown.ref else shown.key
        assert figures[label] == best, answered.understood

    return check


def _nth(place: int, entity: str, keep: Keep, by: Callable[[Rec], Any]) -> Check:
    """The one record that stands there, the highest first."""

    def check(answered: Answered, org: Org) -> None:
        assert answered.outcome is Outcome.ANSWERED, answered.sentence
        found = sorted((r for r in org.all(entity) if keep(r)), key=by, reverse=True)
        (shown,) = answered.records
        assert shown.ref.id == found[place - 1].Id, answered.understood

    return check


def _whose(keep: Keep) -> Check:
    """The owner of the biggest of these deals."""

    def check(answered: Answered, org: Org) -> None:
        assert answered.outcome is Outcome.ANSWERED, answered.sentence
        best = max((d for d in org.all(_OPP) if keep(d)), key=lambda d: d.Amount)
        assert answered.value == walk(best, "Owner.Name"), answered.understood

    return check


def _tied(expect: Callable[[Org], dict[Any, Decimal]]) -> Check:
    """The first, and how many others stand where it does."""

    def check(answered: Answered, org: Org) -> None:
        _top(expect)(answered, org)
        figures = list(expect(org).values())
        assert answered.tied == figures.count(max(figures)) - 1 > 0

    return check


def _second(expect: Callable[[Org], dict[Any, Decimal]], place: int = 2) -> Check:
    """The one group shown has the figure that stands at this place."""

    def check(answered: Answered, org: Org) -> None:
        assert answered.outcome is Outcome.ANSWERED, answered.sentence
        figures = expect(org)
        (shown,) = answered.groups
        assert figures[shown.label] == sorted(figures.values())[-place], answered.understood

    return check


_OF_MONTHS = per(_OPP, lambda d: f"{d.CloseDate:%Y-%m}", won_in(THIS_YEAR), "Amount")
_WON_THIS_YEAR = per(_OPP, _REP, won_in(THIS_YEAR), "Amount")

ROWS = [
    ask("our best month this year", _top(_OF_MONTHS)),
    ask("best 3 months this year", ranked(3, _OF_MONTHS)),
    ask("which month was our strongest this year", _top(_OF_MONTHS)),
    ask(
        "in which month of 2025 did we win the most deals",
        _top(per(_OPP, lambda d: f"{d.CloseDate:%Y-%m}", won_in(_OF_2025))),
    ),
    ask(
        "busiest month for meetings in 2026",
        _top(
            per(
                "Event",
                lambda e: f"{e.StartDateTime:%Y-%m}",
                lambda e: e.StartDateTime.year == 2026,
            )
        ),
    ),
    ask("best region this quarter", _top(per(_OPP, _REGION, won_in(Q4), "Amount"))),
    ask("weakest region by pipeline", _top(per(_OPP, _REGION, is_open, "Amount"), lowest=True)),
    ask("best selling product line", _top(per(_LINE, _FAMILY, _sold(), "TotalPrice"))),
    ask(
        "which product line sold best in 2026",
        _top(per(_LINE, _FAMILY, _sold(THIS_YEAR), "TotalPrice")),
    ),
    ask(
        "worst selling product line this year",
        _top(per(_LINE, _FAMILY, _sold(THIS_YEAR), "TotalPrice"), lowest=True),
    ),
    ask(
        "top 3 products this quarter",
        ranked(3, per(_LINE, key("Product2.Name"), _sold(Q4), "TotalPrice")),
    ),
    ask("best performing rep this quarter", _top(per(_OPP, _REP, won_in(Q4), "Amount"))),
    ask(
        "which region had the best sales cycle this year",
        _top(_cycle(_REGION, closes(*THIS_YEAR)), lowest=True),
    ),
    ask(
        "region with the slowest sales cycle in 2026",
        _top(_cycle(_REGION, closes(*THIS_YEAR))),
    ),
    ask(
        "which industry do we lose in most often",
        _top(per(_OPP, key("Account.Industry"), is_lost)),
    ),
    ask(
        "top 2 competitors by lost deals this year",
        ranked(2, per(_OPP, key("Competitor__c"), lost_in(THIS_YEAR))),
    ),
    ask("strongest competitor", outcome("clarify")),
    ask("second largest open deal", _nth(2, _OPP, _priced(is_open), _AMOUNT)),
    ask("the third biggest won deal of 2026", _nth(3, _OPP, _priced(won_in(THIS_YEAR)), _AMOUNT)),
    ask("second biggest overdue invoice", _nth(2, _INVOICE, _late, key("Balance"))),
    ask("which rep came second by revenue this year", _second(_WON_THIS_YEAR)),
    ask("who is third by bookings this year", _second(_WON_THIS_YEAR, place=3)),
    ask("who won the biggest deal this quarter", _whose(_priced(won_in(Q4)))),
    ask("who has the largest open deal", _whose(_priced(is_open))),
    ask("who closed the biggest deal this year", _whose(_priced(won_in(THIS_YEAR)))),
    ask(
        "my biggest open deals, top 3",
        first(3, _OPP, _priced(both(is_open, owned("Dana Whitfield"))), _AMOUNT),
    ),
    ask(
        "top three on Fiona's team by bookings this year",
        ranked(3, per(_OPP, _REP, both(won_in(THIS_YEAR), team("Fiona Macrae")), "Amount")),
    ),
    ask(
        "rank my reps by open pipeline",
        ranked(99, per(_OPP, _REP, both(is_open, team("Fiona Macrae")), "Amount")),
        as_="fiona",
    ),
    ask(
        "rank the industries by number of won deals",
        ranked(18, per(_OPP, key("Account.Industry"), is_won)),
    ),
    ask("3 largest overdue invoices", first(3, _INVOICE, _late, key("Balance"))),
    ask(
        "which invoice has been overdue the longest",
        first(1, _INVOICE, _late, key("DueDate"), descending=False),
    ),
    ask(
        "oldest overdue deal",
        first(
            1,
            _OPP,
            lambda d: is_open(d) and d.CloseDate < TODAY,
            key("CloseDate"),
            descending=False,
        ),
    ),
    ask(
        "my longest open deal",
        first(
            1, _OPP, both(is_open, owned("Dana Whitfield")), key("CreatedDate"), descending=False
        ),
    ),
    ask(
        "which of my accounts owes the most",
        _top(
            per(
                _INVOICE,
                key("Account.Name"),
                lambda i: i.Balance > 0 and i.Account.Owner.Name == "Dana Whitfield",
                "Balance",
            )
        ),
    ),
    ask(
        "first deal we won this year",
        first(1, _OPP, won_in(THIS_YEAR), key("CloseDate"), descending=False),
    ),
    ask(
        "top 3 reps by number of won deals this year", ranked(3, per(_OPP, _REP, won_in(THIS_YEAR)))
    ),
    ask("rank the reps by lost deals this year", ranked(50, per(_OPP, _REP, lost_in(THIS_YEAR)))),
    ask("who won the most deals this quarter", _tied(per(_OPP, _REP, won_in(Q4)))),
]
