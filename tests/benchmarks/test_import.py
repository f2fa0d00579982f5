"""What an import costs in time and memory, beside bare inserts of values that are typed already."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest

from crm.backends.engines import engine_for
from crm.backends.storage import Storage
from crm.sample.csv_import import import_folder
from tests.memory import peak_of_import

HEADER = (
    "Id,Name,AccountId,OwnerId,StageName,Amount,Probability,CloseDate,CreatedDate,NextStep,"
    "LeadSource,Type,Renewal_Risk__c,Seats__c\n"
)
ROWS = 100_000
STAGES = ("Prospecting", "Closed Won", "Closed Lost", "Negotiation/Review")


def write_deals(path: Path, rows: int) -> None:
    """Deals as an export has them, all cells quoted, with two columns nobody described."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for n in range(rows):
            cells = (
                f"006Qk{n:010}AAA",
                f"Deal {n} – expansion",
                f"001Qk{n % 5000:010}AAA",
                f"005Qk{n % 60:010}AAA",
                STAGES[n % 4],
                f"{n * 7 % 100_000}.{n % 100:02}",
                "50",
                f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}",
                f"2026-01-{n % 28 + 1:02}T10:00:{n % 60:02}.000+0000",
                "call them",
                "Web",
                "New Business",
                ("Low", "High", "")[n % 3],
                str(n % 100),
            )
            file.write(",".join(f'"{cell}"' for cell in cells) + "\n")


def bare_inserts(imported: Path, copy: Path) -> float:
    """Seconds for inserting the imported rows into a table of the same form and indexes."""
    source, target = sqlite3.connect(imported), sqlite3.connect(copy, isolation_level=None)
    rows = source.execute("SELECT * FROM crm_opportunity").fetchall()
    target.execute("PRAGMA journal_mode = WAL")
    for (statement,) in source.execute(
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'crm_opportunity' AND sql IS NOT NULL"
    ):
        target.execute(statement)
    insert = f"INSERT INTO crm_opportunity VALUES ({','.join('?' * len(rows[0]))})"
    start = perf_counter()
    for at in range(0, len(rows), 2000):
        target.execute("BEGIN")
        target.executemany(insert, rows[at : at + 2000])
        target.execute("COMMIT")
    spent = perf_counter() - start
    source.close()
    target.close()
    return spent


@pytest.mark.bench
def test_rows_a_second(tmp_path: Path) -> None:
    """Prints the import's rows a second, new and again, and the ratio to bare inserts."""
    folder = tmp_path / "export"
    folder.mkdir()
    write_deals(folder / "Opportunity.csv", ROWS)
    storage = Storage(engine_for(f"sqlite:///{tmp_path}/crm.db", create=True))
    spent = []
    for _ in range(2):
        start = perf_counter()
        report = import_folder(folder, storage, now=datetime.now(UTC))
        spent.append(perf_counter() - start)
    assert report.updated == ROWS
    storage.engine.dispose()
    bare = bare_inserts(tmp_path / "crm.db", tmp_path / "bare.db")
    new, again = spent
    print(f"\nimport of {ROWS:,} deals with 14 columns: {ROWS / new:,.0f} rows/s new,")
    print(f"  {ROWS / again:,.0f} rows/s again; bare inserts {ROWS / bare:,.0f} rows/s")
    print(f"  ratio to bare inserts: {new / bare:.1f} new, {again / bare:.1f} again")


@pytest.mark.bench
def test_memory_of_a_large_file(tmp_path: Path) -> None:
    """Prints the peak memory of an import of 300 MB of deals beside that of 3 MB."""
    peaks = []
    for rows in (15_000, 1_500_000):
        path = tmp_path / str(rows) / "Opportunity.csv"
        path.parent.mkdir()
        write_deals(path, rows)
        start = perf_counter()
        peaks.append(peak_of_import(path.parent, tmp_path / f"{rows}.db"))
        size, spent = path.stat().st_size / 1e6, perf_counter() - start
        print(f"\n{size:,.0f} MB, {rows:,} rows: peak {peaks[-1]} MB, {spent:.0f} s")
    assert peaks[1] - peaks[0] < 150
