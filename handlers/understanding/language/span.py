"""A stretch of words with all that it can mean."""

from dataclasses import dataclass
from typing import TypeVar

from crm.schema import FieldType
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import FieldWord, Meaning
from handlers.understanding.text.tokens import Token

_M = TypeVar("_M")


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `start` to `end` (exclusive) with all they can mean; none means left over."""

    tokens: tuple[Token, ...]
    start: int
    end: int
    meanings: tuple[Meaning, ...]
    score: float

    @property
    def text(self) -> str:
        """The words as written."""
        return " ".join(t.text for t in self.tokens)

    def all(self, kind: type[_M]) -> tuple[_M, ...]:
        """Its meanings of that kind."""
        return tuple(m for m in self.meanings if isinstance(m, kind))

    def first(self, kind: type[_M]) -> _M | None:
        """Its first meaning of that kind."""
        return next(iter(self.all(kind)), None)

    def any_of(self, *kinds: type) -> bool:
        """Whether it has a meaning of one of these kinds."""
        return any(isinstance(m, kinds) for m in self.meanings)

    def fields(self, *types: FieldType) -> tuple[FieldWord, ...]:
        """The fields of these types that it can mean."""
        return tuple(f for f in self.all(FieldWord) if f.type in types)

    def has(self, *marks: Mark) -> bool:
        """Whether it can be one of these small words."""
        return any(m in marks for m in self.meanings if isinstance(m, Mark))
