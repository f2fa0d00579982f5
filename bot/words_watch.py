"""The file of words looked at again and again: what changed in it holds from then on."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.words import Signature, sentences, signature, taught_by
from crm.errors import CrmError
from crm.schema import Schema
from handlers.teaching.mistakes import WrongWords
from handlers.teaching.words_file import Teaching

_log = logging.getLogger(__name__)

EVERY: Final = 1.0
"""Seconds from one look to the next."""


@dataclass
class WordsWatch:
    """Teaches what the file says whenever it changed and lies still.

    A file that somebody is still writing changes from look to look, so it is read when two looks
    find it alike. One that is wrong, or gone, changes nothing: what it taught before stays.
    `seen` is the state in which it was read last; `schema` is of the CRM as it is. Both it and the
    file are read in a thread of their own.
    """

    path: Path
    seen: Signature
    schema: Callable[[], Schema]
    teach: Callable[[Teaching], None]
    _settled: Signature = field(init=False)

    def __post_init__(self) -> None:
        self._settled = self.seen

    async def look(self) -> None:
        """Look once."""
        found = await asyncio.to_thread(self._changed)
        if found is not None:
            self.teach(found)
            extra = {"action": "words_taught", "file": self.path.name}
            _log.info("The file of words changed; what it says now holds.", extra=extra)

    def _changed(self) -> Teaching | None:
        """What the file teaches, where it changed and lies still; None otherwise."""
        now = signature(self.path)
        still, self.seen = now == self.seen, now
        if not still or now == self._settled:
            return None
        found: Teaching | None = None
        mistakes: tuple[str, ...] = (f"{self.path.name} is gone.",)
        try:
            if now is not None:
                found, mistakes = taught_by(self.path, self.schema()), ()
        except WrongWords as wrong:
            mistakes = sentences(self.path, wrong.mistakes)
        except CrmError:
            return None  # nobody knows what it is about; the next look tries again
        if signature(self.path) != now:
            return None  # written again meanwhile
        self._settled = now
        if mistakes:
            _tell(mistakes)
        return found


def _tell(mistakes: tuple[str, ...]) -> None:
    more = f" And {len(mistakes) - 1} more; `crumb check` has all." if len(mistakes) > 1 else ""
    extra = {"action": "words_refused", "mistakes": len(mistakes)}
    _log.error("The words stay as they were: %s%s", mistakes[0], more, extra=extra)


async def watched(
    watch: WordsWatch, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """Look every second until cancelled; a look that fails is not the last."""
    while True:
        await sleep(EVERY)
        try:
            await watch.look()
        except Exception as error:  # whatever it was, the server goes on
            extra = {"action": "words_look_failed", "error": type(error).__name__}
            _log.error("The file of words could not be looked at.", extra=extra)
