"""What nudging needs kept. The adapter is in bot/store, the fake in tests/fakes."""

from datetime import datetime
from typing import Protocol

from crm.query import Ref
from nudges.notice import Notice, Sent


class Ledger(Protocol):
    """What was said to whom, and what people asked not to hear."""

    async def claim(self, notice: Notice, period: str, now: datetime) -> str | None:
        """Take the right to send this once in that period (a key such as a week).

        Returns the id of the message to be, or None when it was taken before, also by another
        process.
        """
        ...

    async def sent(self, message_id: str, now: datetime) -> None:
        """The message went out."""
        ...

    async def release(self, message_id: str) -> None:
        """The message certainly did not go out; it may be claimed again."""
        ...

    async def sent_since(self, since: datetime) -> tuple[Sent, ...]:
        """All that went out (or may have) since then, oldest first."""
        ...

    async def snooze(self, who: str, record: Ref, rule: str, until: datetime) -> None:
        """Not to this person about this record by this rule until then."""
        ...

    async def snoozed(self, now: datetime) -> frozenset[tuple[str, Ref, str]]:
        """The (person, record, rule) that rest now."""
        ...

    async def stop(self, who: str, rule: str | None) -> None:
        """This person wants no more nudges of that rule, or none at all."""
        ...

    async def resume(self, who: str) -> None:
        """This person takes nudges again."""
        ...

    async def stopped(self) -> frozenset[tuple[str, str | None]]:
        """Who wants none: (person, rule), rule None for all."""
        ...
