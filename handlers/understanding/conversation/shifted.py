"""Times told by another time: the week after, the quarter before that, the same month last year."""

from dataclasses import replace

from crm.periods import Calendar, Grain, Period, add
from handlers.derived import Growth
from handlers.understanding.draft import Draft, Item, ShiftItem, TimeItem
from handlers.understanding.figures.earlier import earlier, moved, unit_of
from handlers.understanding.language.times import Shift, TimeFound

_FINE = tuple(Grain)


def settle_shifts(draft: Draft, calendar: Calendar) -> None:
    """Tell each time that is told by one said before it in the same question."""
    spoken: TimeItem | None = None
    items: list[Item] = []
    for item in draft.root.items:
        told = shifted(item, spoken, calendar) if spoken else item
        spoken = told if isinstance(told, TimeItem) else spoken
        items.append(told)
    draft.root.items[:] = items


def shifted(item: Item, spoken: TimeItem, calendar: Calendar) -> Item:
    """The item seen from the time that was spoken of; itself where it is not told by one."""
    shift = item.shift if isinstance(item, TimeItem | ShiftItem) else None
    if shift is None:
        return item
    times = [_moved(time, shift, calendar) for time in (spoken.time, *spoken.others)]
    if isinstance(item, TimeItem):
        return replace(item, time=times[0], others=tuple(times[1:]), shift=None)
    return replace(spoken, time=times[0], others=tuple(times[1:]), shift=None)


def _moved(time: TimeFound, shift: Shift, calendar: Calendar) -> TimeFound:
    return replace(
        time,
        past=_period(time.past, shift, calendar),
        future=_period(time.future, shift, calendar),
        words=shift.words,
        options=(),
        day=None,
    )


def _period(period: Period, shift: Shift, calendar: Calendar) -> Period:
    """The period so far away; one with an open end has none before or after it, and stays."""
    start, last = period.start, period.last_day
    if start is None or last is None:
        return period
    if shift.grain is None:
        return _by_its_length(period, shift.count, calendar)
    unit = unit_of(period, calendar)
    if shift.grain in {unit, Grain.YEAR}:
        return moved(period, -shift.count, shift.grain, calendar)
    if unit is None or _FINE.index(shift.grain) < _FINE.index(unit):
        return _beside(period, shift.count, shift.grain)
    whole = calendar.containing(shift.grain, start if shift.count < 0 else last)
    return moved(whole, -shift.count, shift.grain, calendar)


def _beside(period: Period, count: int, grain: Grain) -> Period:
    """So many units right before it, or right after."""
    assert period.start is not None
    assert period.end is not None
    if count < 0:
        return Period(add(period.start, count, grain), period.start)
    return Period(period.end, add(period.end, count, grain))


def _by_its_length(period: Period, count: int, calendar: Calendar) -> Period:
    if unit := unit_of(period, calendar):
        return moved(period, -count, unit, calendar)
    assert period.start is not None
    assert period.end is not None
    if count < 0:
        return earlier(period, Growth(), calendar)
    return Period(period.end, period.end + (period.end - period.start))
