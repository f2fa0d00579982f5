"""Reading what figures are grouped by: by stage, per rep, by month and owner."""

from dataclasses import replace

from crm.figures import MEASURES, State
from crm.query import Function
from crm.schema import FieldType
from handlers.understanding.draft import GroupWish, SortWish
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    Direction,
    EntityWord,
    FieldWord,
    GrainWord,
    MeasureWord,
    NameWord,
    StateWord,
    UnitWord,
)
from handlers.understanding.language.span import Span
from handlers.understanding.parsing.cursor import Cursor
from handlers.understanding.parsing.standings import NUMBERS

_DATES = (FieldType.DATE, FieldType.DATETIME)

_LATEST = {Direction.LATEST, Direction.NEWEST}


def read_group(cursor: Cursor) -> int:
    """by stage, per rep, by month and owner, monthly; but `by Anna` is an owner."""
    if grain := cursor.peek().first(GrainWord):
        cursor.draft.groups.append(GroupWish(grain=grain.grain))
        if cursor.peek(1).has(Mark.AND) and (more := _group(cursor, 2)):
            cursor.draft.groups.append(more)
            return 3
        return 1
    if cursor.peek().has(Mark.REGROUP):
        return _regrouped(cursor)
    if not cursor.peek().has(Mark.BY, Mark.PER):
        return 0
    if _by_number_of(cursor):
        cursor.draft.function = Function.COUNT
        return 1
    measured = cursor.peek(1).fields(*NUMBERS)
    if measured and {Mark.VERSUS, Mark.COMPARE} & cursor.draft.question:
        # "this quarter vs last by amount": what is compared, and no groups.
        cursor.draft.fields.append(measured)
        return 2
    if sort := _by_number(cursor):
        cursor.draft.sorts.append(sort)
        return 2
    if sort := _by_measure(cursor, 1) or _by_said(cursor):
        cursor.draft.sorts.append(sort)
        return 2
    if _is_open(cursor.peek(1)) and (sort := _by_measure(cursor, 2)):
        cursor.draft.sorts.append(sort)
        return 3
    return groups_from(cursor, 1)


def _regrouped(cursor: Cursor) -> int:
    """group those by competitor, break it down by region."""
    pointed = cursor.skip(1, Mark.THEM, Mark.IT)
    at = cursor.skip(pointed, Mark.BY, Mark.PER)
    used = groups_from(cursor, at) if at > pointed else 0
    if used and pointed > 1:
        cursor.draft.question.add(Mark.THEM)
    return used


def groups_from(cursor: Cursor, at: int) -> int:
    """Take the groups that begin there; how far they go, 0 where there are none."""
    used = at
    while wish := _group(cursor, used) or _period(cursor, used, after=used > at):
        used += 1
        if unit := cursor.peek(used).first(UnitWord):
            wish, used = replace(wish, grain=unit.grain), used + 1
        cursor.draft.groups.append(wish)
        joined = cursor.skip(used, Mark.AND, Mark.COMMA, Mark.BY, Mark.PER)
        if joined == used or not (_group(cursor, joined) or _period(cursor, joined)):
            break
        used = joined
    return used if used > at else 0


def _period(cursor: Cursor, at: int, *, after: bool = True) -> GroupWish | None:
    """by region and quarter: behind another group, a unit of time is one as well."""
    unit = cursor.peek(at).first(UnitWord)
    return GroupWish(grain=unit.grain) if unit and after else None


def _by_number(cursor: Cursor) -> SortWish | None:
    """ "top 5 accounts by annual revenue" is an order, not groups; "deals by close date" too."""
    span = cursor.peek(1)
    dated = not cursor.peek(2).any_of(UnitWord, GrainWord)
    numbers = span.fields(*NUMBERS, *(_DATES if dated else ()))
    draft = cursor.draft
    counted = draft.function is not None or draft.measure is not None
    told = draft.root.entity is not None or bool(draft.root.items)
    ordered = draft.rank is not None or (told and not counted)
    if not ordered or not numbers or len(numbers) < len(span.all(FieldWord)):
        return None
    latest = draft.rank is not None and draft.rank.direction in _LATEST
    return SortWish(fields=numbers, descending=True if latest else None)


def _by_number_of(cursor: Cursor) -> bool:
    """ "top 3 reps by won deals": by how many there are."""
    draft, at = cursor.draft, 2 if cursor.peek(1).any_of(StateWord) else 1
    entity = cursor.peek(at).first(EntityWord)
    if draft.rank is None or draft.root.entity is None or entity is None or entity.singular:
        return False
    figured = cursor.peek(at).any_of(MeasureWord) or draft.measure or draft.function
    return entity.entity != draft.root.entity and not figured


def _is_open(span: Span) -> bool:
    """The "open" of "by open pipeline", which every pipeline is."""
    return any(word.state is State.OPEN for word in span.all(StateWord))


def _by_measure(cursor: Cursor, at: int) -> SortWish | None:
    """ "reps by revenue": the figure of each of them."""
    word, draft = cursor.peek(at).first(MeasureWord), cursor.draft
    if at > 1 and (word is None or State.OPEN not in MEASURES[word.measure].states):
        return None
    if word and draft.root.entity is None and len(draft.fields) == 1 and not draft.measure:
        # "regions by win rate": the figure of each of them.
        draft.groups.append(GroupWish(fields=draft.fields.pop()))
        draft.measure = word.measure
        return SortWish(measure=word.measure)
    several = draft.root.entity is not None and not draft.root.singular
    if word is None or not several or draft.rank or draft.measure or draft.function:
        return None
    if MEASURES[word.measure].entity == draft.root.entity:
        return None
    draft.measure = word.measure
    return SortWish(measure=word.measure)


def _by_said(cursor: Cursor) -> SortWish | None:
    """ "sort my deals by close date" is an order, whatever is said after it."""
    fields, draft = cursor.peek(1).all(FieldWord), cursor.draft
    if Mark.SORT not in draft.question or not fields or draft.root.entity is None:
        return None
    draft.question.discard(Mark.SORT)
    return SortWish(fields=fields)


def _group(cursor: Cursor, at: int) -> GroupWish | None:
    span = cursor.peek(at)
    if grain := span.first(GrainWord):
        return GroupWish(grain=grain.grain)
    if span.has(Mark.TEAM):
        return GroupWish(team=True)
    if span.first(NameWord) or (span.first(MeasureWord) and cursor.draft.rank):
        return None
    fields, entity = span.all(FieldWord), span.first(EntityWord)
    if not fields and entity is None:
        return None
    return GroupWish(fields=fields, entity=entity.entity if entity else None)
