"""Times told by the time that was spoken of: the week after, the quarter before that."""

from datetime import date

from tests.questions.expected import Check, ask, outcome
from tests.questions.fresh.checks import listed, per, rate, totalled
from tests.questions.fresh.keeps import Keep, both, closes, created, mine, starts
from tests.questions.managers.checks import Series, shown, table
from tests.questions.managers.keeps import (
    LAST_YEAR,
    Q1,
    Q2,
    Q3_2025,
    Q4_2025,
    Period,
    key,
    region,
    won_in,
)
from tests.questions.operations.checks import between
from tests.questions.org import Q3, Q4, THIS_MONTH, THIS_YEAR, Org, is_won

_DEALS = "Opportunity"
_Q2_2025 = (date(2025, 4, 1), date(2025, 6, 30))
_APRIL = (date(2026, 4, 1), date(2026, 4, 30))
_WEEK = (date(2026, 11, 2), date(2026, 11, 8))
_WEEK_BEFORE = (date(2026, 10, 26), date(2026, 11, 1))
_THIRTY_BEFORE = (date(2026, 9, 19), date(2026, 10, 18))
_DECEMBER_2025 = (date(2025, 12, 1), date(2025, 12, 31))
_AFTER_NEXT = (date(2026, 11, 30), date(2026, 12, 6))
_REGION = key("Owner.Region__c")


def _won(*periods: Period, keep: Keep = lambda d: True) -> Series:
    return lambda o: [o.total(_DEALS, "Amount", both(won_in(p), keep)) for p in periods]


def _won_amount(period: Period) -> Check:
    return totalled(_DEALS, "Amount", won_in(period))


def _win_rate(period: Period) -> Check:
    def closed(o: Org) -> int:
        return o.count(_DEALS, both(lambda d: d.IsClosed, closes(*period)))

    return rate(lambda o: o.count(_DEALS, both(is_won, closes(*period))), closed)


def _ordered(period: Period) -> Check:
    return listed("Order", between("EffectiveDate", *period))


ROWS = [
    ask("and the one before?", _win_rate(Q1), "win rate last quarter", "and the quarter before"),
    ask("same quarter last year", _win_rate(Q3_2025), "win rate last quarter"),
    ask("the same quarter a year ago", _win_rate(Q3_2025), "win rate last quarter"),
    ask("a year earlier", _win_rate(_Q2_2025), "win rate in q2"),
    ask("and the previous quarter", _win_rate(Q1), "win rate in q2"),
    ask("and the following one", _win_rate(Q3), "win rate in q2"),
    ask("what about last quarter", _win_rate(Q3), "win rate in q2"),
    ask("two quarters earlier", _won_amount(Q1), "bookings last quarter"),
    ask("and the year before", _won_amount(LAST_YEAR), "bookings this year"),
    ask("and the month after", listed(_DEALS, created(*_APRIL)), "deals created in march"),
    ask("the week before that", _ordered(_WEEK_BEFORE), "orders last week", "and the week before"),
    ask("the week before last", _ordered(_WEEK), "orders this week"),
    ask("and the 30 days before that", _ordered(_THIRTY_BEFORE), "orders in the last 30 days"),
    ask(
        "and the week after",
        listed("Event", both(mine, starts(*_AFTER_NEXT))),
        "my meetings this week",
        "and next week",
    ),
    # a month that may lie in several years lies in the year spoken of
    ask("only in december", listed(_DEALS, won_in(_DECEMBER_2025)), "won deals last year"),
    ask("just november", listed(_DEALS, won_in(THIS_MONTH)), "won deals this year"),
    # side by side
    ask("vs the quarter before", shown(_won(Q4, Q3)), "bookings this quarter"),
    ask(
        "and the same quarter last year",
        shown(_won(Q4, Q3, Q4_2025)),
        "bookings this quarter",
        "vs last quarter",
    ),
    ask("vs the quarter before", shown(_won(Q3, Q2)), "bookings last quarter"),
    ask("compared to the year before", shown(_won(THIS_YEAR, LAST_YEAR)), "bookings this year"),
    ask("bookings in q2 vs the quarter before", shown(_won(Q2, Q1))),
    ask("compare bookings in q2 with the same quarter last year", shown(_won(Q2, _Q2_2025))),
    ask(
        "vs the same quarter last year",
        shown(_won(Q3, Q3_2025, keep=region("APAC"))),
        "bookings in apac last quarter",
    ),
    # with the groups there were
    ask(
        "and the quarter before",
        table(per(_DEALS, _REGION, won_in(Q2), "Amount")),
        "bookings by region last quarter",
    ),
    # German
    ask("und im Quartal davor", _won_amount(Q2), "Umsatz im letzten Quartal"),
    # nothing to tell it by
    ask("the week after", outcome("not_understood"), "my open deals"),
    ask("orders the week before christmas", outcome("not_understood")),
]
