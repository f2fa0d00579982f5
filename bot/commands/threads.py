"""Threads of questions on the command line: by name for one run, and one in a file between runs."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from bot.store.turn_json import from_json, to_json
from handlers.ports import Turn

_KEPT = timedelta(days=1)


class Threads:
    """Implements handlers.ports.Conversations in memory; "" is no thread and is forgotten."""

    def __init__(self) -> None:
        self._turns: dict[str, Turn] = {}

    async def last(self, conversation: str, now: datetime) -> Turn | None:
        """As the port has it."""
        turn = self._turns.get(conversation)
        return turn if turn and now - turn.at < _KEPT else None

    async def remember(self, conversation: str, turn: Turn) -> None:
        """As the port has it."""
        if conversation:
            self._turns[conversation] = turn


class ThreadInFile(Threads):
    """The one thread that a file holds.

    Raises OSError when the file cannot be read, and ValueError when it holds something else: it is
    not written over.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        if text.strip():
            self._turns[self.name] = from_json(text)

    @property
    def name(self) -> str:
        """What the thread is called."""
        return "file"

    def save(self) -> None:
        """Write it, as a whole or not at all; raises OSError."""
        if turn := self._turns.get(self.name):
            draft = self._path.with_name(f"{self._path.name}.{os.getpid()}.tmp")
            try:
                draft.write_text(to_json(turn) + "\n", encoding="utf-8")
                draft.replace(self._path)
            finally:
                draft.unlink(missing_ok=True)
