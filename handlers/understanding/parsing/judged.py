"""Reading what is judged: is our win rate better this year than last, are we ahead of last year."""

from dataclasses import replace

from crm.periods import Period
from handlers.understanding.draft import GroupWish, TimeItem
from handlers.understanding.language.growth_word import GrowthSaid
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    CompareWord,
    EntityWord,
    FieldWord,
    MeasureWord,
    NameWord,
    WhoseWord,
)
from handlers.understanding.language.times import TimeFound
from handlers.understanding.parsing.cursor import Cursor


def read_judged(cursor: Cursor) -> int:
    """better this quarter than last: both are held side by side."""
    draft, span = cursor.draft, cursor.peek()
    if not draft.yes_no or draft.measure is None:
        return 0
    ahead = range(1, len(cursor.spans) - cursor.at)
    than = any(cursor.peek(n).has(Mark.THAN) for n in ahead)
    if span.has(Mark.BETTER) and than:
        return 1
    beside = span.has(Mark.THAN) or span.any_of(CompareWord)
    if beside and cursor.peek(1).any_of(TimeFound) and not _timed(cursor):
        draft.growth = draft.growth or GrowthSaid()
        return 1
    if span.has(Mark.THAN):
        draft.question.add(Mark.VERSUS)
        return 1
    return 0


def _timed(cursor: Cursor) -> bool:
    return any(isinstance(item, TimeItem) for item in cursor.draft.root.items)


def read_ahead_of(cursor: Cursor) -> int:
    """are we ahead of last year, is EMEA behind last quarter: as far as this period has come.

    In anything but such a question "ahead of Friday" is before it.
    """
    draft, time = cursor.draft, cursor.peek(1).first(TimeFound)
    ahead = cursor.peek().has(Mark.EXCEEDED)
    if time is None or not (ahead or cursor.peek().has(Mark.MISSED)):
        return 0
    if draft.yes_no:
        draft.growth = replace(draft.growth or GrowthSaid(), same=True)
        return 1
    if not ahead or time.past.start is None:
        return 0
    past, future = Period(None, time.past.start), Period(None, time.future.start)
    before = replace(time, past=past, future=future)
    cursor.add(TimeItem(time=before))
    return 2


def read_how_long(cursor: Cursor) -> int:
    """how long is my sales cycle: the figure says itself that it lasts."""
    ahead = (cursor.peek(n) for n in range(1, len(cursor.spans) - cursor.at))
    lasts = any(word.measure == "sales cycle" for span in ahead for word in span.all(MeasureWord))
    return 1 if cursor.peek().has(Mark.HOW_LONG) and lasts else 0


def read_everywhere(cursor: Cursor) -> int:
    """win rate of renewals, all regions: which narrows nothing."""
    every = cursor.peek().has(Mark.COMMA) and cursor.peek(1).has(Mark.ALL)
    fields = cursor.peek(2)
    told = cursor.draft.measure is not None or cursor.draft.function is not None
    everything = any(f.plural for f in fields.all(FieldWord)) and not fields.any_of(EntityWord)
    return 3 if every and told and everything else 0


def read_of_each(cursor: Cursor) -> int:
    """pipeline of each of my reps, how many deals does each rep have: by rep, and it is they who
    are mine.
    """
    at = cursor.skip(1, Mark.OF)
    of = at
    while cursor.peek(of).any_of(WhoseWord, NameWord) or cursor.peek(of).has(Mark.POSSESSIVE):
        of += 1
    entity = cursor.peek(of).first(EntityWord)
    if not cursor.peek().has(Mark.PER) or entity is None or of == 1:
        return 0
    draft, people = cursor.draft, entity.entity == "User"
    counted = people and draft.function is not None and draft.root.entity != "User"
    if entity.singular or draft.groups or (draft.root.entity and not counted):
        return 0
    fields = {f.entity for options in draft.fields for f in options}
    if people and draft.measure is None and draft.root.entity is None and "Opportunity" in fields:
        draft.root.entity = "Opportunity"  # "the average deal size of each rep"
    draft.groups.append(GroupWish(entity=entity.entity))
    return at
