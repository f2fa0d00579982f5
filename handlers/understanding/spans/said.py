"""The words of one question, with what the language and the names know of each."""

from dataclasses import dataclass

from crm.names import NameIndex
from crm.periods import Calendar
from handlers.understanding.language.languages import Language
from handlers.understanding.language.lexicon import Lexicon
from handlers.understanding.language.meaning import Meaning
from handlers.understanding.language.nicknames import also_called
from handlers.understanding.language.span import Span
from handlers.understanding.spans.mending import spelled
from handlers.understanding.text.keys import exact_key, token_key
from handlers.understanding.text.tokens import Kind, Token

# What a word is worth to each kind of reader: a name that is no word of the language explains more
# than a word does, a filler less; longer stretches beat their parts.
WORD, FILLER, NAME, COMMON_NAME, NEAR_NAME, PATTERN = 1.0, 0.85, 1.3, 0.92, 1.05, 1.08
WEAK = 0.9
KEY = 2.5  # below the record that it is the id of, above any name or number
STRANGE = 0.5
LONGER, LONGER_NAME = 0.16, 0.35


@dataclass(frozen=True, kw_only=True, slots=True)
class Sources:
    """What spans are found with. `names_first` prefers a name to a word of the language."""

    lexicon: Lexicon
    index: NameIndex
    calendar: Calendar
    names_first: bool = False

    @property
    def language(self) -> Language:
        """The language of the lexicon."""
        return self.lexicon.language


class Said:
    """The tokens of one question. `known` says of each whether it is a word of the language,
    `named` whether it is a word of a few names.
    """

    def __init__(self, tokens: tuple[Token, ...], sources: Sources) -> None:
        self.tokens = tokens
        self.sources = sources
        self.language = sources.language
        self.keys = tuple(token_key(t, self.language.stem) for t in tokens)
        self.exact = tuple(exact_key(t) for t in tokens)
        self.known = [
            bool(self.lexical(at, 1)) or self._is_time(at) or self._is_number(at)
            for at in range(len(tokens))
        ]
        self.named = [_is_named(as_written(t), sources.index) for t in tokens]

    def __len__(self) -> int:
        return len(self.tokens)

    def span(
        self,
        start: int,
        length: int,
        meanings: tuple[Meaning, ...],
        each: float,
        longer: float = LONGER,
    ) -> Span:
        """A stretch of words with what it may mean; `each` is what a word of it is worth."""
        tokens = self.tokens[start : start + length]
        score = length * each + (length - 1) * longer
        return Span(tokens, start, start + length, meanings, score)

    def lexical(self, at: int, length: int) -> tuple[Meaning, ...]:
        """What the lexicon says of so many words from there on."""
        stop = at + length
        exact = " ".join(self.exact[at:stop])
        return self.sources.lexicon.meanings(self.keys[at:stop], exact)

    def is_strange(self, at: int) -> bool:
        """Whether a word means nothing here and is no misspelt one of the language."""
        if self.known[at] or self.named[at]:
            return False
        token = self.tokens[at]
        return spelled(token, self.sources.lexicon, self.sources.index) is token

    def _is_time(self, at: int) -> bool:
        """`quarterly` and `march` are words of the calendar before they are names."""
        if self.language.grain(self.tokens, at):
            return True
        time = self.language.time(self.tokens[: at + 1], at, self.sources.calendar)
        return time is not None

    def _is_number(self, at: int) -> bool:
        """ "two" is a number before it is part of a name."""
        spoken = self.tokens[at].kind is Kind.WORD
        return spoken and self.language.number(self.tokens, at) is not None


def as_written(token: Token) -> str:
    """A word as it may stand in a name, also where it is chat spelling of another."""
    return token.norm if token.norm == "'s" else token.text


def _is_named(word: str, index: NameIndex) -> bool:
    """Whether a few bear the name, or are called so for short."""
    return index.has_token(word) or any(map(index.has_token, also_called(word)))
