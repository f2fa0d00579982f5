"""An export loaded again: what it changes of records that are there is kept as their history."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm.backends.database import DatabaseCrm
from crm.backends.engines import engine_for
from crm.change import AuditEntry
from crm.query import Ref
from crm.sample.csv_import import import_folder

NOW = datetime(2026, 11, 18, 8, 0, tzinfo=UTC)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
HEADER = "Id,Name,StageName,Amount,CloseDate,LastModifiedDate,LastModifiedById,IsClosed"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for CSV files."""
    made = tmp_path / "export"
    made.mkdir()
    return made


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.needs_postgres)])
def crm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DatabaseCrm]:
    """An embedded CRM without tables."""
    url = f"sqlite:///{tmp_path}/crm.db"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_database")
    made = DatabaseCrm(engine_for(url, create=True))
    yield made
    made.storage.engine.dispose()


def deals(folder: Path, *lines: str, header: str = HEADER) -> None:
    """The export's deals."""
    (folder / "Opportunity.csv").write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")


async def changes(crm: DatabaseCrm) -> tuple[AuditEntry, ...]:
    """All that is kept."""
    return await crm.audit(LONG_AGO)


async def brief(crm: DatabaseCrm) -> list[tuple[str, str, str, str]]:
    """All that is kept, without when and who."""
    return [(e.ref.id, e.field, e.before, e.after) for e in await changes(crm)]


async def test_what_a_newer_export_changes_is_kept(folder: Path, crm: DatabaseCrm) -> None:
    """Field by field, as the record says when and by whom; what is new, or follows from another
    field, is no change.
    """
    deals(
        folder,
        "006A,One,Qualification,100,2026-12-01,2026-11-01T08:00:00Z,005A,false",
        "006B,Two,Qualification,200,2026-12-01,2026-11-01T08:00:00Z,005A,false",
    )
    import_folder(folder, crm.storage, now=NOW)
    assert await changes(crm) == ()
    deals(
        folder,
        "006A,One,Closed Won,100.00,2027-01-01,2026-11-17T09:30:00Z,005B,true",
        "006B,Two,Qualification,200,2026-12-01,2026-11-01T08:00:00Z,005A,false",
        "006C,Three,Qualification,1,2026-12-01,2026-11-01T08:00:00Z,005A,false",
    )
    import_folder(folder, crm.storage, now=NOW)
    first, second = await changes(crm)
    assert first == AuditEntry(
        at=datetime(2026, 11, 17, 9, 30, tzinfo=UTC),
        by="005B",
        ref=Ref("Opportunity", "006A"),
        field="StageName",
        before="Qualification",
        after="Closed Won",
        via="import",
    )
    assert (second.field, second.before, second.after) == ("CloseDate", "2026-12-01", "2027-01-01")
    import_folder(folder, crm.storage, now=NOW)
    assert len(await changes(crm)) == 2


async def test_without_a_newer_date_it_is_the_imports_own(folder: Path, crm: DatabaseCrm) -> None:
    """Nobody is named for it; nor is a date believed that lies in the future."""
    header = "Id,Amount,LastModifiedDate,LastModifiedById"
    for amount, modified in (("1", ""), ("2", ""), ("3", "2027-01-01T00:00:00Z")):
        deals(folder, f"006A,{amount},{modified},005A", header=header)
        import_folder(folder, crm.storage, now=NOW)
    assert [(e.at, e.by, e.after) for e in await changes(crm)] == [
        (NOW, "", "2 USD"),
        (NOW, "", "3 USD"),
    ]


async def test_a_column_the_crm_never_had_is_no_change(folder: Path, crm: DatabaseCrm) -> None:
    """Of a thousand records whose field is filled for the first time, none was changed."""
    deals(folder, "006A,One", "006B,Two", header="Id,Name")
    import_folder(folder, crm.storage, now=NOW)
    deals(folder, "006A,Call,Low", "006B,Mail,", header="Id,NextStep,Risk__c")
    import_folder(folder, crm.storage, now=NOW)
    assert await changes(crm) == ()
    deals(folder, "006A,,High", "006B,Mail,", header="Id,NextStep,Risk__c")
    import_folder(folder, crm.storage, now=NOW)
    assert await brief(crm) == [
        ("006A", "NextStep", "Call", ""),
        ("006A", "Risk__c", "Low", "High"),
    ]


async def test_another_currency_is_a_change(folder: Path, crm: DatabaseCrm) -> None:
    """Fifty euros are not fifty dollars."""
    for code in ("USD", "EUR"):
        deals(folder, f"006A,50,{code}", header="Id,Amount,CurrencyIsoCode")
        import_folder(folder, crm.storage, now=NOW)
    assert await brief(crm) == [("006A", "Amount", "50 USD", "50 EUR")]


async def test_without_a_moment_no_history_is_kept(folder: Path, crm: DatabaseCrm) -> None:
    """As for a company that is made up."""
    for amount in "12":
        deals(folder, f"006A,{amount}", header="Id,Amount")
        import_folder(folder, crm.storage)
    assert await changes(crm) == ()
