"""An index of the names of up to a million records, asked in the ways people write names."""

from collections.abc import Iterable
from math import log

from crm.names.alike import alike
from crm.names.layer import Layer
from crm.names.name import Match, Name
from crm.names.spelling import spellings, words
from crm.names.weights import LEGAL, SMALL, standing

_MOST_WRITTEN = 12  # words looked at; nobody writes a longer name
_MOST_LETTERS = 160
_FAINT = 0.35
_RARE = 20
_MOST_WEIGHTS = 50_000  # kept at once
_MOST_FOUND = 4_096  # a question is read several ways, and people ask for the same names again


class NameIndex:
    """Names of records, found though misspelt, shortened, joined, swapped or without accents.

    A record may bear several names: add each. Reading is safe beside other reading; adding and
    removing must not happen meanwhile.
    """

    def __init__(self, entries: Iterable[Name] = ()) -> None:
        self._layers: list[Layer] = []
        self._by_id: dict[str, Name | tuple[Name, ...]] = {}
        self._weights: dict[str, float] = {}
        self._found: dict[tuple[str, frozenset[str] | None, int], tuple[Match, ...]] = {}
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
            self._by_id[key] = (*self._borne(key), name) if key in self._by_id else name
        self._size += len(new)
        self._forget()
        while self._layers and len(self._layers[-1].rows) <= 2 * len(new):
            new = [*self._layers.pop().living(), *new]
        self._layers.append(Layer.of(new))

    def remove(self, ids: Iterable[str], entity: str | None = None) -> None:
        """Takes away all names of these records; of one entity only, where it is given."""
        self._forget()
        for key in map(_id_key, ids):
            borne = self._borne(key)
            kept = tuple(name for name in borne if entity not in (None, name.entity))
            self._by_id.pop(key, None)
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

    def _forget(self) -> None:
        """What was found and weighed holds only as long as the names stay the same."""
        self._weights.clear()
        self._found.clear()

    def _bury(self, name: Name) -> None:
        self._size -= 1
        firsts = {written.partition(" ")[0] for written in spellings(name.text)}
        for layer in self._layers:
            for first in firsts:
                for row in layer.shelf.with_word(first).tolist():
                    if layer.rows[row] == name:
                        layer.alive[row] = False

    def _borne(self, key: str) -> tuple[Name, ...]:
        """The names of the records with that id."""
        borne = self._by_id.get(key, ())
        return (borne,) if isinstance(borne, Name) else borne

    def by_id(self, id: str, entity: str | None = None) -> Name | None:
        """The record with that id, in its short or long form; None when there is none."""
        borne = self._borne(_id_key(id))
        return next((name for name in borne if entity in (None, name.entity)), None)

    def has_token(self, word: str) -> bool:
        """Whether a word is in a few names, and no company form or small word."""
        low = words(word)
        if not low or low in LEGAL or low in SMALL:
            return False
        return 0 < self._count(low) <= max(_RARE, self._size // 50)

    def knows(self, word: str) -> bool:
        """Whether any name has that word."""
        return any(self._count(part) for part in words(word).split())

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
        sought = (text, entities, limit)
        found = self._found.get(sought)
        if found is None:
            if len(self._found) >= _MOST_FOUND:
                self._found.clear()
            found = self._found[sought] = self._search(text, entities, limit)
        return found

    def _search(self, text: str, entities: frozenset[str] | None, limit: int) -> tuple[Match, ...]:
        best: dict[tuple[str, str], Match] = {}
        for written in spellings(text[:_MOST_LETTERS]):
            parts = written.split()[:_MOST_WRITTEN]
            for layer in self._layers if parts else ():
                for row in layer.candidates(parts, entities):
                    name, borne = layer.rows[row], layer.shelf.names[row].split()
                    score = alike(parts, borne, self._weight)
                    known = best.get((name.entity, name.id))
                    if score >= _FAINT and (known is None or known.score < score):
                        exact = "".join(parts) == "".join(borne)
                        best[name.entity, name.id] = Match(name, round(score, 4), exact)
        return tuple(sorted(best.values(), key=_rank)[:limit])

    def _weight(self, word: str) -> float:
        """How much a word says: rare ones most, company forms next to nothing."""
        known = self._weights.get(word)
        if known is None:
            if len(self._weights) > _MOST_WEIGHTS:
                self._weights.clear()
            rarity = log(1 + self._size / max(self._count(word), 1)) / log(1 + max(self._size, 1))
            known = self._weights[word] = standing(word) * max(rarity, 0.25)
        return known


def _rank(match: Match) -> tuple[float, float, int, str, str]:
    return (-match.score, -match.name.worth, len(match.name.text), match.name.text, match.name.id)


def _id_key(id: str) -> str:
    """An id of 18 characters is one of 15 with a check of its capitals."""
    return id[:15] if len(id) == 18 and id.isalnum() else id
