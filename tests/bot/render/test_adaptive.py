"""What a card and a form look like in Teams, and what comes back from there."""

from typing import Any

import pytest

from bot.render import adaptive
from handlers.cards import Button, Card, Form, Input, InputKind, Kind, Press
from tests.bot.render.blockkit_limits import objects
from tests.bot.render.walking import rich_texts
from tests.handlers.card_examples import CARDS, FORMS


def of_type(made: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """All objects of a type in a card."""
    return [one for one in objects(made) if one.get("type") == kind]


def test_every_press_comes_back_from_its_button() -> None:
    """The same data whether the client executes or, being older, submits."""
    card = CARDS["nudge"]
    presses = [action.press for action in card.actions if isinstance(action, Button)]
    for kind in ("Action.Execute", "Action.Submit"):
        made = of_type(adaptive.card(card), kind)
        assert [adaptive.submitted(one["data"]).press for one in made] == presses


def test_no_row_has_more_than_five_buttons() -> None:
    """Hosts hide or refuse the sixth."""
    rows = of_type(adaptive.card(CARDS["nudge"]), "ActionSet")
    assert [len(row["actions"]) for row in rows] == [5, 1]


def test_a_table_has_its_heading_and_its_numbers_to_the_right() -> None:
    """The first row names the columns."""
    (table,) = of_type(adaptive.card(CARDS["list"]), "Table")
    assert (table["firstRowAsHeader"], table["firstRowAsHeaders"]) == (True, True)
    assert len(table["rows"]) == 4
    sides = {row["cells"][1]["items"][0]["horizontalAlignment"] for row in table["rows"]}
    assert sides == {"Right"}


def test_b7_a_long_list_is_cut_to_80_kilobytes_by_whole_rows() -> None:
    """What is left out is counted, and the list in the CRM is linked."""
    made = adaptive.card(CARDS["long-list"])
    (table,) = of_type(made, "Table")
    shown = len(table["rows"]) - 1
    assert 20 < shown < 200
    assert f"+{200 - shown} more" in rich_texts(made, "RichTextBlock")
    assert of_type(made, "Action.OpenUrl")[-1]["title"] == "Open the list in the CRM"


def test_b7_a_picklist_of_a_thousand_is_shortened_and_says_so() -> None:
    """The value that is set stays among the choices."""
    choices = tuple(f"Value {n} {'long ' * 15}" for n in range(1_000))
    field = Input(name="i", label="I", kind=InputKind.CHOICE, choices=choices, value=choices[-1])
    made = adaptive.form(Form(title="x", inputs=(field,), submit=Press("save")))
    (select,) = of_type(made, "Input.ChoiceSet")
    assert select["value"] == select["choices"][-1]["value"]
    missing = f"+{1_000 - len(select['choices'])} more in the CRM."
    assert missing in rich_texts(made, "RichTextBlock")


def test_b13_the_summary_is_the_title() -> None:
    """Words lead where the title has none."""
    assert adaptive.summary(CARDS["nudge"]) == CARDS["nudge"].title
    assert adaptive.summary(Card(kind=Kind.THANKS, title="🎉")) == "Thanks: 🎉"


def test_a_form_comes_back_with_its_press_and_values() -> None:
    """Choices decoded, the rest as typed; what is not of the form is left out."""
    (button,) = of_type(adaptive.form(FORMS["stage"]), "Action.Execute")
    fields = {one["id"] for one in objects(adaptive.form(FORMS["stage"])) if "id" in one}
    assert fields == {"field.choice.StageName", "field.Probability", "field.Renewal__c"}
    typed = {"field.choice.StageName": "R%26D", "field.Probability": "40%26", "other": "x"}
    back = adaptive.submitted(button["data"] | typed | {"field.Renewal__c": 7})
    assert back.press == FORMS["stage"].submit
    assert back.values == {"StageName": "R&D", "Probability": "40%26"}


@pytest.mark.parametrize("press", [None, "", 7, "[]", ["fix"], '{"a": 1}'], ids=str)
def test_c7_data_that_is_not_ours_is_refused(press: object) -> None:
    """Whatever a client sends in place of the press."""
    with pytest.raises(ValueError, match=r"."):
        adaptive.submitted({"press": press})


def test_an_error_stands_below_its_field() -> None:
    """The client's own messages are fixed words, as they are read as Markdown."""
    made = adaptive.form(FORMS["error"])
    lines = list(rich_texts(made, "RichTextBlock"))
    assert "⚠ That is no amount I can read: “twenty <b>thousand</b>”." in lines
    assert {one["errorMessage"] for one in of_type(made, "Input.Text")} == {"Please fill this in."}
