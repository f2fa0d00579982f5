"""What a language brings along to read numbers and times: tables of words, and no grammar."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberWords:
    """The words with which a language counts, all casefolded."""

    small: Mapping[str, int]
    lone: frozenset[str]  # small ones that mean no number when they stand alone: "the first one"
    hundred: frozenset[str]
    scales: Mapping[str, int]
    article: frozenset[str]
    half: frozenset[str]
    joiner: frozenset[str]
    point: frozenset[str]
    percent: frozenset[str]
    percent_pairs: frozenset[tuple[str, str]]
    currencies: Mapping[str, str]
    nations: Mapping[tuple[str, str], str]
    ordinals: Mapping[str, int]
    ordinal_endings: frozenset[str]

    def scale(self, word: str) -> int | None:
        """What a magnitude multiplies by: 100 for `hundred`, 1000 for `k`; None for any other."""
        return 100 if word in self.hundred else self.scales.get(word)
