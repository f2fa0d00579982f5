"""A log of questions in memory."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.ports import AskedOnce

_KEPT = timedelta(days=30)


class FakeQuestionLog:
    """The questions in a dict."""

    def __init__(self) -> None:
        self._all: dict[str, AskedOnce] = {}

    async def add(self, asked: AskedOnce) -> None:
        """As handlers.ports.QuestionLog has it."""
        self._all = {k: a for k, a in self._all.items() if a.at > asked.at - _KEPT}
        self._all.setdefault(asked.id, asked)

    async def choose(self, id_: str, viewer_id: str, question: str) -> None:
        """As handlers.ports.QuestionLog has it."""
        found = self._all.get(id_)
        if found and found.viewer_id == viewer_id:
            self._all[id_] = replace(found, chosen=question)

    async def everything(self, now: datetime) -> tuple[AskedOnce, ...]:
        """As handlers.ports.QuestionLog has it."""
        kept = [a for a in self._all.values() if a.at > now - _KEPT]
        return tuple(sorted(kept, key=lambda a: (a.at, a.id)))
