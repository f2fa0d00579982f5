"""Reading what the CRM has not met: a place nobody comes from, a value that no field ever had."""

from crm.schema import FieldType
from handlers.understanding.draft import PlaceItem, UnmetItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import NameWord, PlaceWord
from handlers.understanding.language.span import Span
from handlers.understanding.parsing.cursor import Cursor

_SAME = {"Contact": {"Contact", "User"}}  # "people" are contacts, or colleagues


def read_place(cursor: Cursor) -> int:
    """in Springfield, where nobody comes from yet."""
    word = cursor.peek().first(PlaceWord)
    if word is None:
        return 0
    cursor.add(PlaceItem(text=word.text, negated=cursor.take_negation()))
    return 1


def read_unmet(cursor: Cursor) -> int:
    """with industry Aerospace, in the marketing department: a value that the field never had."""
    root, span = cursor.draft.root, cursor.peek()
    if root.entity is None or root.singular or not span.has(Mark.WITH, Mark.IN):
        return 0
    field, text = (1, 2) if span.has(Mark.WITH) else (2, 1)
    words = cursor.peek(field).fields(FieldType.PICKLIST, FieldType.TEXT)
    own = tuple(word for word in words if word.entity in _SAME.get(root.entity, {root.entity}))
    if not own or not _is_unmet(cursor.peek(text)) or cursor.peek(3).has(Mark.POSSESSIVE):
        return 0
    cursor.add(UnmetItem(text=cursor.peek(text).text, fields=own))
    return 3


def _is_unmet(span: Span) -> bool:
    """Whether it is a word that means nothing, or a name, which no value is."""
    return bool(span.tokens) and all(isinstance(m, NameWord | PlaceWord) for m in span.meanings)
