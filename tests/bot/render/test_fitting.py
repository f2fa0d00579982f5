"""A card that is too long loses whole rows from the end, and says how many."""

import pytest

from bot.render import fitting
from handlers.cards import Card, Input, InputKind, Paragraph, Table
from tests.handlers.card_examples import FORMS, LONG_LIST, NUDGE


def said(card: Card) -> list[str]:
    """Its paragraphs."""
    return [
        "".join(run.text for run in element.runs)
        for element in card.body
        if isinstance(element, Paragraph)
    ]


@pytest.mark.parametrize("limit", range(0, 30, 3))
def test_the_most_that_fits_is_kept(limit: int) -> None:
    """Neither less nor more."""
    assert fitting.largest(20, lambda n: n, lambda n: n <= limit) == min(limit, 20)


def test_b5_rows_go_before_anything_else() -> None:
    """The count of what went stands where it went, before what follows the table."""
    kept = fitting.shortened(LONG_LIST, fitting.parts(LONG_LIST) - 150)
    table = kept.body[0]
    assert isinstance(table, Table)
    assert len(table.rows) == 50
    assert said(kept) == ["+150 more", "Largest first."]
    assert kept.actions == LONG_LIST.actions


def test_a_card_that_fits_is_left_alone() -> None:
    """No note, nothing lost."""
    assert fitting.shortened(NUDGE, fitting.parts(NUDGE)) == NUDGE


def test_nothing_kept_still_says_how_much_there_is() -> None:
    """Title, footer, and a count."""
    kept = fitting.shortened(NUDGE, 0)
    assert said(kept) == [f"+{fitting.parts(NUDGE)} more"]
    assert kept.footer == NUDGE.footer


def test_b6_the_choice_that_is_set_survives() -> None:
    """Whatever else has to go, and the hint says what went."""
    form = fitting.fewer_choices(FORMS["long-picklist"], 10)
    (field,) = form.inputs
    assert len(field.choices) == 11
    assert field.value in field.choices
    assert field.hint == "+139 more in the CRM."


def test_a_value_too_long_to_edit_is_not_cut() -> None:
    """Saving a cut value would lose its end."""
    field = Input(name="a", label="Notes", kind=InputKind.LONG_TEXT, value="x" * 101, hint="Hint.")
    shown = fitting.prefilled(field, 100)
    assert shown.value == ""
    assert shown.hint.startswith("Hint. What it says now is too long")
    assert fitting.prefilled(field, 101) == field


def test_choices_are_counted_by_the_longest_list() -> None:
    """A form without a picklist has none."""
    assert fitting.choices(FORMS["long-picklist"]) == 150
    assert fitting.choices(FORMS["amount"]) == 0
