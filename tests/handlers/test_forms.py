"""A form is made from the CRM's own field."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from crm.money import Money
from crm.query import Value
from crm.schema import Field, FieldType
from handlers.cards import InputKind
from handlers.entry.fields import USUAL, Habits, Typist, read_entry
from handlers.forms import Target, can_enter, fix_form, input_for, tried_again, written
from handlers.record import read_record
from tests.handlers.office import DANA, NOW, PILOT, RENEWAL, office

STAGE = Field(name="StageName", label="Stage", type=FieldType.PICKLIST, picklist=("Open", "Won"))


def a_field(type_: FieldType) -> Field:
    return Field(name="X__c", label="X", type=type_)


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        (FieldType.MONEY, InputKind.MONEY),
        (FieldType.NUMBER, InputKind.NUMBER),
        (FieldType.PERCENT, InputKind.PERCENT),
        (FieldType.DATE, InputKind.DATE),
        (FieldType.DATETIME, InputKind.TEXT),
        (FieldType.BOOLEAN, InputKind.BOOLEAN),
        (FieldType.LONG_TEXT, InputKind.LONG_TEXT),
        (FieldType.EMAIL, InputKind.TEXT),
        (FieldType.PICKLIST, InputKind.TEXT),
    ],
)
def test_every_type_has_its_input(type_: FieldType, kind: InputKind) -> None:
    """Money is entered as money and a day as a day; a picklist without values as text."""
    assert input_for(a_field(type_), habits=USUAL).kind is kind


def test_a_picklist_offers_its_values_and_holds_the_present_one() -> None:
    """Nobody types what can be chosen."""
    made = input_for(STAGE, "Won", habits=USUAL)
    assert (made.kind, made.choices, made.value) == (InputKind.CHOICE, ("Open", "Won"), "Won")


def test_d19_an_inactive_picklist_value_is_not_prefilled() -> None:
    """What nobody could submit does not stand in the field."""
    assert input_for(STAGE, "Retired stage", habits=USUAL).value == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (a_field(FieldType.MONEY), Money(Decimal("1234.50"), "USD")),
        (a_field(FieldType.NUMBER), Decimal("1.125")),
        (a_field(FieldType.PERCENT), Decimal("37.5")),
        (a_field(FieldType.DATE), date(2026, 12, 5)),
        (a_field(FieldType.DATETIME), datetime(2026, 12, 5, 14, 30, tzinfo=UTC)),
        (a_field(FieldType.BOOLEAN), False),
        (STAGE, "Won"),
    ],
    ids=lambda case: str(case.type if isinstance(case, Field) else case),
)
@pytest.mark.parametrize("habits", [USUAL, Habits(decimal_comma=True, day_first=True)])
def test_d19_what_is_prefilled_can_be_sent_back(field: Field, value: Value, habits: Habits) -> None:
    """A form that is submitted untouched means what the CRM holds, in every habit."""
    typist = Typist(now=NOW, zone=DANA.time_zone, habits=habits)
    text = written(value, habits=habits, zone=DANA.time_zone)
    assert read_entry(text, field, typist) == value


def test_what_the_crm_computes_or_points_at_is_not_entered() -> None:
    """Formulas, references, ids, and text too long for an input: no form is made of them."""
    assert not can_enter(Field(name="F", label="F", updatable=False))
    assert not can_enter(a_field(FieldType.REFERENCE))
    assert not can_enter(a_field(FieldType.ID))
    assert not can_enter(a_field(FieldType.LONG_TEXT), "x" * 3_001)
    assert can_enter(a_field(FieldType.LONG_TEXT), "x" * 3_000)


async def test_a_form_carries_what_the_person_saw() -> None:
    """The record, the field, its value then, and the rule that asked come back with it."""
    record = await read_record(office(), DANA, PILOT, "Amount")
    form = fix_form(record, record.field("Amount"), habits=USUAL, rule="missing_amount", ask="Hm?")
    assert Target.of(form.submit.arguments) == Target(
        ref=PILOT, field="Amount", before="m:12500 USD", rule="missing_amount"
    )
    assert form.title == "Amount"
    assert form.intro == "O'Brien <pilot>: Hm?"


async def test_a_field_that_cannot_be_entered_makes_no_form() -> None:
    """Whoever asks for one has not looked."""
    record = await read_record(office(), DANA, RENEWAL, "OwnerId")
    with pytest.raises(ValueError, match="not entered"):
        fix_form(record, record.field("OwnerId"), habits=USUAL)


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (STAGE, "Won", "Won"),
        (STAGE, "Wonn", ""),
        (a_field(FieldType.DATE), "2026-12-05", "2026-12-05"),
        (a_field(FieldType.DATE), "31/02", ""),
        (a_field(FieldType.MONEY), "lots", "lots"),
    ],
)
async def test_d15_a_failed_try_keeps_what_the_input_can_show(
    field: Field, typed: str, kept: str
) -> None:
    """A date picker holds days alone, and a choice its choices."""
    record = await read_record(office(), DANA, RENEWAL, "Amount")
    form = fix_form(record, record.field("Amount"), habits=USUAL)
    form = type(form)(title="X", inputs=(input_for(field, habits=USUAL),), submit=form.submit)
    again = tried_again(form, typed=typed, error="No.")
    assert (again.inputs[0].value, again.inputs[0].error) == (kept, "No.")


@pytest.mark.parametrize("arguments", [(), ("x",), ("Opportunity", "A", "", ""), ("a", "b", "c")])
def test_c7_a_made_up_target_is_refused(arguments: tuple[str, ...]) -> None:
    """Whoever changes what a form carries gets an error, no record."""
    with pytest.raises(ValueError, match=r".+"):
        Target.of(arguments)
