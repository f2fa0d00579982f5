"""Looks in memory."""

from datetime import datetime


class FakeLooks:
    """When each person was told what changed, in a dict."""

    def __init__(self) -> None:
        self._looks: dict[tuple[str, str], datetime] = {}

    async def last(self, person: str, what: str) -> datetime | None:
        """As handlers.ports.Looks has it."""
        return self._looks.get((person, what))

    async def note(self, person: str, what: str, at: datetime) -> None:
        """As handlers.ports.Looks has it."""
        self._looks[person, what] = at
