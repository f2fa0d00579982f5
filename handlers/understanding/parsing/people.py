"""Reading whose people are meant: Fiona's team, the reps under Marcus, who reports to Teresa."""

from collections.abc import Sequence

from crm.names import Match
from crm.schema import FieldType
from handlers.understanding.draft import NameItem, WhoseItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    EntityWord,
    FieldWord,
    MeasureWord,
    NameWord,
    SuperWord,
    Whose,
    WhoseWord,
)
from handlers.understanding.language.span import Span
from handlers.understanding.parsing.cursor import Cursor

_TIE = 0.02
_MANAGER = (FieldWord("User", "ManagerId", FieldType.REFERENCE),)


def names_joined(cursor: Cursor, at: int) -> tuple[tuple[tuple[Match, ...], ...], int]:
    """The names from there on that are joined by `and`, `or` or a comma, and where they end."""
    names: list[tuple[Match, ...]] = []
    while named := cursor.peek(at).first(NameWord):
        names.append(named.matches)
        at += 1
        joined = cursor.skip(at, Mark.AND, Mark.OR, Mark.COMMA)
        if joined == at or not cursor.peek(joined).any_of(NameWord):
            break
        at = joined
    return tuple(names), at


def read_team(cursor: Cursor, start: int = 0) -> int:
    """marcus team, Fiona's people, the team of Teresa: those below a colleague."""
    led = _is_team(cursor.peek(start))
    start = cursor.skip(start + 1, Mark.OF) if led else start
    if not is_colleague(cursor.peek(start)):
        return 0
    names, used = names_joined(cursor, start)
    if led:
        return _add(cursor, start, names, used)
    behind = cursor.skip(used, Mark.POSSESSIVE)
    word = cursor.peek(behind)
    owned = behind > used and word.has(Mark.PEOPLE) and not _elsewhere(cursor, behind + 1)
    if not owned and not _is_team(word) and not _led(cursor, word):
        return 0
    return _add(cursor, start, names, cursor.skip(behind + 1, Mark.POSSESSIVE))


def read_own_team(cursor: Cursor) -> int:
    """team revenue by rep, the team's win rate: of one's own people."""
    draft = cursor.draft
    at = cursor.skip(1, Mark.POSSESSIVE)
    before, after = cursor.peek(-1), cursor.peek(at)
    if not _is_team(cursor.peek()) or not after.any_of(MeasureWord):
        return 0
    told = before.any_of(WhoseWord, NameWord, SuperWord) or before.has(Mark.BY, Mark.PER)
    if told or draft.groups or {Mark.WHICH, Mark.WHO} & draft.question:
        return 0
    cursor.add(WhoseItem(whose=Whose.TEAM, negated=cursor.take_negation()))
    return at


def read_reports(cursor: Cursor) -> int:
    """reports to Teresa, reps under Marcus, who works for me; `who does Anna report to`."""
    span = cursor.peek()
    reports = span.has(Mark.REPORTS_TO)
    if not reports and not span.has(Mark.UNDER):
        return 0
    root, me = cursor.draft.root, cursor.peek(1).first(WhoseWord)
    mine = me is not None and me.whose is Whose.ME and not cursor.peek(2).meanings
    if mine or is_colleague(cursor.peek(1)):
        if reports and root.entity is None:
            root.entity = "User"
        if mine:
            cursor.add(WhoseItem(whose=Whose.TEAM, negated=cursor.take_negation()))
            return 2
        names, used = names_joined(cursor, 1)
        return _add(cursor, 1, names, cursor.skip(used, Mark.POSSESSIVE))
    if span.any_of(EntityWord) or not reports:
        return 0
    cursor.draft.fields.append(_MANAGER)
    return 1


def read_manager(cursor: Cursor) -> int:
    """ "who manages Dana" asks for her manager; an account is managed by who owns it."""
    span = cursor.peek()
    who = Mark.WHO in cursor.draft.question or span.has(Mark.WHO)  # "who leads" is one phrase
    asked = who and span.has(Mark.MANAGES)
    if not asked or not is_colleague(cursor.peek(1)):
        return 0
    cursor.draft.root.entity = "User"
    cursor.draft.root.singular = True
    cursor.draft.fields.append(_MANAGER)
    return 1


def is_colleague(span: Span) -> bool:
    """Whether the name there is a colleague's, as much as anybody's."""
    named = span.first(NameWord)
    if named is None:
        return False
    close = [m for m in named.matches if m.score >= named.matches[0].score - _TIE]
    return any(m.name.entity == "User" for m in close)


def _is_team(span: Span) -> bool:
    return span.has(Mark.TEAM)


def _led(cursor: Cursor, word: Span) -> bool:
    """ "who does Marcus manage"."""
    asked = Mark.WHO in cursor.draft.question and cursor.draft.root.entity is None
    return asked and word.has(Mark.MANAGES)


def _elsewhere(cursor: Cursor, at: int) -> bool:
    """In "Dana's people at Halden" they are contacts of hers."""
    named = cursor.peek(cursor.skip(at, Mark.OF, Mark.IN))
    return named.any_of(NameWord) and not is_colleague(named)


def _add(cursor: Cursor, at: int, names: Sequence[tuple[Match, ...]], used: int) -> int:
    item = NameItem(
        text=cursor.peek(at).text,
        names=tuple(names),
        owner=True,
        team=True,
        negated=cursor.take_negation(),
    )
    cursor.at += used - 1  # "Fiona's people" are no contacts that are spoken of next
    cursor.add(item)
    cursor.at -= used - 1
    cursor.draft.head = True
    return used
