"""The languages in which questions are read: what each brings along, and nothing it decides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crm.periods import Calendar, Grain
from handlers.understanding.language.number_words_de import GERMAN as GERMAN_NUMBERS
from handlers.understanding.language.number_words_en import ENGLISH as ENGLISH_NUMBERS
from handlers.understanding.language.numbers import Number, read_number
from handlers.understanding.language.stems_de import german_stem, is_german_singular
from handlers.understanding.language.tables import NumberWords, TimeWords
from handlers.understanding.language.time_words_de import GERMAN_TIME
from handlers.understanding.language.time_words_en import ENGLISH_TIME
from handlers.understanding.language.times import (
    Duration,
    Shift,
    TimeFound,
    read_duration,
    read_grain,
    read_shift,
    read_time,
)
from handlers.understanding.text.keys import Stem
from handlers.understanding.text.tokens import Token, stem
from handlers.understanding.words import Words, words


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Language:
    """One language: its everyday words, how it counts and tells times, and its plurals.

    `stem` takes a word to what its forms have in common; `singular` tells whether a word, as
    written, may name a single thing. In 1.000 the point parts thousands with `decimal_comma`; in
    5/11/2026 the day comes first with `day_first`. A capital is no sign of a name with
    `capital_nouns`.
    """

    code: str
    words: Words
    numbers: NumberWords
    times: TimeWords
    stem: Stem
    singular: Callable[[str], bool]
    decimal_comma: bool = False
    day_first: bool = False
    capital_nouns: bool = False

    def number(self, tokens: Sequence[Token], at: int, *, lone_one: bool = False) -> Number | None:
        """The number that begins with that token; see `read_number`."""
        comma = self.decimal_comma
        return read_number(tokens, at, words=self.numbers, decimal_comma=comma, lone_one=lone_one)

    def time(self, tokens: Sequence[Token], at: int, calendar: Calendar) -> TimeFound | None:
        """The time expression that begins with that token; see `read_time`."""
        return read_time(tokens, at, calendar, words=self.times, day_first=self.day_first)

    def duration(self, tokens: Sequence[Token], at: int) -> Duration | None:
        """So many units of time; see `read_duration`."""
        return read_duration(tokens, at, words=self.times)

    def shift(self, tokens: Sequence[Token], at: int) -> Shift | None:
        """A time seen from another one; see `read_shift`."""
        return read_shift(tokens, at, words=self.times)

    def grain(self, tokens: Sequence[Token], at: int) -> tuple[Grain, int] | None:
        """The unit to group by; see `read_grain`."""
        return read_grain(tokens, at, words=self.times)


def _is_singular(word: str) -> bool:
    return stem(word) == word


ENGLISH = Language(
    code="en",
    words=words("en", stem),
    numbers=ENGLISH_NUMBERS,
    times=ENGLISH_TIME,
    stem=stem,
    singular=_is_singular,
)

GERMAN = Language(
    code="de",
    words=words("de", german_stem),
    numbers=GERMAN_NUMBERS,
    times=GERMAN_TIME,
    stem=german_stem,
    singular=is_german_singular,
    decimal_comma=True,
    day_first=True,
    capital_nouns=True,
)

LANGUAGES = (ENGLISH, GERMAN)
"""All of them, the first of which is tried first."""
