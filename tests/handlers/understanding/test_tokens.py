"""Tokens: every text has them, and what belongs together stays together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.names.spelling import folded, plain
from handlers.understanding.text.tokens import Kind, stem, tokenise


def _texts(question: str) -> list[str]:
    return [token.text for token in tokenise(question)]


def _kinds(question: str) -> list[Kind]:
    return [token.kind for token in tokenise(question)]


@pytest.mark.parametrize(
    "written",
    ["$50K", "1.2m", "20k€", "1,000", "37.5%", "1.000,50", "US$20", "EUR20k", "€1.5bn", "1'000",
     "2026-11-05", "5.11.2026", "11/5/2026", "2026-11", "12,34,567", ".5m", "'26"],
)  # fmt: skip
def test_a_number_with_its_signs_is_one_token(written: str) -> None:
    """Currency, magnitude and per cent stay with the digits, and so do the parts of a date."""
    assert [(t.text, t.kind) for t in tokenise(f"about {written} here")][1:2] == [
        (written, Kind.NUMBER)
    ]


@pytest.mark.parametrize(
    "written",
    ["follow-up", "top-5", "O'Brien", "AT&T", "Q3", "3rd", "7-Eleven", "30-day", "booking.com",
     "U.S.", "w/o", "Renewal_Risk__c", "don't", "Müller", "5-Nov-2026", "Q3'26"],
)  # fmt: skip
def test_a_word_keeps_its_inner_marks(written: str) -> None:
    """Hyphens, apostrophes, ampersands and dots inside a word do not cut it."""
    assert [(t.text, t.kind) for t in tokenise(f"the {written} one")][1:2] == [(written, Kind.WORD)]


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("Acme's deals", ["Acme", "'s", "deals"]),
        ("what’s up", ["what", "'s", "up"]),
        ("customers' deals", ["customers", "'", "deals"]),
        ("O'Brien's", ["O'Brien", "'s"]),
        ("item 'Desks' now", ["item", "Desks", "now"]),
        ("reps' and customers' deals", ["reps", "'", "and", "customers", "'", "deals"]),
        ("'26 and '25", ["'26", "and", "'25"]),
        ("Smith & Sons", ["Smith", "&", "Sons"]),
        ("200-300", ["200", "-", "300"]),
        ("$50-100k", ["$50", "-", "100k"]),
        ("amount>=5", ["amount", ">=", "5"]),
        ("deals—open", ["deals", "-", "open"]),
        ("by €5, ok", ["by", "€5", ",", "ok"]),
    ],
)
def test_what_does_not_belong_together_is_cut(question: str, texts: list[str]) -> None:
    """A possessive ending, a range and a sign between words are tokens of their own."""
    assert _texts(question) == texts


def test_a_possessive_ending_has_one_norm() -> None:
    """`Acme's` and `customers'` end in the same word, whatever apostrophe was typed."""
    assert [t.norm for t in tokenise("Acme’s customers' deals") if t.text.startswith("'")] == [
        "'s",
        "'s",
    ]


def test_a_quoted_name_is_one_token_without_its_quotes() -> None:
    """The text is what stands between the quotes; the positions include them."""
    token = tokenise("find “Smith & Sons” please")[1]
    assert (token.text, token.norm, token.kind) == ("Smith & Sons", "smith & sons", Kind.QUOTED)
    assert plain("find “Smith & Sons” please")[token.start : token.end] == '"Smith & Sons"'


def test_an_unbalanced_quote_is_a_sign() -> None:
    """A lone quote, an inch mark for instance, takes nothing with it."""
    assert _kinds('a 5" pipe') == [Kind.WORD, Kind.NUMBER, Kind.SYMBOL, Kind.WORD]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("anna.lidman+x@example.co.uk", Kind.EMAIL),
        ("https://crm.example.com/lightning/r/006000000000001AAA/view?x=1", Kind.URL),
        ("006000000000001", Kind.ID),
        ("a0qbm000000hqZdAAI", Kind.ID),
        ("3f2504e0-4f89-11d3-9a0c-0305e82c3301", Kind.ID),
        ("123456789012345", Kind.NUMBER),
        ("characteristics", Kind.WORD),
    ],
)
def test_addresses_and_record_ids_are_known_by_their_shape(written: str, kind: Kind) -> None:
    """An address or id at the end of a sentence does not take the full stop with it."""
    assert [(t.text, t.kind) for t in tokenise(f"see {written}.")][1] == (written, kind)


@pytest.mark.parametrize(
    "hostile",
    ["Аcmе", "A\u200bcme", "\u202eAcme\u202c", "Ａｃｍｅ", "Acme\ufeff", "Ac\u00adme"],
    ids=["cyrillic", "zero-width", "right-to-left", "full-width", "byte-order", "soft-hyphen"],
)  # fmt: skip
def test_f15_what_looks_alike_reads_alike(hostile: str) -> None:
    """Homoglyphs, invisible marks and full-width letters read as what the eye sees."""
    assert [token.norm for token in tokenise(hostile)] == ["acme"]


def test_a_truly_foreign_word_stays_foreign() -> None:
    """Only a word mixed with Latin is mapped: a Cyrillic name remains one."""
    assert _texts("Роснефть и Σίγμα") == ["Роснефть", "и", "Σίγμα"]


@given(st.text(max_size=300))
def test_tokens_of_any_text_lie_in_it_in_order(text: str) -> None:
    """Never raises; the tokens do not overlap, and only space lies between them."""
    shown, end = plain(text), 0
    for token in tokenise(text):
        assert token.start >= end
        assert not shown[end : token.start].strip()
        assert token.end > token.start
        end = token.end
    assert not shown[end:].strip()


@given(st.text(max_size=100))
def test_plain_and_folded_have_nothing_left_to_do(text: str) -> None:
    """Spelling twice is spelling once."""
    assert plain(plain(text)) == plain(text)
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    "piece",
    ['"', "'", "(", "a.", "a@", "a-", "1,", "1.1.", "12/", "http://", "$ ", "_", "𝔸", '"\n'],
)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    """Forty thousand characters of one sort are cut without going back over them."""
    text = piece * (40_000 // len(piece))
    assert sum(token.end - token.start for token in tokenise(text)) <= len(text)


@pytest.mark.parametrize(
    ("word", "root"),
    [("opportunities", "opportunity"), ("Deals", "deal"), ("companies", "company"),
     ("addresses", "address"), ("status", "status"), ("statuses", "status"),
     ("business", "business"), ("businesses", "business"), ("sales", "sales"),
     ("people", "person"), ("Acme's", "acme"), ("houses", "house"), ("purchases", "purchase"),
     ("stages", "stage"), ("boxes", "box"), ("is", "is"), ("this", "this"), ("ids", "id")],
)  # fmt: skip
def test_stem_takes_plural_and_possessive_off(word: str, root: str) -> None:
    """A light fold: what only looks like a plural stays."""
    assert stem(word) == root


@pytest.mark.parametrize(("word", "parts"), [("follow-up", ("follow", "up")), ("deal", ("deal",))])
def test_the_parts_of_a_hyphenated_word(word: str, parts: tuple[str, ...]) -> None:
    """A hyphenated word can be matched as one or as its parts."""
    assert tokenise(word)[0].parts == parts


@pytest.mark.parametrize(
    "text",
    [
        "+1 312 555 0142",
        "+49 (0)89 / 1234-567",
        "(312) 555-0142",
        "0049 89 1234567",
        "089/1234567",
        "01 42 68 53 00",
        "312.555.0142",
        "1-800-555-0142",
        "555-0142",
        "555 0142",
        "+1 (312) 555-0142 x12",
    ],
)
def test_a_phone_number_is_one_token(text: str) -> None:
    """As it is written, whatever stands around it."""
    for asked in (text, f"{text}?", f"who has {text}, please"):
        assert [t.text for t in tokenise(asked) if t.kind is Kind.PHONE] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "deals 500-1000",
        "2025-2026",
        "over 1.234.567",
        "01.10.-31.12.2026",
        "05.11.2026",
        "2026-11-05",
        "between 10000-20000",
        "top 100 2026",
        "over 100 5000",
        "$500-1000",
        "09:00 - 10:00",
        "1,234,567",
        "order 00001043",
        "INV-02236",
        "05 2026 to 06 2026",
    ],
)
def test_other_numbers_are_no_phone_numbers(text: str) -> None:
    """Amounts, days, ranges and the numbers of orders."""
    assert not [t for t in tokenise(text) if t.kind is Kind.PHONE]
