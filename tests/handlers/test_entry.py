"""What is typed into a field becomes a value of the field's type, or a sentence."""

from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.definitions import Definitions
from crm.money import Money
from crm.query import Value
from crm.schema import Field, FieldType
from crm.standard import STANDARD
from handlers.entry.fields import Habits, Typist, read_entry
from handlers.errors import EntryError

TYPIST = Typist(now=datetime(2026, 11, 16, 3, 30, tzinfo=UTC), zone="America/New_York")
OPPORTUNITY = STANDARD.entity("Opportunity")
EVERY_FIELD = [field for entity in STANDARD for field in entity]
CUSTOM_GROWTH = Field(name="Growth__c", label="Growth", type=FieldType.PERCENT, custom=True)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("Amount", "20k", Money(Decimal(20_000), "USD")),
        ("Probability", "40 %", Decimal(40)),
        ("CloseDate", "tomorrow", date(2026, 11, 16)),
        ("StageName", "negotiation", "Negotiation/Review"),
        ("NextStep", "  call   Kim ", "call Kim"),
    ],
)
def test_a_value_has_the_type_of_its_field(field: str, text: str, value: Value) -> None:
    """Whatever was typed; and tomorrow is the day after the person's own today."""
    assert read_entry(text, OPPORTUNITY.field(field), TYPIST) == value


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "\n\t"])
def test_nothing_is_no_value(text: str) -> None:
    """An empty field is asked again, also when what fills it cannot be seen."""
    with pytest.raises(EntryError, match=r"^Next Step is empty; please fill it in\.$"):
        read_entry(text, OPPORTUNITY.field("NextStep"), TYPIST)


@pytest.mark.parametrize(
    ("field", "text"), [("Probability", "150"), ("Probability", "-1"), ("Amount", "-5")]
)
def test_d19_what_no_standard_field_means_is_refused(field: str, text: str) -> None:
    """A chance of 150 % or a negative amount is a slip, and said to be."""
    with pytest.raises(EntryError, match=r"between 0 and 100|can't be negative"):
        read_entry(text, OPPORTUNITY.field(field), TYPIST)


def test_d19_a_custom_field_may_go_beyond() -> None:
    """Growth of 150 %, or a loss, is the owner's own affair."""
    assert read_entry("150", CUSTOM_GROWTH, TYPIST) == Decimal(150)
    assert read_entry("-20%", CUSTOM_GROWTH, TYPIST) == Decimal(-20)


def test_d21_credit_notes_may_be_negative() -> None:
    """An open balance goes below zero."""
    balance = STANDARD.entity("Invoice").field("Balance")
    assert read_entry("-5", balance, TYPIST) == Money(Decimal(-5), "USD")


def test_d19_the_habits_of_the_organisation_are_followed() -> None:
    """1.200 and 05/12 are read as they are written there."""
    habits = Habits(decimal_comma=True, day_first=True)
    typist = Typist(now=TYPIST.now, currency="EUR", habits=habits)
    assert read_entry("1.200", OPPORTUNITY.field("Amount"), typist) == Money(Decimal(1200), "EUR")
    assert read_entry("05/12/2026", OPPORTUNITY.field("CloseDate"), typist) == date(2026, 12, 5)


def test_end_of_the_quarter_follows_the_fiscal_year() -> None:
    """With a year that starts in February, the quarter of November ends in January."""
    typist = Typist(now=TYPIST.now, definitions=Definitions(fiscal_start_month=2))
    field = OPPORTUNITY.field("CloseDate")
    assert read_entry("end of the quarter", field, typist) == date(2027, 1, 31)


def test_d19_a_reference_is_not_typed() -> None:
    """An account id is nothing a person writes."""
    with pytest.raises(EntryError, match="in the CRM"):
        read_entry("001A", OPPORTUNITY.field("AccountId"), TYPIST)


def test_f14_an_enormous_text_is_refused_at_once() -> None:
    """Nobody types 100,001 characters into a field."""
    with pytest.raises(EntryError, match="too long"):
        read_entry("9" * 100_001, OPPORTUNITY.field("Amount"), TYPIST)


@given(st.text(), st.sampled_from(EVERY_FIELD))
def test_any_text_in_any_field_is_a_value_or_an_entry_error(text: str, field: Field) -> None:
    """No field of the CRM can be crashed by typing."""
    with suppress(EntryError):
        assert read_entry(text, field, TYPIST) not in (None, "")


def test_d7_sql_typed_into_a_text_field_stays_text(shared: Path) -> None:
    """What attacks a database elsewhere is kept as typed, runs of blanks aside."""
    attacks = (shared / "data/hostile/generic_sqli_payloadbox.txt").read_text().splitlines()
    field = OPPORTUNITY.field("NextStep")
    seen = [attack for attack in attacks if attack.strip() and attack.isprintable()]
    assert len(seen) > 100
    for attack in seen:
        assert read_entry(attack, field, TYPIST) == " ".join(attack.split())
