"""Reading of what is spoken: kinds of record, names, owners, and whose they are."""

from crm.schema import FieldType
from handlers.understanding.draft import NameItem, WhoseItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    EntityWord,
    FieldWord,
    IdWord,
    NameWord,
    Whose,
    WhoseWord,
)
from handlers.understanding.parsing.cursor import Cursor
from handlers.understanding.parsing.people import (
    names_joined,
    read_team,
)
from handlers.understanding.parsing.shape import read_field


def _is_written_of(cursor: Cursor, options: tuple[FieldWord, ...]) -> bool:
    """In "which company is Reggie with" the word is a text of the lead, and no record."""
    asked = {Mark.WHICH, Mark.WHAT} & cursor.draft.question and cursor.draft.root.entity is None
    named = [s.first(NameWord) for s in cursor.spans]
    kinds = {n.matches[0].name.entity for n in named if n}
    return bool(asked) and any(f.entity in kinds and f.type is FieldType.TEXT for f in options)


def read_owner(cursor: Cursor) -> int:
    """owned by Anna, assigned to me; `who owns` is a question."""
    span = cursor.peek()
    if not span.has(Mark.OWNS):
        return 0
    at = cursor.skip(1, Mark.BY, Mark.OF)
    if Mark.WHO not in cursor.draft.question and (team := read_team(cursor, at)):
        return team
    if cursor.peek(at).any_of(NameWord) and Mark.WHO not in cursor.draft.question:
        text = cursor.peek(at).text
        names, used = names_joined(cursor, at)
        negated = cursor.take_negation()
        cursor.add(NameItem(text=text, names=names, owner=True, negated=negated))
        return used
    cursor.draft.question.add(Mark.OWNS)
    cursor.draft.owner_asked |= Mark.WHO in cursor.draft.question
    return 1


def read_entity(cursor: Cursor) -> int:
    word = cursor.peek().first(EntityWord)
    if word is None:
        return 0
    root = cursor.draft.root
    options = cursor.peek().all(FieldWord)
    if _is_written_of(cursor, options):
        return read_field(cursor)
    beside = cursor.peek(-1).has(Mark.AND) and cursor.peek(-2).any_of(EntityWord)
    if root.entity and beside and cursor.current.entity != word.entity:
        return 0
    own = any(f.entity == root.entity for f in options)
    own = own and not cursor.peek(-1).any_of(EntityWord)  # "people at the accounts of …"
    if own and cursor.current.entity != word.entity and not cursor.peek(1).any_of(NameWord):
        return read_field(cursor)
    cursor.open(word)
    cursor.draft.head |= cursor.current is cursor.draft.root
    cursor.draft.question |= {Mark.PEOPLE, Mark.TODOS} & set(cursor.peek().meanings)
    return 1


def read_name(cursor: Cursor) -> int:
    span = cursor.peek()
    named, id_ = span.first(NameWord), span.first(IdWord)
    if named is None and id_ is None:
        return 0
    before, after = cursor.peek(-1), cursor.peek(1)
    owner = after.has(Mark.POSSESSIVE) or before.has(Mark.BY) or after.has(Mark.OWNS)
    said = before.first(EntityWord) or after.first(EntityWord)
    names, used = names_joined(cursor, 0) if named else ((), 1)
    cursor.add(
        NameItem(
            text=span.text,
            names=names,
            id=id_,
            owner=owner,
            negated=cursor.take_negation(),
            singular_of=said.entity if said and said.singular else None,
        )
    )
    cursor.draft.head = True
    return used


def read_whose(cursor: Cursor) -> int:
    word = cursor.peek().first(WhoseWord)
    if word is None:
        return 0
    cursor.draft.ours |= word.whose is Whose.US
    if word.whose is not Whose.US:
        does = cursor.draft.root.said and not cursor.peek(1).any_of(EntityWord)
        negated = cursor.take_negation()
        cursor.add(WhoseItem(whose=word.whose, negated=negated, does=does))
    return 1
