"""What stands open is told as of now: "our pipeline today" is the pipeline, whenever it closes."""

from datetime import date, timedelta

from crm.figures import MEASURES, Measure, State
from handlers.understanding.draft import Draft, Item, TimeItem
from handlers.understanding.language.times import TimeFound

_STANDING = {State.OPEN, State.UNPAID}


def leave_out_today(draft: Draft, today: date) -> None:
    """Drops a "today" without a verb from a question for a figure of what stands open."""
    if draft.measure and stands(MEASURES[draft.measure]):
        draft.root.items = [i for i in draft.root.items if not _is_today(i, today)]


def stands(measure: Measure | None) -> bool:
    """Whether the figure tells how things stand, and not what happened."""
    return measure is not None and bool(_STANDING & set(measure.states))


def is_one_day(time: TimeFound) -> bool:
    """Whether it is a single day, as "today" is."""
    start, end = time.past.start, time.past.end
    return start is not None and end == start + timedelta(days=1)


def _is_today(item: Item, today: date) -> bool:
    if not isinstance(item, TimeItem) or item.role or item.fields:
        return False
    return is_one_day(item.time) and item.time.past.start == today
