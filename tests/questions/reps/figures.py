"""Figures a rep lives by: pipeline, quota, wins, shares and trends."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from tests.questions.expected import Check, ask, value
from tests.questions.fresh.checks import (
    about,
    any_of,
    averaged,
    by,
    counted,
    listed,
    per,
    percent,
    rate,
    totalled,
)
from tests.questions.fresh.keeps import Keep, both, closes, day, open_order, team
from tests.questions.org import LAST_MONTH, Q3, Q4, THIS_YEAR, Org, Rec, is_lost, is_open, is_won
from tests.questions.reps.checks import (
    CALEB,
    CALLUM,
    DANA,
    billed,
    callum,
    categorised,
    dana,
    declined,
    figures,
    open_of,
    series,
    staged,
    won_by,
    worth,
)

_LAST_YEAR = (date(2025, 1, 1), date(2025, 12, 31))
_LAST_YEAR_SO_FAR = (date(2025, 1, 1), date(2025, 11, 18))
_ENDS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30)


def _won(name: str, first: date, last: date) -> Callable[[Org], Decimal]:
    return lambda o: o.total("Opportunity", "Amount", both(won_by(name), closes(first, last)))


def _quota(name: str) -> Callable[[Org], Decimal]:
    return lambda o: o.total(
        "Quota", "Amount", lambda q: q.Owner.Name == name and q.StartDate == Q4[0]
    )


def _wins(keep: Keep) -> Callable[[Org], int]:
    return lambda o: o.count("Opportunity", both(is_won, keep))


def _decided(keep: Keep) -> Callable[[Org], int]:
    return lambda o: o.count("Opportunity", both(lambda d: d.IsClosed, keep))


def _month(month: int) -> tuple[date, date]:
    return date(2026, month, 1), date(2026, month, _ENDS[month - 1])


def _so_far(org: Org) -> list[Decimal]:
    return [_won(DANA, date(2026, 1, 1), _month(m)[1])(org) for m in range(1, 12)]


def _weighted(name: str) -> Callable[[Org], Decimal]:
    def expect(org: Org) -> Decimal:
        deals = [d for d in org.all("Opportunity") if open_of(name)(d) and d.Amount is not None]
        return sum((d.Amount * d.Probability / 100 for d in deals), Decimal(0)).quantize(
            Decimal("0.01")
        )

    return expect


def _cycle(name: str) -> Callable[[Org], Decimal]:
    def expect(org: Org) -> Decimal:
        won = [d for d in org.all("Opportunity") if won_by(name)(d)]
        return Decimal(sum((d.CloseDate - day(d.CreatedDate)).days for d in won)) / len(won)

    return expect


def _covers(whole: Callable[[Org], Decimal]) -> Check:
    """The open pipeline of the quarter over this: so many times, or in per cent."""

    def times(org: Org) -> Decimal:
        pipe = org.total("Opportunity", "Amount", both(open_of(DANA), closes(*Q4)))
        return percent(pipe, whole(org))

    return any_of(
        value(times),
        value(lambda o: (times(o) / 100).quantize(Decimal("0.01"))),
        value(lambda o: (times(o) / 100).quantize(Decimal("0.1"))),
    )


def _grown(first: date, last: date) -> Check:
    """By how much Dana's won amount of this year exceeds that of a period, in per cent."""
    now, then = _won(DANA, *THIS_YEAR), _won(DANA, first, last)
    return value(lambda o: percent(now(o) - then(o), then(o)), "%")


def _versus_sensquarry(deal: Rec) -> bool:
    return bool(deal.Competitor__c == "Sensquarry")


ROWS = [
    ask("my pipe", totalled("Opportunity", "Amount", open_of(DANA))),
    ask(
        "pipe for q4, mine only",
        totalled("Opportunity", "Amount", both(open_of(DANA), closes(*Q4))),
    ),
    ask("whats my weighted pipeline at", value(_weighted(CALEB), "USD"), as_="caleb"),
    ask(
        "my win rate ytd",
        rate(_wins(both(dana, closes(*THIS_YEAR))), _decided(both(dana, closes(*THIS_YEAR)))),
    ),
    ask(
        "how far off quota am i",
        value(lambda o: _quota(DANA)(o) - _won(DANA, *Q4)(o), "USD"),
    ),
    ask(
        "quota attainment, me",
        value(lambda o: percent(_won(DANA, *Q4)(o), _quota(DANA)(o)), "%"),
    ),
    ask(
        "how much more do i gotta close to hit quota this q",
        value(lambda o: _quota(DANA)(o) - _won(DANA, *Q4)(o), "USD"),
    ),
    ask("whats my quota this quarter", value(_quota(CALLUM), "USD"), as_="callum"),
    ask(
        "avg size of deals i won this yr",
        averaged("Opportunity", "Amount", both(won_by(DANA), closes(*THIS_YEAR)), "USD"),
    ),
    ask(
        "how long is my sales cycle on average",
        about(_cycle(DANA), Decimal(1), "days"),
    ),
    ask(
        "my commit number for this qtr",
        worth("Opportunity", "Amount", both(open_of(DANA), closes(*Q4), categorised("Commit"))),
    ),
    ask(
        "total of best case and commit for me",
        any_of(
            totalled(
                "Opportunity",
                "Amount",
                both(open_of(DANA), categorised("Commit", "Best Case")),
            ),
            by(
                per(
                    "Opportunity",
                    lambda d: d.ForecastCategoryName,
                    both(open_of(DANA), categorised("Commit", "Best Case")),
                    "Amount",
                )
            ),
        ),
    ),
    ask(
        "my open pipe by forecast cat",
        by(per("Opportunity", lambda d: d.ForecastCategoryName, open_of(DANA), "Amount")),
    ),
    ask(
        "how many open opps do i have per stage",
        by(per("Opportunity", lambda d: d.StageName, open_of(DANA))),
    ),
    ask(
        "how many did i win last qtr",
        counted("Opportunity", both(won_by(DANA), closes(*Q3))),
    ),
    ask(
        "so what did i close in october total",
        any_of(
            totalled("Opportunity", "Amount", both(won_by(DANA), closes(*LAST_MONTH))),
            totalled(
                "Opportunity", "Amount", both(dana, lambda d: d.IsClosed, closes(*LAST_MONTH))
            ),
            listed("Opportunity", both(won_by(DANA), closes(*LAST_MONTH))),
        ),
    ),
    ask(
        "me vs caleb, won amount this year",
        figures(_won(DANA, *THIS_YEAR), _won(CALEB, *THIS_YEAR)),
    ),
    ask("my bookings this quarter vs last", figures(_won(DANA, *Q4), _won(DANA, *Q3))),
    ask(
        "my bookings by month this year",
        series(lambda o: [_won(DANA, *_month(m))(o) for m in range(1, 12)]),
    ),
    ask("running total of my revenue this yr by month", series(_so_far)),
    ask(
        "what share of my pipeline is renewals",
        rate(
            lambda o: o.total(
                "Opportunity", "Amount", both(open_of(DANA), lambda d: d.Type == "Renewal")
            ),
            lambda o: o.total("Opportunity", "Amount", open_of(DANA)),
        ),
    ),
    ask(
        "percent of my open deals in negotiation",
        rate(
            lambda o: o.count("Opportunity", both(open_of(DANA), staged("Negotiation/Review"))),
            lambda o: o.count("Opportunity", open_of(DANA)),
        ),
    ),
    ask(
        "pipeline coverage this quarter for me",
        any_of(
            declined,
            _covers(lambda o: _quota(DANA)(o)),
            _covers(lambda o: _quota(DANA)(o) - _won(DANA, *Q4)(o)),
        ),
    ),
    ask(
        "am i up or down vs last year, won amount growth %",
        any_of(
            _grown(*_LAST_YEAR),
            _grown(*_LAST_YEAR_SO_FAR),
            figures(_won(DANA, *THIS_YEAR), _won(DANA, *_LAST_YEAR)),
            figures(_won(DANA, *THIS_YEAR), _won(DANA, *_LAST_YEAR_SO_FAR)),
        ),
    ),
    ask("how many open tasks on me", counted("Task", both(is_open, callum)), as_="callum"),
    ask(
        "$ in open orders of mine",
        totalled("Order", "TotalAmount", both(open_order, dana)),
    ),
    ask(
        "gateways sold this year how much",
        any_of(
            value(
                lambda o: o.total(
                    "OpportunityLineItem",
                    "TotalPrice",
                    lambda i: (
                        i.Product2.Family == "Gateways"
                        and is_won(i.Opportunity)
                        and closes(*THIS_YEAR)(i.Opportunity)
                    ),
                ),
                "USD",
            ),
            value(
                lambda o: o.total(
                    "OrderItem",
                    "TotalPrice",
                    lambda i: (
                        i.Product2.Family == "Gateways"
                        and THIS_YEAR[0] <= i.Order.EffectiveDate <= THIS_YEAR[1]
                    ),
                ),
                "USD",
            ),
        ),
    ),
    ask(
        "fionas team pipeline",
        totalled("Opportunity", "Amount", both(is_open, team("Fiona Macrae"))),
        as_="callum",
    ),
    ask(
        "win rate when sensquarry's the competitor",
        rate(_wins(_versus_sensquarry), _decided(_versus_sensquarry)),
    ),
    ask(
        "how many deals did i lose this year & how many won",
        any_of(
            figures(
                _wins(both(dana, closes(*THIS_YEAR))),
                lambda o: o.count("Opportunity", both(is_lost, dana, closes(*THIS_YEAR))),
            ),
            declined,
        ),
    ),
    ask(
        "total i invoiced this year to my accts",
        totalled(
            "Invoice",
            "Amount",
            both(billed(CALEB), lambda i: i.InvoiceDate.year == 2026),
        ),
        as_="caleb",
    ),
    ask(
        "avg open deal marcus's team",
        averaged("Opportunity", "Amount", both(is_open, team("Marcus Oyelaran")), "USD"),
    ),
]
