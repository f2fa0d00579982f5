"""The everyday words of each language: `en.toml` and its like, and how they are read."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from crm.figures import State
from crm.periods import Grain
from crm.query import Function, Op
from handlers.understanding.language.growth_word import Growing, GrowthWord
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    BoundWord,
    ChangeKind,
    ChangeWord,
    CompareWord,
    DateRole,
    DateWord,
    Direction,
    FunctionWord,
    Meaning,
    MeasureWord,
    OrdinalWord,
    StateWord,
    SuperWord,
    UnitWord,
    Whose,
    WhoseWord,
)
from handlers.understanding.text.keys import Stem, exact_phrase_key, phrase_key
from handlers.understanding.text.titles import TitleWords


@dataclass(frozen=True, kw_only=True, slots=True)
class Wrapping:
    """What means nothing where a question begins or ends, filed by the exact words; "for the
    forecast call:" is one of `occasions` behind one of `leads`.
    """

    openings: frozenset[str]
    closings: frozenset[str]
    occasions: frozenset[str]
    leads: frozenset[str]
    longest: int  # opening or closing, in words


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """One language: phrases for entities and fields by API name, and phrases with their meaning.

    `asides` are the filed keys of phrases by kind of aside; `things` are no wishes, though their
    singular is one. After one of `name_leads` a word that could also be a name is one; after one of
    `place_leads` "us" is a country. Those of `right` are no others misspelt. `spellings` are the
    hyphened full words of each word in chat spelling. `money` are the phrases that ask how much,
    with … for a currency. An owner's own words are in `values`, phrases by (entity, field, value);
    in `names`, a record's full name by what it is called; and in `phrases`, which stand for other
    words.
    """

    entities: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, tuple[str, ...]]
    plain: tuple[tuple[str, Meaning], ...]
    aliases: tuple[tuple[str, ...], ...]
    asides: Mapping[str, tuple[str, ...]]
    things: frozenset[str]
    name_leads: frozenset[str]
    place_leads: frozenset[str]
    right: frozenset[str]
    titles: TitleWords
    spellings: Mapping[str, str]
    wrapping: Wrapping
    money: tuple[str, ...]
    values: Mapping[tuple[str, str, str], tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)


@cache
def words(language: str, stem: Stem) -> Words:
    """The words of a language, and its way to file them; raises FileNotFoundError."""
    text = files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return Words(
        entities={name: tuple(_phrases(line)) for name, line in table["entities"].items()},
        fields={name: tuple(_phrases(line)) for name, line in table["fields"].items()},
        plain=tuple(_plain(table)),
        aliases=tuple(
            tuple(_phrases(line)) for lines in table["aliases"].values() for line in lines
        ),
        asides={
            name: tuple(phrase_key(phrase, stem) for phrase in _phrases(line))
            for name, line in table["asides"].items()
        },
        things=frozenset(_phrases(table["leads"]["things"])),
        name_leads=frozenset(_phrases(table["leads"]["names"])),
        place_leads=frozenset(_phrases(table["leads"]["places"])),
        right=frozenset(_phrases(table["leads"]["right"])),
        titles=_titles(table["titles"], stem),
        spellings={
            short: full.replace(" ", "-").replace("'s", "-'s")
            for full, line in table["spellings"].items()
            for short in _phrases(line)
        },
        wrapping=_wrapping(table["wrapping"]),
        money=tuple(_phrases(table["money"]["sum"])),
    )


def _titles(table: Mapping[str, Any], stem: Stem) -> TitleWords:
    return TitleWords(
        same=tuple(tuple(_phrases(line)) for line in table["same"]),
        heads=tuple(_phrases(table["heads"])),
        heads_of=tuple(_phrases(table["heads_of"])),
        areas=frozenset(_phrases(table["areas"])),
        joins=frozenset(_phrases(table["joins"])),
        stem=stem,
    )


def _phrases(line: str) -> Iterator[str]:
    return (phrase.strip() for phrase in line.split(",") if phrase.strip())


def _wrapping(table: Mapping[str, str]) -> Wrapping:
    filed = {
        name: frozenset(exact_phrase_key(phrase) for phrase in _phrases(line))
        for name, line in table.items()
    }
    return Wrapping(
        openings=filed["opening"],
        closings=filed["closing"],
        occasions=filed["occasion"],
        leads=filed["occasion_leads"],
        longest=max(len(key.split()) for key in filed["opening"] | filed["closing"]),
    )


_KINDS: Mapping[str, Callable[[str], Meaning]] = {
    "states": lambda key: StateWord(State(key)),
    "measures": MeasureWord,
    "functions": lambda key: FunctionWord(Function(key)),
    "compare": lambda key: CompareWord(Op(key)),
    "bounds": lambda key: BoundWord(Op(key)),
    "superlatives": lambda key: SuperWord(Direction(key)),
    "changes": lambda key: ChangeWord(ChangeKind(key)),
    "dates": lambda key: DateWord(DateRole(key)),
    "whose": lambda key: WhoseWord(Whose(key)),
    "marks": Mark,
    "growth": lambda key: GrowthWord(Growing(key)),
    "units": lambda key: UnitWord(Grain(key)),
    "ordinals": lambda key: OrdinalWord(int(key)),
}


def _plain(table: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, Meaning]]:
    for section, meaning in _KINDS.items():
        for key, line in table[section].items():
            for phrase in _phrases(line):
                yield phrase, meaning(key)
