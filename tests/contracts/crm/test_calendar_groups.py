"""Groups by calendar period: fiscal quarters, weeks, and days in a person's time zone."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from crm.definitions import Definitions
from crm.errors import WrongType
from crm.periods import Grain
from crm.query import Aggregate, Function, Grouping, Query
from tests.contracts.crm.world import EmbeddedCrm, figures_of

COUNT = Aggregate(function=Function.COUNT)
DAYS = [
    date(2026, 1, 31),
    date(2026, 2, 1),
    date(2026, 6, 30),
    date(2026, 7, 1),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2024, 2, 29),
]


@pytest.fixture
def dated(empty: EmbeddedCrm) -> EmbeddedCrm:
    """A deal for each of the days, and one without."""
    empty.storage.upsert("User", [{"Id": "lena", "Name": "Lena"}])
    rows = [{"Id": f"d{n}", "Name": "x", "CloseDate": day} for n, day in enumerate([*DAYS, None])]
    empty.storage.upsert("Opportunity", rows)
    return empty


async def keys(
    crm: EmbeddedCrm, entity: str, path: str, grain: Grain, zone: str = "UTC"
) -> dict[str, tuple[int, str]]:
    """Key -> (count, label), in order."""
    query = Query(
        entity=entity,
        aggregates=(COUNT,),
        group_by=(Grouping(path=path, grain=grain),),
        zone=zone,
        limit=None,
    )
    found = {}
    for group in (await figures_of(crm, query)).groups:
        (count,) = group.values
        assert isinstance(count, Decimal)
        found[str(group.keys[0].value)] = (int(count), group.keys[0].label)
    return found


@pytest.mark.parametrize(
    ("grain", "month", "expected"),
    [
        (Grain.YEAR, 1, {"2024": 1, "2026": 5, "2027": 1, "None": 1}),
        (Grain.YEAR, 2, {"2025": 1, "2026": 1, "2027": 5, "None": 1}),
        (Grain.YEAR, 12, {"2024": 1, "2026": 4, "2027": 2, "None": 1}),
        (Grain.HALF, 1, {"2024-H1": 1, "2026-H1": 3, "2026-H2": 2, "2027-H1": 1, "None": 1}),
        (
            Grain.QUARTER,
            2,
            {"2025-Q1": 1, "2026-Q4": 1, "2027-Q1": 1, "2027-Q2": 2, "2027-Q4": 2, "None": 1},
        ),
        (
            Grain.MONTH,
            2,
            {
                "2024-02": 1,
                "2026-01": 1,
                "2026-02": 1,
                "2026-06": 1,
                "2026-07": 1,
                "2026-12": 1,
                "2027-01": 1,
                "None": 1,
            },
        ),
        (
            Grain.WEEK,
            1,
            {"2024-W09": 1, "2026-W05": 2, "2026-W27": 2, "2026-W53": 2, "None": 1},
        ),
    ],
)
async def test_d22_dates_fall_into_fiscal_periods(
    dated: EmbeddedCrm, grain: Grain, month: int, expected: dict[str, int]
) -> None:
    """In time's order, the empty one last; months and weeks know no fiscal year."""
    dated.define(Definitions(fiscal_start_month=month))
    found = await keys(dated, "Opportunity", "CloseDate", grain)
    assert [(key, count) for key, (count, _) in found.items()] == list(expected.items())


@pytest.mark.parametrize(
    ("grain", "label"),
    [
        (Grain.DAY, "29 Feb 2024"),
        (Grain.WEEK, "week of 26 Feb 2024"),
        (Grain.MONTH, "Feb 2024"),
        (Grain.QUARTER, "Q1 2024"),
        (Grain.HALF, "H1 2024"),
        (Grain.YEAR, "2024"),
    ],
)
async def test_a_period_is_written_for_people(dated: EmbeddedCrm, grain: Grain, label: str) -> None:
    """Beside its key."""
    found = await keys(dated, "Opportunity", "CloseDate", grain)
    assert next(iter(found.values())) == (1, label)


async def events(crm: EmbeddedCrm, starts: Sequence[datetime | None]) -> None:
    """An event at each of these points in time."""
    crm.storage.upsert("User", [{"Id": "lena", "Name": "Lena"}])
    rows = [{"Id": f"e{n}", "StartDateTime": start} for n, start in enumerate(starts)]
    crm.storage.upsert("Event", rows)


@pytest.mark.parametrize(
    ("zone", "instant", "day"),
    [
        ("UTC", "2026-11-16T23:59:59.999999+00:00", "2026-11-16"),
        ("Europe/Berlin", "2026-03-28T23:30:00+00:00", "2026-03-29"),
        ("Europe/Berlin", "2026-03-29T21:59:59+00:00", "2026-03-29"),
        ("Europe/Berlin", "2026-03-29T22:00:00+00:00", "2026-03-30"),
        ("Europe/Berlin", "2026-10-25T22:59:59+00:00", "2026-10-25"),
        ("Europe/Berlin", "2026-10-25T23:00:00+00:00", "2026-10-26"),
        ("Asia/Kolkata", "2026-11-16T18:29:59+00:00", "2026-11-16"),
        ("Asia/Kolkata", "2026-11-16T18:30:00+00:00", "2026-11-17"),
        ("Asia/Kathmandu", "2026-11-16T18:15:00+00:00", "2026-11-17"),
        ("Australia/Lord_Howe", "2026-11-16T13:00:00+00:00", "2026-11-17"),
        ("Pacific/Auckland", "2026-11-16T11:00:00+00:00", "2026-11-17"),
        ("Pacific/Apia", "2026-11-16T10:59:59+00:00", "2026-11-16"),
        ("Pacific/Pago_Pago", "2026-11-16T10:59:59+00:00", "2026-11-15"),
        ("Africa/Cairo", "2026-04-23T22:00:00+00:00", "2026-04-24"),
    ],
)
async def test_d22_a_point_in_time_falls_on_the_day_of_the_zone(
    empty: EmbeddedCrm, zone: str, instant: str, day: str
) -> None:
    """Across changes of the clock, half hours, quarter hours and the date line."""
    await events(empty, [datetime.fromisoformat(instant)])
    assert list(await keys(empty, "Event", "StartDateTime", Grain.DAY, zone)) == [day]
    month = list(await keys(empty, "Event", "StartDateTime", Grain.MONTH, zone))
    assert month == [day[:7]]


async def test_no_point_in_time_is_in_no_period(empty: EmbeddedCrm) -> None:
    """Not in the first, nor in the last there is."""
    await events(empty, [None, datetime(2026, 11, 16, tzinfo=UTC), None])
    for grain in Grain:
        found = await keys(empty, "Event", "StartDateTime", grain, "Asia/Kolkata")
        assert list(found.values())[-1] == (2, "(none)")
        assert len(found) == 2


async def test_d22_every_hour_of_a_year_is_counted_once(empty: EmbeddedCrm) -> None:
    """The day the clock goes forward has 23 of them, the day it goes back 25."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    await events(empty, [start + timedelta(hours=hour) for hour in range(365 * 24)])
    found = await keys(empty, "Event", "StartDateTime", Grain.DAY, "America/New_York")
    counts = {key: count for key, (count, _) in found.items()}
    assert counts.pop("2025-12-31") == 5
    assert counts.pop("2026-12-31") == 19
    assert (counts.pop("2026-03-08"), counts.pop("2026-11-01")) == (23, 25)
    assert set(counts.values()) == {24}
    assert len(counts) == 362


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "x\0"])
async def test_a_zone_there_is_not_is_refused(empty: EmbeddedCrm, zone: str) -> None:
    """In a sentence, like everything else a query has wrong."""
    await events(empty, [datetime(2026, 11, 16, tzinfo=UTC)])
    with pytest.raises(WrongType, match="is not a time zone"):
        await keys(empty, "Event", "StartDateTime", Grain.DAY, zone)


@pytest.mark.parametrize(
    ("week_start", "expected"),
    [
        (0, {"2026-W45": 1, "2026-W46": 2, "2026-W47": 1}),
        (6, {"2026-W46": 3, "2026-W47": 1}),
        (5, {"2026-W46": 2, "2026-W47": 2}),
    ],
)
async def test_a_week_begins_on_the_day_the_organisation_says(
    empty: EmbeddedCrm, week_start: int, expected: dict[str, int]
) -> None:
    """On Monday, Sunday or Saturday; its number is that of its Thursday."""
    days = [date(2026, 11, 8), date(2026, 11, 9), date(2026, 11, 14), date(2026, 11, 16)]
    rows = [{"Id": f"d{n}", "Name": "x", "CloseDate": day} for n, day in enumerate(days)]
    empty.storage.upsert("User", [{"Id": "lena", "Name": "Lena"}])
    empty.storage.upsert("Opportunity", rows)
    empty.define(Definitions(week_start=week_start))
    found = await keys(empty, "Opportunity", "CloseDate", Grain.WEEK)
    assert {key: count for key, (count, _) in found.items()} == expected
