"""Choices in memory."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.ports import Chosen


class FakeMemory:
    """What each person chose, and when it was last used, in a dict in the order of use."""

    def __init__(self) -> None:
        self._choices: dict[tuple[str, str], tuple[Chosen, datetime]] = {}

    async def recall(self, person: str, doubt: str, now: datetime) -> Chosen | None:
        """As handlers.ports.Memory has it."""
        chosen, used = self._choices.get((person, doubt), (None, now))
        if chosen is None or used <= now - timedelta(days=90):
            return None
        self._use(person, chosen, now)
        return chosen

    async def keep(self, person: str, chosen: Chosen) -> None:
        """As handlers.ports.Memory has it."""
        self._use(person, replace(chosen), chosen.at)
        theirs = [key for key in self._choices if key[0] == person]
        for key in theirs[:-200]:
            del self._choices[key]

    async def forget(self, person: str, doubt: str | None = None) -> None:
        """As handlers.ports.Memory has it."""
        for key in [k for k in self._choices if k[0] == person and doubt in (None, k[1])]:
            del self._choices[key]

    def _use(self, person: str, chosen: Chosen, at: datetime) -> None:
        self._choices.pop((person, chosen.doubt), None)
        self._choices[person, chosen.doubt] = (chosen, at)
