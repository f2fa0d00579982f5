"""What is kept of a value, and how it comes back."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.dialects.types import amount_of, in_utc, number_of, trimmed, units_of
from crm.money import LARGEST

CENTS = st.decimals(-LARGEST, LARGEST, places=4, allow_nan=False, allow_infinity=False)


@given(amount=CENTS)
def test_an_amount_comes_back_to_the_last_of_its_four_places(amount: Decimal) -> None:
    """And fits in the 64 bits both databases have."""
    assert amount_of(units_of(amount)) == amount
    assert abs(units_of(amount)) < 2**63


@given(number=st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_a_number_comes_back_as_the_shortest_that_means_it(number: float) -> None:
    """And as the same when it is kept again."""
    decimal = number_of(number)
    assert float(decimal) == number
    assert number_of(float(decimal)) == decimal


@pytest.mark.parametrize(
    ("given_", "written"),
    [("12.0", "12"), ("1E+2", "100"), ("0.10", "0.1"), ("-0.0", "0"), ("1E-7", "1E-7")],
)
def test_numbers_have_no_zeros_that_mean_nothing(given_: str, written: str) -> None:
    """Nor an exponent where there are whole numbers."""
    assert str(trimmed(Decimal(given_))) == written


@given(clock=st.datetimes(), zone=st.timezones())
def test_a_point_in_time_stays_the_same_in_utc(clock: datetime, zone: ZoneInfo) -> None:
    """Except at the very edge of the calendar, where it stays near."""
    instant = clock.replace(tzinfo=zone)
    if 1 < clock.year < 9999:
        assert in_utc(instant) == instant
    assert in_utc(instant).tzinfo is UTC
