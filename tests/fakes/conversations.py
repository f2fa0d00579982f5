"""Conversations in memory."""

from datetime import datetime, timedelta

from handlers.ports import Turn


class FakeConversations:
    """The last turns in a dict."""

    def __init__(self) -> None:
        self._turns: dict[str, Turn] = {}

    async def last(self, conversation: str, now: datetime) -> Turn | None:
        """As handlers.ports.Conversations has it."""
        turn = self._turns.get(conversation)
        return turn if turn and now - turn.at < timedelta(days=1) else None

    async def remember(self, conversation: str, turn: Turn) -> None:
        """As handlers.ports.Conversations has it."""
        self._turns[conversation] = turn
