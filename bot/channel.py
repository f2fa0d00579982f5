"""What Crumb does on a surface that people are on, whichever it is.

Everything takes `Cleared` content: what egress has not let out cannot be sent.
"""

from dataclasses import dataclass
from typing import Protocol

from bot.egress import Cleared
from nudges.ports import Delivery


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A message of ours that can be changed: its conversation and its id there."""

    conversation: str
    id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """How a sending ended; `message` is known where it surely arrived."""

    delivery: Delivery
    message: Message | None = None


class Channel(Protocol):
    """One chat platform. Nothing here raises for what the platform answers."""

    async def deliver(self, cleared: Cleared, message_id: str, thread: str = "") -> Sent:
        """A new message to the reader, directly, perhaps in a thread.

        `message_id` travels with it: when the platform's answer is lost, the message is looked for
        by it, and never sent again blindly.
        """
        ...

    async def update(self, message: Message, cleared: Cleared) -> bool:
        """Put this in place of that message; False where it can't be changed any more."""
        ...

    async def open_form(self, trigger: str, cleared: Cleared, context: str) -> bool:
        """Show a form to whoever caused `trigger`; False where it came too late.

        `context` comes back with what is entered.
        """
        ...
