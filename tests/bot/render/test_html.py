"""What a card and a form are as HTML, and what a page posts back."""

import pytest

from bot.render import html, press
from handlers.cards import Button, Press
from tests.bot.render.walking import Page
from tests.handlers.card_examples import CARDS, FORMS


def test_every_press_comes_back_from_its_button() -> None:
    """As the value of the button that submitted the form."""
    card = CARDS["nudge"]
    encoded = [value for value in Page(html.card(card)).values("value") if value]
    presses = [action.press for action in card.actions if isinstance(action, Button)]
    assert [press.decode(value) for value in encoded] == presses


def test_a_table_says_what_heads_its_columns_and_rows() -> None:
    """For those who listen to it."""
    page = Page(html.card(CARDS["list"]))
    assert page.values("scope").count("col") == 4
    assert page.values("scope").count("row") == 3
    assert "caption" in page.tags


def test_the_pages_own_token_goes_along() -> None:
    """In every form that can be submitted."""
    for markup in (
        html.card(CARDS["nudge"], hidden={"token": 'a"b'}),
        html.form(FORMS["amount"], hidden={"token": 'a"b'}),
    ):
        page = Page(markup)
        assert ("value", 'a"b') in page.attributes
        assert ("name", "token") in page.attributes


def test_a_form_comes_back_with_its_press_and_values() -> None:
    """As a browser posts it: line ends as two characters, choices as they are."""
    encoded = press.encode(FORMS["feedback"].submit)
    back = html.submitted(
        [("token", "x"), ("press", encoded), ("field.text", "one\r\ntwo"), ("field.area", "R%26D")]
    )
    assert back.press == Press("feedback")
    assert back.values == {"text": "one\ntwo", "area": "R%26D"}


def test_c7_a_post_without_a_press_is_refused() -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match="not JSON"):
        html.submitted([("field.text", "x")])


def test_what_is_set_is_selected() -> None:
    """In a picklist and in a yes or no."""
    assert Page(html.form(FORMS["stage"])).values("selected") == [None, None]


def test_the_first_line_of_a_long_text_is_kept() -> None:
    """A browser drops one line end after the tag; ours is there to be dropped."""
    assert 'rows="5" aria-describedby="form-1-hint" required>\n</textarea>' in html.form(
        FORMS["feedback"]
    )
