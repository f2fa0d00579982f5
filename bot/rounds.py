"""What the server does by itself, again and again, for as long as it runs."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from nudges.notice import Report

_log = logging.getLogger(__name__)

EVERY: Final = timedelta(minutes=15)
AGAIN: Final = timedelta(seconds=30)
"""How soon a connection that could not be made is tried again."""

Sleep = Callable[[float], Awaitable[None]]


async def nudge_rounds(
    sweep: Callable[[], Awaitable[Report]], *, sleep: Sleep = asyncio.sleep
) -> None:
    """Sweep, and again after EVERY, until cancelled. A sweep that fails is not the last."""
    while True:
        try:
            _tell(await sweep())
        except Exception as error:  # whatever it was, the server goes on
            extra = {"action": "sweep_failed", "error": type(error).__name__}
            _log.error("The nudges could not be looked through.", extra=extra)
        await sleep(EVERY.total_seconds())


async def kept_up(connect: Callable[[], Awaitable[None]], *, sleep: Sleep = asyncio.sleep) -> None:
    """Be connected until cancelled, however often that fails."""
    while True:
        try:
            await connect()
        except Exception as error:  # a vendor's client raises what it likes
            extra = {"action": "connection_failed", "error": type(error).__name__}
            _log.error("The connection could not be made; it is tried again.", extra=extra)
        await sleep(AGAIN.total_seconds())


def _tell(report: Report) -> None:
    counts = Counter(verdict.outcome.value for verdict in report.verdicts)
    _log.info(
        "The nudges were looked through.",
        extra={"action": "sweep_done", "skipped_rules": len(report.skipped), **counts},
    )
