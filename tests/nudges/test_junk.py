"""What is no answer, and what is one."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.money import Money
from crm.query import Comparison, Op, Or, Value
from nudges.junk import JUNK_NUMBERS, JUNK_TEXTS, blank, blank_amount, is_junk


@pytest.mark.parametrize(
    "value",
    ["x", " N/A ", "tbd", "TBD", "?", "Unknown", Decimal(0), Decimal("1.00"),
     Money(Decimal(0), "EUR"), date(1900, 1, 1)],
)  # fmt: skip
def test_e7_what_silences_a_question_is_junk(value: Value) -> None:
    """In any case, with blanks around it."""
    assert is_junk(value)


@pytest.mark.parametrize(
    "value",
    [None, "", "call Xavier", "N/A after the merger, ask Kim", Decimal(2), Decimal("0.5"),
     Money(Decimal(20000), "EUR"), date(2026, 11, 16), True, False],
)  # fmt: skip
def test_e7_an_answer_is_not_junk(value: Value) -> None:
    """Empty is not junk either: it is no answer yet."""
    assert not is_junk(value)


@given(st.text(max_size=4))
def test_e7_what_the_crm_is_searched_for_is_what_is_known_when_typed(text: str) -> None:
    """One list for both: nothing typed slips through that a rule would flag at once."""
    searched = {value for value in searched_for(blank("NextStep")) if isinstance(value, str)}
    assert searched == set(JUNK_TEXTS)
    assert is_junk(text) is (text.strip().casefold() in searched)


def test_e7_the_same_holds_for_amounts() -> None:
    """Zero and one, and no amount at all."""
    assert searched_for(blank_amount("Amount")) == set(JUNK_NUMBERS)


def searched_for(condition: object) -> set[object]:
    """The constants of a condition that is "empty, or in these"."""
    assert isinstance(condition, Or)
    empty, among = condition.parts
    assert isinstance(empty, Comparison)
    assert empty.op is Op.EMPTY
    assert isinstance(among, Comparison)
    assert among.op is Op.IN
    return set(among.values)
