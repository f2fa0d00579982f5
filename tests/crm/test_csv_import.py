"""A folder of CSV files becomes records: all that is sound is there, and the rest is reported."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crm.backends.engines import engine_for, reading
from crm.backends.storage import Storage
from crm.backends.tables import Tables
from crm.errors import CrmUnavailable
from crm.sample import csv_source
from crm.sample.csv_import import ImportStopped, NothingToImport, import_folder
from crm.sample.csv_report import FileReport, ImportReport
from crm.schema import FieldType
from tests.memory import peak_of_import


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for CSV files."""
    made = tmp_path / "export"
    made.mkdir()
    return made


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    """An embedded CRM that does not exist yet."""
    return Storage(engine_for(f"sqlite:///{tmp_path}/crm.db", create=True))


def write(folder: Path, name: str, *lines: str, encoding: str = "utf-8") -> None:
    """A CSV file of these lines."""
    (folder / name).write_text("\n".join(lines) + "\n", encoding=encoding)


def records(storage: Storage, entity: str) -> dict[str, Mapping[str, Any]]:
    """The records of an entity as they are kept, by id."""
    table = Tables(storage.load())(entity)
    with reading(storage.engine) as connection:
        return {row["Id"]: dict(row) for row in connection.execute(select(table)).mappings()}


def report_of(report: ImportReport, file: str) -> FileReport:
    """The report on one file."""
    return next(r for r in report.files if r.file == file)


def figures(report: FileReport) -> tuple[int, int, int, int]:
    """Read, new, updated, skipped."""
    return report.read, report.new, report.updated, report.skipped


def notes(report: FileReport) -> list[str]:
    """The notes on a file as a person reads them."""
    return [str(note) for note in report.notes]


def test_records_are_typed_by_the_schema(folder: Path, storage: Storage) -> None:
    """Amounts, days, moments and yes/no are kept as such, under the API names in any case."""
    write(
        folder,
        "opportunity.CSV",
        "ID,name,AMOUNT,CloseDate,CreatedDate,IsClosed,StageName",
        '006A,"Big, deal","1,234.50",2026-11-06,2026-11-06T10:00:00.000+0000,0,Prospecting',
    )
    assert figures(import_folder(folder, storage).files[0]) == (1, 1, 0, 0)
    record = records(storage, "Opportunity")["006A"]
    assert record["Name"] == "Big, deal"
    assert record["Amount"] == Decimal("1234.5")
    assert record["CloseDate"] == date(2026, 11, 6)
    assert record["CreatedDate"] == datetime(2026, 11, 6, 10, tzinfo=UTC)
    assert record["IsClosed"] is False


def test_importing_again_updates_by_id(folder: Path, storage: Storage) -> None:
    """What a later file does not mention keeps its value; what it leaves blank is emptied."""
    write(folder, "Account.csv", "Id,Name,Industry,Phone", "001A,Acme,Retail,1", "001B,Bolt,,2")
    import_folder(folder, storage)
    write(folder, "Account.csv", "Id,Industry,Phone", "001A,Energy,", "001C,Media,3")
    report = import_folder(folder, storage)
    assert figures(report.files[0]) == (2, 1, 1, 0)
    kept = records(storage, "Account")
    assert {id_: (r["Name"], r["Industry"], r["Phone"]) for id_, r in kept.items()} == {
        "001A": ("Acme", "Energy", None),
        "001B": ("Bolt", None, "2"),
        "001C": (None, "Media", "3"),
    }


def test_a_bad_value_empties_its_field_and_keeps_its_row(folder: Path, storage: Storage) -> None:
    """The report names the column and the line, and not the value."""
    write(
        folder,
        "Opportunity.csv",
        "Id,Name,Amount,CloseDate",
        "006A,One,abc,2026-11-06",
        "006B,Two,5,31/02",
        "006C,Three,secret,2026-02-31",
    )
    report = import_folder(folder, storage).files[0]
    kept = records(storage, "Opportunity")
    assert [(r["Amount"], r["CloseDate"]) for r in kept.values()] == [
        (None, date(2026, 11, 6)),
        (Decimal(5), None),
        (None, None),
    ]
    assert figures(report) == (3, 3, 0, 0)
    assert notes(report) == [
        "Amount is not an amount and was left empty: lines 2, 4",
        "CloseDate is not a date such as 2026-11-06 and was left empty: lines 3, 4",
    ]


def test_bad_rows_are_skipped_and_the_others_are_there(folder: Path, storage: Storage) -> None:
    """One open quote, one missing column, one missing Id: four good rows between them."""
    write(
        folder,
        "Account.csv",
        "Id,Name,BillingCity",
        "001A,Acme,Bonn",
        '001B,"Bolt,Bonn',
        "001C,Cord,Bonn",
        "001D,Dune",
        ",Nobody,Bonn",
        "001E,Echo,Bonn",
    )
    report = import_folder(folder, storage).files[0]
    assert sorted(records(storage, "Account")) == ["001A", "001C", "001E"]
    assert figures(report) == (6, 3, 0, 3)
    assert notes(report) == [
        "Skipped, a quote is opened and never closed: line 3",
        "Skipped, it has 2 columns instead of 3: line 5",
        "Skipped, it has no Id: line 6",
    ]


@pytest.mark.parametrize("batch", [2000, 2], ids=["one batch", "several"])
def test_of_one_id_the_last_row_wins(
    folder: Path, storage: Storage, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the two stand close together or far apart; the report says which lines replaced."""
    monkeypatch.setattr(csv_source, "BATCH", batch)
    rows = ("001A,first", "001B,only", "001C,only", "001A,second", "001A,third")
    write(folder, "Account.csv", "Id,Name", *rows)
    report = import_folder(folder, storage).files[0]
    assert records(storage, "Account")["001A"]["Name"] == "third"
    assert figures(report) == (5, 3, 0, 2)
    assert notes(report) == [
        "The Id is that of an earlier line, which this one replaces: lines 5, 6"
    ]


def test_rows_deleted_in_the_crm_stay_out(folder: Path, storage: Storage) -> None:
    """The weekly export carries the recycle bin along."""
    write(folder, "Account.csv", "Id,Name,IsDeleted", "001A,Acme,0", "001B,Bolt,1")
    report = import_folder(folder, storage).files[0]
    assert sorted(records(storage, "Account")) == ["001A"]
    assert figures(report) == (2, 1, 0, 1)
    assert "IsDeleted" not in storage.load().entity("Account")


def test_unknown_columns_become_custom_fields(folder: Path, storage: Storage) -> None:
    """Typed by content and called what people say; what holds nothing is left out."""
    write(
        folder,
        "Account.csv",
        "Id,Name,Renewal_Risk__c,ShipCountry,Score__c,Nothing__c,,Id",
        "001A,Acme,Low,Norway,3,,x,x",
        "001B,Bolt,High,Chile,,,x,x",
        "001C,Cord,Low,Norway,4.5,,x,x",
        "001D,Dune,Low,Chile,5,,x,x",
    )
    report = import_folder(folder, storage).files[0]
    entity = storage.load().entity("Account")
    risk = entity.field("Renewal_Risk__c")
    assert (risk.label, risk.type) == ("Renewal Risk", FieldType.PICKLIST)
    assert (set(risk.picklist), risk.custom) == ({"High", "Low"}, True)
    assert entity.field("ShipCountry").label == "Ship Country"
    assert entity.field("Score__c").type is FieldType.NUMBER
    assert records(storage, "Account")["001C"]["Score__c"] == Decimal("4.5")
    assert notes(report) == [
        "Column 7 has no name and was left out.",
        "The column Id is there twice; the first was taken.",
        "New fields: Renewal Risk (picklist), Ship Country (picklist), Score (number).",
        "Columns without content, left out: Nothing__c.",
    ]


def test_known_fields_learn_the_values_met(folder: Path, storage: Storage) -> None:
    """Picklists are extended, and text fields with few values know them."""
    rows = [f"001{n},Name {n},Fishing,Norway" for n in range(5)]
    write(folder, "Account.csv", "Id,Name,Industry,BillingCountry", *rows)
    import_folder(folder, storage)
    account = storage.load().entity("Account")
    assert "Fishing" in account.field("Industry").picklist
    assert account.field("BillingCountry").seen == ("Norway",)
    assert account.field("Name").seen == ()


def test_an_unknown_file_becomes_an_entity(folder: Path, storage: Storage) -> None:
    """With its name field, its owner, and references to the entities whose ids it holds."""
    write(folder, "User.csv", "Id,Name", "005000000000001AAA,Ann Bo")
    write(folder, "Account.csv", "Id,Name", "001000000000001AAA,Acme")
    write(
        folder,
        "Service_Visit__c.csv",
        "Id,Name,OwnerId,Customer__c,Visited__c",
        "a0X000000000001AAA,Visit 1,005000000000001AAA,001000000000001AAA,2026-11-06",
    )
    report = report_of(import_folder(folder, storage), "Service_Visit__c.csv")
    entity = storage.load().entity("Service_Visit__c")
    assert (entity.label, entity.plural, entity.name_field) == (
        "Service Visit",
        "Service Visits",
        "Name",
    )
    assert entity.owner_path == "OwnerId"
    assert entity.field("Customer__c").refers_to == "Account"
    assert entity.field("Visited__c").type is FieldType.DATE
    assert figures(report) == (1, 1, 0, 0)
    assert notes(report)[0] == "A new kind of record, Service Visit."


def test_ids_that_are_numbers_refer_only_where_the_name_says_so(
    folder: Path, storage: Storage
) -> None:
    """Every entity has a record 1: AccountId is clear, LegacyId is not, and a score is none."""
    write(folder, "Account.csv", "Id,Name", "1,Acme", "2,Bolt", "3,Cord")
    rows = ("1,a,1,1,1,2", "2,b,2,2,2,3")
    write(folder, "Visit.csv", "Id,Name,AccountId,OwnerId,LegacyId,Score__c", *rows)
    import_folder(folder, storage)
    visit = storage.load().entity("Visit")
    assert visit.field("AccountId").refers_to == "Account"
    assert visit.field("OwnerId").refers_to is None
    assert visit.field("LegacyId").refers_to is None
    assert visit.field("Score__c").type is FieldType.NUMBER


def test_references_that_point_nowhere_are_kept_and_reported(
    folder: Path, storage: Storage
) -> None:
    """As text, with how many there are and where; earlier imports count as known."""
    write(folder, "User.csv", "Id,Name", "005A,Ann")
    import_folder(folder, storage)
    (folder / "User.csv").unlink()
    write(folder, "Account.csv", "Id,Name,OwnerId", *(f"001{n},A,005{n}" for n in "ABCDEFGH"))
    report = import_folder(folder, storage).files[0]
    assert records(storage, "Account")["001B"]["OwnerId"] == "005B"
    assert notes(report) == [
        "OwnerId names no User and was kept as text: lines 3, 4, 5, 6, 7 and 2 more"
    ]


def test_a_reference_to_anything_is_looked_up_everywhere(folder: Path, storage: Storage) -> None:
    """A task may be about an account, a deal, or something that was not exported."""
    write(folder, "Account.csv", "Id,Name", "001A,Acme")
    write(folder, "Task.csv", "Id,Subject,WhatId", "00TA,Call,001A", "00TB,Call,500X")
    report = report_of(import_folder(folder, storage), "Task.csv")
    assert notes(report) == ["WhatId names no known record and was kept as text: line 3"]


def test_money_is_in_the_rows_currency_else_in_the_given_one(
    folder: Path, storage: Storage
) -> None:
    """The currency column is no field of its own; the home currency comes first."""
    write(
        folder,
        "Opportunity.csv",
        "Id,Name,Amount,CurrencyIsoCode",
        "006A,One,5,CHF",
        "006B,Two,5,",
        "006C,Three,5,francs",
    )
    report = import_folder(folder, storage, currency="EUR").files[0]
    kept = records(storage, "Opportunity").values()
    assert [r["CurrencyIsoCode"] for r in kept] == ["CHF", "EUR", "EUR"]
    assert storage.load().currencies[0] == "EUR"
    assert "CHF" in storage.load().currencies
    assert notes(report) == [
        "CurrencyIsoCode is no currency such as USD, so the usual one was taken: line 4"
    ]


def test_the_home_currency_stays_when_none_is_given(folder: Path, storage: Storage) -> None:
    """A second import does not have to say it again."""
    write(folder, "Opportunity.csv", "Id,Amount", "006A,5")
    import_folder(folder, storage, currency="EUR")
    import_folder(folder, storage)
    assert storage.load().currencies == ("EUR",)


def test_files_that_cannot_be_loaded_are_reported_and_the_rest_is_loaded(
    folder: Path, storage: Storage
) -> None:
    """No Id, no header, no CSV at all: each is named with its reason."""
    write(folder, "Account.csv", "Id,Name", "001A,Acme")
    write(folder, "Report.csv", "Region,Sum", "North,5")
    (folder / "Empty.csv").touch()
    (folder / "Book.csv").write_bytes(b"PK\x03\x04\0\0\0\n\0\0")
    (folder / "readme.txt").touch()
    (folder / ".hidden.csv").touch()
    report = import_folder(folder, storage)
    assert str(report).splitlines() == [
        "Account.csv: 1 read, 1 new, 0 updated, 0 skipped",
        "Book.csv: not loaded",
        "  It can't be loaded: it has no header line.",
        "Empty.csv: not loaded",
        "  It can't be loaded: it has no header line.",
        "Report.csv: not loaded",
        "  It has no Id column, so its rows can't be told apart.",
        "Not CSV files, and left alone: readme.txt.",
        "Records: 1 new, 0 updated, 0 skipped.",
    ]


def test_several_files_of_one_entity_are_one(folder: Path, storage: Storage) -> None:
    """An export cut in pieces; a record in two of them is updated by the second."""
    write(folder, "Account_1.csv", "Id,Name,Kind", "001A,Acme,5", "001B,Bolt,6")
    write(folder, "Account_2.csv", "Id,Name,Kind", "001B,Bolt & Co,six")
    report = import_folder(folder, storage)
    assert [figures(r) for r in report.files] == [(2, 2, 0, 0), (1, 0, 1, 0)]
    assert storage.load().entity("Account").field("Kind").type is FieldType.TEXT


@pytest.mark.parametrize(
    ("encoding", "end"), [("utf-16", "\r\n"), ("cp1252", "\r"), ("utf-8-sig", "\n")]
)
def test_any_usual_encoding_will_do(
    folder: Path, storage: Storage, encoding: str, end: str
) -> None:
    """Semicolons, umlauts and decimal commas from a spreadsheet."""
    text = end.join(("Id;Name;AnnualRevenue", '001A;"Müller; Söhne";1234,50', ""))
    (folder / "Account.csv").write_text(text, encoding=encoding, newline="")
    import_folder(folder, storage)
    record = records(storage, "Account")["001A"]
    assert (record["Name"], record["AnnualRevenue"]) == ("Müller; Söhne", Decimal("1234.5"))


def test_progress_reaches_the_end(folder: Path, storage: Storage) -> None:
    """It counts bytes of both readings and never goes back."""
    write(folder, "Account.csv", "Id,Name", *(f"{n},Acme {n}" for n in range(9000)))
    ticks: list[tuple[int, int, str]] = []
    import_folder(folder, storage, progress=lambda *tick: ticks.append(tick))
    done = [tick[0] for tick in ticks]
    assert done == sorted(done)
    assert ticks[-1] == (ticks[0][1], ticks[0][1], "Account.csv")
    assert len(ticks) > 4


def test_an_interrupted_import_keeps_what_it_stored_and_can_be_completed(
    folder: Path, storage: Storage
) -> None:
    """Ctrl-C in the second file: the first is there, the report says so, a second run adds it."""
    write(folder, "User.csv", "Id,Name", "005A,Ann")
    write(folder, "Account.csv", "Id,Name", *(f"{n},Acme {n}" for n in range(9000)))
    size = sum(path.stat().st_size for path in folder.iterdir())

    def press(done: int, _total: int, file: str) -> None:
        if file == "Account.csv" and done > size + 20_000:
            raise KeyboardInterrupt

    with pytest.raises(ImportStopped, match="run it again") as stopped:
        import_folder(folder, storage, progress=press)
    assert [figures(r) for r in stopped.value.report.files] == [(1, 1, 0, 0), (2000, 2000, 0, 0)]
    assert len(records(storage, "Account")) == 2000
    again = import_folder(folder, storage)
    assert figures(report_of(again, "Account.csv")) == (9000, 7000, 2000, 0)


@pytest.mark.parametrize("name", ["missing", "file.csv", "empty"])
def test_a_folder_without_anything_to_import_is_refused(tmp_path: Path, name: str) -> None:
    """It is said why, and no database is made."""
    (tmp_path / "file.csv").touch()
    (tmp_path / "empty").mkdir()
    storage = Storage(engine_for(f"sqlite:///{tmp_path}/crm.db", create=True))
    with pytest.raises(NothingToImport, match=r"There is no|is a file"):
        import_folder(tmp_path / name, storage)
    assert not (tmp_path / "crm.db").exists()


def test_d30_a_locked_database_is_named_and_nothing_is_half_done(
    folder: Path, tmp_path: Path
) -> None:
    """Somebody else is writing: the import stops with one sentence."""
    write(folder, "Account.csv", "Id,Name", "001A,Acme")
    url = f"sqlite:///{tmp_path}/crm.db"
    storage = Storage(engine_for(url, create=True, patience=0.1))
    import_folder(folder, storage)
    with engine_for(url).connect() as other:
        other.exec_driver_sql("ROLLBACK")
        other.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(CrmUnavailable, match="busy"):
            import_folder(folder, storage)
    assert import_folder(folder, storage).updated == 1


def test_hostile_cells_are_stored_as_they_are(folder: Path, storage: Storage) -> None:
    """SQL, markup and formulas in a cell or a header are text."""
    nasty = "'); DROP TABLE crm_account;-- <b> =1+1 {} %s :x"
    write(folder, "Account.csv", f'Id,Name,"{nasty}"', f'001A,"{nasty}",yes', "001B,b,maybe")
    import_folder(folder, storage)
    assert records(storage, "Account")["001A"]["Name"] == nasty
    custom = next(field for field in storage.load().entity("Account") if field.custom)
    assert custom.label == nasty
    assert custom.name.replace("_", "").isalnum()


def test_a_real_export_comes_in_whole(shared: Path, storage: Storage) -> None:
    """Northwind in Salesforce's shape: every row, every reference, nothing to complain of."""
    report = import_folder(shared / "data" / "northwind", storage)
    assert {r.file: figures(r) for r in report.files} == {
        "User.csv": (9, 9, 0, 0),
        "Account.csv": (91, 91, 0, 0),
        "Contact.csv": (91, 91, 0, 0),
        "Product2.csv": (77, 77, 0, 0),
        "Order.csv": (830, 830, 0, 0),
        "OrderItem.csv": (2155, 2155, 0, 0),
    }
    assert [str(n) for r in report.files for n in r.notes if not n.what.startswith("New")] == []
    orders = records(storage, "Order").values()
    assert max(order["EffectiveDate"] for order in orders) == date(2026, 11, 6)
    assert sum(order["TotalAmount"] for order in orders) == sum(
        item["TotalPrice"] for item in records(storage, "OrderItem").values()
    )


def test_a_large_file_takes_no_more_memory_than_a_small_one(tmp_path: Path) -> None:
    """Twenty-five megabytes cost as much memory as seven: both are read in batches."""

    def peak(rows: int) -> int:
        folder = tmp_path / str(rows)
        folder.mkdir()
        with (folder / "Account.csv").open("w") as file:
            file.write("Id,Name,Description\n")
            file.writelines(f'{n},Acme {n},"{f"{n} " * 500}"\n' for n in range(rows))
        return peak_of_import(folder, tmp_path / f"{rows}.db")

    assert peak(10_000) - peak(3_000) < 8


def test_postgresql_takes_the_same_export(folder: Path, postgres_database: str) -> None:
    """Custom fields and entities, several currencies, and an update by Id within one batch."""
    storage = Storage(engine_for(postgres_database))
    write(
        folder,
        "Opportunity.csv",
        "Id,Name,Amount,CurrencyIsoCode,CloseDate,Renewal_Risk__c",
        "006A,One,5.25,CHF,2026-11-06,Low",
        "006B,Two,,,31/02,High",
        "006B,Two again,7,EUR,2026-11-07,High",
        "006C,Three,1,,2026-11-08,Low",
    )
    write(folder, "Visit__c.csv", "Id,Name,Duration__c", "a01,Müller's visit,1.5")
    for expected in ((4, 3, 0, 1), (4, 0, 3, 1)):
        report = import_folder(folder, storage)
        assert figures(report_of(report, "Opportunity.csv")) == expected
    kept = records(storage, "Opportunity")
    assert [(r["Amount"], r["CurrencyIsoCode"]) for r in kept.values()] == [
        (Decimal("5.25"), "CHF"),
        (Decimal(7), "EUR"),
        (Decimal(1), "USD"),
    ]
    assert records(storage, "Visit__c")["a01"]["Duration__c"] == Decimal("1.5")
    storage.engine.dispose()
