"""Reading what is wanted of the records: a figure, an order, groups, certain fields."""

from dataclasses import replace

from crm.figures import MEASURES, State
from crm.query import Function
from crm.schema import FieldType
from handlers.understanding.draft import FlagItem, GroupWish, Phrase, Rank, SortWish
from handlers.understanding.language.meaning import (
    SIZED,
    DateRole,
    DateWord,
    Direction,
    EntityWord,
    FieldWord,
    FunctionWord,
    GrainWord,
    Mark,
    MeasureWord,
    NameWord,
    Span,
    StateWord,
    SuperWord,
    UnitWord,
    WhoseWord,
)
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.times import TimeFound
from handlers.understanding.parsing.cursor import ADJECTIVES, Cursor
from handlers.understanding.parsing.standings import NUMBERS

_LARGEST_COUNT = 1000
_DATES = (FieldType.DATE, FieldType.DATETIME)
_LATEST = {Direction.LATEST, Direction.NEWEST}
_PARTIES = {"Account", "Contact", "Lead"}


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
    return _grouped(cursor, 1)


def _regrouped(cursor: Cursor) -> int:
    """group those by competitor, break it down by region."""
    pointed = cursor.skip(1, Mark.THEM, Mark.IT)
    at = cursor.skip(pointed, Mark.BY, Mark.PER)
    used = _grouped(cursor, at) if at > pointed else 0
    if used and pointed > 1:
        cursor.draft.question.add(Mark.THEM)
    return used


def _grouped(cursor: Cursor, at: int) -> int:
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
    if _is_verb(cursor) and (used := _grouped(cursor, 1)):
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


def read_rank(cursor: Cursor) -> int:
    """top 5, the 10 largest, latest, most; a bare count before records is a limit."""
    span = cursor.peek()
    word = span.first(SuperWord)
    if word and _or_another_time(cursor):
        return 0
    if word and cursor.draft.rank is not None:
        return _counted_again(cursor, cursor.draft.rank, word)
    if word:
        if span.has(Mark.SELLS):
            cursor.draft.question.add(Mark.SELLS)
        number = cursor.peek(1).first(Number)
        count = _count(number)
        asks_owner = _of_owner(cursor, 2 if count else 1)
        root = cursor.draft.root
        numeric = cursor.peek(1).fields(*NUMBERS)
        if numeric and cursor.draft.function in {Function.MIN, Function.MAX}:
            return 0
        if numeric and root.entity is None and cursor.peek(2).has(Mark.OF):
            highest = word.direction in {Direction.MOST, Direction.BEST}
            cursor.draft.function = Function.MAX if highest else Function.MIN
            cursor.draft.fields.append(numeric)
            return 2
        of = _ranked(cursor, 2 if count else 1)
        is_who = _is_who(cursor, of)
        if root.entity is None and asks_owner and not is_who:
            cursor.draft.owner_asked = True
        elif root.entity is None and _of_people(cursor, word) and not is_who:
            root.entity = "User"
        within = root.entity is not None
        cursor.draft.rank = Rank(direction=word.direction, count=count, within=within, of=of)
        return 2 if count else 1
    count = _count(span.first(Number))
    return _so_many(cursor, count) if count else 0


def _or_another_time(cursor: Cursor) -> bool:
    """In "deals this month or last" nothing is ranked."""
    joined = cursor.peek(-1).has(Mark.OR, Mark.AND) and cursor.peek(-2).any_of(TimeFound)
    return joined and not cursor.peek(1).meanings


def _so_many(cursor: Cursor, count: int) -> int:
    """the 10 largest, the three with the largest balance, 10 open deals."""
    following = cursor.peek(1)
    if word := following.first(SuperWord):
        cursor.draft.rank = Rank(direction=word.direction, count=count)
        return 2
    if following.has(Mark.WITH, Mark.OF) and (word := cursor.peek(2).first(SuperWord)):
        cursor.draft.rank = Rank(direction=word.direction, count=count)
        return 3
    ahead = 1
    while cursor.peek(ahead).meanings and not cursor.peek(ahead).first(EntityWord) and ahead < 3:
        ahead += 1
    if cursor.peek(ahead).first(EntityWord) and cursor.draft.root.entity is None:
        cursor.draft.limit = count
        return 1
    return 0


def _counted_again(cursor: Cursor, rank: Rank, word: SuperWord) -> int:
    """ "the biggest deals we lost, top 5" says how many of the biggest."""
    count = _count(cursor.peek(1).first(Number))
    both = {word.direction, rank.direction}
    lasting = {Direction.LONGEST, Direction.SHORTEST}
    alike = len(both) == 1 or both <= SIZED or (both <= SIZED | lasting and both & lasting)
    if count is None or rank.count is not None or not alike:
        return 0
    cursor.draft.rank = replace(rank, count=count)
    return 2


def _ranked(cursor: Cursor, at: int) -> str | None:
    """The kind of record that is ranked, where it is named next."""
    while cursor.peek(at).any_of(*ADJECTIVES) and not cursor.peek(at).any_of(EntityWord):
        at += 1
    word = cursor.peek(at).first(EntityWord)
    return word.entity if word else None


def _is_who(cursor: Cursor, ranked: str | None) -> bool:
    """ "who is my biggest customer" asks for the customer."""
    before = [cursor.peek(-n) for n in (1, 2)]
    return ranked in _PARTIES and any(s.has(Mark.IS) or s.any_of(WhoseWord) for s in before)


def _of_people(cursor: Cursor, word: SuperWord) -> bool:
    """ "who has the most open deals" ranks people."""
    return word.direction in SIZED and Mark.WHO in cursor.draft.question


def _of_owner(cursor: Cursor, at: int) -> bool:
    """ "who won the biggest deal" asks for the owner of one; "the most deals" are counted."""
    while cursor.peek(at).any_of(*ADJECTIVES) and not cursor.peek(at).any_of(EntityWord):
        at += 1
    word = cursor.peek(at).first(EntityWord)
    one = word is not None and word.singular and word.entity != "User"
    return one and Mark.WHO in cursor.draft.question


def _count(number: Number | None) -> int | None:
    """A whole number of records, or None."""
    if number is None or number.currency or number.percent:
        return None
    if number.value != int(number.value) or not 1 <= number.value <= _LARGEST_COUNT:
        return None
    return int(number.value)


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
