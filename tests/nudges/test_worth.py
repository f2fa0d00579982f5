"""Whose turn it is: bigger and sooner first."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.money import Money
from nudges.worth import ordinary, size_of, worth
from tests.nudges.company import NOW, TODAY

SIZES = st.decimals(0, 10**14, places=2)
DAYS = st.integers(0, 1000)


def test_thirty_days_halve_a_deal() -> None:
    """Before and after its date alike."""
    assert worth(Decimal(100), TODAY, TODAY) == 100
    assert worth(Decimal(100), TODAY + timedelta(days=30), TODAY) == 50
    assert worth(Decimal(100), TODAY - timedelta(days=60), TODAY) == 25


@given(SIZES, SIZES, DAYS)
def test_of_two_due_on_one_day_the_bigger_goes_first(
    one: Decimal, other: Decimal, days: int
) -> None:
    """Size decides where the date does not."""
    due = TODAY + timedelta(days=days)
    if one > other:
        assert worth(one, due, TODAY) >= worth(other, due, TODAY)


@given(SIZES, DAYS, DAYS)
def test_of_two_of_one_size_the_sooner_goes_first(size: Decimal, one: int, other: int) -> None:
    """The date decides where size does not."""
    if one < other:
        sooner = worth(size, TODAY + timedelta(days=one), TODAY)
        assert sooner >= worth(size, TODAY + timedelta(days=other), TODAY)


@pytest.mark.parametrize("due", [None, NOW, "soon", date(9999, 12, 31), date(1, 1, 1)])
def test_any_date_gives_a_finite_worth(due: object) -> None:
    """Also none, and those at the ends of the calendar."""
    found = worth(Decimal(100), due, TODAY)  # type: ignore[arg-type]
    assert 0 <= found <= 100


@pytest.mark.parametrize(
    ("value", "size"),
    [
        (Money(Decimal(5000), "EUR"), Decimal(5000)),
        (Decimal(7), Decimal(7)),
        (Money(Decimal(-5), "EUR"), Decimal(0)),
        (Money(Decimal(1), "EUR"), None),
        (Decimal(0), None),
        (None, None),
        ("5000", None),
        (True, None),
    ],
)
def test_the_size_of_a_deal_is_its_amount(value: object, size: Decimal | None) -> None:
    """A placeholder is no size, and less than nothing is nothing."""
    assert size_of(value) == size  # type: ignore[arg-type]


def test_a_deal_of_unknown_size_is_an_ordinary_one() -> None:
    """The median of those known, so that one giant does not make all unknown ones big."""
    assert ordinary([Decimal(10), None, Decimal(30), Decimal(10**9)]) == 30
    assert ordinary([None]) == 1
