"""Seen events in memory."""

from datetime import datetime, timedelta


class FakeSeenEvents:
    """The keys in a dict, each with when it came."""

    def __init__(self) -> None:
        self._seen: dict[str, datetime] = {}

    async def first_time(self, key: str, now: datetime) -> bool:
        """As bot.store.ports.SeenEvents has it."""
        kept = {k: at for k, at in self._seen.items() if at >= now - timedelta(days=2)}
        self._seen = {key: now} | kept
        return key not in kept
