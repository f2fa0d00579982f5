"""What an owner adds to the words of a language, and takes away from them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from crm.figures import State
from handlers.understanding.language.languages import Language
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    DateWord,
    EntityWord,
    FieldWord,
    Meaning,
    MeasureWord,
    StateWord,
    ValueWord,
)
from handlers.understanding.text.keys import exact_phrase_key, phrase_key

K = TypeVar("K")
Phrases = tuple[str, ...]
Value = tuple[str, str, str]
"""An entity, a field of it, and one of the field's values."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Taught:
    """Phrases by what they mean: entities and fields by API name, values, states, measures, and
    the names of records.

    `phrases` stand for other words, which are read in their place; `removed` are words of the
    language that mean nothing here any more.
    """

    entities: Mapping[str, Phrases] = field(default_factory=dict)
    fields: Mapping[str, Phrases] = field(default_factory=dict)
    values: Mapping[Value, Phrases] = field(default_factory=dict)
    states: Mapping[State, Phrases] = field(default_factory=dict)
    measures: Mapping[str, Phrases] = field(default_factory=dict)
    names: Mapping[str, Phrases] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)
    removed: Phrases = ()

    def taught(self, language: Language) -> Language:
        """The language with these words in it, and without those."""
        gone = {phrase_key(phrase, language.stem) for phrase in self.removed}

        def left(phrases: Iterable[str]) -> Phrases:
            return tuple(p for p in phrases if phrase_key(p, language.stem) not in gone)

        words = language.words
        kept = [
            (phrase, meaning)
            for phrase, meaning in words.plain
            if not (can_be_removed(meaning) and phrase_key(phrase, language.stem) in gone)
        ]
        own = {word for _, phrase, _ in said(self) for word in exact_phrase_key(phrase).split()}
        states = ((p, StateWord(state)) for state, own in self.states.items() for p in own)
        measures = ((p, MeasureWord(name)) for name, own in self.measures.items() for p in own)
        return replace(
            language,
            words=replace(
                words,
                entities=_joined({k: left(p) for k, p in words.entities.items()}, self.entities),
                fields=_joined({k: left(p) for k, p in words.fields.items()}, self.fields),
                plain=(*kept, *states, *measures),
                spellings={k: full for k, full in words.spellings.items() if k not in own | gone},
                values=self.values,
                names={p: name for name, own in self.names.items() for p in own},
                phrases=self.phrases,
            ),
        )


def said(taught: Taught) -> Iterator[tuple[tuple[str, ...], str, Meaning | None]]:
    """Each phrase behind the keys it stands under in a file, and its meaning; None for a name, and
    for what stands for other words.
    """
    for name, phrases in taught.entities.items():
        yield from ((("entities", name), phrase, EntityWord(name)) for phrase in phrases)
    for path, phrases in taught.fields.items():
        entity, _, field_ = path.partition(".")
        yield from ((("fields", path), phrase, FieldWord(entity, field_)) for phrase in phrases)
    for (entity, field_, value), phrases in taught.values.items():
        at, meant = ("values", f"{entity}.{field_}", value), ValueWord(entity, field_, value)
        yield from ((at, phrase, meant) for phrase in phrases)
    for state, phrases in taught.states.items():
        yield from ((("states", state.value), phrase, StateWord(state)) for phrase in phrases)
    for measure, phrases in taught.measures.items():
        yield from ((("measures", measure), phrase, MeasureWord(measure)) for phrase in phrases)
    for name, phrases in taught.names.items():
        yield from ((("names", name), phrase, None) for phrase in phrases)
    yield from ((("phrases", phrase), phrase, None) for phrase in taught.phrases)


def small_words(language: Language) -> frozenset[str]:
    """The words, as written, without which the language can't be read."""
    kept = (p for p, meaning in language.words.plain if not can_be_removed(meaning))
    return frozenset(exact_phrase_key(phrase) for phrase in kept)


def both(one: Taught, other: Taught) -> Taught:
    """All words of the two."""
    return Taught(
        entities=_joined(one.entities, other.entities),
        fields=_joined(one.fields, other.fields),
        values=_joined(one.values, other.values),
        states=_joined(one.states, other.states),
        measures=_joined(one.measures, other.measures),
        names=_joined(one.names, other.names),
        phrases={**one.phrases, **other.phrases},
        removed=one.removed + other.removed,
    )


def can_be_removed(meaning: Meaning) -> bool:
    """Whether an owner may take a word of this meaning away; others hold sentences together."""
    return meaning is Mark.FILLER or isinstance(meaning, StateWord | MeasureWord | DateWord)


def _joined(words: Mapping[K, Phrases], more: Mapping[K, Phrases]) -> dict[K, Phrases]:
    return {key: (*words.get(key, ()), *more.get(key, ())) for key in {**words, **more}}
