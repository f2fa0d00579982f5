"""Which questions are noted for the owner, and as what: those without the wanted answer.

What was no question to the CRM (thanks, help, a change, chat) is not noted, nor is what was
answered. Noting never costs the person their answer: it may fail, and it may not take long.
"""

import asyncio
import logging
from collections.abc import Coroutine
from datetime import datetime
from hashlib import sha256
from typing import Any

from crm.access import Viewer
from crm.errors import CrmError
from crm.schema import Schema
from handlers.asking.answered import Answered, Outcome
from handlers.ports import AskedOnce, Cause, QuestionLog
from handlers.secret_words import mask
from handlers.understanding.described.query import Describer
from handlers.understanding.reader import Asked
from handlers.understanding.reading import NoReading, Reading, Shape

_log = logging.getLogger(__name__)

LONGEST = 1_000
_PATIENCE = 2.0
_LISTED = {Shape.LIST, Shape.RECORD, Shape.FIELD}


class Unlogged:
    """A log that keeps nothing: for the command line, whose questions are nobody else's matter."""

    async def add(self, asked: AskedOnce) -> None:
        """As handlers.ports.QuestionLog has it, but for the keeping."""

    async def choose(self, id_: str, viewer_id: str, question: str) -> None:
        """As handlers.ports.QuestionLog has it, but for the keeping."""

    async def everything(self, now: datetime) -> tuple[AskedOnce, ...]:
        """Nothing."""
        return ()


async def note(log: QuestionLog, asked: AskedOnce | None) -> None:
    """Keep it, in two seconds or not at all; never raises but for cancellation."""
    if asked is not None:
        await _harmless(log.add(asked))


async def note_choice(log: QuestionLog, id_: str, viewer_id: str, question: str) -> None:
    """Keep what somebody chose instead, in the same way."""
    await _harmless(log.choose(id_, viewer_id, mask(question).text[:LONGEST]))


async def _harmless(noting: Coroutine[Any, Any, None]) -> None:
    try:
        await asyncio.wait_for(noting, _PATIENCE)
    except Exception as error:  # whatever it was, the person gets the answer
        extra = {"action": "question_not_noted", "error": type(error).__name__}
        _log.warning("A question could not be noted.", extra=extra)


def unanswered(reading: Reading | NoReading, answered: Answered) -> Cause | None:
    """Why there is no answer; None where there is one, or where nothing was asked of the CRM."""
    match answered.outcome:
        case Outcome.ANSWERED:
            return Cause.NOTHING_FOUND if _empty(answered) else None
        case Outcome.CLARIFY:
            known = isinstance(reading, NoReading) and (answered.choices or not reading.words)
            return Cause.UNCLEAR if known else Cause.NOTHING_FOUND
        case Outcome.NOT_UNDERSTOOD:
            if isinstance(reading, Reading) or reading.misplaced:
                return Cause.MISSING_FIELD
            return Cause.UNKNOWN_WORD if reading.words else Cause.UNCLEAR
    return None


def _empty(answered: Answered) -> bool:
    if answered.shape in _LISTED:
        return not answered.records
    if answered.shape is Shape.GROUPS:
        return not answered.groups
    return answered.shape is Shape.FIGURE and answered.value is None


def missed(
    asked: Asked, reading: Reading | NoReading, answered: Answered, schema: Schema
) -> AskedOnce | None:
    """What to note of a question; None where there is nothing to."""
    cause = unanswered(reading, answered)
    if cause is None or not asked.text.strip():
        return None
    outcome, viewer, now = answered.outcome, asked.viewer, asked.now
    if isinstance(reading, NoReading):
        words = reading.words
        return asked_once(asked.text, viewer, now, cause=cause, outcome=outcome, words=words)
    understood = nameless(reading, schema, viewer, now)
    return asked_once(asked.text, viewer, now, cause=cause, outcome=outcome, understood=understood)


def asked_once(
    text: str,
    viewer: Viewer,
    now: datetime,
    *,
    cause: Cause,
    outcome: Outcome,
    understood: str = "",
    words: tuple[str, ...] = (),
) -> AskedOnce:
    """The entry; the same for the same text of the same person on the same day.

    What looks like a secret is masked, before the text is cut.
    """
    kept = mask(text[: 4 * LONGEST].replace("\0", "")).text[:LONGEST]
    parts = (viewer.user_id, now.date().isoformat(), cause, kept)
    return AskedOnce(
        id=sha256("\0".join(parts).encode(errors="replace")).hexdigest()[:16],
        at=now,
        viewer_id=viewer.user_id,
        text=kept,
        outcome=outcome.value,
        understood=understood,
        words=tuple(mask(word[:LONGEST]).text for word in words),
        cause=cause,
    )


def nameless(reading: Reading, schema: Schema, viewer: Viewer, now: datetime) -> str:
    """How a question was understood, without the name of any record it did not spell out.

    Of a question to a field that this person does not have, only what it was about.
    """
    try:
        return Describer(schema, viewer, now, _Nameless()).understood(reading)
    except CrmError:
        return reading.query.entity


class _Nameless(dict[str, str]):
    def __missing__(self, id_: str) -> str:
        return "that record"
