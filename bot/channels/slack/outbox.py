"""Everything that Crumb sends to Slack leaves here, and nowhere else.

What is sent has been cleared (bot/egress.py). An answer of Slack's that is lost is never followed
by the same message again: in a direct message it is looked for by its metadata.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, Final

from bot.channel import Message, Sent
from bot.channels.slack.api import PATIENCE, Api
from bot.channels.slack.errors import Meaning, NotSent, OutcomeUnknown, Refused, SlackError
from bot.channels.slack.incoming import FORM, Where
from bot.channels.slack.views import notice
from bot.egress import DIRECT, Cleared
from bot.render import blockkit
from bot.render.blockkit.elements import escaped
from handlers.cards import Card, LinkButton
from nudges.ports import Delivery

_log = logging.getLogger(__name__)

Json = dict[str, Any]

EVENT_TYPE: Final = "crumb_message"
_QUIET: Final[Json] = {"unfurl_links": False, "unfurl_media": False}
_LOOK_BACK: Final = timedelta(minutes=5)
_LOOK_AFTER_SECONDS: Final = 2.0


class Outbox:
    """Implements bot.channel.Channel for one workspace; `patience` is for Slack's rate limits."""

    def __init__(
        self,
        api: Api,
        *,
        clock: Callable[[], datetime],
        patience: float = PATIENCE,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._api = api
        self._patience = patience
        self._sleep = sleep
        self._clock = clock
        self._directs: dict[str, str] = {}

    async def direct(self, user: str) -> str | None:
        """The id of that person's conversation with us; None where there can be none."""
        if user not in self._directs:
            try:
                opened = await self._api.write("conversations.open", {"users": user})
            except SlackError as error:
                _failed("conversations.open", error)
                return None
            self._directs[user] = str(opened["channel"]["id"])
        return self._directs[user]

    async def deliver(self, cleared: Cleared, message_id: str, thread: str = "") -> Sent:
        """As bot.channel.Channel has it."""
        _insist(cleared.conversation == DIRECT)
        channel = await self.direct(cleared.reader)
        if channel is None:
            return Sent(delivery=Delivery.UNREACHABLE)
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"id": message_id}}
        body: Json = {"channel": channel, "metadata": metadata, **_QUIET}
        if thread:
            body["thread_ts"] = thread
        try:
            told = await self._call("chat.postMessage", body, cleared.card, channel)
        except OutcomeUnknown as error:
            _failed("chat.postMessage", error)
            return await self._look_for(message_id, channel, thread)
        except SlackError as error:
            _failed("chat.postMessage", error)
            return Sent(delivery=Delivery.UNREACHABLE)
        return _arrived(channel, str(told["ts"]))

    async def whisper(self, cleared: Cleared, where: Where) -> bool:
        """Show it to the reader alone, in the conversation it is cleared for; whether that worked.

        By the address that came with a command or a press, since that reaches conversations we are
        not in; else as an ephemeral message.
        """
        _insist(cleared.conversation == where.channel != DIRECT)
        try:
            if where.response_url:
                body = {"response_type": "ephemeral", "replace_original": False}
                await self._answer(where.response_url, body, cleared.card)
                return True
            body = {"channel": where.channel, "user": cleared.reader, **_QUIET}
            if where.thread:
                body["thread_ts"] = where.thread
            await self._call("chat.postEphemeral", body, cleared.card, where.channel)
        except SlackError as error:
            _failed("whisper", error)
            return isinstance(error, OutcomeUnknown)
        return True

    async def replace(self, cleared: Cleared, where: Where) -> bool:
        """Put it in place of the private message that was pressed; False where that fails."""
        _insist(cleared.conversation == where.channel != DIRECT)
        body = {"response_type": "ephemeral", "replace_original": True}
        try:
            await self._answer(where.response_url, body, cleared.card)
        except SlackError as error:
            _failed("replace", error)
            return isinstance(error, OutcomeUnknown)
        return True

    async def update(self, message: Message, cleared: Cleared) -> bool:
        """As bot.channel.Channel has it; direct messages alone are ever changed."""
        _insist(cleared.conversation == DIRECT)
        if message.conversation != await self.direct(cleared.reader):
            return False
        body = {"channel": message.conversation, "ts": message.id}
        try:
            await self._call("chat.update", body, cleared.card, message.conversation)
        except SlackError as error:
            _failed("chat.update", error)
            return isinstance(error, OutcomeUnknown)
        return True

    async def open_form(self, trigger: str, cleared: Cleared, context: str) -> bool:
        """As bot.channel.Channel has it; raises SlackError where it is not about the time."""
        view = blockkit.modal(cleared.form, callback_id=FORM, context=context)
        try:
            await self._api.write("views.open", {"trigger_id": trigger, "view": view})
        except Refused as error:
            if error.meaning is Meaning.TOO_LATE:
                return False
            raise
        return True

    async def update_form(self, view_id: str, cleared: Cleared, context: str = "") -> bool:
        """Put a form or a sentence in place of the form that is open; False where it is closed."""
        if isinstance(cleared.content, Card):
            view = notice(cleared)
        else:
            view = blockkit.modal(cleared.form, callback_id=FORM, context=context)
        try:
            await self._api.write("views.update", {"view_id": view_id, "view": view})
        except SlackError as error:
            _failed("views.update", error)
            return False
        return True

    async def _call(self, method: str, body: Json, card: Card, lane: str) -> Json:
        async def send(rendered: Json) -> Json:
            return await self._api.write(method, body | rendered, lane, self._patience)

        return await _with_blocks(send, card)

    async def _answer(self, url: str, body: Json, card: Card) -> None:
        async def send(rendered: Json) -> Json:
            await self._api.respond(url, body | rendered)
            return {}

        await _with_blocks(send, card)

    async def _look_for(self, message_id: str, channel: str, thread: str) -> Sent:
        """What became of a message, by the id in its metadata."""
        await self._sleep(_LOOK_AFTER_SECONDS)
        method = "conversations.replies" if thread else "conversations.history"
        arguments: Json = {
            "channel": channel,
            "oldest": f"{(self._clock() - _LOOK_BACK).timestamp():.6f}",
            "include_all_metadata": True,
            "limit": 50,
        }
        if thread:
            arguments["ts"] = thread
        try:
            found = await self._api.read(method, **arguments)
        except SlackError as error:
            _failed(method, error)
            return Sent(delivery=Delivery.UNKNOWN)
        for message in found.get("messages", ()):
            metadata = message.get("metadata") or {}
            if metadata.get("event_payload", {}).get("id") == message_id:
                return _arrived(channel, str(message["ts"]))
        return Sent(delivery=Delivery.UNKNOWN)


def _arrived(channel: str, ts: str) -> Sent:
    return Sent(delivery=Delivery.SENT, message=Message(conversation=channel, id=ts))


async def _with_blocks(send: Callable[[Json], Awaitable[Json]], card: Card) -> Json:
    """Send the card; in plain text with its link where Slack takes no such blocks."""
    rendered = blockkit.message(card)
    try:
        return await send(rendered)
    except Refused as error:
        if error.meaning is not Meaning.TOO_MUCH:
            raise
        _failed("blocks", error)
    return await send(_plain(rendered, card))


def _plain(rendered: Json, card: Card) -> Json:
    """The card in words, with its deep link: for a client that takes no blocks of ours."""
    links = [action.link for action in card.actions if isinstance(action, LinkButton)]
    text = "\n".join([rendered["text"], *(escaped(link) for link in links[:1])])
    return {"text": text, "blocks": []}


def _insist(cleared_for_this: bool) -> None:
    if not cleared_for_this:
        raise ValueError("it was cleared for another conversation")


def _failed(method: str, error: SlackError) -> None:
    """Slack's codes are no secrets; that the installation is broken is somebody's business."""
    alarm = isinstance(error, Refused) and error.meaning is Meaning.ALARM
    extra = {"action": "slack_failed", "method": method, "error": str(error)}
    quiet = isinstance(error, NotSent | Refused) and not alarm
    _log.log(logging.WARNING if quiet else logging.ERROR, "Slack did not do it.", extra=extra)
