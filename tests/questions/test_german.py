"""A second language: its words, its counting and its times are all it brings."""

from decimal import Decimal

import pytest

from handlers.understanding.language.languages import GERMAN
from handlers.understanding.text.tokens import tokenise


@pytest.mark.parametrize(
    "forms",
    [
        "Kunde Kunden",
        "Auftrag Aufträge Aufträgen Auftraege",
        "offen offene offenen offenes",
        "größte größten groesste",
        "Deal Deals",
    ],
)
def test_the_forms_of_a_german_word_are_filed_as_one(forms: str) -> None:
    """Endings and umlauts do not matter."""
    assert len({GERMAN.stem(form) for form in forms.split()}) == 1


def test_a_german_seller_is_no_sale() -> None:
    """Endings that make another word of it stay."""
    assert GERMAN.stem("Verkäufer") != GERMAN.stem("Verkäufe")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20.000,50", "20000.50"),
        ("1.000", "1000"),
        ("1,2 Mio", "1200000"),
        ("50 Tsd", "50000"),
        ("fünfzigtausend", "50000"),
        ("einundzwanzig", "21"),
        ("eine halbe Million", "500000"),
        ("zweihunderttausend", "200000"),
    ],
)
def test_german_numbers_are_read(text: str, value: str) -> None:
    """The comma parts decimals, the point thousands; words are written in one."""
    tokens = tokenise(text)
    found = next(n for at in range(len(tokens)) if (n := GERMAN.number(tokens, at)))
    assert found.value == Decimal(value)
