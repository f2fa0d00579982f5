"""Which rows hold which word, and which three letters: arrays that answer in microseconds.

A `Shelf` is made once from a list of names in words and never changes; the index stacks several.
Row numbers are those of the list.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from crm.names.alike import initials

Rows = NDArray[np.int32]
Mask = NDArray[np.bool_]
Keys = NDArray[np.int64]

_BITS = 6
_CODES = np.array([37 + code % 27 for code in range(128)], dtype=np.int64)
_CODES[ord(" ")] = 0
_CODES[ord("a") : ord("z") + 1] = range(1, 27)
_CODES[ord("0") : ord("9") + 1] = range(27, 37)
_ENOUGH = 60_000  # entries of postings looked at for one name; the rarest come first
_FINE = 20  # bits in which a weight is written beside its row


def _grams(text: str) -> Keys:
    """A number for every three neighbouring letters of a text."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    small = np.where(codes < 128, _CODES[codes & 127], 37 + codes % 27)
    return (small[:-2] << 2 * _BITS) | (small[1:-1] << _BITS) | small[2:]


class _Postings:
    """For each key the rows that have it, once each and in order."""

    def __init__(self, keys: Keys, rows: Keys) -> None:
        both = np.sort((keys << 32) | rows)
        if len(both):
            both = both[np.concatenate(([True], both[1:] != both[:-1]))]
        held = both >> 32
        self.rows: Rows = (both & 0xFFFFFFFF).astype(np.int32)
        starts = np.flatnonzero(np.concatenate(([True], held[1:] != held[:-1]))[: len(held)])
        self.keys = held[starts]
        self.ends = np.concatenate((starts, [len(both)]))

    def places(self, keys: Keys) -> Keys:
        """The places of those keys that any row has."""
        places = np.searchsorted(self.keys, keys)
        known = places < len(self.keys)
        places, keys = places[known], keys[known]
        found: Keys = places[self.keys[places] == keys]
        return found

    def at(self, place: int) -> Rows:
        return self.rows[self.ends[place] : self.ends[place + 1]]


class Shelf:
    """Words and trigrams of some names, and where each is found."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.vocabulary: dict[str, int] = {}
        self._words = self._shelved_words()
        self._grams = self._shelved_grams()
        counts = np.diff(self._grams.ends)
        self._rarity = np.log1p(len(self.names) / np.maximum(counts, 1))
        self._lengths = np.sqrt([len(name) + 8 for name in self.names])

    def __len__(self) -> int:
        return len(self.names)

    def _shelved_words(self) -> _Postings:
        number, keys, counts = self.vocabulary, list[int](), list[int]()
        for name in self.names:
            parts = name.split()
            if len(parts) > 2:
                parts += ["." + letters for letters in initials(parts)]
            keys += [number.setdefault(part, len(number)) for part in parts]
            counts.append(len(parts))
        rows = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
        return _Postings(np.array(keys, dtype=np.int64), rows)

    def _shelved_grams(self) -> _Postings:
        """The trigrams of ` name `, without those that reach over to the next name."""
        lengths = np.array([len(name) + 2 for name in self.names], dtype=np.int64)
        rows = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
        inside = np.ones(len(rows), dtype=bool)
        ends = np.cumsum(lengths)
        inside[ends - 1] = inside[ends - 2] = False
        keys = _grams(" " + "  ".join(self.names) + "   ")
        return _Postings(keys[: len(rows)][inside], rows[inside])

    def count(self, word: str) -> int:
        """In how many names the word is."""
        return len(self.with_word(word))

    def with_word(self, word: str) -> Rows:
        """The rows whose name has the word."""
        number = self.vocabulary.get(word)
        return self._words.rows[:0] if number is None else self._words.at(number)

    def with_initials(self, letters: str) -> Rows:
        """The rows of three words or more that begin with these letters."""
        return self.with_word("." + letters)

    def nearest(self, written: str, limit: int, among: Mask | None = None) -> Rows:
        """The rows that share most of the rare trigrams with what is written, best first."""
        places = self._grams.places(np.unique(_grams(f" {written} ")))
        counts = self._grams.ends[places + 1] - self._grams.ends[places]
        order = np.argsort(counts, kind="stable")
        within = np.cumsum(counts[order]) <= _ENOUGH
        within[:1] = True
        places = places[order[within]]
        if not len(places):
            return self._grams.rows[:0]
        rows = np.concatenate([self._grams.at(place) for place in places]).astype(np.int64)
        fine = (self._rarity[places] * 1000).astype(np.int64)
        weights = np.repeat(fine, self._grams.ends[places + 1] - self._grams.ends[places])
        if among is not None:
            rows, weights = rows[among[rows]], weights[among[rows]]
        return self._heaviest(rows, weights, limit)

    def _heaviest(self, rows: Keys, weights: Keys, limit: int) -> Rows:
        """The rows with the highest sums of weights, long names held back."""
        both = np.sort((rows << _FINE) | weights)
        rows, weights = both >> _FINE, both & ((1 << _FINE) - 1)
        if not len(rows):
            return self._grams.rows[:0]
        starts = np.flatnonzero(np.concatenate(([True], rows[1:] != rows[:-1])))
        rows = rows[starts]
        scores = np.add.reduceat(weights, starts) / self._lengths[rows]
        if len(rows) > limit:
            top = np.argpartition(-scores, limit)[:limit]
            rows, scores = rows[top], scores[top]
        return rows[np.argsort(-scores, kind="stable")].astype(np.int32)
