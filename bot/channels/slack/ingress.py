"""Everything that Slack sends, over HTTP or Socket Mode, comes in here: read, let through once,
answered.

What is noted as seen and then lost in a crash is not delivered again: an act has one effect at
most.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse

from bot.channels.slack.bolt import dispatch
from bot.channels.slack.incoming import read
from bot.guard import Once, Refused

_log = logging.getLogger(__name__)

Json = dict[str, Any]

_LONGEST_CHALLENGE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What Slack hears, with 200: nothing, JSON, or plain text."""

    body: str = ""
    content_type: str = "text/plain"


@dataclass(frozen=True, kw_only=True, slots=True)
class Ingress:
    """Takes payloads whose origin is certain."""

    app: AsyncApp
    once: Once
    clock: Callable[[], datetime]

    async def take(self, payload: Json, delivery: str) -> Answer:
        """The answer; raises Refused. `delivery` names this request where Slack names no event."""
        if payload.get("type") == "url_verification":
            return _challenged(payload)
        try:
            act = read(payload)
        except ValueError:
            raise Refused(400) from None
        if act is None:
            _noted(payload)
            return Answer()
        if not await self.once.first(act.key or f"slack:delivery:{delivery}", self.clock()):
            return Answer()
        return _answer(await dispatch(self.app, act))


def _challenged(payload: Json) -> Answer:
    """Slack's question whether we are there; its text goes back as text, and as nothing else."""
    challenge = payload.get("challenge")
    if not isinstance(challenge, str) or not 0 < len(challenge) <= _LONGEST_CHALLENGE:
        raise Refused(400)
    return Answer(challenge)


def _noted(payload: Json) -> None:
    if payload.get("type") == "app_rate_limited":
        extra = {"action": "slack_events_dropped"}
        _log.error("Slack drops events: there are too many an hour.", extra=extra)


def _answer(response: BoltResponse) -> Answer:
    if response.status != 200:
        _log.error(
            "A listener did not answer.",
            extra={"action": "listener_failed", "status": response.status},
        )
        raise Refused(400)
    if not response.body:
        return Answer()
    return Answer(response.body, "application/json")
