"""Deals still open, with the gaps and the neglect that real ones have."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from itertools import islice
from math import log
from random import Random

from crm.sample.clock import Clock, weekday, working_day
from crm.sample.deals import Deal, Desk, amount
from crm.sample.plans import OPEN, Plan
from crm.sample.records import Account, Opportunity
from crm.sample.words.deals import NEXT_STEPS, STAGES, Stage


class Flaw(Enum):
    """What can be wrong with an open deal."""

    NO_AMOUNT = auto()
    NO_NEXT_STEP = auto()
    PASSED = auto()
    SILENT = auto()
    STUCK = auto()


# The share of open deals with each flaw, and at which places the demo's rep, who is first, has it.
_FLAWS = {
    Flaw.NO_AMOUNT: (0.10, (1, 8)),
    Flaw.NO_NEXT_STEP: (0.20, (2, 6, 8)),
    Flaw.PASSED: (0.08, (3,)),
    Flaw.SILENT: (0.14, (4, 9)),
    Flaw.STUCK: (0.11, (5,)),
}
_NEVER_TOUCHED = 0.12


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """The days of a deal so far, and the one it is to close on.

    Talking with the customer is no edit of the record: a stuck deal has not been edited since.
    """

    opened: date
    stage_change: date
    edited: date
    touched: date | None
    close: date
    stage: Stage


def open_deals(plans: Sequence[Plan], desk: Desk) -> Iterator[Deal]:
    """All open deals, rep by rep; every rep has one that is to close this quarter."""
    flawed = _flawed(plans, desk.rng)
    numbers = iter(range(OPEN))
    for plan in plans:
        own = plan.book.own
        for place, number in enumerate(islice(numbers, plan.opened)):
            flaws = frozenset(flaw for flaw, those in flawed.items() if number in those)
            course = _course(desk.clock, desk.rng, flaws, soon=place == 0)
            account = own[place % len(own)]
            if desk.clock.day_of(account.created_date) >= course.opened:
                account = own[0]
            yield _deal(plan, desk, account, flaws, course)


def _flawed(plans: Sequence[Plan], rng: Random) -> Mapping[Flaw, frozenset[int]]:
    """For each flaw the numbers of the deals that have it; the first numbers are the demo's."""
    others = range(plans[0].opened, OPEN)
    return {
        flaw: frozenset((*demo, *rng.sample(others, k=round(share * OPEN) - len(demo))))
        for flaw, (share, demo) in _FLAWS.items()
    }


def _deal(plan: Plan, desk: Desk, account: Account, flaws: frozenset[Flaw], course: Course) -> Deal:
    rng, clock = desk.rng, desk.clock
    kind = desk.kind(account)
    id_, size = next(desk.ids), desk.size(account)
    items = () if Flaw.NO_AMOUNT in flaws else desk.items(id_, size)
    stage, days = course.stage, (course.opened, course.stage_change, course.edited)
    created, changed, edited = sorted(clock.moment(rng, day) for day in days)
    opportunity = Opportunity(
        id=id_,
        name=desk.name(account, kind, course.close),
        account_id=account.id,
        owner_id=plan.book.rep.id,
        stage_name=stage.name,
        amount=None if Flaw.NO_AMOUNT in flaws else amount(items, size),
        probability=_probability(stage, rng),
        close_date=course.close,
        created_date=created,
        last_modified_date=edited,
        is_closed=False,
        is_won=False,
        forecast_category_name=_forecast(stage, rng),
        next_step=None if Flaw.NO_NEXT_STEP in flaws else rng.choice(NEXT_STEPS[stage.name]),
        lead_source=desk.source(),
        type=kind,
        last_activity_date=course.touched,
        last_stage_change_date=changed,
        renewal_risk__c=desk.risk(kind),
        competitor__c=desk.competitor(),
    )
    return Deal(opportunity, items)


def _course(clock: Clock, rng: Random, flaws: frozenset[Flaw], *, soon: bool) -> Course:
    close = _close(clock, rng, flaws, soon=soon)
    age = _age(rng, flaws, overdue=(clock.today - close).days)
    silent = _silent_days(rng, flaws, age)
    progress = age / (age + max(0, (close - clock.today).days)) + rng.gauss(0, 0.12)
    if Flaw.PASSED in flaws:
        progress -= rng.uniform(0.05, 0.4)
    stage = STAGES[min(len(STAGES) - 1, max(0, int(progress * len(STAGES))))]
    in_stage = rng.randint(61, min(age, 180)) if Flaw.STUCK in flaws else rng.randint(1, 45)
    if Flaw.SILENT in flaws:
        in_stage = max(in_stage, silent or 0)
    opened, changed = weekday(clock.day(-age)), weekday(clock.day(-min(age, in_stage)))
    touched = None if silent is None else weekday(clock.day(-silent))
    return Course(
        opened=opened,
        stage_change=changed,
        edited=changed if Flaw.STUCK in flaws else max(changed, touched or opened),
        touched=touched,
        close=close,
        stage=stage,
    )


def _close(clock: Clock, rng: Random, flaws: frozenset[Flaw], *, soon: bool) -> date:
    if Flaw.PASSED in flaws:
        return working_day(rng, clock.day(-60), clock.day(-3))
    this_quarter = 0.08 + 0.37 * clock.quarter_left
    ahead = 0 if soon else rng.choices((0, 1, 2, 3), (this_quarter, 0.35, 0.2, 0.05))[0]
    first, last = clock.quarter(ahead)
    return working_day(rng, max(first, clock.today), last)


def _age(rng: Random, flaws: frozenset[Flaw], *, overdue: int) -> int:
    """Days since the deal was opened; enough for what is to have gone wrong since."""
    least = {Flaw.STUCK: 100, Flaw.SILENT: 65, Flaw.PASSED: overdue + 30}
    drawn = min(280, max(2, round(rng.lognormvariate(log(50), 0.7))))
    return max([drawn, *(least.get(flaw, 0) for flaw in flaws)])


def _silent_days(rng: Random, flaws: frozenset[Flaw], age: int) -> int | None:
    """Days since somebody last spoke with them; None when nobody ever did."""
    if Flaw.SILENT in flaws:
        return rng.randint(46, min(age, 120))
    if age < 20 and rng.random() < _NEVER_TOUCHED:
        return None
    return min(age, 28, int(rng.expovariate(1 / 8)))


def _probability(stage: Stage, rng: Random) -> Decimal:
    """The stage's own, which one rep in eight corrects by feeling."""
    return Decimal(stage.probability + (rng.choice((-5, 5)) if rng.random() < 0.12 else 0))


def _forecast(stage: Stage, rng: Random) -> str:
    choices = {
        "Commit": (("Commit", 75), ("Best Case", 25)),
        "Best Case": (("Best Case", 70), ("Pipeline", 18), ("Commit", 12)),
        "Pipeline": (("Pipeline", 93), ("Omitted", 4), ("Best Case", 3)),
    }[stage.forecast]
    names, weights = zip(*choices, strict=True)
    return str(rng.choices(names, weights)[0])
