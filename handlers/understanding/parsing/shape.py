"""Reading what is wanted of the records: a figure, an order, groups, certain fields."""

from crm.figures import MEASURES
from crm.query import Function
from crm.schema import FieldType
from handlers.understanding.draft import FlagItem, GroupWish, Phrase
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    DateRole,
    DateWord,
    EntityWord,
    FieldWord,
    FunctionWord,
    GrainWord,
    MeasureWord,
    StateWord,
    SuperWord,
)
from handlers.understanding.parsing.cursor import Cursor


def read_function(cursor: Cursor) -> int:
    """how many, total, average: the last one said counts, `total` yields to a finer one."""
    word = cursor.peek().first(FunctionWord)
    draft = cursor.draft
    if cursor.peek().has(Mark.MONEY):
        draft.function = draft.function or Function.SUM
        return 1
    grouped = cursor.peek(1).any_of(GrainWord) or cursor.peek(1).has(Mark.BY, Mark.PER)
    if cursor.peek().has(Mark.TALLY) and grouped and not (draft.function or draft.measure):
        draft.function = Function.COUNT
        return 1
    if word is None:
        return 0
    counted = cursor.peek(1).fields(FieldType.TEXT, FieldType.PICKLIST)
    if word.function is Function.COUNT and counted and not cursor.peek(1).any_of(EntityWord):
        draft.function = Function.COUNT_DISTINCT
        return 1
    differs = draft.function not in (None, Function.SUM, word.function)
    if differs and word.function is not Function.SUM:
        return 0
    if draft.function in (None, Function.SUM) or word.function is not Function.SUM:
        draft.function = word.function
    return 1


def read_share(cursor: Cursor) -> int:
    """what percentage of open deals are renewals: what comes after `are` is the part."""
    span = cursor.peek()
    if span.has(Mark.SHARE):
        cursor.draft.share = True
        return 1
    waits = cursor.draft.share and cursor.draft.part is None
    if waits and span.has(Mark.IS, Mark.NO, Mark.WITH, Mark.HAVE):
        cursor.draft.part = Phrase(entity=cursor.draft.root.entity)
        cursor.current = cursor.draft.part
        return 1 if span.has(Mark.IS, Mark.HAVE) and not span.has(Mark.NO) else 0
    said = cursor.draft.measure is not None or cursor.draft.root.said
    if waits and said and _says_part(cursor):
        cursor.draft.part = Phrase(entity=cursor.draft.root.entity)
        cursor.current = cursor.draft.part
    return 0


def _says_part(cursor: Cursor) -> bool:
    """ "closes this quarter" behind what it is said of, with no other verb to come."""
    word = cursor.peek().first(DateWord)
    later = range(1, len(cursor.spans) - cursor.at)
    other = any(cursor.peek(n).has(Mark.IS, Mark.HAVE, Mark.WITH, Mark.NO) for n in later)
    return word is not None and word.role is DateRole.CLOSE and not other


def read_measure(cursor: Cursor) -> int:
    """pipeline, win rate, revenue."""
    word = cursor.peek().first(MeasureWord)
    if word is None:
        return 0
    said = cursor.draft.measure
    if said and MEASURES[said].plain == MEASURES[word.measure].label:
        return 1
    of_quota = said == "quota" and MEASURES[word.measure].against is not None
    if said not in (None, word.measure) and not of_quota:
        return 0
    cursor.draft.measure = word.measure
    if cursor.peek().has(Mark.SELLS, Mark.BUYS):
        cursor.draft.question.add(Mark.SELLS)
    if cursor.peek().has(Mark.ONE):
        cursor.draft.question.add(Mark.ONE)
    return 1


def read_field(cursor: Cursor) -> int:
    """A field somebody wants to see; "which industry has the most …" groups by it."""
    options = cursor.peek().all(FieldWord)
    if not options:
        return 0
    whiches = Mark.WHICH in cursor.draft.question and cursor.draft.root.entity is None
    if whiches and any(cursor.peek(n).any_of(SuperWord) for n in (1, 2)):
        cursor.draft.groups.append(GroupWish(fields=options))
        cursor.draft.limit = 1
        return 1
    flags = cursor.peek().fields(FieldType.BOOLEAN)
    told = [f for f in flags if f.entity == cursor.draft.root.entity]
    if told and not {Mark.WHAT, Mark.SHOWING} & cursor.draft.question:
        cursor.add(FlagItem(fields=tuple(told), negated=cursor.take_negation()))
        return 1
    cursor.draft.fields.append(options)
    return 1


def read_several(cursor: Cursor) -> int:
    """the different industries, possible values of the stage; what kinds of accounts."""
    span = cursor.peek()
    after = cursor.peek(cursor.skip(1, Mark.OF))
    if span.has(Mark.DISTINCT) and after.any_of(FieldWord):
        cursor.draft.question.add(Mark.DISTINCT)
        return 1
    if span.has(Mark.KINDS) and after.any_of(EntityWord):
        cursor.draft.question |= {Mark.KINDS, Mark.WHAT}
        return 1
    return 0


def read_flag(cursor: Cursor) -> int:
    """A yes/no field as an adjective: strategic accounts."""
    options = cursor.peek().fields(FieldType.BOOLEAN)
    if cursor.peek().any_of(StateWord):
        return 0
    if not options or not cursor.peek(1).any_of(EntityWord):
        return 0
    cursor.add(FlagItem(fields=options, negated=cursor.take_negation()))
    return 1
