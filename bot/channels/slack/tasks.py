"""Work that goes on after Slack has its answer.

Each piece is held until it is done: asyncio itself holds no task that merely waits. What is not
done when the server goes is lost; Slack was told that it was taken, and does not repeat it.
"""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

_log = logging.getLogger(__name__)

T = TypeVar("T")
DRAIN_SECONDS: Final = 10.0


class Tasks:
    """Starts work, and waits for it in the end."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, T]) -> "asyncio.Task[T]":
        """Run it alongside; what it raises and nobody looks at is logged by its kind."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._done)
        return task

    def __len__(self) -> int:
        return len(self._running)

    async def drain(self, seconds: float = DRAIN_SECONDS) -> int:
        """Wait for all of it, also for what it starts; how many pieces were given up in the end."""
        deadline = asyncio.get_running_loop().time() + seconds
        while self._running:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            await asyncio.wait(self._running, timeout=left)
        given_up = len(self._running)
        for task in tuple(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        if given_up:
            _log.error(
                "Work was given up at the end.",
                extra={"action": "work_given_up", "count": given_up},
            )
        return given_up

    def _done(self, task: "asyncio.Task[Any]") -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            extra = {"action": "work_failed", "error": type(error).__name__}
            _log.error("A piece of work failed.", extra=extra)
