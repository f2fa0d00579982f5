"""Reading what was changed: which field, by whom, which way, from what and to what.

A verb that can also be a date ("deals modified this week") is one of these only where it says what
was changed, or who did it.
"""

from crm.schema import FieldType
from handlers.understanding.draft import (
    ChangeWish,
    NameItem,
    StateItem,
    TimeItem,
    ValueItem,
    WhoseItem,
)
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    ChangeKind,
    ChangeWord,
    EntityWord,
    FieldWord,
    MeasureWord,
    NameWord,
    StateWord,
    SuperWord,
    ValueWord,
    Whose,
    WhoseWord,
)
from handlers.understanding.language.span import Span
from handlers.understanding.language.times import TimeFound
from handlers.understanding.parsing.cursor import Cursor

_NOUNS = {ChangeKind.ANYTHING, ChangeKind.HISTORY, ChangeKind.LAST}
_PLAIN = {ChangeKind.EDITED, ChangeKind.LATEST}
_SIZES = {ChangeKind.UP, ChangeKind.DOWN}
_DATES = {ChangeKind.LATER, ChangeKind.EARLIER}
_BETWEEN = (Mark.IS, Mark.THEM, Mark.IT, Mark.HAVE, Mark.DID, Mark.DO)
# "when was the amount of it changed", "did its stage change": the field stands apart.
_ASKED = {Mark.WHEN, Mark.IS, Mark.DO, Mark.DID, Mark.HAVE}
_TIMES = (FieldType.DATE, FieldType.DATETIME)


def read_change(cursor: Cursor) -> int:
    """what changed, changes in amount, moved forward, changed the stage, since I last looked."""
    span = cursor.peek()
    word = span.first(ChangeWord)
    if word is None or cursor.negate_next:
        # What did not change is not told; the word is left over, and Crumb asks.
        return 0
    kinds = [each.kind for each in span.all(ChangeWord)]
    if ChangeKind.MADE in kinds and cursor.draft.change is not None:
        return 1
    simple = next((kind for kind in kinds if kind in _SIMPLE), None)
    if simple and (used := _SIMPLE[simple](cursor)):
        return used
    word = next((ChangeWord(kind) for kind in kinds if kind not in _SIMPLE), None)
    if word is None:
        return 0
    before, ahead = _fields_before(cursor), _fields_ahead(cursor)
    if word.kind in _NOUNS or _tells(cursor, span, word.kind, ahead=ahead, before=before > 0):
        wish = _wish(cursor)
    else:
        return 0
    wish.kinds.append(word.kind)
    wish.whole |= word.kind in {ChangeKind.HISTORY, ChangeKind.LAST}
    wish.fields += [cursor.draft.fields.pop() for _ in range(before)]
    fields, used = ahead
    wish.fields += fields
    return used


def _since_last(cursor: Cursor) -> int:
    _wish(cursor).since_last = True
    return 1


def _out_of(cursor: Cursor) -> int:
    """In "pushed out of this quarter" the time is where the date was."""
    wish, end = _wish(cursor), cursor.peek(1)
    wish.kinds.append(ChangeKind.LATER)
    if time := end.first(TimeFound):
        wish.out_of.append(TimeItem(time=time))
    return 1 + end.any_of(TimeFound)


def _made(cursor: Cursor) -> int:
    """In "who made the last change" the noun is still to come."""
    word = cursor.peek(1).first(ChangeWord)
    return 1 if cursor.draft.change or (word and word.kind in _NOUNS) else 0


_SIMPLE = {
    ChangeKind.SINCE_LAST: _since_last,
    ChangeKind.OUT_OF: _out_of,
    ChangeKind.MADE: _made,
}


def read_changer(cursor: Cursor) -> int:
    """what did Anna change, deals I moved, Anna's changes, changes by my team."""
    by = cursor.peek().has(Mark.BY) and cursor.draft.change is not None
    start = 1 if by else 0
    found, at = _people(cursor, start)
    theirs = cursor.peek(-1).has(Mark.OF) and cursor.peek(at).has(Mark.RELATIVE)
    theirs |= cursor.peek(-1).any_of(EntityWord) and cursor.peek(at).has(Mark.IS)
    if not found or theirs:
        # In "deals of mine that slipped", "deals on my team were pushed" it is the deals that did.
        return 0
    behind = cursor.skip(at, *_BETWEEN)
    verb = cursor.peek(behind).first(ChangeWord)
    noun = cursor.peek(at).has(Mark.POSSESSIVE) or isinstance(found[0], WhoseItem)
    if verb is None and cursor.peek(at).has(Mark.POSSESSIVE):
        verb = cursor.peek(at + 1).first(ChangeWord)
    told = verb is not None and verb.kind not in {*_NOUNS, *_SIMPLE} - {ChangeKind.ANYTHING}
    made = verb is not None and verb.kind is ChangeKind.MADE
    told |= made and cursor.draft.change is not None
    if verb is not None and verb.kind is ChangeKind.ANYTHING and not noun:
        told = False
    if not (by or told):
        return 0
    _wish(cursor).by += found
    return at + (1 if not by and cursor.peek(at).has(Mark.POSSESSIVE) else 0)


def read_end(cursor: Cursor) -> int:
    """to Negotiation, from Qualification, into next quarter: what a field came to hold, or held."""
    wish, span = cursor.draft.change, cursor.peek()
    if wish is None or not span.has(Mark.TO, Mark.FROM):
        return 0
    at = 1 + bool(cursor.peek(1).any_of(FieldWord) and cursor.peek(2).any_of(ValueWord))
    end = cursor.peek(at)
    moved = ChangeKind.MOVED in wish.kinds or bool(_DATES & set(wish.kinds))
    is_end = end.any_of(ValueWord, StateWord) or (moved and end.any_of(TimeFound))
    if not is_end or end.any_of(NameWord) or cursor.peek(at + 1).any_of(EntityWord):
        return 0
    ends = wish.into if span.has(Mark.TO) else wish.out_of
    ends.append(_end(end))
    joined = cursor.skip(at + 1, Mark.OR, Mark.COMMA)
    while joined > at + 1 and cursor.peek(joined).any_of(ValueWord):
        ends.append(_end(cursor.peek(joined)))
        at, joined = joined, cursor.skip(joined + 1, Mark.OR, Mark.COMMA)
    return at + 1


def _end(span: Span) -> ValueItem | StateItem | TimeItem:
    if values := span.all(ValueWord):
        return ValueItem(values=(values,))
    if state := span.first(StateWord):
        return StateItem(state=state.state)
    return TimeItem(time=span.all(TimeFound)[0])


def read_had(cursor: Cursor) -> int:
    """In "deals that had the amount changed", `had` asks for no field that is filled; in "owner
    changes" the owner is a field, and no kind of record.
    """
    noun = cursor.peek(1).first(ChangeWord)
    owners = _only_field(cursor.peek()) if cursor.peek().any_of(EntityWord) else ()
    if noun and noun.kind in _NOUNS and owners:
        cursor.draft.fields.append(owners)
        return 1
    if not cursor.peek().has(Mark.WITH, Mark.HAVE) or not cursor.peek(1).any_of(FieldWord):
        return 0
    return 1 if cursor.peek(cursor.skip(2, *_BETWEEN)).any_of(ChangeWord) else 0


def read_hanging(cursor: Cursor) -> int:
    """In "what changed on my accounts and deals" the deals hang on the accounts anyway."""
    word, entity = cursor.peek().first(EntityWord), cursor.draft.root.entity
    joined = cursor.peek(-1).has(Mark.AND, Mark.COMMA)
    if cursor.draft.change is None or word is None or entity != "Account" or not joined:
        return 0
    return 1 if cursor.peek(-2).any_of(EntityWord) else 0


def _wish(cursor: Cursor) -> ChangeWish:
    if cursor.draft.change is None:
        cursor.draft.change = ChangeWish()
    return cursor.draft.change


def _tells(
    cursor: Cursor,
    span: Span,
    kind: ChangeKind,
    *,
    ahead: tuple[list[tuple[FieldWord, ...]], int],
    before: bool,
) -> bool:
    """Whether the verb speaks of a change, and is no date, state or figure."""
    field = before or bool(ahead[0])
    wish, asked = cursor.draft.change, cursor.draft.question
    by = (wish is not None and bool(wish.by)) or Mark.WHO in asked or _by_ahead(cursor)
    if kind in _PLAIN:
        by = by or _by_apart(cursor)
        told = bool(cursor.draft.fields) and bool(_ASKED & asked)
        return field or by or told or _end_ahead(cursor)
    if span.any_of(StateWord):
        date = cursor.draft.fields[-1] if before else ahead[0][0] if ahead[0] else ()
        dated = not field and _when(cursor) and not cursor.peek(1).any_of(StateWord)
        return any(f.type in _TIMES for f in date) or dated
    if kind in _SIZES:
        return field or (cursor.draft.measure is None and not _measures(cursor))
    return True


def _fields_before(cursor: Cursor) -> int:
    """How many of the fields just read are what the word is about: "stage and amount changes"."""
    at, count = -1, 0
    while cursor.peek(at).has(*_BETWEEN):
        at -= 1
    while count < len(cursor.draft.fields) and cursor.peek(at).any_of(FieldWord):
        count += 1
        if not cursor.peek(at - 1).has(Mark.AND, Mark.OR, Mark.COMMA):
            break
        at -= 2
    return count


def _fields_ahead(cursor: Cursor) -> tuple[list[tuple[FieldWord, ...]], int]:
    """The fields behind the word, joined by `and` or `or`, and how far they go."""
    at = cursor.skip(1, Mark.OF, Mark.IN, *_BETWEEN)
    found: list[tuple[FieldWord, ...]] = []
    used = 1
    while options := _only_field(cursor.peek(at)):
        found.append(options)
        used = at + 1
        at = cursor.skip(used, Mark.AND, Mark.OR, Mark.COMMA)
        if at == used:
            break
    return found, used


def _only_field(span: Span) -> tuple[FieldWord, ...]:
    """Its fields, unless it names a kind of record: "changes to accounts" are no moves of deals
    from one account to another. An owner is a field first.
    """
    fields = span.all(FieldWord)
    owners = tuple(field for field in fields if field.field == "OwnerId")
    return owners if span.any_of(EntityWord) else fields


def _people(cursor: Cursor, at: int) -> tuple[list[NameItem | WhoseItem], int]:
    """Those who may have done it, from there on."""
    word = cursor.peek(at).first(WhoseWord)
    if word and word.whose in {Whose.ME, Whose.TEAM}:
        return [WhoseItem(whose=word.whose)], at + 1
    found: list[NameItem | WhoseItem] = []
    while named := cursor.peek(at).first(NameWord):
        users = tuple(m for m in named.matches if m.name.entity == "User")
        if not users:
            return [], at
        found.append(NameItem(text=cursor.peek(at).text, names=(users,), owner=True))
        at += 1
        joined = cursor.skip(at, Mark.AND, Mark.OR, Mark.COMMA)
        if joined == at or not cursor.peek(joined).any_of(NameWord):
            break
        at = joined
    return found, at


def _by_ahead(cursor: Cursor) -> bool:
    return cursor.peek(1).has(Mark.BY) and bool(_people(cursor, 2)[0])


def _by_apart(cursor: Cursor) -> bool:
    """Whether who did it was said before the time, as in German: then they own nothing here."""
    root = cursor.draft.root
    items = [item for item in root.items if isinstance(item, NameItem)]
    if Mark.WHAT not in cursor.draft.question or root.entity or len(items) != 1:
        return False
    users = tuple(m for m in items[0].names[0] if m.name.entity == "User") if items[0].names else ()
    if not users or items[0].owner:
        return False
    root.items.remove(items[0])
    _wish(cursor).by.append(NameItem(text=items[0].text, names=(users,), owner=True))
    return True


def _end_ahead(cursor: Cursor) -> bool:
    """Whether "to Negotiation" stands somewhere behind the verb."""
    later = range(1, len(cursor.spans) - cursor.at)
    return any(cursor.peek(n).has(Mark.TO) and cursor.peek(n + 1).any_of(ValueWord) for n in later)


def _when(cursor: Cursor) -> bool:
    """Whether a time is said: "deals that slipped this month" are those put off in it."""
    others = [span for span in cursor.spans if span.any_of(TimeFound)]
    return bool(others)


def _measures(cursor: Cursor) -> bool:
    return any(span.any_of(MeasureWord, SuperWord) for span in cursor.spans)
