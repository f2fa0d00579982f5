"""Which rows hold which word, and which three letters: arrays that answer in microseconds.

A `Shelf` is made once from a list of names in words and never changes; the index stacks several.
Row numbers are those of the list.
"""

from array import array
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
_FAR_BELOW = 0.5  # of the best score: what is below is not meant
_AT_ONCE = 50_000  # names whose trigrams are made together
NOTHING: Rows = np.empty(0, dtype=np.int32)


def _grams(text: str) -> Keys:
    """A number for every three neighbouring letters of a text."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    small = np.where(codes < 128, _CODES[codes & 127], 37 + codes % 27)
    return (small[:-2] << 2 * _BITS) | (small[1:-1] << _BITS) | small[2:]


class _Postings:
    """For each key the rows that have it, once each and in order.

    Made from numbers with the key in the upper half and the row in the lower.
    """

    def __init__(self, both: Keys) -> None:
        both.sort()
        if len(both):
            both = both[np.concatenate(([True], both[1:] != both[:-1]))]
        self.rows: Rows = (both & 0xFFFFFFFF).astype(np.int32)
        both >>= 32
        starts = np.flatnonzero(np.concatenate(([True], both[1:] != both[:-1]))[: len(both)])
        self.keys = both[starts].astype(np.int32)
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
        self._rarity = np.log1p(len(self.names) / np.maximum(counts, 1)).astype(np.float32)
        self._lengths = np.sqrt([len(name) + 8 for name in self.names]).astype(np.float32)

    def __len__(self) -> int:
        return len(self.names)

    def _shelved_words(self) -> _Postings:
        number, keys = self.vocabulary, array("q")
        for row, name in enumerate(self.names):
            parts = name.split()
            if len(parts) > 2:
                parts += ["." + letters for letters in initials(parts)]
            keys.extend([number.setdefault(part, len(number)) << 32 | row for part in parts])
        return _Postings(np.array(keys, dtype=np.int64))

    def _shelved_grams(self) -> _Postings:
        begins = range(0, len(self.names), _AT_ONCE)
        parts = [self._gram_keys(self.names[at : at + _AT_ONCE], at) for at in begins]
        return _Postings(np.concatenate(parts) if parts else np.empty(0, dtype=np.int64))

    def _gram_keys(self, names: tuple[str, ...], first: int) -> Keys:
        """The trigrams of each ` name `, without those that reach over to the next name."""
        lengths = np.array([len(name) + 2 for name in names], dtype=np.int64)
        rows = np.repeat(np.arange(first, first + len(names), dtype=np.int64), lengths)
        inside = np.ones(len(rows), dtype=bool)
        ends = np.cumsum(lengths)
        inside[ends - 1] = inside[ends - 2] = False
        keys = _grams(" " + "  ".join(names) + "   ")[: len(rows)]
        both: Keys = (keys[inside] << 32) | rows[inside]
        return both

    def count(self, word: str) -> int:
        """In how many names the word is."""
        return len(self.with_word(word))

    def with_word(self, word: str) -> Rows:
        """The rows whose name has the word."""
        number = self.vocabulary.get(word)
        return NOTHING if number is None else self._words.at(number)

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
        scores = np.zeros(len(self.names), dtype=np.float32)
        for place in places:
            scores[self._grams.at(place)] += self._rarity[place]
        rows = np.concatenate([self._grams.at(place) for place in places] or [NOTHING])
        return self._best(rows if among is None else rows[among[rows]], scores, limit)

    def _best(self, rows: Rows, scores: NDArray[np.float32], limit: int) -> Rows:
        """Those of the rows with the highest scores, long names held back; rows may repeat."""
        if not len(rows):
            return NOTHING
        values = scores[rows] / self._lengths[rows]
        high = values >= _FAR_BELOW * values.max()
        rows, first = np.unique(rows[high], return_index=True)
        values = values[high][first]
        if len(rows) > limit:
            top = np.argpartition(-values, limit)[:limit]
            rows, values = rows[top], values[top]
        return rows[np.argsort(-values, kind="stable")]
