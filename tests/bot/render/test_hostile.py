"""Texts that mean harm arrive as texts, on every surface, whatever they hold."""

import json
import re
import unicodedata
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema.validators import Draft7Validator
from slack_sdk.models.blocks import Block

from bot.render import adaptive, blockkit, clean, html, plain, spoken
from bot.render.choices import chosen
from handlers.cards import Card, Form, Input, InputKind, Press
from tests.bot.render.blockkit_limits import message_objections, objects, view_objections
from tests.bot.render.hostile import (
    HOSTILE,
    LINKS,
    MARKDOWN,
    SHORT,
    SLACK,
    card_about,
    cards,
    collected,
    form_about,
    forms,
    grown,
    grown_form,
    growths,
)
from tests.bot.render.walking import Page, card_links, markdown_texts, rich_texts

CONTROL_TOKEN = re.compile(r"<[^>]*>")
MARKDOWN_CONTROL = re.compile(r"(?<!\\)(?:\\\\)*[\[\]()<>*_`~!#&]")
ESCAPE_SEQUENCE = re.compile(r"\x1b(?:\[[0-9;]*m|\]8;(?:id=\d+)?;[!-~]*\x1b\\)")
generated = settings(max_examples=60, suppress_health_check=list(HealthCheck))


def assert_inert_in_slack(card: Card, made: dict[str, Any]) -> None:
    """No control token, no mention, no markup, no link but the card's own."""
    kinds = {one.get("type") for one in objects(made["blocks"])}
    assert not kinds & {"mrkdwn", "markdown", "user", "usergroup", "channel", "broadcast", "emoji"}
    assert {one["url"] for one in objects(made) if "url" in one} <= card_links(card)
    assert not any(one.get("emoji") for one in objects(made))
    assert not CONTROL_TOKEN.search(made["text"])
    assert not re.search("&(?!amp;|lt;|gt;)", made["text"])


def assert_inert_in_teams(card: Card, made: dict[str, Any]) -> None:
    """Nothing unescaped where Markdown is read, no date to format, no link but the card's own."""
    for text in markdown_texts(made):
        assert not MARKDOWN_CONTROL.search(text)
    assert not any("{{" in one["text"] for one in objects(made) if one.get("type") == "TextRun")
    assert {one["url"] for one in objects(made) if "url" in one} <= card_links(card)
    assert "msteams" not in made


def assert_inert_in_html(card: Card, markup: str) -> None:
    """The tags are the templates', and addresses lead where the card says."""
    page = Page(markup)
    allowed = "article h3 bdi p span strong a dl div dt dd table caption thead tbody tr th td form"
    assert set(page.tags) <= {*allowed.split(), "input", "button", "footer", "small"}
    assert page.balanced
    assert not page.open
    assert set(page.values("href")) <= card_links(card)
    assert not [name for name, _ in page.attributes if name.startswith("on")]


@generated
@given(cards, growths)
def test_b1_b5_any_card_is_a_valid_and_inert_message(card: Card, growth: tuple[int, int]) -> None:
    """Names, values, labels and titles of any text, any number of rows, any number of buttons."""
    card = grown(card, growth)
    made = blockkit.message(card)
    assert message_objections(made) == []
    assert_inert_in_slack(card, made)
    for block in Block.parse_all(made["blocks"]):
        block.to_dict()


@generated
@given(forms(), growths)
def test_b1_b6_any_form_is_a_valid_modal(form: Form, growth: tuple[int, int]) -> None:
    """Whatever its labels, values, errors and picklists hold."""
    made = blockkit.modal(grown_form(form, growth))
    assert view_objections(made) == []
    assert not {one.get("type") for one in objects(made)} & {"mrkdwn", "markdown"}


@generated
@given(cards, growths)
def test_b3_b7_any_card_is_a_small_and_inert_adaptive_card(
    card: Card, growth: tuple[int, int]
) -> None:
    """Within 80 KB as Teams counts, and none of it read as Markdown."""
    card = grown(card, growth)
    made = adaptive.card(card)
    assert len(json.dumps(made, ensure_ascii=False).encode("utf-16-le")) <= 80 * 1024
    assert_inert_in_teams(card, made)


@generated
@given(forms(), growths)
def test_b3_b7_any_form_is_a_small_and_inert_adaptive_card(
    form: Form, growth: tuple[int, int]
) -> None:
    """Picklists of a thousand values are shortened, and say so."""
    made = adaptive.form(grown_form(form, growth))
    assert len(json.dumps(made, ensure_ascii=False).encode("utf-16-le")) <= 80 * 1024
    assert not any(MARKDOWN_CONTROL.search(text) for text in markdown_texts(made))
    for one in objects(made):
        assert one.get("errorMessage", "Please fill this in.") == "Please fill this in."


@generated
@given(cards, forms())
def test_any_card_and_form_is_inert_html(card: Card, form: Form) -> None:
    """No text becomes a tag, an attribute or an address."""
    assert_inert_in_html(card, html.card(card))
    page = Page(html.form(form))
    assert page.balanced
    assert not {"script", "style", "a", "img", "b"} & set(page.tags)


@generated
@given(cards)
def test_any_card_says_nothing_to_a_terminal_but_words(card: Card) -> None:
    """In colour the only sequences are colours and the card's links; piped there are none."""
    coloured = plain.text(card, colour=True, width=80)
    links = set(re.findall(r"\x1b\]8;[^;]*;([!-~]+?)\x1b\\", coloured))
    assert links <= card_links(card)
    for text in (ESCAPE_SEQUENCE.sub("", coloured), plain.text(card, colour=False, width=80)):
        controls = {char for char in text if unicodedata.category(char) == "Cc"}
        assert controls <= {"\n"}


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_b13_a_message_always_says_something_to_a_screen_reader(value: str) -> None:
    """Words, not only emoji or marks, in the notification of either platform."""
    card = card_about(value)
    for said in (blockkit.message(card)["text"], adaptive.summary(card)):
        assert any(char.isalnum() for char in said.splitlines()[0])


@pytest.mark.parametrize("value", SHORT, ids=range(len(SHORT)))
def test_b1_a_value_is_shown_literally_in_slack(value: str) -> None:
    """All that can be seen of it, in blocks unescaped and in the fallback escaped once."""
    card = card_about(value)
    made = blockkit.message(card)
    seen = clean.line(value) or "-"
    sections = list(rich_texts(made["blocks"], "rich_text_section"))
    assert f"Before {clean.text(value)} after {clean.text(value)}" in sections
    assert f"{seen}  {seen}" in sections
    assert unescape(made["text"]).startswith("\n".join(spoken.lines(clean.card(card))[:2])[:200])


@pytest.mark.parametrize("value", MARKDOWN + SLACK, ids=range(len(MARKDOWN + SLACK)))
def test_b3_a_value_is_shown_literally_in_teams(value: str) -> None:
    """Links, mentions and dates in it stay characters; a button's title is a title."""
    made = adaptive.card(card_about(value))
    blocks = list(rich_texts(made, "RichTextBlock"))
    assert f"Before {clean.text(value)} after {clean.text(value)}" in blocks
    assert_inert_in_teams(card_about(value), made)
    titles = {one["title"] for one in objects(made) if "title" in one}
    assert titles == {clean.line(value)}


@pytest.mark.parametrize("value", SHORT, ids=range(len(SHORT)))
def test_b1_b3_a_form_shows_what_can_be_seen_of_a_value(value: str) -> None:
    """The same in both: label, prefilled value, hint and error."""
    slack = blockkit.modal(form_about(value))["blocks"]
    (teams, *_) = (one for one in objects(adaptive.form(form_about(value))) if "label" in one)
    (field, *_) = (block for block in slack if block["type"] == "input")
    assert field["label"]["text"] == teams["label"] == (clean.line(value) or "-")
    assert field["element"].get("initial_value", "") == teams.get("value", "") == clean.text(value)


@pytest.mark.parametrize("value", SHORT, ids=range(len(SHORT)))
def test_b1_a_value_is_text_and_nothing_else_in_html(value: str) -> None:
    """A parser finds it among the text, whole; forms give it back as it was."""
    seen = clean.line(value) or "-"
    page = Page(html.card(card_about(value)))
    assert seen in page.text
    form = Page(html.form(form_about(value)))
    assert clean.text(value) in (form.values("value") or [])
    assert seen in form.text


def test_b2_no_markdown_block_is_ever_made() -> None:
    """The one kind of block in which both Slack's and Markdown's markup live is not in use."""
    source = Path(blockkit.__file__).parent
    for path in source.glob("*.py"):
        assert '"markdown"' not in path.read_text(encoding="utf-8")
        assert '"mrkdwn"' not in path.read_text(encoding="utf-8")


def test_b1_b3_the_public_collections_are_inert_everywhere(shared: Path) -> None:
    """Big list of naughty strings, injections of SQL, CSV and prompts."""
    schema = json.loads((shared / "schemas" / "message.schema.json").read_text(encoding="utf-8"))
    validator = Draft7Validator(schema)
    for value in collected(shared):
        card = card_about(value)
        made = blockkit.message(card)
        assert message_objections(made) == []
        assert_inert_in_slack(card, made)
        assert_inert_in_teams(card, adaptive.card(card))
        assert_inert_in_html(card, html.card(card))
        assert view_objections(blockkit.modal(form_about(value))) == []
    assert validator.is_valid(made)


def test_b4_only_the_cards_own_addresses_are_linked() -> None:
    """An address in a value is a value."""
    for value in (
        "https://evil.example",
        "javascript:alert(1)",
        "//evil",
        "http://169.254.169.254",
    ):
        card = card_about(value)
        assert {one["url"] for one in objects(blockkit.message(card)) if "url" in one} == set(LINKS)
        assert {one["url"] for one in objects(adaptive.card(card)) if "url" in one} == set(LINKS)
        assert set(Page(html.card(card)).values("href")) == set(LINKS)


def test_b6_a_picklist_of_long_values_that_begin_alike_fits_and_comes_back() -> None:
    """Slack gets them all, in groups of a hundred; no two have the same label or token."""
    choices = tuple(f"{'Ü' * 240} {n}" for n in range(300))
    form = Form(
        title="Industry",
        inputs=(Input(name="i", label="I", kind=InputKind.CHOICE, choices=choices),),
        submit=Press("save"),
    )
    made = blockkit.modal(form)
    assert view_objections(made) == []
    (select,) = (one for one in objects(made) if one.get("type") == "static_select")
    offered = [option for group in select["option_groups"] for option in group["options"]]
    assert {chosen(option["value"], choices) for option in offered} == set(choices)
