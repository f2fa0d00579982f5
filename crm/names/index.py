"""An index of the names of up to a million records, asked in the ways people write names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
from rapidfuzz import fuzz, process

from crm.names.alike import alike
from crm.names.postings import Mask, Rows, Shelf
from crm.names.spelling import all_words, spellings, words
from crm.names.weights import LEGAL, SMALL, standing


@dataclass(frozen=True, slots=True)
class Name:
    """A record's name. `worth` breaks ties between names that are equally like (more is first)."""

    entity: str
    id: str
    text: str
    worth: float = 0.0

    def __post_init__(self) -> None:
        if not self.entity or not self.id:
            raise ValueError("a name belongs to a record: entity and id must not be empty")


@dataclass(frozen=True, slots=True)
class Match:
    """A name found: from 0.9 the score is sure, from 0.7 worth asking. `exact`: the whole name."""

    name: Name
    score: float
    exact: bool


_PLAINEST = re.compile(r"[\w\s.,'-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Layer:
    """Some of the names: a shelf of how they are written, and whose they are, row by row."""

    shelf: Shelf
    rows: Sequence[Name]
    alive: Mask
    masks: dict[frozenset[str], Mask]

    @classmethod
    def of(cls, names: Iterable[Name]) -> "_Layer":
        listed = list(names)
        written = all_words([name.text for name in listed])
        for name in [name for name in listed if not _PLAINEST.fullmatch(name.text)]:
            for other in spellings(name.text)[1:]:
                listed.append(name)
                written.append(other)
        return cls(Shelf(written), listed, np.ones(len(listed), dtype=bool), {})

    def among(self, entities: frozenset[str] | None) -> Mask:
        """The rows of these entities that are still there."""
        if entities is None:
            return self.alive
        if entities not in self.masks:
            listed = (name.entity in entities for name in self.rows)
            self.masks[entities] = np.fromiter(listed, dtype=bool, count=len(self.rows))
        return self.masks[entities] & self.alive

    def living(self) -> Iterator[Name]:
        """The names not taken away, each once."""
        seen = dict.fromkeys(self.rows[row] for row in np.flatnonzero(self.alive).tolist())
        return iter(seen)


_MOST_WRITTEN = 12  # words looked at; nobody writes a longer name
_MOST_LETTERS = 160
_NEAREST, _WITH_WORDS, _CLOSELY, _TIGHT = 80, 120, 16, 8
_FAINT = 0.35
_RARE = 20


class NameIndex:
    """Names of records, found though misspelt, shortened, joined, swapped or without accents.

    A record may bear several names: add each. Reading is safe beside other reading; adding and
    removing must not happen meanwhile.
    """

    def __init__(self, entries: Iterable[Name] = ()) -> None:
        self._layers: list[_Layer] = []
        self._by_id: dict[str, tuple[Name, ...]] = {}
        self._size = 0
        self.add(entries)

    def __len__(self) -> int:
        return self._size

    def add(self, names: Iterable[Name]) -> None:
        """Adds names; costs what they are, and now and then what a smaller part of the index is."""
        new = list(names)
        if not new:
            return
        for name in new:
            key = _id_key(name.id)
            self._by_id[key] = (*self._by_id.get(key, ()), name)
        self._size += len(new)
        while self._layers and len(self._layers[-1].rows) <= 2 * len(new):
            new = [*self._layers.pop().living(), *new]
        self._layers.append(_Layer.of(new))

    def remove(self, ids: Iterable[str], entity: str | None = None) -> None:
        """Takes away all names of these records; of one entity only, where it is given."""
        for key in map(_id_key, ids):
            borne = self._by_id.pop(key, ())
            kept = tuple(name for name in borne if entity not in (None, name.entity))
            if kept:
                self._by_id[key] = kept
            for name in borne:
                if name not in kept:
                    self._bury(name)

    def update(self, names: Iterable[Name]) -> None:
        """Puts these names in the place of all that their records had before."""
        new = list(names)
        for name in new:
            self.remove((name.id,), name.entity)
        self.add(new)

    def _bury(self, name: Name) -> None:
        self._size -= 1
        for layer in self._layers:
            for row in layer.shelf.with_word(words(name.text).partition(" ")[0]):
                if layer.rows[row] == name:
                    layer.alive[row] = False

    def by_id(self, id: str, entity: str | None = None) -> Name | None:
        """The record with that id, in its short or long form; None when there is none."""
        borne = self._by_id.get(_id_key(id), ())
        return next((name for name in borne if entity in (None, name.entity)), None)

    def has_token(self, word: str) -> bool:
        """Whether a word is in a few names, and no company form or small word."""
        low = words(word)
        if not low or low in LEGAL or low in SMALL:
            return False
        return 0 < self._count(low) <= max(_RARE, self._size // 50)

    def _count(self, word: str) -> int:
        return sum(layer.shelf.count(word) for layer in self._layers)

    def exact(self, text: str, *, entities: frozenset[str] | None = None) -> tuple[Name, ...]:
        """The names that are the text, but for case, accents and marks; those worth most first."""
        found = self.find(text, entities=entities, limit=50)
        return tuple(match.name for match in found if match.exact)

    def find(
        self, text: str, *, entities: frozenset[str] | None = None, limit: int = 8
    ) -> tuple[Match, ...]:
        """The names most like the text, best first; of equals, the one worth more.

        Names that are equally like have equal scores. No entry has a score below 0.35.
        """
        best: dict[tuple[str, str], Match] = {}
        weight = lru_cache(maxsize=None)(self._weight)
        for written in spellings(text[:_MOST_LETTERS]):
            parts = written.split()[:_MOST_WRITTEN]
            for layer in self._layers if parts else ():
                for row in _candidates(layer, parts, entities):
                    name, borne = layer.rows[row], layer.shelf.names[row].split()
                    score = alike(parts, borne, weight)
                    known = best.get((name.entity, name.id))
                    if score >= _FAINT and (known is None or known.score < score):
                        exact = "".join(parts) == "".join(borne)
                        best[name.entity, name.id] = Match(name, round(score, 4), exact)
        return tuple(sorted(best.values(), key=_rank)[:limit])

    def _weight(self, word: str) -> float:
        """How much a word says: rare ones most, company forms next to nothing."""
        rarity = log(1 + self._size / max(self._count(word), 1)) / log(1 + max(self._size, 1))
        return standing(word) * max(rarity, 0.25)


def _rank(match: Match) -> tuple[float, float, int, str, str]:
    return (-match.score, -match.name.worth, len(match.name.text), match.name.text, match.name.id)


def _id_key(id: str) -> str:
    """An id of 18 characters is one of 15 with a check of its capitals."""
    return id[:15] if len(id) == 18 and id.isalnum() else id


def _candidates(layer: _Layer, parts: list[str], entities: frozenset[str] | None) -> list[int]:
    """Rows worth a close look: those with the words, and those with the letters."""
    shelf, written, among = layer.shelf, " ".join(parts), layer.among(entities)
    holders = sorted((found for part in parts if len(found := shelf.with_word(part))), key=len)
    rows = dict.fromkeys(shelf.nearest(written, _NEAREST, among).tolist())
    rows |= dict.fromkeys(_holding_most(holders).tolist())
    if len(parts) == 1:
        rows |= dict.fromkeys(shelf.with_initials(written)[:_WITH_WORDS].tolist())
    return _closest(shelf, written, [row for row in rows if among[row]])


def _holding_most(holders: list[Rows]) -> Rows:
    """The rows with the rarest word written and as many of the others as any has."""
    if not holders:
        return np.empty(0, dtype=np.int32)
    rows = holders[0]
    for others in holders[1:]:
        both = np.intersect1d(rows, others, assume_unique=True)
        rows = both if len(both) else rows
    return rows[:_WITH_WORDS]


def _closest(shelf: Shelf, written: str, rows: list[int]) -> list[int]:
    if len(rows) <= _CLOSELY:
        return rows
    names = {row: shelf.names[row] for row in rows}
    found = process.extract(written, names, scorer=fuzz.token_set_ratio, limit=_CLOSELY)
    tight = {row: name.replace(" ", "") for row, name in names.items()}
    found += process.extract(written.replace(" ", ""), tight, scorer=fuzz.ratio, limit=_TIGHT)
    return list({row: None for _, _, row in found})
