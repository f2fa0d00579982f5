"""An amount is a finite number in one currency, and never mixes with another."""

from decimal import Decimal

import pytest

from crm.money import LARGEST, Money


@pytest.mark.parametrize("currency", ["", "usd", "US", "USDD", "U$D", "12A", " USD"])
def test_a_currency_is_three_capital_letters(currency: str) -> None:
    """Anything else is refused."""
    with pytest.raises(ValueError, match="three capital letters"):
        Money(Decimal(1), currency)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity", "900000000000000.01", "-1e15"])
def test_d21_an_amount_is_finite_and_of_this_world(amount: str) -> None:
    """A typing mistake of fifteen digits is no amount."""
    with pytest.raises(ValueError, match="below 900 trillion"):
        Money(Decimal(amount), "USD")


def test_the_largest_amount_is_one() -> None:
    """On either side of zero."""
    assert Money(LARGEST, "JPY").amount == -Money(-LARGEST, "JPY").amount


def test_d21_amounts_of_one_currency_subtract() -> None:
    """Those of several do not, nor are they more or less than one another."""
    assert Money(Decimal(5), "EUR") - Money(Decimal(7), "EUR") == Money(Decimal(-2), "EUR")
    with pytest.raises(ValueError, match="different currencies"):
        Money(Decimal(5), "EUR") - Money(Decimal(5), "USD")
    with pytest.raises(TypeError):
        Money(Decimal(5), "EUR") < Money(Decimal(7), "EUR")  # type: ignore[operator]  # noqa: B015
    assert Money(Decimal(5), "EUR") != Money(Decimal(5), "USD")
