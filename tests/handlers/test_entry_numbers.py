"""Amounts as people type them."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.entry.numbers import read_money, read_number, read_percent
from handlers.errors import EntryError


def usd(text: str, *, comma: bool = False) -> Decimal:
    return read_money(text, currency="USD", decimal_comma=comma).amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("20k", "20000"),
        ("$20,000", "20000"),
        ("1.2m", "1200000"),
        ("1,2m", "1200000"),
        ("1,200k", "1200000"),
        ("20.000,50", "20000.50"),
        ("20,000.50", "20000.50"),
        ("20 000", "20000"),
        ("20\u202f000", "20000"),
        ("20'000", "20000"),
        ("1,00,000", "100000"),
        ("USD 20k", "20000"),
        ("20k usd", "20000"),
        ("20 dollars", "20"),
        ("about 20k", "20000"),
        ("20K.", "20000"),
        (".5", "0.5"),
        ("twenty thousand", "20000"),
        ("half a million", "500000"),
        ("-$5", "-5"),
        ("(500)", "-500"),
    ],
)
def test_amounts_are_read_where_a_point_parts_decimals(text: str, amount: str) -> None:
    """What a person plainly means is taken."""
    assert usd(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("20.000,50", "20000.50"),
        ("20.000", "20000"),
        ("20,50", "20.50"),
        ("20000.5", "20000.5"),
        ("1,2m", "1200000"),
        ("1.200.300", "1200300"),
    ],
)
def test_d19_amounts_are_read_where_a_comma_parts_decimals(text: str, amount: str) -> None:
    """The organisation's own way of writing decides; what a form hands in is taken too."""
    assert usd(text, comma=True) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "comma"),
    [("1.200", False), ("20,50", False), ("2000,500", False), ("0,125", False), ("1,200", True)],
)
def test_d19_an_amount_of_two_meanings_is_asked_about(text: str, comma: bool) -> None:
    """A thousandfold error is not worth a guess."""
    with pytest.raises(EntryError, match="could be"):
        usd(text, comma=comma)


@pytest.mark.parametrize("text", ["", "abc", "n/a", "12 50", "1,2,3", "1..2", "()", "5%", "1e5"])
def test_what_is_no_amount_is_refused_in_a_sentence(text: str) -> None:
    """The sentence shows how to write one."""
    with pytest.raises(EntryError, match=r"\.$"):
        usd(text)


@pytest.mark.parametrize("text", ["€20", "20 EUR", "20 pounds"])
def test_d21_another_currency_is_refused_and_the_right_one_named(text: str) -> None:
    """An amount is never taken over from one currency into another."""
    with pytest.raises(EntryError, match="kept in USD"):
        usd(text)


def test_d21_dollars_are_those_of_the_country() -> None:
    """In a company that books in Canadian dollars, "$5" are those."""
    assert read_money("$5", currency="CAD", decimal_comma=False).currency == "CAD"
    with pytest.raises(EntryError):
        read_money("US$5", currency="CAD", decimal_comma=False)


@pytest.mark.parametrize(("text", "currency"), [("0.125", "USD"), ("10.5", "JPY")])
def test_d21_no_amount_is_smaller_than_its_coin(text: str, currency: str) -> None:
    """Yen have no cents, and dollars no tenths of them."""
    with pytest.raises(EntryError, match="smallest"):
        read_money(text, currency=currency, decimal_comma=False)


@pytest.mark.parametrize("text", ["1000000000000000", "900001bn", "9" * 59, "9" * 61])
def test_d21_an_absurd_amount_is_refused(text: str) -> None:
    """Beyond 900 trillion it is a slip of the hand."""
    with pytest.raises(EntryError):
        usd(text)


@given(st.integers(0, 10**12), st.sampled_from(["", "$", "USD "]))
def test_grouped_digits_mean_the_same_as_plain_ones(number: int, sign: str) -> None:
    """Commas between thousands never change an amount."""
    assert usd(f"{sign}{number:,}") == number == usd(str(number))


@given(st.text(max_size=80), st.booleans())
def test_any_text_is_an_amount_or_an_entry_error(text: str, comma: bool) -> None:
    """Nothing typed makes the reading fail in another way."""
    with suppress(EntryError):
        assert usd(text, comma=comma).is_finite()


def test_percentages_are_read_with_and_without_their_sign() -> None:
    """37.5 and 37.5 % are the same share."""
    shares = [read_percent(text, decimal_comma=False) for text in ("37.5", "37.5%", "37.5 percent")]
    assert shares == [Decimal("37.5")] * 3
    assert read_percent("37,5 %", decimal_comma=True) == Decimal("37.5")


def test_plain_numbers_have_decimals_and_no_unit() -> None:
    """Quantities may have three decimals, which amounts of money have not."""
    assert read_number("1.125", decimal_comma=False) == Decimal("1.125")
    for text in ("5%", "$5"):
        with pytest.raises(EntryError, match="without a unit"):
            read_number(text, decimal_comma=False)
