"""A column that nobody described is typed by all that is in it, and called what people call it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.sample.csv_names import entity_of, label_of, plural_of, reference_label, safe_name, unlike
from crm.sample.csv_typing import MOST_CHOICES, ColumnContent
from crm.schema import FieldType
from crm.standard import STANDARD


def content(name: str, *cells: str) -> ColumnContent:
    """A column that holds these cells."""
    column = ColumnContent(name)
    column.add(cells)
    return column


@pytest.mark.parametrize(
    ("name", "cells", "type_"),
    [
        ("Renewed__c", ("true", "FALSE", "", "true"), FieldType.BOOLEAN),
        ("Renewed__c", ("0", "1") * 6, FieldType.BOOLEAN),
        ("Seats__c", ("0", "1", "2") * 6, FieldType.NUMBER),
        ("Seats__c", ("0", "1"), FieldType.NUMBER),
        ("Score__c", ("12", "3.5", ""), FieldType.NUMBER),
        ("Score__c", ("12", "n/a"), FieldType.TEXT),
        ("Margin__c", ("12.5 %", "7%"), FieldType.PERCENT),
        ("Win_Percent__c", ("12.5", "7"), FieldType.PERCENT),
        ("ListPrice", ("18.00", "19.00"), FieldType.MONEY),
        ("Worth", ("$18", "$1,900.50"), FieldType.MONEY),
        ("Case_Number__c", ("1042", "1043"), FieldType.TEXT),
        ("BillingPostalCode", ("05021", "12209"), FieldType.TEXT),
        ("Legacy", ("0012", "0013"), FieldType.TEXT),
        ("Renewal_Date__c", ("2026-11-06", "", "2027-01-01"), FieldType.DATE),
        ("Seen__c", ("2026-11-06T10:00:00.000+0000", "2026-11-07"), FieldType.DATETIME),
        ("Second_Mail__c", ("a@b.example", "c@d.example"), FieldType.EMAIL),
        ("Profile__c", ("https://a.example/x", "www.b.example"), FieldType.URL),
        ("Fax", ("030-0076545", "(5) 555-3745"), FieldType.PHONE),
        ("Assistant", ("+49 30 1234567", "(5) 555-3745"), FieldType.PHONE),
        ("Renewal_Risk__c", ("Low", "High", "Low", "", "High"), FieldType.PICKLIST),
        ("Nick", ("Bo", "Mo", "Jo"), FieldType.TEXT),
        ("Notes__c", ("short", "two\nlines"), FieldType.LONG_TEXT),
        ("Notes__c", ("x" * 300,), FieldType.LONG_TEXT),
        ("Nothing__c", ("", ""), FieldType.TEXT),
    ],
)
def test_type_by_content(name: str, cells: tuple[str, ...], type_: FieldType) -> None:
    """The narrowest type that fits every cell; the name decides where content cannot."""
    assert content(name, *cells).type() is type_


def test_many_values_are_no_picklist() -> None:
    """Beyond a few dozen, repeated or not, a column is text."""
    values = [f"value {n}" for n in range(MOST_CHOICES + 1)]
    assert content("Kind", *values[1:] * 3).type() is FieldType.PICKLIST
    assert content("Kind", *values * 3).type() is FieldType.TEXT


@given(st.lists(st.text(max_size=6), max_size=40), st.integers(1, 39))
def test_the_type_does_not_depend_on_how_a_column_is_cut(cells: list[str], at: int) -> None:
    """Read in one batch or in two, it is the same."""
    halves = ColumnContent("Kind")
    halves.add(cells[:at])
    halves.add(cells[at:])
    assert halves.type() is content("Kind", *cells).type()


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Renewal_Risk__c", "Renewal Risk"),
        ("ShipCountry", "Ship Country"),
        ("AnnualRevenueUSD", "Annual Revenue USD"),
        ("CRMOwner", "CRM Owner"),
        ("npsp__Primary_Contact__c", "Primary Contact"),
        ("Renewal risk (Q4)", "Renewal risk (Q4)"),
        ("größe", "Größe"),
        ("__", "__"),
    ],
)
def test_labels_are_what_people_say(name: str, label: str) -> None:
    """An API name taken apart into words; a header for people stays as it is."""
    assert label_of(name) == label


def test_a_references_label_leaves_the_id_out() -> None:
    """CreatedById is the one who created it."""
    assert reference_label("CreatedById") == "Created By"
    assert reference_label("Partner_Account__c") == "Partner Account"


@pytest.mark.parametrize(
    ("one", "many"),
    [("Renewal", "Renewals"), ("Activity", "Activities"), ("Box", "Boxes"), ("Day", "Days")],
)
def test_plurals(one: str, many: str) -> None:
    """As English forms most of them."""
    assert plural_of(one) == many


@given(st.text(max_size=80))
def test_any_header_gives_a_name_the_schema_takes(header: str) -> None:
    """ASCII letters, digits and underscores, a letter first, and not too long."""
    name = safe_name(header, "Column_1")
    assert name.isascii()
    assert name.replace("_", "a").isalnum()
    assert name[0].isalpha()
    assert len(name) <= 60


def test_a_taken_name_gets_a_number() -> None:
    """Databases do not tell column names apart by their case."""
    assert unlike("amount", ["Amount", "AMOUNT_2"]) == "amount_3"


@pytest.mark.parametrize(
    ("file", "entity"),
    [
        ("Account.csv", "Account"),
        ("ACCOUNT.CSV", "Account"),
        ("Account_1.csv", "Account"),
        ("Account (2).csv", "Account"),
        ("order_item.csv", "OrderItem"),
        ("Renewal__c.csv", "Renewal__c"),
        ("Product2.csv", "Product2"),
        ("Metadata.csv", "MetadataRecord"),
        ("日本.csv", "Table"),
    ],
)
def test_files_are_named_after_entities(file: str, entity: str) -> None:
    """In any case, numbered or not; what is not known is an entity of its own."""
    assert entity_of(Path(file), [e.name for e in STANDARD]) == entity
