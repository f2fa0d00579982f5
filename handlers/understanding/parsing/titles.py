"""Reading job titles: CFOs, contacts who are plant managers, the head of engineering of Halden."""

from handlers.understanding.draft import Phrase, Sub, TitleItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import EntityWord, FieldWord, NameWord, TitleWord
from handlers.understanding.parsing.cursor import Cursor

_PEOPLE = {"Contact", "Lead", "User"}


def read_title(cursor: Cursor) -> int:
    """A title, whether or not its field is said; without one, it is of contacts."""
    fields = [f for f in cursor.peek().all(FieldWord) if f.field == "Title"]
    lacking = cursor.peek().has(Mark.NO)
    at = cursor.skip(1, Mark.IS, Mark.OF, Mark.CALLED, Mark.IN) if fields or lacking else 0
    word = cursor.peek(at).first(TitleWord)
    if word is None or (not fields and _is_a_kind_of_record(cursor, at)):
        return 0
    root = cursor.draft.root
    item = TitleItem(names=word.names, negated=cursor.take_negation() or lacking)
    if root.entity is None:
        cursor.open(EntityWord("Contact", singular=word.singular))
        root.said = False
    elif cursor.peek(at - 1).has(Mark.POSSESSIVE) and root.entity not in _PEOPLE:
        # "my customers' CFOs": the people are wanted.
        cursor.draft.root = Phrase(entity="Contact", singular=word.singular, subs=[Sub(root)])
        cursor.current = cursor.draft.root
    cursor.current.items.append(item)
    return at + 1


def _is_a_kind_of_record(cursor: Cursor, at: int) -> bool:
    """Buyers are accounts, unless it is said of people: "buyers at Halden", "named Kim"."""
    if not cursor.peek(at).any_of(EntityWord):
        return False
    if cursor.draft.root.entity in _PEOPLE:
        return False
    behind = cursor.skip(at + 1, Mark.OF, Mark.IN)
    named = cursor.peek(behind).any_of(NameWord) and behind > at + 1
    return not (named or cursor.peek(at + 1).has(Mark.CALLED))
