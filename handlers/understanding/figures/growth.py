"""Growth: which figure of which period is held against that of which earlier one."""

from dataclasses import replace
from datetime import date

from crm.periods import Calendar, Grain, Period, add
from crm.query import Function
from crm.schema import FieldType
from handlers.derived import Growth
from handlers.speech import say
from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.draft import Draft, GroupWish, NameItem, TimeItem
from handlers.understanding.figures.bounds import say_bound
from handlers.understanding.figures.compared import compares
from handlers.understanding.figures.earlier import apart, earlier, so_far_in, unit_of
from handlers.understanding.figures.held_figures import is_held
from handlers.understanding.language.growth_word import GrowthSaid
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.times import TimeFound
from handlers.understanding.reading import NoReading, Unsure, Why


def settle_growth(draft: Draft, said: GrowthSaid, resolver: Resolver) -> None:
    """Say of the draft which figure grew, in which period and since which; raises Unsure."""
    say_bound(draft, lambda number: number.percent)
    _say_figure(draft)
    calendar = resolver.schema.definitions.calendar(resolver.now.date())
    items = _once([i for i in draft.root.items if isinstance(i, TimeItem)], draft)
    this, growth = _periods(draft, said, items, calendar)
    if said.step:
        growth = Growth(1, said.step)
        if _lasts_longer(this, said.step) and not any(g.grain for g in draft.groups):
            # "month over month this year" is told month by month.
            draft.groups.append(GroupWish(grain=said.step))
    if said.same and this.contains(calendar.today):
        growth = growth if growth.grain else Growth(1, unit_of(this, calendar))
        this = Period(this.start, calendar.period(Grain.DAY).end)
    if is_held(draft):
        _compare(draft, items, this, earlier(this, growth, calendar))
        return
    draft.derived = replace(draft.derived, growth=growth)
    words = items[0].time.words if items else ""
    one = TimeItem(time=TimeFound(this, this, 0, words))
    told = next((i for i in items if i.role or i.fields), one)
    others = [i for i in draft.root.items if i not in items]
    draft.root.items = [*others, replace(told, time=one.time)]


def _once(items: list[TimeItem], draft: Draft) -> list[TimeItem]:
    """Each period once, however often it was said."""
    met = {(i.time.past.start, i.time.past.end): i for i in reversed(items)}
    kept = [i for i in items if any(i is m for m in met.values())]
    draft.root.items = [
        i for i in draft.root.items if not isinstance(i, TimeItem) or any(i is k for k in kept)
    ]
    return kept


def _lasts_longer(period: Period, unit: Grain) -> bool:
    """Whether a period has more than one such unit."""
    if period.start is None or period.end is None:
        return False
    return add(period.start, 1, unit) < period.end


def _compare(draft: Draft, items: list[TimeItem], this: Period, before: Period) -> None:
    """What is made of two figures already is not held against a third: both periods are told."""
    others = [i for i in draft.root.items if i not in items]
    both = [TimeItem(time=TimeFound(p, p, 0, "")) for p in (this, before)]
    draft.root.items = [*others, *both]
    draft.question.add(Mark.VERSUS)


def _say_figure(draft: Draft) -> None:
    """ "growth this year" is that of the revenue, "growth in new leads" of their number."""
    if draft.measure or draft.function:
        return
    money = any(f.type is FieldType.MONEY for options in draft.fields for f in options)
    people = draft.root.entity in {None, "User", "Account"}
    counted = not people or (draft.root.entity is not None and draft.rank is None)
    if money:
        draft.function = Function.SUM
    elif counted and Mark.WHO not in draft.question:
        draft.function = Function.COUNT
    else:
        draft.measure = "revenue"


def _periods(
    draft: Draft, said: GrowthSaid, items: list[TimeItem], calendar: Calendar
) -> tuple[Period, Growth]:
    """The later period, and how much earlier the other one is."""
    periods = sorted((_period(item) for item in items), key=lambda pair: pair[0])
    if len(periods) > 2:
        raise _which()
    if len(periods) == 2:
        _spend_versus(draft)
        return periods[1][1], _apart(periods[1][1], periods[0][1], calendar)
    if not periods:
        by_time = any(g.grain for g in draft.groups)
        return calendar.period(Grain.YEAR if by_time else said.step or Grain.QUARTER), Growth()
    (start, only), unit = periods[0], items[0].time.unit
    if unit and (ends := _ends(only, unit, calendar)):
        return ends[1], _apart(ends[1], ends[0], calendar)
    before = _before(draft, said, items[0], calendar)
    if before:
        _spend_versus(draft)
        this = calendar.period(before.grain or Grain.QUARTER)
        return this, _apart(this, before, calendar)
    if only.last_day is None:
        only = Period(start, calendar.period(Grain.DAY).end)
    if only.grain is None and so_far_in(only, calendar):
        return only, Growth(1, unit or so_far_in(only, calendar))
    return only, Growth()


def _before(draft: Draft, said: GrowthSaid, item: TimeItem, calendar: Calendar) -> Period | None:
    """The one period that was said, where it is the earlier one: "growth vs last year"; None
    where it is the one in which something grew.
    """
    period, unit = item.time.past, item.time.unit
    if unit and (period.end is None or period.grain is unit):
        assert period.start is not None
        first = calendar.containing(unit, period.start)
        if period.end is None and calendar.period(unit, -1) != first:
            raise _which()
        return None if first.contains(calendar.today) else first
    compared = compares(draft) and not _compares_names(draft)
    ended = period.grain is not None and not period.contains(calendar.today)
    if compared and not ended:
        raise _which()
    over = said.over or said.same or item.time.over
    return period if ended and (compared or over) else None


def _period(item: TimeItem) -> tuple[date, Period]:
    """What was said, by when it begins."""
    if item.time.past.start is None:
        raise _which()
    return item.time.past.start, item.time.past


def _spend_versus(draft: Draft) -> None:
    """The comparison is that of the periods, and no other."""
    draft.question -= {Mark.VERSUS, Mark.COMPARE}


def _compares_names(draft: Draft) -> bool:
    """ "growth of Anna vs Ben"."""
    return sum(len(i.names) for i in draft.root.items if isinstance(i, NameItem)) > 1


def _apart(later: Period, before: Period, calendar: Calendar) -> Growth:
    found = apart(later, before, calendar)
    if found is None:
        raise _which()
    return found


def _which() -> Unsure:
    return Unsure(NoReading(why=Why.CLARIFY, sentence=say("Which two periods shall I compare?")))


def _ends(whole: Period, unit: Grain, calendar: Calendar) -> tuple[Period, Period] | None:
    """The first and the last of "from Q2 to Q3"; None of what is but one."""
    if whole.end is None or whole.start is None:
        return None
    units = list(calendar.split(whole, unit))
    fits = units[0].start == whole.start and units[-1].end == whole.end
    return (units[0], units[-1]) if fits and len(units) > 1 else None
