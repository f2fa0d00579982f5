"""What is understood without being said of a figure in the course of time: by month, this year."""

from dataclasses import replace

from crm.figures import MEASURES, State
from crm.periods import Calendar, Grain, Period
from crm.query import Function
from handlers.speech import say
from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.draft import Draft, GroupWish, StateItem, TimeItem
from handlers.understanding.language.times import TimeFound
from handlers.understanding.reading import NoReading, Unsure, Why

_OPEN = {State.OPEN, State.UNPAID, State.OVERDUE, State.STALE}
_ADDED_UP = {None, Function.SUM, Function.COUNT}
# How many periods a trend goes back, this one among them, unless somebody says.
_TREND = {Grain.DAY: 30, Grain.WEEK: 12, Grain.MONTH: 12, Grain.QUARTER: 8}
_SHORT, _MIDDLING, _LONG = 14, 45, 3 * 366


def settle_series(draft: Draft, resolver: Resolver) -> None:
    """Say of the draft what a trend or a running total implies; raises Unsure."""
    if not (draft.trend or draft.running):
        return
    if draft.trend and _is_open(draft):
        told = say("What was open or unpaid in the past is not kept, so I can't tell its course.")
        raise _cannot(told)
    if draft.running:
        _say_running(draft)
    calendar = resolver.schema.definitions.calendar(resolver.now.date())
    timed = [i for i in draft.root.items if isinstance(i, TimeItem)]
    grain = next((g.grain for g in draft.groups if g.grain), None)
    if grain is None:
        grain = _fitting(timed[0].time.past) if timed else Grain.MONTH
        draft.groups.insert(0, GroupWish(grain=grain))
    if not timed and draft.running:
        draft.root.items.append(_in(calendar.period(Grain.YEAR), draft))
    elif not timed and grain in _TREND:
        draft.root.items.append(_in(_latest(calendar, grain), draft))


def _say_running(draft: Draft) -> None:
    """Only what is added up anyway can be added up period by period."""
    measure = MEASURES.get(draft.measure or "")
    rate = measure is not None and (measure.ratio or measure.against or measure.aggregates[0].since)
    others = [g for g in draft.groups if not g.grain]
    if rate or draft.function not in _ADDED_UP or draft.share or draft.rank or others:
        raise _cannot(say("A running total adds up amounts or numbers, period by period."))
    draft.derived = replace(draft.derived, running=True)


def _is_open(draft: Draft) -> bool:
    """Whether it asks for what is open today: by when that shall close is another question."""
    measure = MEASURES.get(draft.measure or "")
    states = {i.state for i in draft.root.items if isinstance(i, StateItem)}
    states |= set(measure.states) if measure else set()
    dated = any(g.fields for g in draft.groups if g.grain)
    return bool(states & _OPEN) and not dated


def _fitting(period: Period) -> Grain:
    """The unit in which a period has neither too few parts nor too many."""
    if period.start is None or period.end is None:
        return Grain.MONTH
    days = (period.end - period.start).days
    if days <= _SHORT:
        return Grain.DAY
    if days <= _MIDDLING:
        return Grain.WEEK
    return Grain.MONTH if days <= _LONG else Grain.QUARTER


def _latest(calendar: Calendar, grain: Grain) -> Period:
    first, last = calendar.period(grain, 1 - _TREND[grain]), calendar.period(grain)
    return Period(first.start, last.end)


def _in(period: Period, draft: Draft) -> TimeItem:
    """The period by the date that a verb speaks of: deals created per month."""
    role = next(iter(draft.roles), None)
    return TimeItem(time=TimeFound(period, period, 0, ""), role=role)


def _cannot(sentence: str) -> Unsure:
    return Unsure(NoReading(why=Why.NOT_UNDERSTOOD, sentence=sentence, misplaced=True))
