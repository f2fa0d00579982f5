"""What goes out, to whom, and that there is no other way."""

import ast
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.egress import (
    DIRECT,
    Cleared,
    Egress,
    Neutral,
    Reach,
    Why,
    Withheld,
    apology,
    neutral,
)
from bot.identity import Account, Recognition, Standing
from handlers.cards import Card, Kind
from tests.bot.test_identity import DANA, MEMBER, Accounts, People
from tests.fakes.identities import FakeIdentities
from tests.places import ROOT

NOW = datetime(2026, 11, 16, 10, tzinfo=UTC)
CARD = Card(kind=Kind.FIGURE, title="Acme renewal: $20,000")


class Conversations:
    """One conversation, as the platform describes it at the moment."""

    def __init__(self, reach: Reach | None) -> None:
        self.one = reach

    async def reach(self, conversation: str) -> Reach | None:
        """As the port has it."""
        return self.one


def egress(reach: Reach | None = Reach.INSIDE, account: Account | None = MEMBER) -> Egress:
    """The policy for one account and one conversation."""
    recognition = Recognition(Accounts(account), People(), FakeIdentities(), lambda: NOW)
    return Egress(recognition, Conversations(reach))


async def why(policy: Egress, conversation: str = "C1") -> Why | None:
    """Why the card does not pass; None where it does."""
    try:
        await policy.clear(CARD, read_as=DANA, reader="U0DANA", conversation=conversation)
    except Withheld as withheld:
        return withheld.why
    return None


async def test_what_was_read_as_somebody_goes_to_them() -> None:
    """Directly, or in a conversation of our own."""
    for conversation in (DIRECT, "C1"):
        cleared = await egress().clear(
            CARD, read_as=DANA, reader="U0DANA", conversation=conversation
        )
        assert (cleared.card, cleared.reader) == (CARD, "U0DANA")
        assert cleared.conversation == conversation


STANDINGS = [Standing.GUEST, Standing.STRANGER, Standing.BOT, Standing.GONE]


@pytest.mark.parametrize("standing", STANDINGS)
@pytest.mark.parametrize("reach", [Reach.INSIDE, Reach.OUTSIDE, None])
@pytest.mark.parametrize("conversation", [DIRECT, "C1"])
async def test_c2_nobody_but_a_member_reads_anything(
    standing: Standing, reach: Reach | None, conversation: str
) -> None:
    """Wherever it would be shown."""
    policy = egress(reach, replace(MEMBER, standing=standing))
    assert await why(policy, conversation) is Why.NOT_RECOGNIZED


async def test_c1_nothing_is_shown_where_other_companies_read() -> None:
    """Not even to our own people; directly it is."""
    assert await why(egress(Reach.OUTSIDE)) is Why.OUTSIDE
    assert await why(egress(Reach.OUTSIDE), DIRECT) is None


async def test_c5_what_the_platform_does_not_say_counts_against_it() -> None:
    """About the conversation, and about the person."""
    assert await why(egress(None)) is Why.UNSURE
    assert await why(egress(account=None)) is Why.NOT_RECOGNIZED
    assert await why(egress(account=None), DIRECT) is Why.NOT_RECOGNIZED


async def test_c4_a_conversation_is_asked_about_each_time() -> None:
    """It was ours when the question came, and is not when the answer goes."""
    policy = egress()
    assert await why(policy) is None
    policy.conversations.one = Reach.OUTSIDE  # type: ignore[attr-defined] # the fake above
    assert await why(policy) is Why.OUTSIDE


async def test_c7_what_was_read_as_somebody_else_is_not_shown() -> None:
    """Two people of the CRM, and one account."""
    kim = replace(DANA, user_id="005K")
    with pytest.raises(Withheld) as withheld:
        await egress().clear(CARD, read_as=kim, reader="U0DANA")
    assert withheld.value.why is Why.NOT_THE_READER


def test_nobody_else_clears_anything() -> None:
    """As only crm.access permits a query."""
    with pytest.raises(TypeError):
        Cleared(CARD, "U0DANA", DIRECT, seal=object())


def test_neutral_sentences_hold_nothing_of_the_crm() -> None:
    """They are fixed, and an error's id is letters and digits."""
    said = neutral(Neutral.STRANGER, reader="U1", conversation="C1").card
    assert (said.body, said.actions, said.reveals) == ((), (), ())
    assert apology("ab12", reader="U1").card.title.endswith("ab12.")
    with pytest.raises(ValueError, match="letters and digits"):
        apology("Acme renewal: $20,000", reader="U1")


SENDING = re.compile(
    r"(chat\.(post|update|me|schedule|start|append|unfurl)|views\.|files\.|reactions\.)\w+"
)


def calls_of(path: Path) -> set[str]:
    """Names of all Web API methods that a file spells out."""
    names = {
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {name for name in names if SENDING.fullmatch(name)}


def test_h1_only_the_outbox_sends() -> None:
    """No other file names a method that shows anything to anybody; b14: none schedules."""
    senders = {
        str(path.relative_to(ROOT)): calls
        for path in (ROOT / "bot").rglob("*.py")
        if (calls := calls_of(path))
    }
    assert set(senders) == {"bot/channels/slack/outbox.py"}
    assert "chat.scheduleMessage" not in senders["bot/channels/slack/outbox.py"]


@pytest.mark.parametrize("name", ["chat_postMessage", "chat_postEphemeral", "views_open", "say"])
def test_h1_nobody_goes_past_it(name: str) -> None:
    """Neither by the library's own names for the same."""
    for path in (ROOT / "bot").rglob("*.py"):
        attributes = {
            node.attr
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Attribute)
        }
        assert name not in attributes, path
