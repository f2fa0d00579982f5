"""From what came to what the handlers reply: who it is, where, what was said."""

import asyncio
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from traceback import extract_tb
from typing import Final

from bot.channels.slack.directory import PLATFORM, Directory
from bot.channels.slack.incoming import Act
from bot.channels.slack.mrkdwn import mentioned, plain
from bot.channels.slack.outbox import Outbox
from bot.channels.slack.seal import Seal
from bot.channels.slack.spot import Spot
from bot.egress import DIRECT, Cleared, Neutral, Withheld, apology, neutral
from bot.identity import NotRecognized, Reason, Recognition
from crm.errors import CrmError
from handlers.request import Command, Question, Reply, Request, Said
from handlers.router import Handler

_log = logging.getLogger(__name__)

PATIENCE_SECONDS: Final = 45.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """What was asked, as the person who asked; where; and what the handlers say to it."""

    request: Request
    reply: Reply
    spot: Spot


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """Asks the handlers, as the person behind the account."""

    router: Handler
    recognition: Recognition
    directory: Directory
    outbox: Outbox
    seal: Seal
    clock: Callable[[], datetime]
    patience: float = PATIENCE_SECONDS

    async def answered(self, act: Act) -> Answered:
        """The reply. Raises NotRecognized, CrmError, and TimeoutError beyond our patience."""
        async with asyncio.timeout(self.patience):
            viewer = await self.recognition.viewer(act.user)
            spot = await self._spot(act)
            request = Request(
                viewer=viewer,
                said=await self._meant(act.said),
                conversation=spot.conversation,
                channel=PLATFORM,
                now=self.clock(),
            )
            return Answered(request=request, reply=await self.router(request), spot=spot)

    async def _spot(self, act: Act) -> Spot:
        """Where it took place; for a form, where it was opened, as far as its seal holds."""
        direct = await self.outbox.direct(act.user)
        if act.context and (packed := self.seal.open(act.context, act.user, self.clock())):
            return Spot.unpacked(packed, direct)
        spot = Spot.of(act, direct)
        return spot if act.where.channel else spot.directly()

    async def _meant(self, said: Said) -> Said:
        match said:
            case Question(text=text):
                return Question(await self._plain(text))
            case Command(name=name, text=text):
                return Command(name, await self._plain(text))
        return said

    async def _plain(self, text: str) -> str:
        """The text, with colleagues by their names; whoever else it names is left out."""
        names = dict.fromkeys(mentioned(text), "")
        for user in names:
            names[user] = await self.directory.colleague(user)
        return plain(text, names)


_TURNED_AWAY = {
    Reason.UNSURE: Neutral.UNSURE,
    Reason.NOT_OURS: Neutral.STRANGER,
    Reason.NO_EMAIL: Neutral.NO_EMAIL,
    Reason.NOT_IN_CRM: Neutral.NOT_IN_CRM,
}


def excuse(error: Exception, user: str, conversation: str = DIRECT) -> Cleared | None:
    """What to say when something came of nothing; None where silence is right: to another bot.

    What is not expected gets an id, which is logged with the kind of the error and its place.
    """
    if isinstance(error, NotRecognized):
        if error.reason is Reason.BOT:
            return None
        sentence = _TURNED_AWAY[error.reason]
    elif isinstance(error, CrmError | Withheld):
        sentence = Neutral.UNSURE
    elif isinstance(error, TimeoutError):
        sentence = Neutral.SLOW
    else:
        return apology(_noted(error), reader=user, conversation=conversation)
    _log.warning(
        "Somebody was not answered.",
        extra={"action": "not_answered", "reason": sentence.name.lower()},
    )
    return neutral(sentence, reader=user, conversation=conversation)


def _noted(error: Exception) -> str:
    error_id = secrets.token_hex(4)
    last = extract_tb(error.__traceback__)[-1] if error.__traceback__ else None
    where = f"{Path(last.filename).name}:{last.lineno}" if last else ""
    extra = {
        "action": "exchange_failed",
        "error_id": error_id,
        "error": type(error).__name__,
        "where": where,
    }
    _log.error("An exchange failed.", extra=extra)
    return error_id
