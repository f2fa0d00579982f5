"""Words, choices and addresses as people type them."""

from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.standard import STAGES
from handlers.entry.texts import (
    read_choice,
    read_email,
    read_line,
    read_page,
    read_phone,
    read_url,
    read_yes,
)
from handlers.errors import EntryError

READERS: list[Callable[[str], object]] = [
    read_line,
    read_page,
    read_email,
    read_phone,
    read_url,
    read_yes,
    lambda text: read_choice(text, STAGES),
]


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Prospecting", "Prospecting"),
        ("  closed WON ", "Closed Won"),
        ("proposal", "Proposal/Price Quote"),
        ("nego", "Negotiation/Review"),
        ("won", "Closed Won"),
        ("analysis", "Needs Analysis"),
    ],
)
def test_a_choice_is_taken_in_any_case_and_by_a_part_that_fits_once(text: str, stage: str) -> None:
    """Nobody has to type "Proposal/Price Quote"."""
    assert read_choice(text, STAGES) == stage


def test_a_choice_that_fits_twice_is_asked_about() -> None:
    """Won and lost are not the same."""
    with pytest.raises(EntryError, match=r"Closed Won, Closed Lost\. Which one\?"):
        read_choice("closed", STAGES)


def test_d19_an_unknown_choice_names_the_nearest() -> None:
    """An inactive or misspelt value is not taken, and the sentence helps on."""
    with pytest.raises(EntryError, match="did you mean Qualification"):
        read_choice("qualificaton", STAGES)
    with pytest.raises(EntryError, match=r"there are Prospecting, .* and 2 more"):
        read_choice("zzz", STAGES)


def test_b6_a_choice_too_long_to_travel_comes_back_as_its_digest() -> None:
    """Slack carries 150 characters of an option; the value behind them is found again."""
    long = "価" * 60
    digest = "#" + sha256(long.encode()).hexdigest()[:32]
    assert read_choice(digest, (*STAGES, long)) == long
    with pytest.raises(EntryError):
        read_choice(digest, STAGES)


def test_d19_a_picklist_without_known_values_takes_any_line() -> None:
    """A field of which the CRM does not list the values is no dead end."""
    assert read_choice(" EMEA  North ", ()) == "EMEA North"


@pytest.mark.parametrize("text", ["yes", "Y", "TRUE", "on", "1", "Yes."])
def test_yes_is_read_in_its_usual_spellings(text: str) -> None:
    """A yes/no field takes what people say."""
    assert read_yes(text) is True


@pytest.mark.parametrize("text", ["maybe", "", "yes and no", "2"])
def test_anything_else_is_no_answer_to_yes_or_no(text: str) -> None:
    """Unclear is asked again."""
    with pytest.raises(EntryError, match="yes or no"):
        read_yes(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("kim@example.com", "kim@example.com"),
        ("<mailto:kim@example.com|kim@example.com>", "kim@example.com"),
        ("o'brien+crm@mail.example.co.uk", "o'brien+crm@mail.example.co.uk"),
    ],
)
def test_an_email_address_is_taken_out_of_what_a_chat_made_of_it(text: str, address: str) -> None:
    """Slack turns addresses into links before we see them."""
    assert read_email(text) == address


@pytest.mark.parametrize("text", ["kim", "kim@", "@example.com", "kim@example", "a b@example.com"])
def test_what_is_no_email_address_is_refused(text: str) -> None:
    """The CRM would refuse it later, in worse words."""
    with pytest.raises(EntryError, match="e-mail"):
        read_email(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("example.com", "https://example.com"),
        ("http://example.com/a?b=c", "http://example.com/a?b=c"),
        ("<https://example.com|example.com>", "https://example.com"),
        ("example.com:8080", "https://example.com:8080"),
    ],
)
def test_a_web_address_gets_its_scheme(text: str, address: str) -> None:
    """People leave https:// out."""
    assert read_url(text) == address


NO_ADDRESSES = """
javascript:alert(1)|data:text/html,x|ftp://example.com|//example.com|x|https://me@example.com
"""


@pytest.mark.parametrize("text", NO_ADDRESSES.strip().split("|"))
def test_b4_what_is_no_web_address_is_refused(text: str) -> None:
    """Nothing that runs or misleads gets into a web address field."""
    with pytest.raises(EntryError, match="web address"):
        read_url(text)


def test_a_phone_number_keeps_its_spelling_and_needs_digits() -> None:
    """Numbers are written in many ways; letters alone are none."""
    assert read_phone(" +1 (415) 555-0100 ") == "+1 (415) 555-0100"
    with pytest.raises(EntryError, match="phone"):
        read_phone("call me")


def test_a_line_loses_what_cannot_be_seen_and_keeps_the_rest() -> None:
    """Control characters never get into the CRM; names keep every letter and sign."""
    assert read_line("a\x00b\tc\nd  O'Brien & Söhne <3") == "a b c d O'Brien & Söhne <3"
    with pytest.raises(EntryError, match="takes 255"):
        read_line("x" * 256)


def test_a_page_keeps_its_line_breaks() -> None:
    """Long text is text with paragraphs."""
    assert read_page("one\r\ntwo\x00\rthree ") == "one\ntwo\nthree"
    with pytest.raises(EntryError, match="32,000"):
        read_page("x" * 32_001)


@given(st.text(), st.sampled_from(READERS))
def test_any_text_is_a_value_or_an_entry_error(text: str, read: Callable[[str], object]) -> None:
    """Nothing typed makes the reading fail in another way."""
    with suppress(EntryError):
        assert read(text) is not None
