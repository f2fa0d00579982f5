"""What people wrap a question in: "hi, quick one: …", "for the forecast call: …", "… asap, thanks".

Such words mean nothing where a question begins or ends, and may mean something within it. What is a
value, a kind of record or a part of a name is never wrapping.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.names import NameIndex
from handlers.understanding.language.lexicon import Lexicon
from handlers.understanding.language.meaning import (
    EntityWord,
    FieldWord,
    StateWord,
    SuperWord,
    ValueWord,
)
from handlers.understanding.text.keys import exact_key
from handlers.understanding.text.tokens import Kind, Token

_LONGEST_OCCASION = 6
_ENDS_OCCASION = frozenset(":,-–—")


def unwrapped(tokens: Sequence[Token], lexicon: Lexicon, index: NameIndex) -> tuple[Token, ...]:
    """The tokens without what only opens or closes the question; all of them where that is all."""
    rest = _Wrapped(tuple(tokens), lexicon, index).within()
    return rest if any(t.kind is not Kind.SYMBOL for t in rest) else tuple(tokens)


@dataclass(frozen=True, slots=True)
class _Wrapped:
    """One text and the words by which its wrapping is known."""

    tokens: tuple[Token, ...]
    lexicon: Lexicon
    index: NameIndex

    def within(self) -> tuple[Token, ...]:
        """The text between its wrapping."""
        words = self.lexicon.language.words.wrapping
        start, end = 0, len(self.tokens)
        while after := self._opened(words.openings, start) or self._occasion(start):
            start = after
        while before := self._closed(words.closings, start, end):
            end = before
        return self.tokens[start:end] if start < end else ()

    def _opened(self, phrases: frozenset[str], start: int) -> int:
        """The place behind the longest opening at that place and the marks that end it; or 0."""
        start = self._past_marks(start)
        for length in range(self.lexicon.language.words.wrapping.longest, 0, -1):
            stop = start + length
            if stop <= len(self.tokens) and self._is(phrases, start, stop):
                return self._past_marks(stop)
        return 0

    def _closed(self, phrases: frozenset[str], start: int, end: int) -> int:
        """The place of the longest closing before that place and the marks around it; or 0."""
        while end > start and self.tokens[end - 1].kind is Kind.SYMBOL:
            end -= 1
        for length in range(self.lexicon.language.words.wrapping.longest, 0, -1):
            if end - length > start and self._is(phrases, end - length, end):
                return end - length
        return 0

    def _is(self, phrases: frozenset[str], start: int, stop: int) -> bool:
        run = self.tokens[start:stop]
        phrase = " ".join(exact_key(t) for t in run)
        return phrase in phrases and not self._means_something(phrase, run)

    def _means_something(self, phrase: str, run: Sequence[Token]) -> bool:
        if len(run) == 1 and self.index.has_token(run[0].text):
            return True
        found = self.lexicon.meanings((phrase,), phrase)
        return any(isinstance(m, ValueWord | EntityWord | FieldWord) for m in found)

    def _past_marks(self, at: int) -> int:
        while at < len(self.tokens) and self.tokens[at].kind is Kind.SYMBOL:
            at += 1
        return at

    def _occasion(self, start: int) -> int:
        """The place behind "for the forecast call:", which says what the answer is for; or 0."""
        words = self.lexicon.language.words.wrapping
        at = self._past_marks(start)
        if at >= len(self.tokens) or self.tokens[at].norm not in words.leads:
            return 0
        for last in range(at + 1, min(at + _LONGEST_OCCASION, len(self.tokens) - 1)):
            ended = self.tokens[last + 1].text in _ENDS_OCCASION
            if ended and exact_key(self.tokens[last]) in words.occasions:
                between = self.tokens[at + 1 : last]
                return last + 2 if not any(map(self._narrows, between)) else 0
            if self.tokens[last].kind is Kind.SYMBOL:
                return 0
        return 0

    def _narrows(self, token: Token) -> bool:
        """Whether the word says which records are meant: "for the Halden review, …"."""
        key = exact_key(token)
        found = self.lexicon.meanings((key,), key)
        told = any(isinstance(m, ValueWord | StateWord | SuperWord) for m in found)
        return told or self.index.has_token(token.text)
