"""What a choice carries: the same doubt whatever way it is written, and never too long a press."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.press import decode, encode
from crm.query import Ref
from handlers.asking.remembered import choosing, chosen_by
from handlers.understanding.reading import Choice, Doubt

TEXTS = st.text(max_size=900)


@given(said=TEXTS, question=TEXTS, asked=TEXTS, id_=st.text(min_size=1, max_size=300))
def test_every_choice_travels_and_asks_its_question(
    said: str, question: str, asked: str, id_: str
) -> None:
    """With what is to be remembered, where that fits."""
    choice = Choice("Halden", asked, Ref("Account", id_))
    doubt = Doubt(said, "Account", question)
    press = choosing(choice, doubt)
    assert press.arguments[0] == asked
    if len(asked) < 100:
        assert decode(encode(press)) == press
    assert chosen_by(press) in {None, (doubt, f"Account/{id_}")}


@pytest.mark.parametrize("said", ["halden", "Halden", "HALDEN", "  hálden ", "halden."])
def test_one_doubt_has_one_key(said: str) -> None:
    """In whatever question."""
    assert Doubt(said, "Account", "x").key == Doubt("Halden", "Account", "y").key


def test_words_that_could_be_something_else_are_another_doubt() -> None:
    """Anna the user is not Anna the contact."""
    assert Doubt("Anna", "User", "x").key != Doubt("Anna", "Contact", "x").key


def test_what_only_goes_on_is_nothing_to_remember() -> None:
    """Without a doubt, or without a meaning."""
    plain = Choice("Deals by stage", "deals by stage")
    assert choosing(plain, Doubt("a", "Account", "a")).action == "ask"
    assert choosing(Choice("A", "b", Ref("Account", "1")), None).action == "ask"
