"""What a card and a form look like in Slack, and what comes back from there."""

from typing import Any

import pytest

from bot.render import blockkit
from handlers.cards import (
    Button,
    Card,
    Figure,
    Form,
    Input,
    InputKind,
    Kind,
    LinkButton,
    Paragraph,
    Press,
    Text,
)
from tests.bot.render.blockkit_limits import message_objections, objects, view_objections
from tests.bot.render.walking import rich_texts
from tests.handlers.card_examples import CARDS, FORMS


def buttons(card: Card) -> list[dict[str, Any]]:
    """The buttons of a message."""
    made = blockkit.message(card)["blocks"]
    return [one for one in objects(made) if one.get("type") == "button"]


def submitted_view(**states: object) -> dict[str, Any]:
    """A view as Slack gives it back, with the state of each of its elements."""
    made = blockkit.modal(FORMS["stage"], context="D01")
    return made | {"state": {"values": {name: {"value": state} for name, state in states.items()}}}


def test_every_press_comes_back_from_its_button() -> None:
    """By `action_id` and `value` alone, as a block_actions payload has them."""
    card = CARDS["nudge"]
    back = [blockkit.decode_press(b["action_id"], b.get("value")) for b in buttons(card)]
    assert back == [action.press if isinstance(action, Button) else None for action in card.actions]


@pytest.mark.parametrize("action_id", ["", "value", "Press:1", "other:press:1"])
def test_c7_a_press_of_another_block_is_refused(action_id: str) -> None:
    """Only what this renderer made is decoded."""
    with pytest.raises(ValueError, match="not a press"):
        blockkit.decode_press(action_id, '["fix"]')


def test_styles_are_slacks() -> None:
    """One primary, one danger, the others plain."""
    assert [one.get("style") for one in buttons(CARDS["nudge"])] == [
        "primary",
        *[None] * 3,
        "danger",
        None,
    ]


def test_a_row_is_its_name_and_the_other_cells_on_one_line() -> None:
    """Under a line that says what the columns are."""
    lines = list(rich_texts(blockkit.message(CARDS["list"])["blocks"], "rich_text_section"))
    assert lines[1] == "Opportunity · Amount · Stage · Close date"
    assert lines[2] == "Acme – Renewal 2027  $240,000 · Negotiation · 5 Dec 2026"


def test_b5_a_long_list_keeps_whole_rows_and_says_how_many_it_left() -> None:
    """200 rows of 250 characters: more than 20 fit, each whole, and the link to all of them."""
    card = CARDS["long-list"]
    made = blockkit.message(card)
    lines = list(rich_texts(made["blocks"], "rich_text_section"))
    rows = [line for line in lines if line.startswith("Customer ")]
    assert len(rows) > 20
    assert all(row.endswith("Priya Raman") for row in rows)
    assert f"+{200 - len(rows)} more" in lines
    assert [one["url"] for one in buttons(card)] == [
        action.link for action in card.actions if isinstance(action, LinkButton)
    ]


def test_b5_sixty_buttons_are_spread_over_blocks() -> None:
    """Twenty-five to a block."""
    many = tuple(Button(f"Choice {n}", Press("choose", (str(n),))) for n in range(60))
    made = blockkit.message(Card(kind=Kind.CHOICE, title="Which one?", actions=many))
    sizes = [len(one["elements"]) for one in made["blocks"] if one["type"] == "actions"]
    assert message_objections(made) == []
    assert sizes == [25, 25, 10]


def test_b13_the_fallback_says_it_all_in_lines() -> None:
    """Title first, for the notification; then the rest, for those who listen."""
    text = blockkit.message(CARDS["thanks"])["text"]
    assert text.splitlines() == [
        "Thank you. Your suggestion is number 42.",
        "“Let me filter by region &amp; &lt;team&gt;”",
        "You will hear what becomes of it.",
    ]


def test_an_empty_paragraph_is_no_block() -> None:
    """Slack refuses text without characters."""
    card = Card(kind=Kind.HELP, title="x", body=(Paragraph(()), Paragraph((Text(" \u200b"),))))
    assert len(blockkit.message(card)["blocks"]) == 1


def test_a_long_modal_title_stands_whole_inside() -> None:
    """24 characters is all that a modal's title bar holds."""
    made = blockkit.modal(FORMS["amount"])
    assert made["title"]["text"] == "Acme – Renewal 2027: am…"
    assert next(rich_texts(made, "rich_text_section")) == "Acme – Renewal 2027: amount"


def test_a_form_is_prefilled_with_what_the_record_says() -> None:
    """The picklist's value, the date, the answer."""
    stage = [block["element"] for block in blockkit.modal(FORMS["stage"])["blocks"]]
    date = blockkit.modal(FORMS["date"])["blocks"][0]["element"]
    assert stage[0]["initial_option"]["value"] == "Proposal"
    assert stage[2]["initial_option"]["value"] == "yes"
    assert date["initial_date"] == "2026-12-05"


@pytest.mark.parametrize("value", ["", "31/02/2026", "soon", "2026-02-31"])
def test_a_date_that_is_none_is_left_empty(value: str) -> None:
    """Slack refuses a view with any other."""
    field = Input(name="d", label="Day", kind=InputKind.DATE, value=value)
    made = blockkit.modal(Form(title="x", inputs=(field,), submit=Press("save")))
    assert "initial_date" not in made["blocks"][0]["element"]


def test_b6_150_values_stand_in_groups_that_say_what_they_hold() -> None:
    """A hundred to a group; the one that is set is found among them."""
    (select,) = (
        one
        for one in objects(blockkit.modal(FORMS["long-picklist"]))
        if one.get("type") == "static_select"
    )
    first, second = select["option_groups"]
    assert (len(first["options"]), len(second["options"])) == (100, 50)
    assert first["label"]["text"] == "Industry 000: R&D – Industry 099: R&D"
    assert select["initial_option"] in second["options"]


def test_b6_a_value_out_of_the_picklist_is_no_initial_option() -> None:
    """An inactive value stays in the CRM until another is chosen."""
    field = Input(name="s", label="S", kind=InputKind.CHOICE, value="Old", choices=("New", "Newer"))
    made = blockkit.modal(Form(title="x", inputs=(field,), submit=Press("save")))
    assert "initial_option" not in made["blocks"][0]["element"]
    assert view_objections(made) == []


def test_an_error_stands_at_its_field() -> None:
    """In the modal when it is shown anew, and as the answer to a submission."""
    made = blockkit.modal(FORMS["error"])
    said = "That is no amount I can read: “twenty <b>thousand</b>”."
    assert made["blocks"][-1]["elements"][0]["text"] == f"⚠ {said}"
    assert blockkit.errors(FORMS["error"]) == {"Amount": said}
    assert blockkit.errors(FORMS["amount"]) == {}


def test_a_submission_comes_back_with_its_press_and_context() -> None:
    """Each value by the input's name, empty ones as ""."""
    view = submitted_view(
        Probability={"type": "plain_text_input", "value": None},
        Text={"type": "plain_text_input", "value": "20k"},
        StageName={"type": "static_select", "selected_option": {"value": "R%26D, %C3%96l"}},
        CloseDate={"type": "datepicker", "selected_date": "2026-12-05"},
        Renewal__c={"type": "radio_buttons", "selected_option": None},
    )
    back = blockkit.submitted(view)
    assert back.press == FORMS["stage"].submit
    assert back.context == "D01"
    assert back.values == {
        "Probability": "",
        "Text": "20k",
        "StageName": "R&D, Öl",
        "CloseDate": "2026-12-05",
        "Renewal__c": "",
    }


@pytest.mark.parametrize(
    "change",
    [
        {"private_metadata": ""},
        {"private_metadata": "[]"},
        {"private_metadata": '["x", "y"]'},
        {"private_metadata": None},
        {"state": None},
        {"state": {"values": []}},
        {"state": {"values": {"a": {}}}},
        {"state": {"values": {"a": {"value": {"selected_option": {"value": "%ff"}}}}}},
    ],
    ids=str,
)
def test_c7_a_view_that_is_not_ours_is_refused(change: dict[str, Any]) -> None:
    """With one kind of error, whatever is wrong with it."""
    with pytest.raises(ValueError, match=r"."):
        blockkit.submitted(submitted_view() | change)


def test_press_and_context_must_fit_into_a_view() -> None:
    """Rather an error than a form that comes back without its way."""
    with pytest.raises(ValueError, match="do not fit"):
        blockkit.modal(FORMS["amount"], context="x" * 3_000)


def test_b5_eighty_paragraphs_are_fifty_blocks_at_most() -> None:
    """The ones that do not fit are counted."""
    body = tuple(Paragraph((Text(f"Line {n}"),)) for n in range(80))
    made = blockkit.message(Card(kind=Kind.HELP, title="x", body=body))
    assert len(made["blocks"]) == 50
    assert message_objections(made) == []
    assert list(rich_texts(made["blocks"], "rich_text_section"))[-1] == "+32 more"


def test_b5_a_long_figure_is_cut_to_a_header() -> None:
    """150 characters, the last one an ellipsis."""
    card = Card(kind=Kind.FIGURE, title="x", body=(Figure("9" * 151, "label"),))
    made = blockkit.message(card)
    assert made["blocks"][0]["text"]["text"] == "9" * 149 + "…"
    assert message_objections(made) == []


def picklist(*choices: str) -> dict[str, Any]:
    """A modal with one picklist."""
    field = Input(name="i", label="I", kind=InputKind.CHOICE, choices=choices)
    return blockkit.modal(Form(title="x", inputs=(field,), submit=Press("save")))


def test_b6_a_value_of_151_characters_travels_as_its_digest() -> None:
    """150 is what an option's value holds."""
    for length, travels in ((150, "x"), (151, "#")):
        made = picklist("x" * length, "other")
        assert view_objections(made) == []
        assert made["blocks"][0]["element"]["options"][0]["value"][0] == travels


def test_b6_a_view_stays_below_its_total() -> None:
    """Where even labels and digests are too many, the form says that the CRM has more."""
    made = picklist(*(f"{n} {'Ü' * 250}" for n in range(3_000)))
    assert view_objections(made) == []
    assert "more in the CRM." in made["blocks"][0]["hint"]["text"]
