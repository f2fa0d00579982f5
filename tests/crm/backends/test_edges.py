"""What only databases have to survive."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from crm.backends.database import DatabaseCrm, open_database
from crm.definitions import Definitions
from crm.periods import Grain
from crm.query import Aggregate, Function, Grouping, Query
from tests.contracts.crm.world import figures_of, rows_of

NEVER = date(9999, 12, 31)
LAST = datetime.fromisoformat("9999-12-31T23:59:59+00:00")
FIRST = datetime.fromisoformat("0001-01-01T00:00:00+00:00")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.needs_postgres)])
def crm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DatabaseCrm]:
    """A CRM in which nothing ever ends."""
    url = f"sqlite:///{tmp_path / 'crm.db'}"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_database")
    crm = open_database(url, create=True)
    crm.storage.upsert("User", [{"Id": "lena", "Name": "Lena"}])
    crm.storage.upsert("Quota", [{"Id": "q", "EndDate": NEVER, "StartDate": date(1, 1, 1)}])
    crm.storage.upsert("Event", [{"Id": "e", "StartDateTime": FIRST, "EndDateTime": LAST}])
    yield crm
    crm.storage.engine.dispose()


async def test_the_first_and_the_last_instant_come_back(crm: DatabaseCrm) -> None:
    """Whatever zone the server is set to."""
    query = Query(entity="Event", columns=("StartDateTime", "EndDateTime"))
    (row,) = (await rows_of(crm, query)).rows
    assert row.values == (FIRST, LAST)


@pytest.mark.parametrize("grain", list(Grain))
@pytest.mark.parametrize(("month", "week_start"), [(1, 0), (2, 6), (12, 5)])
async def test_the_first_and_the_last_period_there_are_have_a_key(
    crm: DatabaseCrm, grain: Grain, month: int, week_start: int
) -> None:
    """CRMs write 31 December 9999 for "never", which is in a period without an end."""
    crm.define(Definitions(fiscal_start_month=month, week_start=week_start))
    for entity, path in (
        ("Quota", "StartDate"),
        ("Quota", "EndDate"),
        ("Event", "StartDateTime"),
        ("Event", "EndDateTime"),
    ):
        query = Query(
            entity=entity,
            aggregates=(Aggregate(function=Function.COUNT),),
            group_by=(Grouping(path=path, grain=grain),),
            zone="America/New_York" if path == "StartDateTime" else "Pacific/Auckland",
        )
        (group,) = (await figures_of(crm, query)).groups
        assert str(group.keys[0].value)[:4] in {"0001", "9999"}
