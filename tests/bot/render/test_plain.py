"""What a card is in a terminal, and in a pipe."""

import re

from bot.render import plain
from handlers.cards import Card, Column, Kind, LinkButton, Table, Text
from tests.handlers.card_examples import CARDS

LINK = re.compile(r"\x1b\]8;[^\x1b]*\x1b\\")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def bare(text: str) -> list[str]:
    """Its lines as they are seen."""
    return [line.rstrip() for line in COLOUR.sub("", LINK.sub("", text)).splitlines()]


def test_a_piped_table_has_one_record_a_line_and_its_link_last() -> None:
    """Columns aligned, numbers to the right, rules of ASCII."""
    lines = plain.text(CARDS["list"], colour=False, width=20).splitlines()
    assert lines[1:4] == [
        "Opportunity               Amount  Stage          Close date",
        "----------------------  --------  -------------  -------------------",
        "Acme – Renewal 2027     $240,000  Negotiation    5 Dec 2026           "
        "https://crm.example.com/Opportunity/006A",
    ]


def test_wide_characters_are_aligned_by_what_they_take() -> None:
    """Two columns each in a terminal."""
    table = Table(
        (Column("名前"), Column("n")), ((Text("工業"), Text("1")), (Text("ab"), Text("2")))
    )
    made = plain.text(Card(kind=Kind.LIST, title="x", body=(table,)), colour=False, width=80)
    assert made.splitlines()[1:] == ["名前  n", "----  -", "工業  1", "ab    2"]


def test_a_coloured_table_keeps_to_the_width() -> None:
    """Long names fold inside their column."""
    made = bare(plain.text(CARDS["long-list"], colour=True, width=60))
    assert max(len(line) for line in made if "http" not in line) <= 60


def test_colour_shows_tones_and_links() -> None:
    """A warning is yellow, a name leads to its record; nobody needs either to understand it."""
    made = plain.text(CARDS["record"], colour=True, width=100)
    assert "\x1b[33m2 Nov 2026 (passed)" in made
    assert ";https://crm.example.com/Opportunity/006A\x1b\\" in made
    assert "  Owner          Dana Whitfield" in bare(made)


def test_what_can_be_pressed_elsewhere_is_named() -> None:
    """On one line; addresses on their own."""
    lines = plain.text(CARDS["nudge"], colour=False, width=80).splitlines()
    assert "[Enter the amount]  [In a week]  [Not mine]  [Why me?]  [Stop these]" in lines
    assert "Open in the CRM: https://crm.example.com/Opportunity/006A" in lines


def test_a_long_address_is_never_broken() -> None:
    """In colour it is behind its label, to be clicked; piped it is one line, to be copied."""
    link = "https://crm.example.com/crm/Opportunity?q=" + "x" * 400
    card = Card(kind=Kind.LIST, title="x", actions=(LinkButton("Open in CRM", link),))
    coloured = plain.text(card, colour=True, width=80)
    assert f"{link}\x1b\\" in coloured
    assert bare(coloured) == ["x", "Open in CRM"]
    assert plain.text(card, colour=False, width=80).splitlines() == ["x", f"Open in CRM: {link}"]
