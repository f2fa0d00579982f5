"""What the server does again and again goes on, whatever fails in between."""

import asyncio
import logging

import pytest

from bot.rounds import AGAIN, EVERY, kept_up, nudge_rounds
from nudges.notice import Report


class Slept:
    """Sleeps in no time, and ends the loop after so many times."""

    def __init__(self, times: int) -> None:
        self.times, self.seconds = times, list[float]()

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        if len(self.seconds) == self.times:
            raise asyncio.CancelledError


async def test_nudges_are_looked_through_every_fifteen_minutes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A round that fails is logged by its kind alone, and is not the last."""
    caplog.set_level(logging.INFO)
    rounds: list[str] = []

    async def sweep() -> Report:
        rounds.append("begun")
        if len(rounds) == 2:
            raise RuntimeError("a secret of the CRM")
        return Report(verdicts=())

    slept = Slept(3)
    with pytest.raises(asyncio.CancelledError):
        await nudge_rounds(sweep, sleep=slept)
    assert slept.seconds == [EVERY.total_seconds()] * 3
    assert EVERY.total_seconds() == 900
    actions = [getattr(record, "action", "") for record in caplog.records]
    assert actions == ["sweep_done", "sweep_failed", "sweep_done"]
    assert "secret" not in caplog.text


async def test_a_connection_is_made_again_however_often_it_fails() -> None:
    """With a pause, so that nobody is called in a loop."""

    async def connect() -> None:
        raise OSError("no network")

    slept = Slept(4)
    with pytest.raises(asyncio.CancelledError):
        await kept_up(connect, sleep=slept)
    assert slept.seconds == [AGAIN.total_seconds()] * 4
