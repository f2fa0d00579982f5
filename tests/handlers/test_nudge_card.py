"""A nudge says who, what and why, gives before it asks, and can be answered in every way."""

from dataclasses import replace
from datetime import date

import pytest

from bot.render.press import encode
from crm.errors import UnknownField
from crm.query import Ref
from crm.standard import STANDARD
from handlers.cards import Button, Kind, LinkButton, Press, Style
from handlers.nudge.card import nudge_card
from nudges.notice import Notice
from tests.handlers.office import DANA, LINKS, RENEWAL, buttons, labels, text_of, usd

NOTICE = Notice(
    rule="missing_amount",
    record=RENEWAL,
    record_name="Acme renewal",
    who=DANA.user_id,
    field="Amount",
    ask="What is this deal worth, roughly?",
    why="Without an amount it is in no forecast.",
    facts=(
        ("Account Name", "Acme & Söhne"),
        ("Stage", "Proposal/Price Quote"),
        ("Close Date", date(2026, 12, 5)),
    ),
)


def test_the_title_says_what_is_asked_about_which_record() -> None:
    """It is all that a notification or a screen reader gives first."""
    card = nudge_card(NOTICE, schema=STANDARD, links=LINKS)
    assert card.kind is Kind.NUDGE
    assert card.title == "Acme renewal: What is this deal worth, roughly?"


def test_the_body_says_why_and_gives_what_is_known() -> None:
    """Reasons before requests; values as people read them."""
    said = text_of(nudge_card(NOTICE, schema=STANDARD, links=LINKS))
    assert "Without an amount it is in no forecast." in said
    assert "Proposal/Price Quote" in said
    assert "5 Dec 2026" in said


def test_every_message_can_be_fixed_put_off_questioned_and_stopped() -> None:
    """One primary button; the way out stands on every message."""
    card = nudge_card(NOTICE, schema=STANDARD, links=LINKS)
    assert labels(card.actions) == [
        "Add Amount",
        "Tomorrow",
        "In a week",
        "Not mine",
        "Why me?",
        "Stop these",
        "Open in the CRM",
    ]
    about = ("missing_amount", str(RENEWAL))
    assert buttons(card)["Add Amount"] == Press("fix", about)
    assert buttons(card)["In a week"] == Press("snooze", (*about, "7"))
    assert buttons(card)["Stop these"] == Press("stop", ("missing_amount",))
    styles = [a.style for a in card.actions if isinstance(a, Button)]
    assert styles.count(Style.PRIMARY) == 1
    assert card.actions[-1] == LinkButton("Open in the CRM", LINKS.record(RENEWAL))


def test_a_value_that_is_there_is_shown_and_changed_not_added() -> None:
    """A placeholder of 1 dollar is a value, if a poor one."""
    card = nudge_card(replace(NOTICE, before=usd(1)), schema=STANDARD, links=LINKS)
    assert "Change Amount" in buttons(card)
    assert "Amount now" in text_of(card)
    assert "$1" in text_of(card)


def test_c11_the_card_names_every_field_it_reveals() -> None:
    """The egress policy judges by this list: the fact's fields are in it."""
    (reveal,) = nudge_card(NOTICE, schema=STANDARD, links=LINKS).reveals
    assert reveal.ref == RENEWAL
    assert set(reveal.fields) == {"Name", "Amount", "Account.Name", "StageName", "CloseDate"}


def test_c11_a_field_the_owner_cannot_see_makes_no_card() -> None:
    """Better no message than one about a field that is hidden."""
    schema = STANDARD.without(frozenset({("Opportunity", "Amount")}))
    with pytest.raises(UnknownField):
        nudge_card(NOTICE, schema=schema, links=LINKS)


def test_the_presses_fit_into_a_button_whatever_the_record_is_called() -> None:
    """Names of 255 letters are shown and never carried."""
    long = replace(NOTICE, record=Ref("Opportunity", "0" * 36), record_name="ü" * 255)
    for press in buttons(nudge_card(long, schema=STANDARD, links=LINKS)).values():
        assert len(encode(press)) < 200
