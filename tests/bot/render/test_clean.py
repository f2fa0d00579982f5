"""What cannot be seen is gone, and what can be seen is still there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render import clean
from bot.render.limits import cut, units
from tests.bot.render.hostile import ORDINARY


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("A\u200bc\u200cm\u200de", "Acme"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("tag\U000e0041ged", "tagged"),
        ("a\x00b\x85c\u2028d", "ab c d"),
        ("\ud800", "\ufffd"),
        ("\u3164", ""),
    ],
)
def test_b1_unseen_characters_are_removed(value: str, seen: str) -> None:
    """Controls, directions, zero widths, tags and lone surrogates."""
    assert clean.line(value) == seen


@pytest.mark.parametrize("value", ORDINARY)
def test_b1_ordinary_names_stay_as_they_are(value: str) -> None:
    """Joined emoji and other scripts lose nothing."""
    assert clean.line(value) == value


def test_lines_of_a_text_are_kept_and_nothing_else_moves_the_cursor() -> None:
    """Tabs are spaces, other line ends are line ends, many empty lines are one."""
    assert clean.text("a\tb\r\n \n\x0b\nc") == "a b\n\nc"


@given(st.text())
def test_cleaning_twice_changes_nothing(value: str) -> None:
    """What is clean is clean."""
    assert clean.text(clean.text(value)) == clean.text(value)
    assert clean.line(clean.line(value)) == clean.line(value)


@pytest.mark.parametrize(
    "address",
    [
        "https://crm@evil.example/x",
        "https://user:pass@crm.example.com/",
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https://crm.example.com/ x",
        "https://crm.example.com/\x1b]8;;",
        "https://crm.example.com/ü",
        "https://crm.example.com/" + "x" * 3_000,
        None,
    ],
)
def test_b4_an_address_that_is_not_ours_is_no_link(address: str | None) -> None:
    """Its text stays; nothing leads there."""
    assert clean.link(address) is None


def test_b4_a_deep_link_stays() -> None:
    """Path, query and fragment as they were built."""
    address = "https://crm.example.com/Opportunity/006A?tab=1&x=%C3%BC#top"
    assert clean.link(address) == address


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(1, 40))
def test_b5_a_cut_text_is_within_its_limit_and_a_beginning(value: str, limit: int) -> None:
    """In UTF-16, as clients count."""
    made = cut(value, limit)
    assert units(made) <= limit
    assert made == value or (made.endswith("…") and value.startswith(made[:-1]))


def test_b5_no_emoji_is_cut_in_two() -> None:
    """A family of three is there or not."""
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert cut(f"ab{family}cd", 8) == "ab…"
    assert cut("e\u0301e\u0301", 3) == "e\u0301…"
