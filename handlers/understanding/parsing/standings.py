"""Reading what is ranked that is no record: our best quarter, which product line sold best, most
often, rank the regions by win rate; and who comes second.
"""

from dataclasses import replace

from crm.query import Function
from crm.schema import FieldType
from handlers.understanding.draft import GroupWish, Rank
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    SIZED,
    Direction,
    EntityWord,
    FieldWord,
    FunctionWord,
    MeasureWord,
    OrdinalWord,
    SuperWord,
    UnitWord,
)
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.span import Span
from handlers.understanding.language.times import Duration
from handlers.understanding.parsing.cursor import Cursor

_TOLD_BY = {FieldType.TEXT, FieldType.PICKLIST, FieldType.REFERENCE}
_LASTING = {Direction.LONGEST, Direction.SHORTEST}
NUMBERS = (FieldType.NUMBER, FieldType.MONEY, FieldType.PERCENT)
_FIGURES = (MeasureWord, FunctionWord)


def read_best_of(cursor: Cursor) -> int:
    """our best quarter, top 3 months, best selling product line, which month was the strongest."""
    draft = cursor.draft
    wish = group_of(cursor.peek())
    if wish is None and draft.rank and draft.rank.count is None and _behind_super(cursor):
        # "the best 3 months"
        units = cursor.peek().first(Duration)
        wish = GroupWish(grain=units.grain) if units else None
        draft.rank = replace(draft.rank, count=units.count) if units else draft.rank
    if wish is None or draft.groups or cursor.peek(1).any_of(EntityWord):
        return 0
    if draft.rank and _behind_super(cursor):
        draft.groups.append(wish)
        if draft.rank.count is None and not _plural(cursor.peek()):
            draft.rank = replace(draft.rank, count=1)
        return 1
    if Mark.WHICH in draft.question and draft.root.entity is None and _super_ahead(cursor):
        draft.groups.append(wish)
        draft.limit = None if _plural(cursor.peek()) else 1
        return 1
    return 0


def read_ranking(cursor: Cursor) -> int:
    """rank the regions by win rate, rank my reps by open pipeline; not "rank by amount"."""
    draft, following = cursor.draft, cursor.peek(1)
    if not cursor.peek().has(Mark.SORT) or draft.rank or following.has(Mark.BY):
        return 0
    ahead = [cursor.peek(n) for n in range(1, len(cursor.spans) - cursor.at)]
    kinds = {word.entity for span in ahead for word in span.all(EntityWord)}
    counted = len(kinds) > 1 and any(span.has(Mark.BY) for span in ahead)
    figures = counted or any(span.any_of(*_FIGURES) for span in ahead)
    numbers = any(span.fields(*NUMBERS) for span in ahead)
    wish = group_of(following)
    if not (figures and (wish or kinds)) and not (numbers and kinds and not wish):
        return 0
    draft.rank = Rank(direction=Direction.MOST)
    draft.groups += [wish] if wish else []
    return 2 if wish else 1


def read_nth(cursor: Cursor) -> int:
    """the second largest order; who is second by bookings, runner-up in the region."""
    word, draft = cursor.peek().first(OrdinalWord), cursor.draft
    if word is None or word.number < 2 or draft.rank:
        return 0
    sized = cursor.peek(1).first(SuperWord)
    if sized and sized.direction in {*SIZED, *_LASTING, Direction.OLDEST, Direction.LATEST}:
        draft.rank = Rank(direction=sized.direction, count=1, place=word.number)
        return 2
    asked = {Mark.WHO, Mark.WHICH} & draft.question and not draft.left
    rest = range(1, len(cursor.spans) - cursor.at)
    if not asked or not any(cursor.peek(n).any_of(MeasureWord) for n in rest):
        return 0
    draft.rank = Rank(direction=Direction.MOST, count=1, place=word.number)
    return 1


def read_often(cursor: Cursor) -> int:
    """which competitor do we lose to most often, our busiest month: they are counted."""
    word, draft = cursor.peek().first(SuperWord), cursor.draft
    if word is None or word.direction is not Direction.OFTENEST or draft.rank:
        return 0
    draft.function = Function.COUNT
    number = cursor.peek(1).first(Number)
    count = int(number.value) if number and number.value == int(number.value) else None
    draft.rank = Rank(direction=Direction.MOST, count=count)
    return 2 if count else 1


def group_of(span: Span) -> GroupWish | None:
    """What the word is a group of: a unit of time, a team, a field of no number and no date."""
    if unit := span.first(UnitWord):
        return GroupWish(grain=unit.grain)
    if span.has(Mark.TEAM):
        return GroupWish(team=True)
    fields = span.all(FieldWord)
    if not fields or span.any_of(EntityWord) or any(f.type not in _TOLD_BY for f in fields):
        return None
    return GroupWish(fields=fields)


def _plural(span: Span) -> bool:
    units = any(unit.plural for unit in span.all(UnitWord))
    return units or any(field.plural for field in span.all(FieldWord))


def _behind_super(cursor: Cursor) -> bool:
    """Whether a word that ranks by size stands before it, or one with a number."""
    before = cursor.peek(-2 if cursor.peek(-1).any_of(Number) else -1)
    words = before.all(SuperWord)
    return any(word.direction in SIZED or word.direction is Direction.OFTENEST for word in words)


def _super_ahead(cursor: Cursor) -> bool:
    """Whether it is ranked by what comes: "had the most", "sold best", "lost to most often"."""
    for n in range(1, len(cursor.spans) - cursor.at):
        for word in cursor.peek(n).all(SuperWord):
            behind = cursor.peek(n + 1)
            record = any(entity.singular for entity in behind.all(EntityWord))
            named = behind.any_of(FieldWord) and not behind.any_of(MeasureWord, EntityWord)
            if word.direction is Direction.OFTENEST:
                return True
            if word.direction in {*SIZED, *_LASTING} and not record and not named:
                return True
    return False
