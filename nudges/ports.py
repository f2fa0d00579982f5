"""What nudging needs: somewhere to keep what was said, and a way to say it.

The ledger's adapter is in bot/store, its fake in tests/fakes.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from crm.query import Ref
from nudges.notice import Notice, Sent


class Rests(Protocol):
    """What people asked not to hear."""

    async def snooze(self, who: str, record: Ref, rule: str, until: datetime) -> None:
        """Not to this person about this record by this rule until then; the last word counts."""
        ...

    async def snoozed(self, now: datetime) -> frozenset[tuple[str, Ref, str]]:
        """The (person, record, rule) that rest now."""
        ...

    async def stop(self, who: str, rule: str | None) -> None:
        """This person wants no more nudges of that rule, or none at all."""
        ...

    async def resume(self, who: str) -> None:
        """This person takes all nudges again."""
        ...

    async def stopped(self) -> frozenset[tuple[str, str | None]]:
        """Who wants none: (person, rule), rule None for all."""
        ...


@dataclass(frozen=True, slots=True)
class Cap:
    """The person hears at most `most` times from `since` on."""

    since: datetime
    most: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """On which terms a message may be claimed.

    Once per rule, record, person and `period` (a key such as the week); within all `caps`; and not
    when anybody was asked about the record after `rested_since`.
    """

    period: str
    rested_since: datetime
    caps: tuple[Cap, ...] = ()


class Delivery(StrEnum):
    """How a sending ended."""

    SENT = "sent"
    UNREACHABLE = "unreachable"  # certainly not sent
    UNKNOWN = "unknown"  # perhaps sent


class Told(Protocol):
    """What was said to each person."""

    async def sent_to(self, who: str, since: datetime) -> tuple[Sent, ...]:
        """All that went out to that person (or may have) since then, oldest first."""
        ...


class Ledger(Rests, Told, Protocol):
    """What was said to whom. It decides alone what may be sent, whoever else is sending."""

    async def claim(self, notice: Notice, terms: Terms, now: datetime) -> str | None:
        """Take the right to send this; the id of the message to be.

        None when the terms do not allow it, or the person asked for rest meanwhile. All of that is
        looked at in one step, so that of several processes one gets it. What is claimed counts as
        sent until it is settled otherwise.
        """
        ...

    async def settle(self, message_id: str, delivery: Delivery, now: datetime) -> None:
        """How it ended. What was UNREACHABLE no longer counts and may be claimed again."""
        ...

    async def sent_since(self, since: datetime) -> tuple[Sent, ...]:
        """All that went out (or may have) since then, oldest first."""
        ...


class Courier(Protocol):
    """Takes a notice to a person, on whatever surface they are."""

    async def deliver(self, notice: Notice) -> Delivery:
        """Send it to `notice.who`, with `notice.id` in what the platform keeps of it.

        Within a time limit of its own. Whatever it raises is taken for UNKNOWN.
        """
        ...
