"""Reading in which order records are wanted: sorted by amount, newest first, rank them by …"""

from handlers.understanding.draft import SortWish
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    EntityWord,
    FieldWord,
    MeasureWord,
    NameWord,
)
from handlers.understanding.parsing.cursor import Cursor
from handlers.understanding.parsing.groups import groups_from

_ORDERS = {
    Mark.NEWEST_FIRST: SortWish(descending=True, by_date=True),
    Mark.OLDEST_FIRST: SortWish(descending=False, by_date=True),
    Mark.ALPHABETICALLY: SortWish(descending=False, by_name=True),
}


def read_sort(cursor: Cursor) -> int:
    """sorted by amount descending; a bare `descending` turns what there is."""
    for mark, wish in _ORDERS.items():
        if cursor.peek().has(mark):
            cursor.draft.sorts.append(wish)
            return 1
    if cursor.peek().has(Mark.DESCENDING, Mark.ASCENDING):
        cursor.draft.sorts.append(SortWish(descending=cursor.peek().has(Mark.DESCENDING)))
        return 1
    if not cursor.peek().has(Mark.SORT):
        return 0
    if _is_verb(cursor) and (used := groups_from(cursor, 1)):
        cursor.draft.question.add(Mark.BUYS)
        return used
    pointed = cursor.skip(1, Mark.THEM, Mark.IT)
    if pointed > 1:
        cursor.draft.question.add(Mark.THEM)
    at = cursor.skip(pointed, Mark.BY)
    if at == 1 and any(s.has(Mark.BY) for s in cursor.spans[cursor.at + 1 :]):
        # "rank the reps by revenue": the order is said behind what is ranked.
        cursor.draft.question.add(Mark.SORT)
        return 1
    span = cursor.peek(at)
    measure, entity, fields = span.first(MeasureWord), span.first(EntityWord), span.all(FieldWord)
    if not (measure or entity or fields):
        return 0
    used = at + 1
    descending = None
    if cursor.peek(used).has(Mark.DESCENDING, Mark.ASCENDING):
        descending = cursor.peek(used).has(Mark.DESCENDING)
        used += 1
    cursor.draft.sorts.append(
        SortWish(
            fields=fields,
            entity=entity.entity if entity else None,
            measure=measure.measure if measure else None,
            descending=descending,
        )
    )
    return used


def _is_verb(cursor: Cursor) -> bool:
    """In "what did Halden order by product line" nothing is sorted: somebody ordered."""
    told = cursor.draft.root.entity is None and Mark.DID in cursor.draft.question
    return told and cursor.peek(-1).any_of(NameWord)
