"""Reading who comes out on top: top 5, the 10 largest, the latest, the second best."""

from dataclasses import replace

from crm.query import Function
from handlers.understanding.draft import Rank
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    SIZED,
    Direction,
    EntityWord,
    SuperWord,
    WhoseWord,
)
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.times import TimeFound
from handlers.understanding.parsing.cursor import ADJECTIVES, Cursor
from handlers.understanding.parsing.standings import NUMBERS

_LARGEST_COUNT = 1000

_PARTIES = {"Account", "Contact", "Lead"}


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
