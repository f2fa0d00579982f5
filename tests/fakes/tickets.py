"""Tickets in memory."""

from datetime import datetime
from itertools import count


class FakeTickets:
    """What each stands for, in a dict."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[str, datetime]] = {}
        self._numbers = count(1)

    async def issue(self, kind: str, payload: str, until: datetime) -> str:
        """As bot.store.ports.Tickets has it."""
        ticket = f"ticket-{next(self._numbers)}"
        self._kept[kind, ticket] = (payload, until)
        return ticket

    async def look(self, kind: str, ticket: str, now: datetime) -> str | None:
        """As bot.store.ports.Tickets has it."""
        payload, until = self._kept.get((kind, ticket), ("", now))
        return payload if until > now else None

    async def take(self, kind: str, ticket: str, now: datetime) -> str | None:
        """As bot.store.ports.Tickets has it."""
        found = await self.look(kind, ticket, now)
        self._kept.pop((kind, ticket), None)
        return found
