"""Figures in the course of time: trends, running totals, empty months, growth month by month."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import Any

from handlers.asking.answered import Answered
from tests.questions.expected import Check, ask, outcome, value
from tests.questions.org import Q3, Q4, Org, Rec, is_open, is_won, within

Keep = Callable[[Rec], bool]
Period = tuple[date, date]
Figure = Callable[[Org, Period], Decimal | None]


def _last_day(first: date, months: int) -> date:
    """The day before the one so many months later."""
    at = first.year * 12 + first.month - 1 + months
    return date.fromordinal(date(at // 12, at % 12 + 1, 1).toordinal() - 1)


def months(first: date, count: int, step: int = 1) -> Iterator[tuple[str, Period]]:
    """So many months, or quarters with a step of 3, each with its key."""
    for n in range(count):
        at = first.year * 12 + first.month - 1 + n * step
        start = date(at // 12, at % 12 + 1, 1)
        key = f"{start:%Y-%m}" if step == 1 else f"{start.year}-Q{start.month // 3 + 1}"
        yield key, (start, _last_day(start, step))


_2026 = tuple(months(date(2026, 1, 1), 11))
_QUARTERS = tuple(months(date(2026, 1, 1), 4, 3))
_TWELVE = tuple(months(date(2025, 12, 1), 12))
_EIGHT = tuple(months(date(2025, 1, 1), 8, 3))


def _any(record: Rec) -> bool:
    return True


def won(keep: Keep = _any) -> Figure:
    """The won amount of a period."""

    def told(o: Org, period: Period) -> Decimal:
        def counted(deal: Rec) -> bool:
            return is_won(deal) and keep(deal) and within(deal.CloseDate, *period)

        return o.total("Opportunity", "Amount", counted)

    return told


def number(keep: Keep = _any) -> Figure:
    """How many deals were won."""
    return lambda o, period: Decimal(
        o.count("Opportunity", lambda d: is_won(d) and keep(d) and within(d.CloseDate, *period))
    )


def rate(keep: Keep = _any) -> Figure:
    """The win rate, where anything was closed."""

    def told(o: Org, period: Period) -> Decimal | None:
        closed = [
            d
            for d in o.all("Opportunity")
            if d.IsClosed and keep(d) and within(d.CloseDate, *period)
        ]
        won_ones = sum(map(is_won, closed))
        return (Decimal(100) * won_ones / len(closed)).quantize(Decimal("0.01")) if closed else None

    return told


def average(o: Org, period: Period) -> Decimal:
    """The average amount of deals with a close date in the period."""
    return o.average("Opportunity", "Amount", lambda d: within(d.CloseDate, *period))


def created(keep: Keep = _any) -> Figure:
    """What came into the pipeline."""
    return lambda o, period: o.total(
        "Opportunity",
        "Amount",
        lambda d: keep(d) and within(d.CreatedDate.date(), *period),
    )


def series(units: Iterable[tuple[str, Period]], figure: Figure, *, running: bool = False) -> Check:
    """Exactly these periods with these figures, in the order of time."""
    told = tuple(units)

    def check(answered: Answered, o: Org) -> None:
        value(lambda _: None)(answered, o)
        figures: list[Any] = [figure(o, period) for _, period in told]
        figures = list(accumulate(figures)) if running else figures
        found = [(g.key, getattr(g.value, "amount", g.value)) for g in answered.groups]
        wanted = list(zip((key for key, _ in told), figures, strict=True))
        assert found == wanted, answered.understood
        assert answered.total == len(wanted)

    return check


def _growths(units: tuple[tuple[str, Period], ...], before: Callable[[Period], Period]) -> Check:
    def growth(o: Org, period: Period) -> Decimal | None:
        this, old = won()(o, period), won()(o, before(period))
        assert this is not None
        return (Decimal(100) * (this - old) / old).quantize(Decimal("0.01")) if old else None

    return series(units, growth)


def _month_before(period: Period) -> Period:
    last = date.fromordinal(period[0].toordinal() - 1)
    return last.replace(day=1), last


def _year_before(period: Period) -> Period:
    return period[0].replace(year=period[0].year - 1), period[1].replace(year=period[1].year - 1)


def _at_halden(deal: Rec) -> bool:
    return bool(deal.Account.Name == "Halden")


def _mine(record: Rec) -> bool:
    return bool(record.Owner.Email == "dana@ferrowick.example")


def _pipeline(o: Org, period: Period) -> Decimal:
    return o.total(
        "Opportunity",
        "Amount",
        lambda d: is_open(d) and _at_halden(d) and within(d.CloseDate, *period),
    )


ROWS = [
    # months without any record
    ask("deals won at Halden by month this year", series(_2026, number(_at_halden))),
    ask("revenue from Halden by month this year", series(_2026, won(_at_halden))),
    ask("win rate at Halden by month this year", series(_2026, rate(_at_halden))),
    ask(
        "revenue from Halden by quarter",
        series(months(date(2025, 4, 1), 6, 3), won(_at_halden)),
    ),
    ask(
        "pipeline at Halden by close month from October to April",
        series(months(date(2026, 10, 1), 7), _pipeline),
    ),
    # running totals
    ask("running total of won amount by month this year", series(_2026, won(), running=True)),
    ask("cumulative revenue by month", series(_2026, won(), running=True)),
    ask("my cumulative revenue this year", series(_2026, won(_mine), running=True)),
    ask(
        "revenue running since March",
        series(months(date(2026, 3, 1), 9), won(), running=True),
    ),
    ask("cumulative number of deals won this year", series(_2026, number(), running=True)),
    ask(
        "running total of won revenue per quarter in 2025",
        series(months(date(2025, 1, 1), 4, 3), won(), running=True),
    ),
    ask("as a running total", series(_2026, won(), running=True), "revenue by month this year"),
    ask("running total of win rate by month", outcome("not_understood")),
    ask("cumulative revenue by region", outcome("not_understood")),
    # trends
    ask("trend of win rate by month", series(_TWELVE, rate())),
    ask("win rate trend", series(_TWELVE, rate())),
    ask("how is my win rate trending", series(_TWELVE, rate(_mine))),
    ask("average deal size over time", series(_TWELVE, average)),
    ask("how has revenue developed this year", series(_2026, won())),
    ask("how did bookings develop by quarter this year", series(_QUARTERS, won())),
    ask("by quarter", series(_EIGHT, rate()), "win rate trend"),
    ask("how has our pipeline developed", outcome("not_understood")),
    # what came in
    ask("pipeline created this quarter", value(lambda o: created()(o, Q4), "USD")),
    ask("how much pipeline did we create last quarter", value(lambda o: created()(o, Q3), "USD")),
    ask("pipeline created by month this year", series(_2026, created())),
    ask("how has pipeline created developed by quarter", series(_EIGHT, created())),
    ask(
        "open pipeline created this quarter",
        value(lambda o: created(is_open)(o, Q4), "USD"),
    ),
    # growth, period by period
    ask("revenue growth by month this year", _growths(_2026, _month_before)),
    ask("month over month revenue growth this year", _growths(_2026, _month_before)),
    ask("yoy growth by quarter this year", _growths(_QUARTERS, _year_before)),
    ask("growth by month and region", outcome("not_understood")),
]
