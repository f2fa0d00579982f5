"""Periods: what a quarter, a week and "the last six months" are, in any fiscal year and zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.periods import Calendar, Grain, Period, add_months, bounds

TODAY = date(2026, 11, 21)  # a Saturday
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


def _period(start: str, end: str) -> tuple[date, date]:
    return date.fromisoformat(start), date.fromisoformat(end)


@pytest.mark.parametrize(
    ("fiscal", "grain", "offset", "start", "end", "key"),
    [
        (1, Grain.DAY, 0, "2026-11-21", "2026-11-22", "2026-11-21"),
        (1, Grain.WEEK, 0, "2026-11-16", "2026-11-23", "2026-W47"),
        (1, Grain.WEEK, 6, "2026-12-28", "2027-01-04", "2026-W53"),
        (1, Grain.MONTH, -1, "2026-10-01", "2026-11-01", "2026-10"),
        (1, Grain.MONTH, 2, "2027-01-01", "2027-02-01", "2027-01"),
        (1, Grain.QUARTER, 0, "2026-10-01", "2027-01-01", "2026-Q4"),
        (1, Grain.QUARTER, -4, "2025-10-01", "2026-01-01", "2025-Q4"),
        (1, Grain.HALF, 0, "2026-07-01", "2027-01-01", "2026-H2"),
        (1, Grain.YEAR, 1, "2027-01-01", "2028-01-01", "2027"),
        (2, Grain.QUARTER, 0, "2026-11-01", "2027-02-01", "2027-Q4"),
        (2, Grain.QUARTER, 1, "2027-02-01", "2027-05-01", "2028-Q1"),
        (2, Grain.YEAR, 0, "2026-02-01", "2027-02-01", "2027"),
        (10, Grain.HALF, 0, "2026-10-01", "2027-04-01", "2027-H1"),
        (12, Grain.YEAR, 0, "2025-12-01", "2026-12-01", "2026"),
        (12, Grain.QUARTER, 0, "2026-09-01", "2026-12-01", "2026-Q4"),
    ],
)
def test_d22_the_units_of_a_fiscal_calendar(
    fiscal: int, grain: Grain, offset: int, start: str, end: str, key: str
) -> None:
    """Quarters, halves and years follow the fiscal year, named by the year in which it ends."""
    period = Calendar(TODAY, fiscal).period(grain, offset)
    assert (period.start, period.end, period.key()) == (*_period(start, end), key)


@given(DAYS, st.sampled_from(Grain), st.integers(1, 12), st.integers(-60, 60))
def test_units_tile_the_calendar(day: date, grain: Grain, fiscal: int, offset: int) -> None:
    """Each unit ends where the next begins, and today is in unit 0."""
    seen = Calendar(day, fiscal)
    unit, after = seen.period(grain, offset), seen.period(grain, offset + 1)
    assert unit.end == after.start
    assert unit.key() < after.key()
    assert seen.period(grain).contains(day)
    assert unit.start is not None
    assert seen.containing(grain, unit.start) == unit


@pytest.mark.parametrize(
    ("count", "grain", "direction", "start", "end"),
    [
        (30, Grain.DAY, "last", "2026-10-22", "2026-11-22"),
        (7, Grain.DAY, "next", "2026-11-21", "2026-11-29"),
        (2, Grain.WEEK, "last", "2026-11-07", "2026-11-22"),
        (6, Grain.MONTH, "last", "2026-05-21", "2026-11-22"),
        (1, Grain.YEAR, "next", "2026-11-21", "2027-11-22"),
        (2, Grain.QUARTER, "last", "2026-04-01", "2026-10-01"),
        (2, Grain.QUARTER, "next", "2027-01-01", "2027-07-01"),
    ],
)
def test_a_rolling_period_includes_today_and_quarters_are_full(
    count: int, grain: Grain, direction: str, start: str, end: str
) -> None:
    """The last thirty days reach from thirty days ago to today; two quarters are two whole ones."""
    period = Calendar(TODAY).rolling(count, grain, "last" if direction == "last" else "next")
    assert (period.start, period.end) == _period(start, end)


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        ("2026-03-31", -1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2000-01-30", 1, "2000-02-29"),
        ("2026-12-31", 2, "2027-02-28"),
    ],
)
def test_d22_months_clamp_to_the_last_day(day: str, months: int, result: str) -> None:
    """A day that the other month has not becomes its last one."""
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(result)


@pytest.mark.parametrize("nth", [1, 3, 4, -1])
def test_a_part_of_a_year(nth: int) -> None:
    """The third quarter of a year, and the last one."""
    seen = Calendar(TODAY, 2)
    assert seen.part(seen.year(2027), Grain.QUARTER, nth).key() == f"2027-Q{nth % 5}"


def test_there_is_no_fifth_quarter() -> None:
    """A unit that the period has not is refused."""
    seen = Calendar(TODAY)
    with pytest.raises(ValueError, match="number 5"):
        seen.part(seen.year(2026), Grain.QUARTER, 5)


@pytest.mark.parametrize(
    ("start", "end", "grain"),
    [
        (TODAY, TODAY, None),
        (TODAY, TODAY - timedelta(days=1), None),
        (TODAY, None, Grain.DAY),
        (TODAY, TODAY + timedelta(days=7), Grain.WEEK),
        (date(2026, 2, 1), date(2026, 5, 1), Grain.QUARTER),
    ],
)
def test_nonsense_is_refused(start: date, end: date | None, grain: Grain | None) -> None:
    """A period ends after it starts, and bears the name of a unit only if it is one."""
    with pytest.raises(ValueError, match=r"a period must end|not one"):
        Period(start, end, grain)


def test_a_period_contains_its_first_day_and_not_its_end() -> None:
    """Half-open: the end belongs to what follows."""
    quarter = Calendar(TODAY).period(Grain.QUARTER)
    assert quarter.contains(date(2026, 10, 1))
    assert quarter.last_day == date(2026, 12, 31)
    assert not quarter.contains(date(2027, 1, 1))


def test_an_open_period_contains_all_on_that_side() -> None:
    """`None` is no bound."""
    assert Period(None, TODAY).contains(date.min)
    assert Period(TODAY, None).contains(date.max)
    assert Period(None, None).last_day is None


@pytest.mark.parametrize(
    ("zone", "day", "hours_from_utc"),
    [
        ("Pacific/Auckland", "2026-11-21", -13),
        ("Pacific/Pago_Pago", "2026-11-21", 11),
        ("Asia/Kathmandu", "2026-11-21", -5.75),
        ("America/Santiago", "2026-09-06", 4),  # midnight is skipped there on this day
        ("America/Havana", "2026-11-01", 4),  # and comes twice there on this one
        ("Europe/Berlin", "2026-03-29", -1),
    ],
)
def test_d22_a_day_begins_at_its_first_instant(zone: str, day: str, hours_from_utc: float) -> None:
    """Whatever the clock does that night, and thirteen hours off the server's."""
    first = date.fromisoformat(day)
    start, end = bounds(Period(first, None), ZoneInfo(zone))
    assert end is None
    assert start is not None
    midnight = datetime.combine(first, datetime.min.time(), UTC)
    assert start.astimezone(UTC) - midnight == timedelta(hours=hours_from_utc)
    assert start.tzinfo == ZoneInfo(zone)


@given(DAYS, st.sampled_from(["America/Sao_Paulo", "Asia/Beirut", "Africa/Cairo", "Asia/Tehran"]))
def test_d22_a_day_ends_where_the_next_begins(day: date, zone: str) -> None:
    """Instants of neighbouring days meet, and the day's own date is in force at its start."""
    start, end = bounds(Period(day, day + timedelta(days=1)), ZoneInfo(zone))
    assert start is not None
    assert end is not None
    assert timedelta(hours=22) < end.astimezone(UTC) - start.astimezone(UTC) < timedelta(hours=26)
    assert start.date() == day


def test_the_key_of_an_odd_period_is_its_first_and_last_day() -> None:
    """An ISO 8601 interval, open where the period is."""
    assert Period(date(2026, 11, 1), date(2026, 11, 22)).key() == "2026-11-01/2026-11-21"
    assert Period(None, TODAY).key() == "../2026-11-20"
