"""Numbers: every ordinary way to write or say an amount, a share or a place in a row."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.understanding.language.numbers import Number, read_number, read_ordinal
from handlers.understanding.text.tokens import tokenise


def _read(text: str) -> Number | None:
    return read_number(tokenise(text), 0)


def _value(
    text: str, *, decimal_comma: bool = False, lone_one: bool = False, joined: bool = True
) -> str | None:
    found = read_number(
        tokenise(text), 0, decimal_comma=decimal_comma, lone_one=lone_one, joined=joined
    )
    return None if found is None else f"{found.value.normalize():f}"


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("50k", "50000", None), ("$50K", "50000", "USD"), ("$1.2m", "1200000", "USD"),
        ("1.2 million", "1200000", None), ("20k€", "20000", "EUR"), ("20 k €", "20000", "EUR"),
        ("EUR 20,000", "20000", "EUR"), ("20,000 EUR", "20000", "EUR"),
        ("50 thousand", "50000", None),
        ("£3bn", "3000000000", "GBP"), ("$ 50", "50", "USD"), ("US$20", "20", "USD"),
        ("C$1m", "1000000", "CAD"), ("EUR20k", "20000", "EUR"), ("20 000", "20000", None),
        ("20 000 €", "20000", "EUR"), ("1 000 000", "1000000", None), ("1'000", "1000", None),
        ("$1,234.56", "1234.56", "USD"), ("12,34,567", "1234567", None), (".5m", "500000", None),
        ("2 hundred", "200", None), ("1.5 bn dollars", "1500000000", "USD"),
        ("50 grand", "50000", None),
        ("50k usd", "50000", "USD"), ("$50k dollars", "50000", "USD"), ("10 mio", "10000000", None),
        ("5mm", "5000000", None), ("3 crore", "30000000", None),
        ("20,000 us dollars", "20000", "USD"),
        ("50К", "50000", None), ("５０", "50", None), ("-5", "-5", None), ("$0", "0", "USD"),
        ("2025", "2025", None), ("100 bucks", "100", "USD"), ("1,5", "1.5", None),
    ],
)  # fmt: skip
def test_amounts_in_digits(text: str, value: str, currency: str | None) -> None:
    """Sign or code before or after, any magnitude, any grouping that leaves no doubt."""
    found = _read(text)
    assert found is not None
    assert (f"{found.value.normalize():f}", found.currency) == (value, currency)
    assert found.length == len(tokenise(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty", "20"), ("two hundred", "200"), ("fifty thousand", "50000"),
        ("a million", "1000000"),
        ("half a million", "500000"), ("one million", "1000000"), ("fifty-five", "55"),
        ("twenty five", "25"), ("a hundred and fifty", "150"), ("a dozen", "12"),
        ("fifty k", "50000"),
        ("two hundred and fifty thousand", "250000"),
        ("two million five hundred thousand", "2500000"),
        ("one point five million", "1500000"), ("two point two five", "2.25"), ("zero", "0"),
        ("three thousand and five", "3005"), ("nineteen", "19"), ("ten thousand dollars", "10000"),
    ],
)  # fmt: skip
def test_numbers_in_words(text: str, value: str) -> None:
    """As written in a sentence, or as a voice writes it."""
    found = _read(text)
    assert found is not None
    assert f"{found.value.normalize():f}" == value
    assert found.length == len(tokenise(text))


@pytest.mark.parametrize(
    ("text", "value", "length"),
    [
        ("two five", "2", 1),
        ("fifty thousand and one million", "50000", 2),
        ("two hundred and three hundred", "200", 2),
        ("fifty thousand and sixty thousand", "50000", 2),
        ("five twenty", "5", 1),
        ("5 deals", "5", 1),
        ("200-300", "200", 1),
        ("2 and a half", "2", 1),
        ("10 2000", "10", 1),
    ],
)
def test_a_number_ends_where_the_next_begins(text: str, value: str, length: int) -> None:
    """Two numbers in a row remain two."""
    found = _read(text)
    assert found is not None
    assert (f"{found.value:f}", found.length) == (value, length)


def test_between_two_numbers_an_and_can_be_made_to_end_the_first() -> None:
    """Only the reader of a sentence knows that `between two hundred and five` has two."""
    assert _value("two hundred and five") == "205"
    assert _value("two hundred and five", joined=False) == "200"


@pytest.mark.parametrize("text", ["37.5%", "37.5 %", "37.5 percent", "37.5 per cent", "37.5 pct"])
def test_a_share_keeps_its_face_value(text: str) -> None:
    """37.5 % is 37.5 and marked as a share."""
    assert _read(text) == Number(Decimal("37.5"), None, True, len(tokenise(text)))


@pytest.mark.parametrize(
    ("text", "plain", "comma"),
    [
        ("1,000", "1000", "1"), ("1.000", "1", "1000"), ("1.000,50", "1000.5", "1000.5"),
        ("1,000.50", "1000.5", "1000.5"), ("1,5", "1.5", "1.5"), ("1.5", "1.5", "1.5"),
        ("1.000.000", "1000000", "1000000"), ("0.125", "0.125", "0.125"),
        ("2.500 €", "2.5", "2500"), ("1234,567", "1234.567", "1234.567"),
    ],
)  # fmt: skip
def test_d19_a_decimal_comma_decides_only_where_digits_leave_doubt(
    text: str, plain: str, comma: str
) -> None:
    """`1.000` is one or a thousand, as the reader's language has it; `1.000,50` is clear."""
    assert (_value(text), _value(text, decimal_comma=True)) == (plain, comma)


@pytest.mark.parametrize(
    "text",
    ["one", "a", "a deal", "half", "half year", "million", "hundred", "and five", "2026-11-05",
     "5.11.2026", "11/5/2026", "2026-11", "'26", "Q3", "3rd", "4x4", "30-day", "usd", "$", "",
     "9" * 40, "second", "k", '"50"'],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    """A pronoun, a lone magnitude, a date, an ordinal, a word with digits, an endless row."""
    assert _read(text) is None


def test_one_counts_where_the_reader_says_so() -> None:
    """`the first one` is a pronoun; after `top` it would be a number."""
    assert _value("one", lone_one=True) == "1"


@pytest.mark.parametrize(
    ("text", "place", "length"),
    [("first", 1, 1), ("second", 2, 1), ("3rd", 3, 1), ("21st", 21, 1), ("twenty-first", 21, 1),
     ("twenty second", 22, 2), ("twelfth", 12, 1)],
)  # fmt: skip
def test_ordinals(text: str, place: int, length: int) -> None:
    """In digits and in words."""
    found = read_ordinal(tokenise(text), 0)
    assert found is not None
    assert (found.value, found.length) == (place, length)


@pytest.mark.parametrize("text", ["seconds", "3", "3d", "twenty", "", "nd", "99999th"])
def test_what_is_no_ordinal(text: str) -> None:
    """A count is none, and neither is a word that only looks alike."""
    assert read_ordinal(tokenise(text), 0) is None


@given(st.integers(0, 10**12))
def test_any_grouped_integer_is_read_back(value: int) -> None:
    """With comma groups, and with point groups under a decimal comma."""
    assert _value(f"{value:,}") == str(value)
    assert _value(f"{value:,}".replace(",", "."), decimal_comma=True) == str(value)


_PIECES = ["one", "twenty", "hundred", "and", "a", "half", "million", "5", "$", "-", "%", "point",
           "1,000", "k", "usd", "first", "2nd", "20", "000", "'", "€"]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=5), max_size=12), st.integers(0, 12))
def test_reading_never_raises_and_stays_in_the_text(pieces: list[str], at: int) -> None:
    """Any row of words gives a number of at least one token, or none."""
    tokens = tokenise(" ".join(pieces))
    for found in (read_number(tokens, at), read_ordinal(tokens, at)):
        assert found is None or 0 < found.length <= len(tokens) - at
