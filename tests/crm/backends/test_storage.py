"""What an import relies on: names, types, currencies, batches, and what the schema becomes."""

import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import inspect

from crm.backends.engines import engine_for
from crm.backends.storage import Storage
from crm.errors import InvalidValue, UnknownEntity, UnknownField
from crm.money import Money
from crm.query import Value
from crm.schema import Entity, Field, FieldType
from crm.standard import STANDARD

D = Decimal
PRISTINE = replace(STANDARD, unused=frozenset(entity.name for entity in STANDARD))
RISK = Field(
    name="Risk__c", label="Renewal risk", type=FieldType.PICKLIST, picklist=("Low", "High")
)
PLANT = Entity(
    name="Plant__c",
    label="Plant",
    plural="Plants",
    owner_path="Account__r.OwnerId",
    columns=("City__c",),
    fields=(
        Field(name="Id", label="Record ID", type=FieldType.ID, updatable=False),
        Field(name="Name", label="Plant Name", required=True),
        Field(name="City__c", label="City"),
        Field(name="Account__c", label="Account", type=FieldType.REFERENCE, refers_to="Account"),
    ),
)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.needs_postgres)])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    """Empty tables."""
    url = f"sqlite:///{tmp_path / 'crm.db'}"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_database")
    storage = Storage(engine_for(url, create=True))
    storage.create()
    yield storage
    storage.engine.dispose()


def anew(storage: Storage) -> Storage:
    """As somebody else sees the same database, with nothing remembered."""
    return Storage(storage.engine)


def names(storage: Storage, entity: str) -> list[object]:
    """The names of an entity's records, by id."""
    with storage.engine.connect() as connection:
        table = f"crm_{entity.lower()}"
        found = connection.exec_driver_sql(f'SELECT "Name" FROM {table} ORDER BY "Id"')
        return list(found.scalars())


def test_an_empty_crm_has_the_standard_schema(storage: Storage) -> None:
    """Also when it is made twice."""
    storage.create()
    assert storage.load() == PRISTINE


def test_custom_fields_stay(storage: Storage) -> None:
    """With all that describes them."""
    partner = Field(
        name="Partner__c",
        label="Partner",
        type=FieldType.REFERENCE,
        refers_to="Account",
        required=True,
        updatable=False,
    )
    storage.add_custom("Opportunity", [RISK, partner])
    entity = anew(storage).load().entity("Opportunity")
    assert entity.field("Risk__c").picklist == ("Low", "High")
    assert entity.field("Risk__c").custom
    again = entity.field("Partner__c")
    assert (again.label, again.refers_to, again.required, again.updatable) == (
        "Partner",
        "Account",
        True,
        False,
    )
    assert anew(storage).load().resolve("Opportunity", "Partner__r.Name").entity.name == "Account"


def test_a_known_field_gets_the_new_label_and_more_values(storage: Storage) -> None:
    """And keeps what it has."""
    storage.add_custom("Account", [RISK])
    storage.upsert("Account", [{"Id": "a", "Name": "Acme", "Risk__c": "High"}])
    storage.add_custom(
        "Account",
        [Field(name="Risk__c", label="Risk", type=FieldType.PICKLIST, picklist=("high", "None"))],
    )
    field = anew(storage).load().entity("Account").field("Risk__c")
    assert (field.label, field.picklist) == ("Risk", ("Low", "High", "None"))


@pytest.mark.parametrize(
    "name",
    ["", "1st", "a-b", "a b", 'a"b', "a;--", "ä", "x" * 61, "_version", "name", "NAME", "iD"],
)
def test_a_name_that_is_none_or_differs_in_case_only_is_refused(
    storage: Storage, name: str
) -> None:
    """Before anything is changed."""
    field = Field(name=name or "?", label="Label")
    with pytest.raises(InvalidValue):
        storage.add_custom("Account", [field])
    assert storage.load() == PRISTINE


def test_a_name_that_is_a_word_of_sql_is_a_name(storage: Storage) -> None:
    """Quoted wherever it is used."""
    storage.add_custom("Account", [Field(name="Select", label="x"), Field(name="from", label="y")])
    storage.upsert("Account", [{"Id": "a", "Select": "1", "from": "2"}])
    assert "Select" in anew(storage).load().entity("Account")


def test_another_type_for_a_known_field_is_refused(storage: Storage) -> None:
    """It has values of the one it was made with."""
    storage.add_custom("Account", [RISK])
    with pytest.raises(InvalidValue, match="kept as a picklist already"):
        storage.add_custom("Account", [Field(name="Risk__c", label="x", type=FieldType.DATE)])


def test_custom_entities_stay(storage: Storage) -> None:
    """And grow by the fields they lack."""
    storage.add_entity(PLANT)
    storage.upsert("Plant__c", [{"Id": "p", "Name": "Nord", "City__c": "Kiel"}])
    storage.add_entity(
        Entity(
            name="Plant__c",
            label="Plant",
            plural="Plants",
            fields=(*PLANT.fields[:2], Field(name="Size__c", label="Size", type=FieldType.NUMBER)),
        )
    )
    kept = anew(storage).load().entity("Plant__c")
    assert [field.name for field in kept] == ["Id", "Name", "Account__c", "City__c", "Size__c"]
    assert (kept.owner_path, kept.columns, kept.custom) == (
        "Account__r.OwnerId",
        ("City__c",),
        True,
    )
    assert names(storage, "plant__c") == ["Nord"]


def test_an_entity_that_differs_in_case_only_is_refused(storage: Storage) -> None:
    """Its table would be the same."""
    fields = (PLANT.fields[0], PLANT.fields[1])
    with pytest.raises(InvalidValue, match="known as Account already"):
        storage.add_entity(Entity(name="ACCOUNT", label="x", plural="x", fields=fields))


def test_picklists_and_seen_values_grow(storage: Storage) -> None:
    """Each value once in any case, empty ones never."""
    storage.extend_picklists({("Opportunity", "StageName"): ["Pilot", "pilot", "closed won", ""]})
    storage.extend_picklists({("Opportunity", "StageName"): ["PILOT", "Trial"]})
    storage.extend_picklists({("Account", "BillingCountry"): ["Chile", "CHILE"]}, seen=True)
    schema = anew(storage).load()
    stages = schema.entity("Opportunity").field("StageName").picklist
    assert stages[-3:] == ("Closed Lost", "Pilot", "Trial")
    country = schema.entity("Account").field("BillingCountry")
    assert (country.seen, country.picklist) == (("Chile",), ())


def test_settings_stay(storage: Storage) -> None:
    """Currencies, the home one first."""
    storage.set_currencies(["EUR", "USD", "EUR"])
    schema = anew(storage).load()
    assert schema.currencies == ("EUR", "USD")
    assert schema.entity("Opportunity").field("CurrencyIsoCode").picklist == ("EUR", "USD")
    assert "CurrencyIsoCode" not in schema.entity("Task")
    for wrong in ("eur", "EURO", "", "ÄÖÜ"):
        with pytest.raises(InvalidValue):
            storage.set_currencies([wrong])


def test_an_entity_is_unused_until_it_has_a_record(storage: Storage) -> None:
    """And not because rows were asked for and none came."""
    storage.upsert("Lead", [])
    assert storage.load().unused == PRISTINE.unused
    storage.upsert("Lead", [{"Id": "l", "Name": "x"}])
    assert anew(storage).load().unused == PRISTINE.unused - {"Lead"}


def test_what_one_changes_another_sees(storage: Storage) -> None:
    """Without being told: two processes share one database."""
    other = anew(storage)
    assert other.load() == PRISTINE
    storage.add_custom("Account", [RISK])
    assert "Risk__c" in other.load().entity("Account")


@pytest.mark.parametrize(
    ("row", "given", "expected"),
    [
        ({"Amount": D(1)}, None, "CHF"),
        ({"Amount": D(1)}, "SEK", "SEK"),
        ({"Amount": Money(D(1), "JPY")}, "SEK", "JPY"),
        ({"Amount": D(1), "CurrencyIsoCode": "NOK"}, "SEK", "NOK"),
        ({"Amount": D(1), "CurrencyIsoCode": None}, "SEK", "SEK"),
        ({"Amount": None, "CurrencyIsoCode": ""}, None, "CHF"),
    ],
)
def test_an_amount_is_in_the_first_currency_that_is_given(
    storage: Storage, row: dict[str, Value], given: str | None, expected: str
) -> None:
    """The row's, the import's, the home currency; it is in use from then on."""
    storage.set_currencies(["CHF"])
    storage.upsert("Opportunity", [{"Id": "o", **row}], currency=given)
    assert expected in anew(storage).load().currencies
    with storage.engine.connect() as connection:
        found = connection.exec_driver_sql('SELECT "CurrencyIsoCode" FROM crm_opportunity')
        assert found.scalar_one() == expected


def test_a_row_without_amounts_leaves_the_currency(storage: Storage) -> None:
    """Dollars do not become francs because a stage changed."""
    storage.upsert("Opportunity", [{"Id": "o", "Amount": D(1)}], currency="EUR")
    storage.upsert("Opportunity", [{"Id": "o", "StageName": "Pilot"}], currency="CHF")
    with storage.engine.connect() as connection:
        found = connection.exec_driver_sql('SELECT "CurrencyIsoCode" FROM crm_opportunity')
        assert found.scalar_one() == "EUR"


@pytest.mark.parametrize(
    ("entity", "row"),
    [
        ("Account", {"Name": D(1)}),
        ("Account", {"Name": "a\0b"}),
        ("Account", {"Name": "\udfff"}),
        ("Account", {"NumberOfEmployees": "12"}),
        ("Account", {"NumberOfEmployees": D("Infinity")}),
        ("Account", {"NumberOfEmployees": D("1e400")}),
        ("Account", {"AnnualRevenue": D("1e15")}),
        ("Account", {"AnnualRevenue": D("NaN")}),
        ("Account", {"CreatedDate": datetime(2026, 1, 1)}),  # noqa: DTZ001
        ("Account", {"CreatedDate": date(2026, 1, 1)}),
        ("Account", {"LastActivityDate": datetime(2026, 1, 1, tzinfo=UTC)}),
        ("User", {"IsActive": "yes"}),
        ("User", {"Id": ""}),
        ("Opportunity", {"Amount": D(1), "CurrencyIsoCode": "dollars"}),
        ("Opportunity", {"Amount": Money(D(1), "EUR"), "CurrencyIsoCode": "USD"}),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_with_its_batch(
    storage: Storage, entity: str, row: dict[str, Value]
) -> None:
    """And its field is named."""
    with pytest.raises(InvalidValue) as caught:
        storage.upsert(entity, [{"Id": "ok"}, {"Id": "bad", **row}])
    assert caught.value.field in row
    with storage.engine.connect() as connection:
        table = f"crm_{entity.lower()}"
        assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0


def test_a_row_without_an_id_or_with_an_unknown_field_is_refused(storage: Storage) -> None:
    """As is an entity there is not."""
    with pytest.raises(InvalidValue, match="needs its Id"):
        storage.upsert("Account", [{"Name": "x"}])
    with pytest.raises(UnknownField):
        storage.upsert("Account", [{"Id": "x", "Nonsense": "x"}])
    with pytest.raises(UnknownEntity):
        storage.upsert("Nonsense", [{"Id": "x"}])


def test_rows_of_several_shapes_and_batches_all_arrive(storage: Storage) -> None:
    """In order: of one id given twice, the later row stays."""
    rows: list[dict[str, Value]] = [{"Id": f"{n:05}", "Name": f"n{n}"} for n in range(4_500)]
    rows += [{"Id": "00000", "Name": "again"}, {"Id": "00001"}, {"Id": "00002", "Phone": "1"}]
    assert storage.upsert("Account", iter(rows)) == 4_503
    found = names(storage, "account")
    assert len(found) == 4_500
    assert found[:3] == ["again", "n1", "n2"]
    assert storage.upsert("Account", []) == 0


def test_indexes_are_on_what_is_looked_up(storage: Storage) -> None:
    """References, dates and points in time."""
    indexes = inspect(storage.engine).get_indexes("crm_task")
    indexed = {column for index in indexes for column in index["column_names"]}
    assert indexed == {"ActivityDate", "OwnerId", "WhoId", "WhatId", "AccountId", "CreatedDate"}


def test_d30_a_killed_import_leaves_whole_batches(tmp_path: Path) -> None:
    """After kill -9 in the middle the file is sound, and what was committed is there."""
    path = tmp_path / "crm.db"
    program = textwrap.dedent(
        """
        import sys
        from crm.backends.engines import engine_for
        from crm.backends.storage import Storage
        storage = Storage(engine_for(sys.argv[1], create=True))
        storage.create()
        def rows():
            for n in range(10_000_000):
                if n % 2_000 == 1_000 and n > 4_000:
                    print(n, flush=True)
                yield {"Id": str(n), "Name": "x"}
        storage.upsert("Lead", rows())
        """
    )
    arguments = [sys.executable, "-c", program, f"sqlite:///{path}"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as importing:
        assert importing.stdout is not None
        committed = int(importing.stdout.readline())
        importing.send_signal(signal.SIGKILL)
    storage = Storage(engine_for(f"sqlite:///{path}"))
    storage.verify()
    storage.engine.dispose()
    with sqlite3.connect(path) as connection:
        (count,) = connection.execute("SELECT count(*) FROM crm_lead").fetchone()
    connection.close()
    assert count % 2_000 == 0
    assert count >= committed - 1_000
