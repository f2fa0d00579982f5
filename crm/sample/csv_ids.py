"""Which record ids there are, in eight bytes each: an export may hold millions.

Ids are kept as 64-bit hashes. Among ten million of them, two different ids share a hash once in
hundreds of thousands of imports, and then one row too many is reported; no record is mixed up.
"""

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.int64]


def hashes(ids: Sequence[str]) -> Hashes:
    """The hash of each; the same id has the same one within a process."""
    return np.fromiter(map(hash, ids), dtype=np.int64, count=len(ids))


class IdSet:
    """Ids that were met, to be asked about many at a time."""

    def __init__(self) -> None:
        self._fresh = array("q")
        self._sorted: Hashes = _NONE

    def __len__(self) -> int:
        """How many different ones."""
        self._settle()
        return len(self._sorted)

    def add(self, ids: Iterable[str]) -> None:
        """Take them in."""
        self._fresh.extend(map(hash, ids))

    def join(self, other: "IdSet") -> None:
        """Take in all of another set."""
        other._settle()
        self._settle()
        self._sorted = np.union1d(self._sorted, other._sorted)

    def add_hashed(self, marks: Hashes) -> None:
        """Take them in, hashed already."""
        self._fresh.frombytes(marks.tobytes())

    def has(self, asked: Hashes) -> NDArray[np.bool_]:
        """For each hash asked about, whether it is among those taken in."""
        self._settle()
        return _found(self._sorted, asked)

    def _settle(self) -> None:
        if self._fresh:
            fresh = np.frombuffer(self._fresh, dtype=np.int64)
            self._sorted = np.unique(np.concatenate((self._sorted, fresh)))
            self._fresh = array("q")


class Repeats:
    """The ids that stand in a file more than once, and which of them were met by now."""

    def __init__(self, met: "array[int]") -> None:
        """`met` are the hashes of all ids in the file, as they came."""
        ordered = np.sort(np.frombuffer(met, dtype=np.int64)) if met else _NONE
        self._repeated = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
        self._met = np.zeros(len(self._repeated), dtype=np.bool_)

    def again(self, batch: Hashes) -> set[int]:
        """The positions in the batch of those that were met before, in it or in an earlier one."""
        positions = np.flatnonzero(_found(self._repeated, batch))
        again = set()
        for position in positions.tolist():
            place = int(np.searchsorted(self._repeated, batch[position]))
            if self._met[place]:
                again.add(position)
            self._met[place] = True
        return again


_NONE = np.empty(0, dtype=np.int64)


def _found(ordered: Hashes, asked: Hashes) -> NDArray[np.bool_]:
    if not len(ordered):
        return np.zeros(len(asked), dtype=np.bool_)
    places = np.minimum(np.searchsorted(ordered, asked), len(ordered) - 1)
    return np.asarray(ordered[places] == asked)
