"""Reading what is wanted in the course of time: a trend, a running total."""

from handlers.understanding.language.marks import Mark
from handlers.understanding.parsing.cursor import Cursor


def read_over_time(cursor: Cursor) -> int:
    """trend of, developed, over time; running total of, cumulative."""
    span = cursor.peek()
    if span.has(Mark.TREND):
        cursor.draft.trend = True
        return 1
    if span.has(Mark.RUNNING):
        cursor.draft.running = True
        return 1
    return 0
