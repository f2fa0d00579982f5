"""What a language brings along to read numbers and times: tables of words, and no grammar."""

from collections.abc import Mapping
from dataclasses import dataclass

from crm.periods import Grain


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


Phrase = tuple[str, ...]
"""Words in a row, casefolded; hyphenated words are several."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class TimeWords:
    """The words with which a language speaks of times, all casefolded."""

    numbers: NumberWords
    months: Mapping[str, int]
    weekdays: Mapping[str, int]  # Monday is 0
    days: Mapping[Phrase, int]  # from today
    day_parts: frozenset[str]
    units: Mapping[str, tuple[int, Grain]]  # how many of which: a fortnight is two weeks
    one: frozenset[str]  # those of `units` that stand for a single one
    hours: frozenset[str]
    weekend: frozenset[str]
    shifts: Mapping[Phrase, int]  # which unit: -1 the last, 0 this, 1 the next
    beyond: Mapping[Phrase, int]  # behind a unit: "the week before last"
    coming: frozenset[Phrase]  # those of `shifts` that mean the nearest one ahead
    fiscal: frozenset[str]
    calendar: frozenset[str]
    whole: frozenset[str]
    fiscal_year: frozenset[str]  # what stands before its number: "fy"
    calendar_year: frozenset[str]
    counts: Mapping[Phrase, int]
    articles: frozenset[str]
    joiners: frozenset[str]
    of: frozenset[str]
    of_year: frozenset[str]  # between a part of a year and the year: "Q3 of 2025", "March, 2025"
    earlier: frozenset[Phrase]  # behind a unit: "the week before", seen from another time
    later: frozenset[Phrase]
    than_that: frozenset[Phrase]  # what may close it: "the week before that"
    previous: frozenset[Phrase]  # before a unit: "the previous week", seen from another time
    following: frozenset[Phrase]
    ones: frozenset[str]  # what stands for a unit: "the one before", "the same period"
    openings: frozenset[str]  # what a question that goes on may begin with
    ago: frozenset[Phrase]
    ahead: frozenset[Phrase]
    within: frozenset[str]  # before a number of units: on either side of today
    in_units: frozenset[str]  # before a number of units: so far from today
    time_of: frozenset[Phrase]  # what may close "in two weeks' time"
    more_than: frozenset[Phrase]
    less_than: frozenset[Phrase]
    to_date: Mapping[Phrase, Grain]
    so_far: frozenset[Phrase]
    first_of: frozenset[Phrase]
    last_of: frozenset[Phrase]
    rest_of: frozenset[Phrase]
    mid_of: frozenset[Phrase]
    ends: Mapping[Phrase, Grain]
    is_over: frozenset[Phrase]  # behind a period whose end is meant: "before Q4 ends"
    trailing_year: frozenset[Phrase]
    final: frozenset[str]
    same: frozenset[str]
    week_of: frozenset[Phrase]
    month_of: frozenset[Phrase]
    week_number: frozenset[str]
    since: frozenset[Phrase]
    after: frozenset[Phrase]
    before: frozenset[Phrase]
    until: frozenset[Phrase]
    from_: frozenset[Phrase]
    between: frozenset[Phrase]
    to: frozenset[Phrase]
    and_: frozenset[Phrase]
    onwards: frozenset[Phrase]
    from_on: frozenset[Phrase]  # what is "onwards" only after a "from"
    or_earlier: frozenset[Phrase]
    now: frozenset[str]
    overs: frozenset[str]  # those of `leads` that stand before what growth is held against
    leads: frozenset[str]  # prepositions that may open an expression and mean nothing more
    year_leads: frozenset[str]  # what makes four digits a year, and "may" a month
    lists: frozenset[str]  # between two times, or two of anything
    year_sure: frozenset[str]  # those of them that stand before no amount
    no_year: frozenset[str]  # after these, four digits are something else
    ranks: frozenset[str]  # after these, a number is a count: "top 5 March deals"
    comparing: frozenset[str]  # after these, "X to Y" is two times
    doubtful: frozenset[str]  # words that are a time only if written or placed like one
    asking: frozenset[str]  # what follows a doubtful word that opens a question: "May I"
    also_names: frozenset[str]  # words that are a first name, or a verb, as well
    person_leads: frozenset[str]  # prepositions after which such a word may be a person
    each: frozenset[Phrase]
    every: Mapping[Phrase, Grain]  # "monthly"
    basis: frozenset[str]
