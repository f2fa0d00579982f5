"""Some of the names of an index, and which of them are worth a close look."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz, process

from crm.names.name import Name
from crm.names.postings import NOTHING, Mask, Rows, Shelf
from crm.names.spelling import all_words, spellings

_PLAINEST = re.compile(r"[\w\s.,'-]*", re.ASCII)
_NEAREST, _WITH_WORDS, _CLOSELY, _TIGHT = 80, 120, 16, 8
_SHORTEST = 2  # letters of a word that may have been joined to another


@dataclass(frozen=True, slots=True)
class Layer:
    """Some of the names: a shelf of how they are written, and whose they are, row by row.

    A name that can be written in several ways has a row for each.
    """

    shelf: Shelf
    rows: Sequence[Name]
    alive: Mask
    masks: dict[frozenset[str], Mask]

    @classmethod
    def of(cls, names: Iterable[Name]) -> "Layer":
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

    def candidates(self, parts: list[str], entities: frozenset[str] | None) -> list[int]:
        """Rows worth a close look: those with the words written, and those with the letters."""
        shelf, written, among = self.shelf, " ".join(parts), self.among(entities)
        found = [shelf.nearest(written, _NEAREST, among), self._holding_most(parts, among)]
        found += [self._holding_most(pair, among) for pair in self._unjoined(parts)]
        if len(parts) == 1:
            found.append(shelf.with_initials(written)[:_WITH_WORDS])
        rows = dict.fromkeys(row for some in found for row in some.tolist() if among[row])
        return _closest(shelf, written, list(rows))

    def _holding_most(self, parts: Sequence[str], among: Mask) -> Rows:
        """The rows with the rarest word written and as many of the others as any has."""
        holders = sorted(filter(len, map(self.shelf.with_word, parts)), key=len)
        rows = holders[0] if holders else NOTHING
        rows = rows[among[rows]]
        for others in holders[1:]:
            both = rows[others[np.searchsorted(others[:-1], rows)] == rows]
            rows = both if len(both) else rows
        return rows[:_WITH_WORDS]

    def _unjoined(self, parts: list[str]) -> Iterator[tuple[str, ...]]:
        """Words that make sense taken apart, or put together with their neighbour."""
        known = self.shelf.vocabulary
        for part in parts:
            for cut in range(_SHORTEST, len(part) - _SHORTEST + 1) if part not in known else ():
                if part[:cut] in known and part[cut:] in known:
                    yield part[:cut], part[cut:]
        for first, second in pairwise(parts):
            if first + second in known:
                yield (first + second,)


def _closest(shelf: Shelf, written: str, rows: list[int]) -> list[int]:
    """The rows that a quick look finds most alike, with the spaces and without."""
    if len(rows) <= _CLOSELY:
        return rows
    names = {row: shelf.names[row] for row in rows}
    found = process.extract(written, names, scorer=fuzz.token_set_ratio, limit=_CLOSELY)
    tight = {row: name.replace(" ", "") for row, name in names.items()}
    found += process.extract(written.replace(" ", ""), tight, scorer=fuzz.ratio, limit=_TIGHT)
    return list({row: None for _, _, row in found})
