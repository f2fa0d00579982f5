"""What every part of the grammar of times reads with: the pieces, the calendar, the words."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from typing import TypeVar

from crm.periods import Calendar, Grain, Period
from handlers.understanding.language.tables import Phrase, TimeWords
from handlers.understanding.language.timing.atoms import Atom
from handlers.understanding.language.timing.meant import Meant, fixed
from handlers.understanding.text.tokens import Kind, Token

Found = tuple[Meant, int]  # what is meant, and the place after its last piece
T = TypeVar("T")

LONGEST_PHRASE = 5
FIRST_YEAR, LAST_YEAR = 1990, 2099
_MOST = {Grain.DAY: 36_500, Grain.WEEK: 5_200, Grain.MONTH: 1_200, Grain.QUARTER: 400,
         Grain.HALF: 200, Grain.YEAR: 100}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """One attempt to read a time from the first of some pieces on."""

    tokens: tuple[Token, ...]
    at: int
    atoms: tuple[Atom, ...]
    calendar: Calendar
    words: TimeWords
    day_first: bool
    bare_year: bool
    known: dict[int, "Found | None"] = field(default_factory=dict)  # single expressions read so far
    rows: dict[int, tuple[Phrase, ...]] = field(default_factory=dict)  # phrases met so far

    def norm(self, i: int) -> str:
        """The piece at that place; empty beyond the last."""
        return self.atoms[i].norm if 0 <= i < len(self.atoms) else ""

    def previous(self, i: int) -> str:
        """The piece before that place, also where it lies before the attempt."""
        if i > 0:
            return self.norm(i - 1)
        index = self.at - 1 + i
        return self.tokens[index].norm if index >= 0 else ""

    def led(self, i: int) -> bool:
        """Whether the word before that place is a preposition of time."""
        before = self.previous(i)
        return before in self.words.leads or before in self.words.year_leads

    def phrase(self, i: int, known: Container[Phrase]) -> int:
        """The place after the longest known phrase that begins here; the same place for none."""
        for row in self._rows(i):
            if row in known:
                return i + len(row)
        return i

    def among(self, i: int, known: Mapping[Phrase, T]) -> tuple[T, int] | None:
        """What the longest known phrase that begins here stands for, and the place after it."""
        for row in self._rows(i):
            if row in known:
                return known[row], i + len(row)
        return None

    def _rows(self, i: int) -> tuple[Phrase, ...]:
        """The rows of words that begin at that place and any table knows, the longest first."""
        found = self.rows.get(i)
        if found is None:
            words = tuple(atom.norm for atom in self.atoms[i : i + LONGEST_PHRASE])
            every = (words[:length] for length in range(len(words), 0, -1))
            found = self.rows[i] = tuple(row for row in every if row in all_phrases(self.words))
        return found

    def shift(self, i: int) -> tuple[int, int] | None:
        """Which unit the words `last`, `this` or `next` mean, and the place after them."""
        return self.among(i, self.words.shifts)

    def skip(self, i: int, known: Container[str]) -> int:
        """The place after a word, where it is one of these."""
        return i + 1 if i < len(self.atoms) and self.norm(i) in known else i

    def number(self, i: int) -> int | None:
        """The plain whole number of up to four digits at that place."""
        norm = self.norm(i)
        return int(norm) if norm.isdecimal() and norm.isascii() and len(norm) <= 4 else None

    def count(self, i: int) -> tuple[int, int] | None:
        """How many: in digits or words, or `a couple of`; and the place after it."""
        found = self.among(i, self.words.counts)
        if found:
            return found
        number = self.number(i)
        if number is not None:
            return (number, i + 1) if number else None
        small = self.words.numbers.small
        value = small.get(self.norm(i), 0)
        ones = small.get(self.norm(i + 1), 0)
        if value >= 20 and 0 < ones < 10:
            return value + ones, i + 2
        return (value, i + 1) if value else None

    def unit(self, i: int) -> tuple[int, Grain, int] | None:
        """A unit of time: how many of which grain one is, and the place after it."""
        found = self.words.units.get(self.norm(i))
        if found is None or i >= len(self.atoms):
            return None
        half = found[1] is Grain.HALF and self.words.units.get(self.norm(i + 1)) == (1, Grain.YEAR)
        return (*found, i + 2 if half else i + 1)

    def units(self, i: int) -> tuple[int, Grain, int] | None:
        """A number of units: how many of which grain, and the place after them."""
        months = self._short_months(i)
        if months:
            return months
        counted = self.count(i)
        if counted is None:
            return None
        number, after = counted
        if self.norm(after) in self.words.hours and number % 24 == 0:
            return number // 24, Grain.DAY, after + 1
        unit = self.unit(after)
        if unit is None or number * unit[0] > _MOST[unit[1]]:
            return None
        return number * unit[0], unit[1], unit[2]

    def _short_months(self, i: int) -> tuple[int, Grain, int] | None:
        """`6m`, which elsewhere are millions."""
        norm = self.norm(i)
        if norm[-1:] != "m" or not norm[:-1].isdecimal() or len(norm) > 3:
            return None
        return int(norm[:-1]), Grain.MONTH, i + 1

    def ordinal(self, i: int) -> int | None:
        """A place in a row, in digits or words."""
        norm = self.norm(i)
        ordinals = self.words.numbers.ordinals
        if norm in ordinals:
            return ordinals[norm]
        digits = norm.rstrip("abcdefghijklmnopqrstuvwxyz")
        ending = norm[len(digits) :]
        known = ending in self.words.numbers.ordinal_endings
        return int(digits) if known and digits.isdecimal() and len(digits) < 4 else None

    def written_year(self, i: int, *, short: bool = False) -> tuple[int, int] | None:
        """`2026`, `'26`, and with `short` a `26` that is glued to what it follows."""
        norm, year = self.norm(i), self.number(i)
        if norm[:1] == "'" and norm[1:].isdecimal() and len(norm) == 3:
            return century(int(norm[1:])), i + 1
        if year is None or self.atoms[i].kind is Kind.QUOTED:
            return None
        if len(norm) == 4 and FIRST_YEAR <= year <= LAST_YEAR:
            return year, i + 1
        return (century(year), i + 1) if short and len(norm) == 2 and self.atoms[i].glued else None

    def fiscal_year(self, i: int) -> tuple[int, int] | None:
        """`FY26`, `FY 2026`, `fiscal year 2026`: the name of a fiscal year."""
        norm, words = self.norm(i), self.words
        for prefix in words.fiscal_year:
            digits = norm.removeprefix(prefix).lstrip("'")
            if norm.startswith(prefix) and digits.isdecimal() and len(digits) in (2, 4):
                return (century(int(digits)), i + 1) if len(digits) == 2 else (int(digits), i + 1)
        after = self._fiscal_words(i)
        if after == i:
            return None
        number = self.number(after)
        if number is not None and len(self.norm(after)) == 2:
            return century(number), after + 1
        return self.written_year(after)

    def _fiscal_words(self, i: int) -> int:
        if self.norm(i) in self.words.fiscal_year:
            return i + 1
        after = self.skip(i, self.words.fiscal)
        unit = self.unit(after) if after > i else None
        return unit[2] if unit and unit[1] is Grain.YEAR else after

    def alternatives(self, i: int) -> Iterator[int]:
        """This place, and the ones after an opening preposition and an article."""
        yield i
        after = self.skip(i, self.words.leads)
        while i < after:
            yield after
            i, after = after, self.skip(after, self.words.leads)
        article = self.skip(after, self.words.articles)
        if article > after:
            yield article


def century(two_digits: int) -> int:
    """The year that two digits mean: up to 69 in this century, from 70 on in the last."""
    return two_digits + (2000 if two_digits < 70 else 1900)


def day_of(year: int, month: int, day: int) -> date | None:
    """A date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_time(reading: Reading, i: int) -> bool:
    """Whether a word that may be something else (`may`, `sat`) is written or placed as a time."""
    if reading.norm(i) not in reading.words.doubtful or reading.led(i):
        return True
    token, joined = reading.tokens[reading.atoms[i].token], reading.atoms[i : i + 2]
    alone = sum(other.kind is Kind.WORD for other in reading.tokens) == 1
    capital = token.text[:1].isupper() and not token.text.isupper()
    asking = reading.atoms[i].token == 0 and reading.norm(i + 1) in reading.words.asking
    return alone or (capital and not asking) or any(atom.glued for atom in joined)


def shifted(options: list[Period], today: date, shift: int) -> Meant | None:
    """`last March` lies wholly before today, `next March` after; `this` is this year's."""
    if shift < 0:
        found = [option for option in options if option.end and option.end <= today][-1:]
    elif shift > 0:
        found = [option for option in options if option.start and option.start > today][:1]
    else:
        found = [option for option in options if option.start and option.start.year == today.year]
    return fixed(found[0]) if found else None


@cache
def all_phrases(words: TimeWords) -> frozenset[Phrase]:
    """The phrases of all tables."""
    tables = (getattr(words, field.name) for field in fields(words))
    rows = (row for table in tables if isinstance(table, (frozenset, dict)) for row in table)
    return frozenset(row for row in rows if isinstance(row, tuple))


@cache
def _openers(words: TimeWords) -> frozenset[str]:
    """All words with which an expression can begin."""
    single = (
        words.months, words.weekdays, words.units, words.weekend, words.fiscal, words.calendar,
        words.whole, words.fiscal_year, words.calendar_year, words.articles, words.within,
        words.in_units, words.final, words.same, words.week_number, words.leads,
        words.numbers.small, words.numbers.ordinals,
    )  # fmt: skip
    return frozenset().union(*single, (row[0] for row in all_phrases(words)))


def begins_time(word: str, words: TimeWords) -> bool:
    """Whether an expression can begin with the word."""
    return word in _openers(words) or any(char.isdecimal() for char in word)


def longest(*found: Found | None) -> Found | None:
    """The longest of some readings; of equals, the first."""
    return max((one for one in found if one), key=lambda one: one[1], default=None)
