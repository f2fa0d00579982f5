"""Job titles as people say them: CFOs, heads of engineering, the plant manager, a VP of sales.

Titles are free text in a CRM. A title is a noun for somebody who does something (`director`), with
what it is about before or behind it, or one of the short forms that everybody knows; it is looked
for in all the ways in which it may have been written.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from handlers.understanding.text.keys import Stem, phrase_key, token_key
from handlers.understanding.text.tokens import Kind, Token

_SHORT = 3  # letters of a short form whose plural is not told from its stem
_MOST_BEFORE, _MOST_BEHIND, _LONGEST_NAME = 3, 3, 5


@dataclass(frozen=True, kw_only=True)
class TitleWords:
    """A language's words for titles: lines of names for the same one, the nouns that make a title
    by themselves (`director`) or with an area only (`head`), areas, and the small words between.
    """

    same: tuple[tuple[str, ...], ...]
    heads: tuple[str, ...]
    heads_of: tuple[str, ...]
    areas: frozenset[str]
    joins: frozenset[str]
    stem: Stem

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """All names of a title by each of them, as filed."""
        lines: dict[str, tuple[str, ...]] = {self._filed(head): (head,) for head in self.heads}
        for line in self.same:
            for name in line:
                lines.setdefault(self._filed(name), (name, *(n for n in line if n != name)))
        short = {key: names for key, names in lines.items() if len(key) <= _SHORT}
        return lines | {f"{key}s": names for key, names in short.items()}

    @cached_property
    def of_areas(self) -> Mapping[str, str]:
        """The nouns that need an area behind them."""
        return {self._filed(head): head for head in self.heads_of}

    @cached_property
    def heard(self) -> frozenset[str]:
        """Every word of a title, as filed, save those that are in any sentence."""
        words = (word for key in (*self.names, *self.of_areas) for word in key.split())
        return frozenset(word for word in words if len(word) >= _SHORT)

    def _filed(self, name: str) -> str:
        return phrase_key(name.replace(".", ""), self.stem)


@dataclass(frozen=True, kw_only=True, slots=True)
class Titled:
    """A title found: its tokens from `start` to `end`, and all ways to write it."""

    start: int
    end: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TitleFinder:
    """Finds titles among tokens. `strange` tells whether a token means nothing else."""

    tokens: Sequence[Token]
    words: TitleWords
    strange: Callable[[int], bool]

    def found(self) -> Iterator[Titled]:
        """Every title, with as much of what it is about as may belong to it."""
        for at in range(len(self.tokens)):
            for end, core in self._cores(at):
                yield from self._with_area(at, end, core)
            if head := self.words.of_areas.get(self._key(at, at + 1)):
                yield from self._behind(at, at + 1, (head,), joined=True)
                yield from self._before(at, at + 1, (head,))

    def _cores(self, at: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        for end in range(at + 1, min(at + _LONGEST_NAME, len(self.tokens)) + 1):
            if names := self.words.names.get(self._key(at, end)):
                yield end, names

    def _with_area(self, at: int, end: int, core: tuple[str, ...]) -> Iterator[Titled]:
        yield Titled(start=at, end=end, names=core)
        yield from self._behind(at, end, core, joined=False)
        yield from self._before(at, end, core)

    def _before(self, at: int, end: int, core: tuple[str, ...]) -> Iterator[Titled]:
        for start in range(at - 1, max(at - _MOST_BEFORE, 0) - 1, -1):
            if not self._is_area(start):
                break
            area = self._text(start, at)
            yield Titled(start=start, end=end, names=_written(core, area))

    def _behind(
        self, at: int, end: int, core: tuple[str, ...], *, joined: bool
    ) -> Iterator[Titled]:
        first = end
        if first < len(self.tokens) and self.tokens[first].norm in self.words.joins:
            first += 1
        elif joined:
            return
        for stop in range(first, min(first + _MOST_BEHIND, len(self.tokens))):
            bare = first == end and self.tokens[stop].norm not in self.words.areas
            if bare or not self._is_area(stop):
                break
            names = _written(core, self._text(first, stop + 1), behind=True)
            yield Titled(start=at, end=stop + 1, names=names)

    def _is_area(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind is not Kind.WORD or token.norm == "'s":
            return False
        if token.norm in self.words.areas:
            return len(token.norm) > 2 or token.text.isupper()
        return self.strange(at)

    def _key(self, start: int, end: int) -> str:
        tokens = self.tokens[start:end]
        return " ".join(token_key(t, self.words.stem).replace(".", "") for t in tokens)

    def _text(self, start: int, end: int) -> str:
        return " ".join(part for t in self.tokens[start:end] for part in t.parts)


def _written(core: Sequence[str], area: str, *, behind: bool = False) -> tuple[str, ...]:
    """vp of sales, vp sales, sales vp: the way it was said first."""
    before = [f"{area} {name}" for name in core]
    after = [f"{name} of {area}" for name in core]
    return tuple(
        dict.fromkeys(
            (*(after if behind else before), *before, *after, *(f"{name} {area}" for name in core))
        )
    )
