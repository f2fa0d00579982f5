"""Growth: of what, by what, in which period and since which."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from handlers.asking.answered import Answered
from tests.questions.expected import Check, ask, groups, outcome, top, value
from tests.questions.org import (
    LAST_MONTH,
    Q3,
    Q4,
    THIS_MONTH,
    THIS_YEAR,
    TODAY,
    Org,
    Rec,
    is_won,
    within,
)

Keep = Callable[[Rec], bool]
Period = tuple[date, date]
_Q1 = (date(2026, 1, 1), date(2026, 3, 31))
_Q2 = (date(2026, 4, 1), date(2026, 6, 30))
_Q3_2025 = (date(2025, 7, 1), date(2025, 9, 30))
_Q4_2025 = (date(2025, 10, 1), date(2025, 12, 31))
_LAST_YEAR = (date(2025, 1, 1), date(2025, 12, 31))
_SO_FAR = (date(2026, 1, 1), TODAY)
_LAST_YEAR_SO_FAR = (date(2025, 1, 1), date(2025, 11, 18))
_Q4_SO_FAR = (date(2026, 10, 1), TODAY)
_Q4_2025_SO_FAR = (date(2025, 10, 1), date(2025, 11, 18))
_SIX_MONTHS = (date(2026, 5, 18), TODAY)  # 185 days
_BEFORE_THEM = (date(2025, 11, 14), date(2026, 5, 17))


def _any(record: Rec) -> bool:
    return True


def _mine(record: Rec) -> bool:
    return bool(record.Owner.Email == "dana@ferrowick.example")


def _won(o: Org, period: Period, keep: Keep = _any) -> Decimal:
    return o.total(
        "Opportunity", "Amount", lambda d: is_won(d) and keep(d) and within(d.CloseDate, *period)
    )


def _number(o: Org, period: Period) -> Decimal:
    return Decimal(o.count("Opportunity", lambda d: is_won(d) and within(d.CloseDate, *period)))


def _average(o: Org, period: Period) -> Decimal:
    return o.average("Opportunity", "Amount", lambda d: within(d.CloseDate, *period))


def _rate(o: Org, period: Period) -> Decimal:
    closed = o.count("Opportunity", lambda d: d.IsClosed and within(d.CloseDate, *period))
    return (Decimal(100) * _number(o, period) / closed).quantize(Decimal("0.01"))


def _growth(this: Decimal, before: Decimal) -> Decimal | None:
    return (Decimal(100) * (this - before) / before).quantize(Decimal("0.01")) if before else None


def grown(
    this: Period,
    before: Period,
    keep: Keep = _any,
    figure: Callable[[Org, Period], Decimal] | None = None,
) -> Check:
    """One growth, with both periods beside it."""

    def told(o: Org, period: Period) -> Decimal:
        return figure(o, period) if figure else _won(o, period, keep)

    def check(answered: Answered, o: Org) -> None:
        both = [told(o, this), told(o, before)]
        value(lambda _: _growth(*both), "%")(answered, o)
        shown: list[Any] = [getattr(p.value, "amount", p.value) for p in answered.parts]
        assert [round(v, 2) for v in shown] == [round(v, 2) for v in both]

    return check


def points(this: Period, before: Period) -> Check:
    """By how many points the win rate differs."""
    return value(lambda o: _rate(o, this) - _rate(o, before), "points")


def _region(record: Rec) -> Any:
    return record.Owner.Region__c


def _rep(record: Rec) -> Any:
    return record.Owner.Name


def _grown_by(
    o: Org, key: Callable[[Rec], Any], this: Period, before: Period
) -> dict[Any, Decimal | None]:
    """The growth of each that won anything in either period."""

    def won(deal: Rec) -> bool:
        return is_won(deal) and (within(deal.CloseDate, *this) or within(deal.CloseDate, *before))

    def growth(name: Any) -> Decimal | None:
        return _growth(*(_won(o, period, lambda d: key(d) == name) for period in (this, before)))

    return {name: growth(name) for name in {key(d) for d in o.all("Opportunity") if won(d)}}


def _known(found: dict[Any, Decimal | None]) -> dict[Any, Decimal]:
    return {k: v for k, v in found.items() if v is not None}


ROWS = [
    # this period and the one before it
    ask("revenue growth this quarter", grown(Q4, Q3)),
    ask("growth this quarter", grown(Q4, Q3)),
    ask("how much did sales grow", grown(Q4, Q3)),
    ask("how much did revenue grow last quarter", grown(Q3, _Q2)),
    ask("revenue growth last year", grown(_LAST_YEAR, (date(2024, 1, 1), date(2024, 12, 31)))),
    ask("my revenue growth last quarter", grown(Q3, _Q2, _mine)),
    ask(
        "growth of Halden this year",
        grown(THIS_YEAR, _LAST_YEAR, lambda d: d.Account.Name == "Halden"),
    ),
    ask("revenue growth over the last 6 months", grown(_SIX_MONTHS, _BEFORE_THEM)),
    ask("how has revenue changed this month", grown(THIS_MONTH, LAST_MONTH)),
    # and the earlier one as it is said
    ask("growth vs last year", grown(THIS_YEAR, _LAST_YEAR)),
    ask("revenue growth over last quarter", grown(Q4, Q3)),
    ask("growth since last year", grown(THIS_YEAR, _LAST_YEAR)),
    ask("how much did revenue grow compared to last quarter", grown(Q4, Q3)),
    ask("sales growth Q3 vs Q1", grown(Q3, _Q1)),
    ask("sales growth in Q3 vs Q3 2025", grown(Q3, _Q3_2025)),
    ask("by how much did bookings grow from q1 to q3", grown(Q3, _Q1)),
    ask(
        "how much did revenue grow from January to June",
        grown((date(2026, 6, 1), date(2026, 6, 30)), (date(2026, 1, 1), date(2026, 1, 31))),
    ),
    ask("growth this quarter vs same quarter last year", grown(Q4, _Q4_2025)),
    ask("growth this quarter vs last year", grown(Q4, _Q4_2025)),
    # by a step
    ask("revenue growth year over year", grown(THIS_YEAR, _LAST_YEAR)),
    ask("yoy growth of bookings in Q3", grown(Q3, _Q3_2025)),
    ask("bookings this quarter yoy", grown(Q4, _Q4_2025)),
    ask("qoq revenue growth", grown(Q4, Q3)),
    ask("revenue month over month", grown(THIS_MONTH, LAST_MONTH)),
    # only so much of the earlier one
    ask("revenue growth ytd", grown(_SO_FAR, _LAST_YEAR_SO_FAR)),
    ask("revenue this year so far vs the same period last year", grown(_SO_FAR, _LAST_YEAR_SO_FAR)),
    ask("revenue growth same period last year", grown(_SO_FAR, _LAST_YEAR_SO_FAR)),
    ask("revenue this quarter vs the same period last year", grown(_Q4_SO_FAR, _Q4_2025_SO_FAR)),
    # of other figures
    ask("growth in number of deals won this year", grown(THIS_YEAR, _LAST_YEAR, figure=_number)),
    ask("growth of won deals this quarter vs last quarter", grown(Q4, Q3, figure=_number)),
    ask("average deal size growth last quarter", grown(Q3, _Q2, figure=_average)),
    ask("how did win rate change vs last quarter", points(Q4, Q3)),
    ask("change in win rate this year", points(THIS_YEAR, _LAST_YEAR)),
    # by group
    ask("revenue growth by region this quarter", groups(lambda o: _grown_by(o, _region, Q4, Q3))),
    ask("growth per rep last quarter", groups(lambda o: _grown_by(o, _rep, Q3, _Q2))),
    ask(
        "which region grew the most this year",
        top(1, lambda o: _grown_by(o, _region, THIS_YEAR, _LAST_YEAR)),
    ),
    ask("who grew the most last quarter", top(1, lambda o: _known(_grown_by(o, _rep, Q3, _Q2)))),
    ask(
        "top 3 reps by revenue growth last quarter",
        top(3, lambda o: _known(_grown_by(o, _rep, Q3, _Q2))),
    ),
    ask(
        "which regions grew more than 20% last quarter",
        groups(
            lambda o: {k: v for k, v in _known(_grown_by(o, _region, Q3, _Q2)).items() if v > 20}
        ),
    ),
    ask(
        "regions with growth over 20% last quarter",
        groups(
            lambda o: {k: v for k, v in _known(_grown_by(o, _region, Q3, _Q2)).items() if v > 20}
        ),
    ),
    # going on from it
    ask("and last quarter?", grown(Q3, _Q2), "revenue growth this quarter"),
    ask("and last quarter?", grown(Q3, _Q3_2025), "revenue growth this quarter yoy"),
    ask(
        "by region", groups(lambda o: _grown_by(o, _region, Q4, Q3)), "revenue growth this quarter"
    ),
    ask("growth vs last quarter?", grown(Q4, Q3), "revenue this quarter"),
    ask("growth?", grown(Q4, Q3, figure=_number), "how many deals did we win this quarter"),
    # what nobody can tell, or what two readings fit
    ask("pipeline growth this quarter", outcome("not_understood")),
    ask("growth in open deals", outcome("not_understood")),
    ask("revenue growth since March", outcome("clarify")),
    ask("growth of revenue this quarter vs March", outcome("clarify")),
    ask("wow", outcome("clarify")),
]
