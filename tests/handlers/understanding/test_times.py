"""Times: every ordinary way to say when, read from one Saturday in November 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.periods import Calendar, Grain
from handlers.understanding.language.times import TimeFound, read_duration, read_grain, read_time
from handlers.understanding.text.tokens import tokenise

TODAY = date(2026, 11, 21)  # a Saturday
CALENDAR = Calendar(TODAY)
FISCAL = Calendar(TODAY, 2)  # the fiscal year 2027 began in February 2026


def _find(text: str, *, on: str = "", day_first: bool = False) -> TimeFound | None:
    """What is read at the start of a text, or at the first token that is `on`."""
    tokens = tokenise(text)
    at = [token.norm for token in tokens].index(on) if on else 0
    return read_time(tokens, at, CALENDAR, day_first=day_first)


def _keys(found: TimeFound | None) -> str | None:
    """One key where past and future are the same, else both."""
    if found is None:
        return None
    keys = dict.fromkeys((found.past.key(), found.future.key()))
    return " | ".join(keys)


def _whole(text: str) -> str | None:
    """The keys of a text that is all one expression."""
    found = _find(text)
    assert found is None or found.length == len(tokenise(text)), found
    return _keys(found)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("today", "2026-11-21"), ("yesterday", "2026-11-20"), ("tomorrow", "2026-11-22"),
        ("tonight", "2026-11-21"), ("this morning", "2026-11-21"), ("last night", "2026-11-20"),
        ("the day before yesterday", "2026-11-19"), ("day after tomorrow", "2026-11-23"),
        ("tomorrow morning", "2026-11-22"), ("today's", "2026-11-21"),
    ],
)  # fmt: skip
def test_days_seen_from_today(text: str, key: str) -> None:
    """A day and the part of it that is named are that day."""
    assert _whole(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("this week", "2026-W47"), ("last week", "2026-W46"), ("next week's", "2026-W48"),
        ("this month", "2026-11"), ("previous month", "2026-10"), ("coming month", "2026-12"),
        ("the current quarter", "2026-Q4"), ("last qtr", "2026-Q3"), ("next quarter", "2027-Q1"),
        ("this half", "2026-H2"), ("last half year", "2026-H1"), ("this yr", "2026"),
        ("prior year", "2025"), ("past year", "2025"), ("this fiscal year", "2026"),
        ("in the last quarter", "2026-Q3"), ("the previous ISO week", "2026-W46"),
        ("during this past month", "2026-10"),
        ("this and next month", "2026-11-01/2026-12-31"), ("the week before last", "2026-W45"),
        ("the quarter after next", "2027-Q2"), ("same quarter last year", "2025-Q4"),
        ("this weekend", "2026-11-21/2026-11-22"), ("next weekend", "2026-11-28/2026-11-29"),
        ("last fortnight", "2026-11-07/2026-11-21"), ("for the quarter", "2026-Q4"),
    ],
)  # fmt: skip
def test_units_seen_from_today(text: str, key: str) -> None:
    """This, last and next week, month, quarter, half and year, under their many names."""
    assert _whole(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("last 30 days", "2026-10-22/2026-11-21"), ("last 30d", "2026-10-22/2026-11-21"),
        ("over the last 30 days", "2026-10-22/2026-11-21"),
        ("in the past six months", "2026-05-21/2026-11-21"),
        ("the previous two weeks", "2026-11-07/2026-11-21"),
        ("last few months", "2026-08-21/2026-11-21"), ("last 6m", "2026-05-21/2026-11-21"),
        ("next couple of weeks", "2026-11-21/2026-12-05"),
        ("next 7 days", "2026-11-21/2026-11-28"), ("last 2 quarters", "2026-04-01/2026-09-30"),
        ("the next three quarters", "2027-01-01/2027-09-30"),
        ("last 3 full months", "2026-08-01/2026-10-31"),
        ("trailing 12 months", "2025-11-21/2026-11-21"), ("ttm", "2025-11-21/2026-11-21"),
        ("in the last 24 hours", "2026-11-20/2026-11-21"),
        ("past twenty-four months", "2024-11-21/2026-11-21"),
    ],
)  # fmt: skip
def test_rolling_periods(text: str, key: str) -> None:
    """Days, weeks, months and years reach up to today; quarters are full ones."""
    assert _whole(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("5 days ago", "2026-11-16"), ("two quarters ago", "2026-Q2"), ("a year ago", "2025"),
        ("three weeks ago", "2026-W44"), ("a couple of months ago", "2026-09"),
        ("10 days from now", "2026-12-01"), ("two weeks from today", "2026-W49"),
        ("more than 30 days ago", "../2026-10-21"),
        ("less than 2 weeks ago", "2026-11-08/2026-11-21"),
        ("in 10 days", "2026-11-11/2026-11-21 | 2026-12-01"),
        ("within 10 days", "2026-11-11/2026-11-21 | 2026-11-21/2026-12-01"),
        ("in two weeks' time", "2026-11-07/2026-11-21 | 2026-W49"),
    ],
)  # fmt: skip
def test_units_counted_from_today(text: str, key: str) -> None:
    """So many days away is a day; so many weeks or quarters away is that whole one."""
    assert _whole(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Q3", "2026-Q3 | 2027-Q3"), ("in Q4", "2026-Q4"), ("Q3 2025", "2025-Q3"),
        ("2025 Q3", "2025-Q3"), ("2025-Q3", "2025-Q3"), ("Q3/2025", "2025-Q3"),
        ("Q3'25", "2025-Q3"), ("Q3FY26", "2026-Q3"), ("FY26 Q3", "2026-Q3"), ("3Q26", "2026-Q3"),
        ("Q3 of last year", "2025-Q3"), ("Q1 next year", "2027-Q1"), ("last Q3", "2026-Q3"),
        ("third quarter", "2026-Q3 | 2027-Q3"), ("the third quarter of 2025", "2025-Q3"),
        ("last quarter of 2025", "2025-Q4"), ("quarter 3", "2026-Q3 | 2027-Q3"),
        ("H1", "2026-H1 | 2027-H1"), ("H1 2026", "2026-H1"), ("first half of 2026", "2026-H1"),
        ("the second half of last year", "2025-H2"), ("FY26", "2026"), ("FY2026", "2026"),
        ("FY 26", "2026"), ("fiscal 2026", "2026"), ("fiscal year 2026", "2026"),
        ("in 2025", "2025"), ("calendar year 2026", "2026"), ("CY2026", "2026"),
        ("in the year 2023", "2023"), ("for the year 2027", "2027"),
    ],
)  # fmt: skip
def test_parts_of_a_year_by_name(text: str, key: str) -> None:
    """A quarter without a year is the last or the next one of that name."""
    assert _whole(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("in March", "2026-03 | 2027-03"), ("March 2026", "2026-03"), ("Mar '26", "2026-03"),
        ("november of 2025", "2025-11"), ("March last year", "2025-03"),
        ("last March", "2026-03"), ("next March", "2027-03"), ("this march", "2026-03"),
        ("in November", "2026-11"), ("the month of March", "2026-03 | 2027-03"),
        ("in May", "2026-05 | 2027-05"), ("2026-03", "2026-03"), ("03/2026", "2026-03"),
        ("Friday", "2026-11-20 | 2026-11-27"), ("on Saturday", "2026-11-21"),
        ("last Friday", "2026-11-20"), ("next Monday", "2026-11-23"),
        ("this Tuesday", "2026-11-17"), ("coming Tuesday", "2026-11-24"),
        ("Monday next week", "2026-11-23"), ("next week Tuesday", "2026-11-24"),
        ("week 45", "2026-W45 | 2027-W45"), ("cw45", "2026-W45 | 2027-W45"),
        ("2025-W45", "2025-W45"), ("week of 5 Nov 2026", "2026-W45"),
    ],
)  # fmt: skip
def test_months_weeks_and_weekdays(text: str, key: str) -> None:
    """Without a year or a week they float; with one they do not."""
    assert _whole(text) == key


@pytest.mark.parametrize(
    "text",
    ["2026-11-05", "2026-11-05T10:30:00Z", "5 November 2026", "5th Nov 2026", "Nov 5, 2026",
     "November 5th 2026", "the 5th of November 2026", "5.11.2026", "11/5/2026", "11/5/26",
     "2026/11/05", "5-Nov-2026", "05-Nov-26", "Thursday 5 November 2026", "Thu, Nov 5th, 2026",
     "the fifth of November 2026", "5 November this year"],
)  # fmt: skip
def test_one_date_in_every_written_form(text: str) -> None:
    """Month first with slashes, day first with dots."""
    assert _whole(text) == "2026-11-05"


@pytest.mark.parametrize(
    ("text", "key"),
    [("Nov 5", "2026-11-05 | 2027-11-05"), ("5 March", "2026-03-05 | 2027-03-05"),
     ("on 12/24", "2025-12-24 | 2026-12-24"), ("29 February", "2024-02-29 | 2028-02-29"),
     ("on the 5th", "2026-11-05 | 2026-12-05"), ("by the 15th", "../2026-11-15 | ../2026-12-15"),
     ("31/12/2026", "2026-12-31"), ("Mon 23 Nov", "2020-11-23 | 2026-11-23")],
)  # fmt: skip
def test_dates_without_a_year_float(text: str, key: str) -> None:
    """The most recent such day, or the next."""
    assert _whole(text) == key


def test_slashes_follow_the_readers_order() -> None:
    """11/5 is the eleventh of May where the day comes first."""
    assert _keys(_find("11/5/2026", day_first=True)) == "2026-05-11"


@pytest.mark.parametrize(
    "text",
    ["31/02", "2026-02-30", "30/02/2026", "00/00/2026", "31.4.2026", "2026-13-01", "9999-12-31",
     "last 99999 days", "last 9999 years", "30/60/90", "Tue 23 Nov 2026", "30 February 2026"],
)  # fmt: skip
def test_d19_what_no_calendar_has_is_no_time(text: str) -> None:
    """An impossible date is not moved to a possible one."""
    assert _find(text) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("since March", "2026-03-01/.. | 2027-03-01/.."), ("since last week", "2026-11-09/.."),
        ("since 2024", "2024-01-01/.."), ("since the beginning of the year", "2026-01-01/.."),
        ("after 5 March 2026", "2026-03-06/.."), ("after last quarter", "2026-10-01/.."),
        ("later than 1 March 2026", "2026-03-02/.."), ("on or after 1 Dec 2026", "2026-12-01/.."),
        ("before Friday", "../2026-11-19 | ../2026-11-26"), ("prior to 2026", "../2025-12-31"),
        ("by Friday", "../2026-11-20 | ../2026-11-27"), ("until June 2027", "../2027-06-30"),
        ("up to next week", "../2026-11-29"), ("by end of quarter", "../2026-12-31"),
        ("by the end of next month", "../2026-12-31"), ("by quarter end", "../2026-12-31"),
        ("before the end of the quarter", "../2026-12-31"), ("until now", "../2026-11-21"),
        ("before year end", "../2026-12-31"), ("before quarter end", "../2026-12-31"),
        ("before the quarter's end", "../2026-12-31"), ("by year's end", "../2026-12-31"),
        ("before Q4 ends", "../2026-12-31"), ("before the month is out", "../2026-11-30"),
        ("before eom", "../2026-11-30"), ("after the month ends", "2026-12-01/.."),
        ("until the year is over", "../2026-12-31"), ("before Dec 2026", "../2026-11-30"),
        ("no later than 1 Dec 2026", "../2026-12-01"), ("on or before today", "../2026-11-21"),
        ("from today", "2026-11-21/.."), ("from now on", "2026-11-21/.."),
        ("from 1 October 2026", "2026-10-01/.."), ("from Q3 2026 onwards", "2026-07-01/.."),
        ("from last month", "2026-10"), ("starting next month", "2026-12-01/.."),
        ("5 March 2026 or later", "2026-03-05/.."),
    ],
)  # fmt: skip
def test_periods_with_one_open_side(text: str, key: str) -> None:
    """Since and by take the named period in; after and before leave it out."""
    assert _whole(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("from 1 Oct to 31 Dec", "2026-10-01/2026-12-31"),
        ("from 1 Oct until 31 Dec 2025", "2025-10-01/2025-12-31"),
        ("1 Oct - 31 Dec", "2026-10-01/2026-12-31"),
        ("between March and May", "2026-03-01/2026-05-31 | 2027-03-01/2027-05-31"),
        ("between 1/1/2026 and 3/31/2026", "2026-01-01/2026-03-31"),
        ("between last quarter and next quarter", "2026-07-01/2027-03-31"),
        ("between Nov 2026 and Jan", "2026-11-01/2027-01-31"),
        ("Oct-Dec", "2026-10-01/2026-12-31"), ("Q1-Q3 2026", "2026-01-01/2026-09-30"),
        ("mon-fri", "2026-11-16/2026-11-20 | 2026-11-23/2026-11-27"),
        ("1 to 15 March 2026", "2026-03-01/2026-03-15"),
        ("Nov 1-15, 2025", "2025-11-01/2025-11-15"),
        ("Nov 1-15", "2026-11-01/2026-11-15 | 2027-11-01/2027-11-15"),
        ("from the 1st to the 15th of March 2026", "2026-03-01/2026-03-15"),
        ("between 2023 and 2025", "2023-01-01/2025-12-31"),
        ("March through May 2025", "2025-03-01/2025-05-31"),
    ],
)  # fmt: skip
def test_ranges(text: str, key: str) -> None:
    """Both ends are in; an end without a year takes the other's."""
    assert _whole(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ytd", "2026-01-01/2026-11-21"), ("year to date", "2026-01-01/2026-11-21"),
        ("year-to-date", "2026-01-01/2026-11-21"), ("qtd", "2026-10-01/2026-11-21"),
        ("mtd", "2026-11-01/2026-11-21"), ("so far this year", "2026-01-01/2026-11-21"),
        ("this year so far", "2026-01-01/2026-11-21"), ("in Q4 so far", "2026-10-01/2026-11-21"),
        ("start of the year", "2026-01-01"), ("beginning of next month", "2026-12-01"),
        ("end of month", "2026-11-30"), ("the end of March 2027", "2027-03-31"),
        ("eom", "2026-11-30"), ("eoq", "2026-12-31"), ("at year-end", "2026-12-31"),
        ("rest of the year", "2026-11-21/2026-12-31"),
        ("first week of March 2026", "2026-03-01/2026-03-07"),
        ("last month of the quarter", "2026-12"), ("first day of next month", "2026-12-01"),
        ("the last 10 days of Q3 2026", "2026-09-21/2026-09-30"),
        ("second week of December 2026", "2026-12-08/2026-12-14"),
    ],
)  # fmt: skip
def test_parts_of_a_period(text: str, key: str) -> None:
    """Its first and last day, what is left of it, and what has passed of it."""
    assert _whole(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("this quarter", "2027-Q4"), ("last quarter", "2027-Q3"), ("this year", "2027"),
        ("FY27", "2027"), ("Q3", "2027-Q3 | 2028-Q3"), ("first quarter of 2026", "2026-Q1"),
        ("ytd", "2026-02-01/2026-11-21"), ("this calendar quarter", "2026-Q4"),
        ("March FY27", "2026-03"), ("January FY27", "2027-01"), ("March 2026", "2026-03"),
        ("March last year", "2025-03"), ("end of the quarter", "2027-01-31"),
        ("calendar year 2026", "2026"),
    ],
)  # fmt: skip
def test_d22_the_fiscal_year_rules_quarters_halves_and_years(text: str, key: str) -> None:
    """In a year that begins in February; months and "calendar" years are the calendar's."""
    tokens = tokenise(text)
    assert _keys(read_time(tokens, 0, FISCAL)) == key


@pytest.mark.parametrize(
    ("today", "text", "key"),
    [
        ("2024-02-29", "a year ago", "2023"),
        ("2024-02-29", "last 12 months", "2023-02-28/2024-02-29"),
        ("2026-03-31", "last month", "2026-02"),
        ("2026-12-31", "next quarter", "2027-Q1"),
        ("2027-01-01", "last week", "2026-W52"),
        ("2026-01-01", "yesterday", "2025-12-31"),
    ],
)
def test_d22_edges_of_the_calendar(today: str, text: str, key: str) -> None:
    """Leap days, month ends and new year."""
    calendar = Calendar(date.fromisoformat(today))
    assert _keys(read_time(tokenise(text), 0, calendar)) == key


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("deals that may close", "may"), ("SHOW DEALS THAT MAY CLOSE", "may"), ("may i see", "may"),
        ("May I see my deals", "may"), ("deals sat idle", "sat"), ("the second deal", "second"),
        ("top 5 March deals", "5"), ("more than 2025", "2025"), ("order 2025", "2025"),
        ("over 30 days", "over"), ("the last one", "the"), ("last activity", "last"),
        ("last 5 deals", "last"), ("next step", "next"), ("close this quarter", "close"),
        ("past due deals", "past"), ("month to month", "month"), ("year over year", "year"),
        ("by month", "by"), ("by quarter", "by"), ("annual revenue", "annual"), ("to date", "to"),
        ("on the 2nd deal", "on"), ("from 9 to 5", "from"), ("between 2000 and 5000", "between"),
        ("next 5 business days", "next"), ("the quarter", "the"), ('"last week"', "last week"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_time_is_none(text: str, on: str) -> None:
    """Verbs, counts, ordinals, units to group by, and whatever stands in quotes."""
    assert _find(text, on=on) is None


@pytest.mark.parametrize(
    ("text", "on", "key"),
    [
        ("compare Q3 to Q4", "q3", "2026-Q3 | 2027-Q3"),
        ("won Q1 vs Q2", "q1", "2026-Q1 | 2027-Q1"),
        ("deals closed in Q3 in Germany", "in", "2026-Q3 | 2027-Q3"),
        ("pipeline this quarter by rep", "this", "2026-Q4"),
        ("last week or this week", "last", "2026-W46"),
        ("in 2025 or 2026", "in", "2025"),
    ],
)
def test_a_time_ends_where_something_else_begins(text: str, on: str, key: str) -> None:
    """Two times that are compared or listed remain two."""
    assert _keys(_find(text, on=on)) == key


@pytest.mark.parametrize(
    ("text", "on", "weak"),
    [
        ("in 2025", "in", False), ("of 2025", "of", True), ("revenue 2025", "2025", True),
        ("between 2020 and 2025", "between", True), ("Jan's deals", "jan", True),
        ("deals by Jan", "jan", True), ("won in Jan", "in", False), ("Feb", "feb", False),
        ("since 2020", "since", False), ("end of Jan", "end", False),
    ],
)  # fmt: skip
def test_words_that_could_be_something_else_are_marked_weak(text: str, on: str, weak: bool) -> None:
    """A bare number that may be an amount, a month that may be a colleague."""
    found = _find(text, on=on)
    assert found is not None
    assert found.weak is weak


def test_the_words_of_a_time_leave_its_openers_out() -> None:
    """The preposition and the article count into the length, not into the words."""
    found = _find("in the last 30 days, please")
    assert found is not None
    assert (found.words, found.length) == ("last 30 days", 5)


@pytest.mark.parametrize(
    ("text", "grain", "length"),
    [
        ("by month", Grain.MONTH, 2), ("per quarter", Grain.QUARTER, 2),
        ("monthly", Grain.MONTH, 1),
        ("each week", Grain.WEEK, 2), ("month by month", Grain.MONTH, 3), ("yearly", Grain.YEAR, 1),
        ("month-by-month", Grain.MONTH, 1), ("on a monthly basis", Grain.MONTH, 4),
        ("every fiscal quarter", Grain.QUARTER, 3), ("by year and month", Grain.MONTH, 4),
        ("broken down by qtr", Grain.QUARTER, 4), ("daily", Grain.DAY, 1),
        ("by half", Grain.HALF, 2),
    ],
)  # fmt: skip
def test_units_to_group_by(text: str, grain: Grain, length: int) -> None:
    """Named with a preposition, or by their adverb."""
    assert read_grain(tokenise(text), 0) == (grain, length)


@pytest.mark.parametrize(
    "text", ["month", "a month", "by month end", "by region", "this month", ""]
)
def test_what_is_no_unit_to_group_by(text: str) -> None:
    """A unit alone, a day, another field."""
    assert read_grain(tokenise(text), 0) is None


@pytest.mark.parametrize(
    ("text", "count", "grain", "before"),
    [
        ("30 days", 30, Grain.DAY, "2026-10-22"), ("two weeks", 2, Grain.WEEK, "2026-11-07"),
        ("a month", 1, Grain.MONTH, "2026-10-21"), ("90-day", 90, Grain.DAY, "2026-08-23"),
        ("a couple of quarters", 2, Grain.QUARTER, "2026-05-21"),
    ],
)  # fmt: skip
def test_durations(text: str, count: int, grain: Grain, before: str) -> None:
    """How long, and which day was that long ago."""
    found = read_duration(tokenise(text), 0)
    assert found is not None
    assert (found.count, found.grain, found.length) == (count, grain, len(tokenise(text)))
    assert found.before(TODAY) == date.fromisoformat(before)
    assert found.after(found.before(TODAY)) <= TODAY + timedelta(days=3)


_PIECES = """
    in on the last next this past since by until from to between and of before after q3 h1 fy26
    march may friday week month quarter year half 5 5th 2025 '26 30 days ago from now end start
    first second weekend today so far date ytd - , / couple few a 11/5/2026 2026-02-30 31/02 9999
    fiscal calendar full rest within 's more than week-45 year-to-date 99th zero
"""


@given(
    st.lists(st.sampled_from(_PIECES.split()), min_size=1, max_size=9),
    st.dates(),
    st.integers(1, 12),
    st.booleans(),
)
def test_reading_never_raises_and_stays_in_the_text(
    pieces: list[str], today: date, fiscal: int, day_first: bool
) -> None:
    """Any row of such words, on any day, gives times of at least one token, or none."""
    tokens = tokenise(" ".join(pieces))
    for at in range(len(tokens) + 1):
        found = read_time(tokens, at, Calendar(today, fiscal), day_first=day_first)
        assert found is None or 0 < found.length <= len(tokens) - at
        read_grain(tokens, at)
        read_duration(tokens, at)
