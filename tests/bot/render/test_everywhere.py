"""Every example is rendered everywhere, and valid there."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import Draft7Validator
from slack_sdk.models.blocks import Block, HeaderBlock, RichTextBlock
from slack_sdk.models.views import View

from bot.render import adaptive, blockkit, html, plain
from handlers.cards import Card, Form, InputKind, Kind
from tests.bot.render.blockkit_limits import message_objections, view_objections
from tests.bot.render.walking import Page, markdown_texts, rich_texts
from tests.handlers.card_examples import CARDS, FORMS

every_card = pytest.mark.parametrize("card", CARDS.values(), ids=list(CARDS))
every_form = pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))


@pytest.fixture(scope="module")
def message_schema(shared: Path) -> Draft7Validator:
    """The structure of a Slack message, made from Slack's own types."""
    text = (shared / "schemas" / "message.schema.json").read_text(encoding="utf-8")
    return Draft7Validator(json.loads(text))


@pytest.fixture(scope="module")
def view_schema(shared: Path) -> Draft7Validator:
    """The structure of a Slack view."""
    text = (shared / "schemas" / "view.schema.json").read_text(encoding="utf-8")
    return Draft7Validator(json.loads(text))


def validated_by_the_sdk(blocks: list[dict[str, Any]]) -> None:
    """slack_sdk knows every block, and its own checks of length pass."""
    parsed = Block.parse_all(blocks)
    assert len(parsed) == len(blocks)
    for block in parsed:
        assert block is not None
        block.to_dict()


def test_every_kind_of_card_and_of_input_has_an_example() -> None:
    """A new kind without an example would be held against nothing."""
    assert {card.kind for card in CARDS.values()} == set(Kind)
    shown = {field.kind for form in FORMS.values() for field in form.inputs}
    assert set(InputKind) - shown == {InputKind.NUMBER}


@every_card
def test_every_card_is_a_valid_message_in_slack(
    card: Card, message_schema: Draft7Validator
) -> None:
    """By Slack's types, Slack's library, and the limits that both leave out."""
    made = blockkit.message(card)
    assert message_schema.is_valid(made), list(message_schema.iter_errors(made))
    validated_by_the_sdk(made["blocks"])
    assert message_objections(made) == []


@every_form
def test_every_form_is_a_valid_modal_in_slack(form: Form, view_schema: Draft7Validator) -> None:
    """By Slack's types, Slack's library, and the limits that both leave out."""
    made = blockkit.modal(form, context="C0123456/1700000000.000100")
    assert view_schema.is_valid(made), list(view_schema.iter_errors(made))
    validated_by_the_sdk(made["blocks"])
    View(**made).to_dict()
    assert view_objections(made) == []


@every_card
def test_every_card_is_an_adaptive_card(card: Card) -> None:
    """Of 1.5, within 80 KB, without a property that is read as Markdown but the escaped title."""
    made = adaptive.card(card)
    assert (made["type"], made["version"]) == ("AdaptiveCard", "1.5")
    assert len(json.dumps(made, ensure_ascii=False).encode("utf-16-le")) <= 80 * 1024
    assert len(list(markdown_texts(made))) == 1


@every_form
def test_every_form_is_an_adaptive_card(form: Form) -> None:
    """With one button that falls back for older clients."""
    made = adaptive.form(form)
    (button,) = made["body"][-1]["actions"]
    assert (button["type"], button["fallback"]["type"]) == ("Action.Execute", "Action.Submit")
    assert len(json.dumps(made, ensure_ascii=False).encode("utf-16-le")) <= 80 * 1024


@every_card
def test_every_card_is_well_formed_html(card: Card) -> None:
    """Every tag closed in order, no script, no style, and the title there."""
    page = Page(html.card(card))
    assert page.balanced
    assert not page.open
    assert not {"script", "style"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
    assert card.title in page.values("aria-label")


@every_form
def test_every_input_in_html_has_its_label(form: Form) -> None:
    """By `for`, and what describes it by id."""
    page = Page(html.form(form, id_prefix="f1"))
    ids = page.values("id")
    described = " ".join(value or "" for value in page.values("aria-describedby")).split()
    assert page.balanced
    assert len(set(ids)) == len(ids)
    assert set(page.values("for")) | set(described) == set(ids)


@every_card
@pytest.mark.parametrize("colour", [True, False], ids=["coloured", "piped"])
def test_every_card_is_said_in_a_terminal(card: Card, colour: bool) -> None:
    """Its title or its figure first, its link buttons with their addresses or behind them."""
    made = plain.text(card, colour=colour, width=100)
    first = made.splitlines()[0]
    assert card.title in first or "$1,240,000" in first
    label = "Open the list in the CRM"
    said = f"\x1b[4m{label}\x1b[0m\x1b]8;;\x1b\\" if colour else f"{label}: https://"
    assert said in made or "the list" not in made


@every_card
def test_every_surface_shows_the_title_or_the_figure(card: Card) -> None:
    """As one line of its own; a figure's title would say the same twice."""
    blocks = blockkit.message(card)["blocks"]
    first = Block.parse(blocks[0])
    lines = [*rich_texts(blocks, "rich_text_section")]
    teams = [*rich_texts(adaptive.card(card), "RichTextBlock")]
    if card.kind is Kind.FIGURE:
        assert isinstance(first, HeaderBlock)
        assert "$1,240,000" in teams
    else:
        assert isinstance(first, RichTextBlock)
        assert card.title in lines
        assert card.title in teams
