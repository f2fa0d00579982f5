"""Days and moments as people type them, on Monday 16 November 2026."""

from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.entry.dates import read_day, read_moment
from handlers.errors import EntryError

TODAY = date(2026, 11, 16)
NEW_YORK = ZoneInfo("America/New_York")


def day(text: str, *, day_first: bool = False) -> date:
    return read_day(text, today=TODAY, day_first=day_first)


def moment(text: str) -> datetime:
    return read_moment(text, today=TODAY, zone=NEW_YORK, day_first=False)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-12-05", "2026-12-05"),
        ("2026/12/5", "2026-12-05"),
        ("31/12/2026", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("5.12.2026", "2026-12-05"),
        ("5.12.", "2026-12-05"),
        ("5 Dec", "2026-12-05"),
        ("Dec 5, 2026", "2026-12-05"),
        ("3 March", "2027-03-03"),
        ("tomorrow", "2026-11-17"),
        ("today!", "2026-11-16"),
        ("friday", "2026-11-20"),
        ("by friday", "2026-11-20"),
        ("next friday", "2026-11-27"),
        ("on the 5th", "2026-12-05"),
        ("in 2 weeks", "2026-11-30"),
        ("two weeks from now", "2026-11-30"),
        ("in a month", "2026-12-16"),
        ("end of month", "2026-11-30"),
        ("the end of next week", "2026-11-29"),
        ("end of december", "2026-12-31"),
        ("29/02", "2028-02-29"),
    ],
)
def test_days_are_read_as_people_write_them(text: str, iso: str) -> None:
    """Without a year, the next such day is meant."""
    assert day(text) == date.fromisoformat(iso)


def test_d19_whether_the_day_comes_first_is_the_organisations_habit() -> None:
    """05/12 is in May or in December; 31/12 can only be one."""
    assert day("05/12/2026") == date(2026, 5, 12)
    assert day("05/12/2026", day_first=True) == date(2026, 12, 5)
    assert day("05.12.2026") == date(2026, 12, 5)
    assert day("12/31/2026", day_first=True) == date(2026, 12, 31)


@pytest.mark.parametrize("text", ["31/02", "31/02/2026", "2026-02-30", "31.4.2026", "31/31/2026"])
def test_d19_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    """The sentence says so, with what was typed; nothing is moved to the next month."""
    with pytest.raises(EntryError, match=r"There is no [0-9/.-]+ in the calendar\."):
        day(text)


@pytest.mark.parametrize("text", ["next week", "december", "Q1", "2027"])
def test_a_stretch_of_days_is_asked_about(text: str) -> None:
    """A close date is one day; which one is not guessed."""
    with pytest.raises(EntryError, match="Which day of that"):
        day(text)


@pytest.mark.parametrize("text", ["", "n/a", "soon", "32 Dec", "1e9", "x" * 61, "20k"])
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    """One clear sentence that shows how to write it."""
    with pytest.raises(EntryError, match=r"^That isn't a date I can read, e\.g\. 2026-11-30\.$"):
        day(text)


@pytest.mark.parametrize("text", ["0206-01-01", "9999-12-31", "1066-10-14"])
def test_a_year_nobody_means_is_a_slip(text: str) -> None:
    """2026 with a digit lost is not the third century."""
    with pytest.raises(EntryError, match="looks like a slip"):
        day(text)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.booleans())
def test_an_iso_day_is_that_day_whatever_the_habit(value: date, day_first: bool) -> None:
    """What date pickers hand in is never turned around."""
    assert day(value.isoformat(), day_first=day_first) == value


@given(st.text(max_size=80), st.booleans())
def test_any_text_is_a_day_or_an_entry_error(text: str, day_first: bool) -> None:
    """Nothing typed makes the reading fail in another way."""
    with suppress(EntryError):
        assert day(text, day_first=day_first).year >= 1900


@given(st.text("0123456789/.-:T +apm", max_size=25))
def test_any_digits_are_a_moment_or_an_entry_error(text: str) -> None:
    """Offsets and clocks of every shape included."""
    with suppress(EntryError):
        assert moment(text).tzinfo is not None


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-12-05 14:30", "2026-12-05T19:30"),
        ("2026-12-05T14:30:00Z", "2026-12-05T14:30"),
        ("Dec 5 at 14:30+02:00", "2026-12-05T12:30"),
        ("tomorrow 3pm", "2026-11-17T20:00"),
        ("next friday, 9:15 a.m.", "2026-11-27T14:15"),
        ("tomorrow 12am", "2026-11-17T05:00"),
    ],
)
def test_d22_moments_are_in_the_persons_own_zone(text: str, utc: str) -> None:
    """Three o'clock is three o'clock where the person is, unless they say otherwise."""
    assert moment(text) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", ["tomorrow", "friday 25:00", "friday 13pm", "tomorrow at 3", ""])
def test_a_moment_needs_a_time_that_clocks_show(text: str) -> None:
    """A day alone, or 25 o'clock, is asked again."""
    with pytest.raises(EntryError):
        moment(text)


def test_d22_the_hour_that_the_clocks_skip_is_refused() -> None:
    """On 14 March 2027 there is no half past two in New York."""
    with pytest.raises(EntryError, match="no 02:30"):
        moment("2027-03-14 02:30")
