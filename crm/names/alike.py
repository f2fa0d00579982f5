"""How alike a written name and a record's name are, from 0 to 1.

Words are matched one to one, in any order, each by the best of: equal, shortened, misspelt, joined
with its neighbour, an initial. What the writer wrote must be explained; what the record has beyond
that counts little, so that `acme` finds `Acme Holdings Inc.`
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from crm.names.weights import COMMON, LEGAL, SHORT_FORMS, SMALL, standing

Weight = Callable[[str], float]

_BARE = (
    0.92  # what a name keeps when all the writer wrote is in it, and next to nothing else matched
)
_INVERTED = 0.005
_EDIT = 0.5
_JOINED = 0.985
_INITIALS = 0.9
_WEIGHTY = 0.15  # the order of lighter words means nothing


def edits_allowed(length: int) -> int:
    """How many slips a word of that length may have and still be meant."""
    if length < 4:
        return 0
    return 1 if length < 7 else 2 if length < 11 else 3


@lru_cache(maxsize=1 << 15)
def similar(written: str, word: str) -> float:
    """How alike two single words are, the first as written, the second as recorded."""
    if written == word:
        return 1.0
    if not written or not word:
        return 0.0
    if len(written) == 1 or len(word) == 1:
        return 0.85 if written[0] == word[0] and word not in LEGAL else 0.0
    if (word, written) in SHORT_FORMS or (written, word) in SHORT_FORMS:
        return 0.97
    if written in COMMON or written in LEGAL or not (written.isalpha() and word.isalpha()):
        return 0.0  # a number with another digit is another number
    return max(_misspelt(written, word), _shortened(written, word))


def _misspelt(written: str, word: str) -> float:
    """One slip in five letters is forgiven; one at the first letter is rarer, and less so."""
    longest = max(len(written), len(word))
    allowed = edits_allowed(min(len(written), len(word)) + 1)
    edits = OSA.distance(written, word, score_cutoff=allowed)
    if edits > allowed:
        return 0.0
    alike = 1 - edits * _EDIT / longest
    return alike if written[0] == word[0] else alike - 0.04


def _shortened(written: str, word: str) -> float:
    """The beginning of a word, or its first letter and others in order: `micro`, `mfg`."""
    if len(written) < 3:
        return 0.0
    if word.startswith(written):
        return 0.7 + 0.25 * len(written) / len(word)
    letters = iter(word)
    if len(word) >= 6 and written[0] == word[0] and all(char in letters for char in written):
        return 0.6 + 0.3 * len(written) / len(word)
    return 0.0


def alike(written: Sequence[str], name: Sequence[str], weight: Weight) -> float:
    """How well the words written mean the name, 1.0 for the same words in the same order."""
    if written == name:
        return 1.0
    if "".join(written) == "".join(name):
        return 0.99
    if len(written) == 1 and len(written[0]) > 2 and written[0] in initials(name):
        return _INITIALS
    if max(map(standing, written), default=0.0) < _WEIGHTY:
        return 0.0  # nobody is called "the company" unless that is the whole name
    pairs = _match(written, name)
    asked = sum(weight(word) for word in written) or 1.0
    borne = sum(map(standing, name)) or 1.0
    explained = covered = 0.0
    for used, found, value in pairs:
        explained += value * sum(weight(written[i]) for i in used)
        covered += value * sum(standing(name[j]) for j in found)
    score = explained / asked * (_BARE + (1 - _BARE) * min(covered / borne, 1.0))
    order = [found[0] for used, found, _ in sorted(pairs) if weight(written[used[0]]) > _WEIGHTY]
    return min(score, 0.99) - (_INVERTED if order != sorted(order) else 0.0)


Pair = tuple[tuple[int, ...], tuple[int, ...], float]  # words written, words of the name, how alike


def _match(written: Sequence[str], name: Sequence[str]) -> list[Pair]:
    """The best pairs first, no word in two of them."""
    pairs = sorted(_pairs(written, name), key=lambda pair: (-pair[2], pair[0], pair[1]))
    left, right, chosen = set(range(len(written))), set(range(len(name))), []
    for pair in pairs:
        if left.issuperset(pair[0]) and right.issuperset(pair[1]):
            left.difference_update(pair[0])
            right.difference_update(pair[1])
            chosen.append(pair)
    return chosen


def _pairs(written: Sequence[str], name: Sequence[str]) -> list[Pair]:
    found: list[Pair] = []
    for i, word in enumerate(written):
        if word in name:
            found += [((i,), (j,), 1.0) for j, borne in enumerate(name) if word == borne]
        else:
            values = ((j, similar(word, borne)) for j, borne in enumerate(name))
            found += [((i,), (j,), value) for j, value in values if value]
    return (
        found
        if sum(pair[2] == 1.0 for pair in found) == len(written)
        else found + _joined(written, name)
    )


def _joined(written: Sequence[str], name: Sequence[str]) -> list[Pair]:
    """The pairs of one word and two neighbours in one, a small word between them left out."""
    found: list[Pair] = []
    for run in _neighbours(name):
        both = name[run[0]] + name[run[-1]]
        values = ((i, _as_joined(word, both)) for i, word in enumerate(written))
        found += [((i,), run, value) for i, value in values if value]
    for run in _neighbours(written):
        both = written[run[0]] + written[run[-1]]
        values = ((j, _as_joined(both, word)) for j, word in enumerate(name))
        found += [(run, (j,), value) for j, value in values if value]
    return found


def _neighbours(row: Sequence[str]) -> list[tuple[int, ...]]:
    """The places of two words side by side, or with a small one between them."""
    pairs: list[tuple[int, ...]] = [(at, at + 1) for at in range(len(row) - 1)]
    apart = range(len(row) - 2)
    return pairs + [(at, at + 1, at + 2) for at in apart if row[at + 1] in SMALL]


def _as_joined(written: str, word: str) -> float:
    if written == word:
        return _JOINED
    if min(len(written), len(word)) < 6 or abs(len(written) - len(word)) > 2:
        return 0.0
    return _JOINED * _misspelt(written, word)


def initials(name: Sequence[str]) -> tuple[str, ...]:
    """The first letters of three words or more, with the small words and without them."""
    bare = [word for word in name if word not in LEGAL]
    full = "".join(word[0] for word in bare)
    short = "".join(word[0] for word in bare if word not in SMALL)
    return tuple({letters for letters in (full, short) if len(letters) > 2})
