"""Deals that were won or lost, over eight full quarters and the current one so far."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate, islice
from math import log
from random import Random

from crm.sample.clock import Clock, weekday, working_day
from crm.sample.deals import Deal, Desk, amount
from crm.sample.plans import Plan
from crm.sample.records import Opportunity
from crm.sample.words.deals import NEXT_STEPS

_SEASONS = (0.8, 1.0, 0.85, 1.35)
_RUSH = 1.2  # how much busier a quarter's last day is than its first, less one
_GROWTH = 0.5  # how much busier today is than the first day of the history, less one
_LEFTOVER_STEP = 0.4


class ClosingDays:
    """Days to close on: more in the fourth quarter, towards a quarter's end, and lately."""

    def __init__(self, clock: Clock) -> None:
        span = (clock.today - clock.opening).days
        self._days = [clock.opening + timedelta(days=n) for n in range(span + 1)]
        self._weights = list(accumulate(_busyness(d, n / span) for n, d in enumerate(self._days)))

    def spread(self, count: int, rng: Random) -> list[date]:
        """So many days up to today, as evenly as the weights allow, in any order."""
        whole = self._weights[-1]
        places = (whole * (n + rng.random()) / count for n in range(count))
        days = [self._days[bisect(self._weights, place)] for place in places]
        rng.shuffle(days)
        return days


def closed_deals(plans: Sequence[Plan], desk: Desk) -> Iterator[Deal]:
    """All closed deals. The first rep of every team won one and lost one this quarter."""
    days = ClosingDays(desk.clock)
    first_of_team = {plan.book.rep.region__c: plan for plan in reversed(plans)}.values()
    for won in (True, False):
        counts = [plan.won if won else plan.lost for plan in plans]
        closings = iter(days.spread(sum(counts), desk.rng))
        for plan, count in zip(plans, counts, strict=True):
            for place, close in enumerate(islice(closings, count)):
                recent = place == 0 and plan in first_of_team
                yield _deal(plan, desk, _this_quarter(desk) if recent else close, won=won)


def _busyness(day: date, age: float) -> float:
    if day.weekday() >= 5:
        return 0.02
    month = day.month - 1
    into_quarter = (month % 3 + day.day / 31) / 3
    return _SEASONS[month // 3] * (1 + _RUSH * into_quarter**2) * (1 + _GROWTH * age)


def _this_quarter(desk: Desk) -> date:
    return working_day(desk.rng, desk.clock.quarter()[0], desk.clock.today)


def _deal(plan: Plan, desk: Desk, close: date, *, won: bool) -> Deal:
    rng, clock = desk.rng, desk.clock
    opened = weekday(close - _cycle(rng))
    account = desk.account(plan.book, opened, won=won)
    kind = desk.kind(account)
    id_, size = next(desk.ids), desk.size(account)
    items = desk.items(id_, size)
    stage_change = clock.moment(rng, close)
    edited = clock.moment(rng, min(clock.today, close + timedelta(days=rng.choice((0, 0, 1, 4)))))
    opportunity = Opportunity(
        id=id_,
        name=desk.name(account, kind, close),
        account_id=account.id,
        owner_id=plan.book.rep.id,
        stage_name="Closed Won" if won else "Closed Lost",
        amount=amount(items, size),
        probability=Decimal(100 if won else 0),
        close_date=close,
        created_date=clock.moment(rng, opened),
        last_modified_date=max(stage_change, edited),
        is_closed=True,
        is_won=won,
        forecast_category_name="Closed" if won else "Omitted",
        next_step=_leftover(rng),
        lead_source=desk.source(),
        type=kind,
        last_activity_date=weekday(close - timedelta(days=rng.randint(0, 6))),
        last_stage_change_date=stage_change,
        renewal_risk__c=desk.risk(kind),
        competitor__c=desk.competitor(),
    )
    return Deal(opportunity, items)


def _cycle(rng: Random) -> timedelta:
    """From opened to closed; half of the deals take more than ten weeks."""
    return timedelta(days=min(300, max(12, round(rng.lognormvariate(log(70), 0.5)))))


def _leftover(rng: Random) -> str | None:
    """The next step nobody cleared when the deal closed."""
    return rng.choice(NEXT_STEPS["Negotiation/Review"]) if rng.random() < _LEFTOVER_STEP else None
