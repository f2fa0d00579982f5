"""What becomes of a message that Slack does not simply take."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from bot.channel import Message, Sent
from bot.channels.slack.incoming import Where
from bot.egress import Egress, Neutral, neutral
from handlers.cards import Card, Kind, LinkButton, Paragraph, Text
from nudges.ports import Delivery
from tests.bot.channels.slack.running import DANA, GENERAL, KIM, Running, running
from tests.fakes.slack import DROP, DROP_AFTER, ERROR, HTML, Fault, limited, refused
from tests.handlers import office

DIRECT = f"D0{DANA}"
CARD = Card(
    kind=Kind.NUDGE,
    title="Acme & Söhne <renewal>: what is it worth?",
    body=(Paragraph((Text("No amount, no forecast."),)),),
    actions=(LinkButton("Open in the CRM", "https://crm.example.com/o/006A?a=1&b=2"),),
)


@dataclass
class Desk:
    """A workspace, and what sends nudges there."""

    world: Running

    async def send(self, card: Card = CARD, message_id: str = "nudge-1", thread: str = "") -> Sent:
        """Deliver a card to Dana."""
        egress: Egress = self.world.app.egress
        cleared = await egress.clear(card, read_as=office.DANA, reader=DANA)
        return await self.world.app.nudges.deliver(cleared, message_id, thread)

    @property
    def posted(self) -> int:
        """How often Slack was asked to post."""
        return len(self.world.slack.called("chat.postMessage"))


@asynccontextmanager
async def desk() -> AsyncIterator[Desk]:
    """Ready to send."""
    async with running() as world:
        yield Desk(world)


async def test_a_card_is_delivered_with_its_id() -> None:
    """As a direct message whose place is known."""
    async with desk() as at:
        sent = await at.send()
        assert sent.delivery is Delivery.SENT
        message = at.world.slack.messages[0]
        assert sent.message == Message(conversation=DIRECT, id=message["ts"])
        assert message["metadata"]["event_payload"] == {"id": "nudge-1"}


async def test_b9_a_message_whose_answer_was_lost_is_found_again() -> None:
    """Slack took it and the connection broke: it is looked for, and not posted twice."""
    async with desk() as at:
        at.world.slack.fail("chat.postMessage", DROP_AFTER)
        sent = await at.send()
        assert (sent.delivery, at.posted) == (Delivery.SENT, 1)
        assert sent.message == Message(conversation=DIRECT, id=at.world.slack.messages[0]["ts"])


@pytest.mark.parametrize("fault", [DROP, ERROR, HTML, refused("fatal_error")])
async def test_b9_what_is_not_found_stays_unknown(fault: Fault) -> None:
    """It may still arrive; nobody is asked the same thing twice."""
    async with desk() as at:
        at.world.slack.fail("chat.postMessage", fault)
        assert (await at.send()).delivery is Delivery.UNKNOWN
        assert at.posted == 1


async def test_b9_another_message_is_not_taken_for_it() -> None:
    """The same words under another id, and without one."""
    async with desk() as at:
        await at.send(message_id="nudge-0")
        at.world.slack.fail("chat.postMessage", DROP)
        assert (await at.send()).delivery is Delivery.UNKNOWN


async def test_b9_in_a_thread_it_is_looked_for_there() -> None:
    """A thread's messages are not in the conversation's own list."""
    async with desk() as at:
        at.world.slack.fail("chat.postMessage", DROP_AFTER)
        assert (await at.send(thread="1.1")).delivery is Delivery.SENT
        assert at.world.slack.called("conversations.replies")[0]["ts"] == "1.1"


async def test_b9_where_slack_says_nothing_at_all_it_stays_unknown() -> None:
    """The look-up fails as well."""
    async with desk() as at:
        at.world.slack.fail("chat.postMessage", DROP_AFTER)
        at.world.slack.fail("conversations.history", *[DROP] * 4)
        assert (await at.send()).delivery is Delivery.UNKNOWN


@pytest.mark.parametrize(
    "fault",
    [
        refused("channel_not_found"),
        refused("account_inactive"),
        refused("restricted_action"),
        refused("an_error_of_next_year"),
        limited("300"),
    ],
)
async def test_b11_what_slack_refused_was_certainly_not_sent(fault: Fault) -> None:
    """And is not tried again."""
    async with desk() as at:
        at.world.slack.fail("chat.postMessage", fault)
        assert (await at.send()).delivery is Delivery.UNREACHABLE
        assert at.posted == 1


async def test_b11_who_cannot_be_written_to_is_reported_so() -> None:
    """There is no conversation to open."""
    async with desk() as at:
        at.world.slack.fail("conversations.open", refused("user_disabled"))
        assert (await at.send()).delivery is Delivery.UNREACHABLE
        assert at.posted == 0


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_blocks_too_long", "msg_too_long"])
async def test_b12_blocks_that_slack_does_not_take_become_plain_text(code: str) -> None:
    """With what they said, and the link; escaped."""
    async with desk() as at:
        at.world.slack.fail("chat.postMessage", refused(code))
        assert (await at.send()).delivery is Delivery.SENT
        message = at.world.slack.messages[0]
        assert message["blocks"] == []
        assert "Acme &amp; Söhne &lt;renewal&gt;: what is it worth?" in message["text"]
        assert "https://crm.example.com/o/006A?a=1&amp;b=2" in message["text"]


async def test_b12_aside_as_well() -> None:
    """The address that came with a command takes no other blocks either."""
    async with running() as world:
        world.slack.fail("response_url", Fault(status=400, body='{"error": "invalid_blocks"}'))
        await world.client.command(DANA, "/crm", "hi", GENERAL)
        await world.settled()
        assert [m["blocks"] for m in world.slack.messages] == [[]]


async def test_h1_what_was_cleared_for_one_place_is_shown_in_no_other() -> None:
    """The outbox looks at what it is given."""
    async with desk() as at:
        outbox = at.world.app.nudges
        aside = neutral(Neutral.SLOW, reader=DANA, conversation=GENERAL)
        directly = neutral(Neutral.SLOW, reader=DANA)
        with pytest.raises(ValueError, match="another conversation"):
            await outbox.deliver(aside, "x")
        with pytest.raises(ValueError, match="another conversation"):
            await outbox.whisper(directly, Where(channel=GENERAL))
        with pytest.raises(ValueError, match="another conversation"):
            await outbox.whisper(aside, Where(channel="C0CONNECT"))
        with pytest.raises(TypeError):
            _ = aside.form


async def test_h1_a_message_of_somebody_elses_is_not_changed() -> None:
    """Though its id is known."""
    async with desk() as at:
        await at.send()
        theirs = Message(conversation=f"D0{KIM}", id=at.world.slack.messages[0]["ts"])
        cleared = await at.world.app.egress.clear(CARD, read_as=office.DANA, reader=DANA)
        assert not await at.world.app.nudges.update(theirs, cleared)
        assert not at.world.slack.called("chat.update")
