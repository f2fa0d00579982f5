"""What the server keeps for itself. Adapters are beside this file, fakes in tests/fakes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class SeenEvents(Protocol):
    """Which events came before, since platforms send them again; remembered for two days."""

    async def first_time(self, key: str, now: datetime) -> bool:
        """True for exactly one caller per key, of all processes."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """Who a person on a chat platform is in the CRM.

    `team` is the workspace or tenant; `person` the CRM's user id, `email` the address by which the
    two were matched.
    """

    platform: str
    team: str
    user: str
    person: str
    email: str
    at: datetime


class Identities(Protocol):
    """The chat accounts that belong to people of the CRM."""

    async def find(self, platform: str, team: str, user: str) -> Identity | None:
        """Who that is; None when nobody linked them yet."""
        ...

    async def of(self, person: str) -> tuple[Identity, ...]:
        """All chat accounts of a person, the latest linked first."""
        ...

    async def link(self, identity: Identity) -> None:
        """Keep it, in place of what was known of that chat account."""
        ...

    async def forget(self, platform: str, team: str, user: str | None = None) -> None:
        """Drop one chat account, or all of a team."""
        ...


class Tickets(Protocol):
    """What is good once and not for long: a link that was sent, a sign-in on its way."""

    async def issue(self, kind: str, payload: str, until: datetime) -> str:
        """A new ticket, which nobody can guess; what it stands for is kept sealed."""
        ...

    async def look(self, kind: str, ticket: str, now: datetime) -> str | None:
        """What it stands for; None for one that is used, too old, of another kind or made up."""
        ...

    async def take(self, kind: str, ticket: str, now: datetime) -> str | None:
        """The same, for exactly one caller of all processes."""
        ...
