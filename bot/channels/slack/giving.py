"""From what the handlers reply to what the person sees.

In a person's direct messages an answer is an ordinary message. Anywhere else it is shown to them
alone; where people of other companies read along, or nobody can tell, it is not shown there at
all. What has to last, such as that something was saved, goes to the direct messages: what only one
person is shown in a channel may not arrive, and is gone when they reload.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from bot.channel import Message
from bot.channels.slack.asking import Answered, excuse
from bot.channels.slack.incoming import Act, Kind
from bot.channels.slack.outbox import Outbox
from bot.channels.slack.seal import Seal
from bot.channels.slack.spot import Spot
from bot.egress import Egress, Neutral, Why, Withheld, neutral
from crm.access import Viewer
from handlers.cards import Button, Card, Form, Press
from handlers.cards import Kind as CardKind
from handlers.ports import Conversations
from handlers.request import Request


def new_message_id() -> str:
    """Names a message of ours wherever the platform keeps it."""
    return secrets.token_hex(16)


@dataclass(frozen=True, kw_only=True, slots=True)
class Giving:
    """Shows replies."""

    egress: Egress
    outbox: Outbox
    seal: Seal
    conversations: Conversations

    async def give(self, answered: Answered, act: Act) -> None:
        """Show the reply to what somebody said or pressed; raises SlackError for a form."""
        request, reply, spot = answered.request, answered.reply, answered.spot
        if reply.form is not None:
            await self._open(reply.form, answered, act)
        elif reply.card is not None:
            replaces = reply.replaces and act.kind is Kind.PRESS
            shown = await self.show(reply.card, request.viewer, spot, replaces=replaces)
            await self._go_on_in_threads(request, spot, shown)

    async def show(
        self, card: Card, viewer: Viewer, spot: Spot, *, replaces: bool = False
    ) -> Message | None:
        """Show a card at a spot, in place of the message there or as a new one; where it is now,
        if it can be changed or written under.
        """
        if spot.direct:
            return await self._directly(card, viewer, spot, replaces=replaces)
        try:
            if await self._aside(card, viewer, spot, replaces=replaces):
                return None
        except Withheld as withheld:
            if withheld.why not in {Why.OUTSIDE, Why.UNSURE}:
                raise
            said = neutral(Neutral.DIRECTLY, reader=spot.user, conversation=spot.where.channel)
            await self.outbox.whisper(said, spot.where)
        return await self._directly(card, viewer, spot.directly(), replaces=False)

    async def _directly(
        self, card: Card, viewer: Viewer, spot: Spot, *, replaces: bool
    ) -> Message | None:
        """In the person's direct messages."""
        cleared = await self.egress.clear(card, read_as=viewer, reader=spot.user)
        where = spot.where
        if replaces and where.message and not where.private:
            message = Message(conversation=where.channel, id=where.message)
            if await self.outbox.update(message, cleared):
                return message
        sent = await self.outbox.deliver(cleared, new_message_id(), where.thread)
        return sent.message

    async def _aside(self, card: Card, viewer: Viewer, spot: Spot, *, replaces: bool) -> bool:
        """To the person alone, in a conversation of several; raises Withheld."""
        where = spot.where
        if where.outside:
            raise Withheld(Why.OUTSIDE)
        cleared = await self.egress.clear(
            card, read_as=viewer, reader=spot.user, conversation=where.channel
        )
        can_replace = replaces and where.private and where.response_url
        if can_replace and await self.outbox.replace(cleared, where):
            return True
        return await self.outbox.whisper(cleared, where)

    async def _open(self, form: Form, answered: Answered, act: Act) -> None:
        """Open the form: it is shown to whoever pressed, above whatever conversation it was.

        A handler that took too long has used up the three seconds that Slack gives for it.
        """
        viewer, spot = answered.request.viewer, answered.spot
        context = self.seal.close(spot.packed(), act.user, answered.request.now)
        cleared = await self.egress.clear(form, read_as=viewer, reader=act.user)
        if await self.outbox.open_form(act.trigger, cleared, context):
            return
        again: Sequence[Button] = ()
        if isinstance(act.said, Press):
            again = (Button("Open again", act.said),)
        late = Card(kind=CardKind.SORRY, title=Neutral.EXPIRED.value, actions=tuple(again))
        await self.show(late, viewer, spot)

    async def excuse(self, error: Exception, act: Act) -> None:
        """Say that nothing came of it, and why, where it was said."""
        if act.kind is Kind.MESSAGE or not act.where.channel:
            if said := excuse(error, act.user):
                await self.outbox.deliver(said, new_message_id(), act.where.thread)
        elif said := excuse(error, act.user, act.where.channel):
            await self.outbox.whisper(said, act.where)

    async def _go_on_in_threads(self, request: Request, spot: Spot, shown: Message | None) -> None:
        """Let the threads that begin below the question and below its answer go on from there."""
        turn = await self.conversations.last(request.conversation, request.now)
        if turn is None or turn.at != request.now or spot.where.thread:
            return
        for message in {spot.where.message, shown.id if shown else ""} - {""}:
            await self.conversations.remember(spot.thread_conversation(message), turn)
