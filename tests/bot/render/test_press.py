"""A press and a choice come back as they were sent, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render import press
from bot.render.choices import chosen, decoded, options, token
from handlers.cards import Press

arguments = st.lists(st.text(max_size=50), max_size=4).map(tuple)


@given(arguments)
def test_a_press_comes_back_as_it_was(given_: tuple[str, ...]) -> None:
    """Whatever its arguments hold, and in characters that no client changes."""
    pressed = Press("fix_field", given_)
    encoded = press.encode(pressed)
    assert press.decode(encoded) == pressed
    assert encoded.isascii()
    assert not set(encoded) & set("&<>")


def test_a_press_that_does_not_fit_is_an_error() -> None:
    """2,000 characters is what a button holds; nothing is cut silently."""
    with pytest.raises(ValueError, match="2,000"):
        press.encode(Press("ask", ("é" * 400,)))


@pytest.mark.parametrize(
    "encoded",
    ["", "null", "[]", "{}", '"fix"', "[1]", '["fix",1]', '["../x"]', "[" * 1_900, None, 7, "["],
)
def test_c7_what_was_never_a_press_is_refused(encoded: object) -> None:
    """A forged value ends in one kind of error, however it is made."""
    with pytest.raises(ValueError, match=r"."):
        press.decode(encoded)


@given(st.text(max_size=255))
def test_b6_a_choice_comes_back_by_its_token(choice: str) -> None:
    """Whatever its script and length, in at most 150 ASCII characters."""
    made = token(choice)
    assert len(made) <= 150
    assert made.isascii()
    assert chosen(made, [choice, "another"]) == choice


def test_b6_a_digest_of_no_choice_is_refused() -> None:
    """A value that left the picklist in between is not guessed at."""
    gone = token("ü" * 200)
    assert decoded(gone) == gone
    with pytest.raises(ValueError, match="none of the choices"):
        chosen(gone, ["another"])


def test_b6_options_that_read_the_same_are_numbered() -> None:
    """Long labels that differ in their ends only stay apart; a value given twice is one option."""
    long = "Manufacturing of " * 6
    made = options([f"{long}A", f"{long}B", f"{long}A", "Plain", "\u200b", ""])
    assert len(made) == len({option.label for option in made}) == 5
    assert made[1].label.endswith("(2)")
    assert all(len(option.label) <= 75 for option in made)
