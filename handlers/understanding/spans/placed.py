"""Places that the CRM has not met: a town nobody comes from, a country misspelt."""

from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz import fuzz, process

from crm.query import Condition, Op, Or, compare
from crm.schema import Entity, Field, Schema
from handlers.understanding.language.lexicon import PLACE_LABELS, Lexicon
from handlers.understanding.language.meaning import Meaning, PlaceWord
from handlers.understanding.schema.connect import connect

_TYPO = 84
_SHORTEST = 4
# Whose place is meant, where the records themselves have none.
_WHERE: Final = ("Account", "Lead", "User")


def place_fields(entity: Entity) -> Iterator[Field]:
    """The fields of the entity that hold a place."""
    return (f for f in entity if f.type.is_text and f.label.split()[-1] in PLACE_LABELS)


def place_word(words: Sequence[str], lexicon: Lexicon) -> tuple[Meaning, ...]:
    """What words mean that stand where a place does: a known place, misspelt, or an unknown one."""
    text = " ".join(words)
    key = " ".join(lexicon.language.stem(word) for word in words)
    near = process.extractOne(key, lexicon.places, scorer=fuzz.ratio, score_cutoff=_TYPO)
    if near and len(key) >= _SHORTEST:
        return lexicon.meanings(tuple(near[0].split()))
    return (PlaceWord(text),)


def placed(schema: Schema, text: str, entity: str) -> Condition | None:
    """The condition that a record, or what it hangs on, is in a place of that name."""
    own = _there(schema.entity(entity), text)
    if own:
        return own
    for other in _WHERE:
        there = _there(schema.entity(other), text) if other in schema else None
        way = connect(schema, entity, other) if there else None
        if there and way:
            return way.one(there)
    return None


def _there(entity: Entity, text: str) -> Condition | None:
    parts = tuple(compare(field.name, Op.EQ, text) for field in place_fields(entity))
    return None if not parts else parts[0] if len(parts) == 1 else Or(parts)
