"""`/crmfeedback`: what people wish for or trip over, kept with what they were looking at."""

import logging
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256

from crm.errors import CrmError
from crm.port import Crm
from handlers.asking.question_log import nameless
from handlers.cards import Card, Element, Form, Input, InputKind, Kind, Paragraph, Press, Text, Tone
from handlers.pace import Pace
from handlers.ports import Conversations, Feedback, FeedbackBook, Turn
from handlers.request import Command, Reply, Request, Submission
from handlers.secret_words import Masked, mask
from handlers.sorry import sorry
from handlers.understanding.reading import Reading, Shape

_log = logging.getLogger(__name__)

FEEDBACK = "feedback"
COMMAND = "crmfeedback"
KINDS = ("idea", "problem", "praise")
LONGEST = 3_000
_LONGEST_READ = 4 * LONGEST
_SHOWN = 5


def _usual_pace() -> Pace:
    return Pace(5, timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class GiveFeedback:
    """The command `crmfeedback` with its text, or without one the form; the press `feedback` (text
    to start from, or nothing) opens the form, and its submission comes back under the same name.

    `pace` limits one person.
    """

    crm: Crm
    book: FeedbackBook
    conversations: Conversations
    pace: Pace = field(default_factory=_usual_pace)

    @property
    def actions(self) -> frozenset[str]:
        """The presses it takes."""
        return frozenset({FEEDBACK})

    async def __call__(self, request: Request) -> Reply:
        """The form, the thanks, or why it was not taken."""
        match request.said:
            case Command(text=text) if text.strip():
                return await self._keep(request, text.strip(), kind="")
            case Submission() as form:
                text, kind = form.value("text"), form.value("kind")
                if not text:
                    empty = "Please write a word or two."
                    return Reply(form=feedback_form(kind=kind, error=empty))
                return await self._keep(request, text, kind=kind if kind in KINDS else "")
            case Press(arguments=(text,)):
                return Reply(form=feedback_form(text=text[:LONGEST]))
        return Reply(form=feedback_form())

    async def _keep(self, request: Request, text: str, *, kind: str) -> Reply:
        # Masked before it is cut: half a token would not be recognised, and still be one.
        masked = mask(text[:_LONGEST_READ].replace("\0", ""))
        if not self.pace.take(request.viewer.user_id, request.now):
            wait = f"That is more than {self.pace.most} in a minute. Please wait a moment."
            return Reply(card=sorry(wait, typed=masked.text))
        kept = masked.text[:LONGEST]
        await self.book.add(
            Feedback(
                id=_id(request, kept),
                author_id=request.viewer.user_id,
                author_name=request.viewer.name,
                text=kept,
                context=await self._context(request, kind),
                channel=request.channel,
                at=request.now,
            )
        )
        _log.info("A suggestion was kept.", extra={"action": "feedback_kept"})
        return Reply(card=_thanks(kept, masked, length=len(text)))

    async def _context(self, request: Request, kind: str) -> str:
        """What kind it is, what was asked last in that conversation, and what was shown then."""
        parts = [kind] if kind else []
        turn = await self.conversations.last(request.conversation, request.now)
        if turn is not None and turn.query is not None:
            parts.append(f"after: {mask(await self._words(request, turn)).text}")
            if turn.shown:
                more = "" if len(turn.shown) <= _SHOWN else " …"
                parts.append(f"shown: {', '.join(map(str, turn.shown[:_SHOWN]))}{more}")
        return "; ".join(parts)[:LONGEST]

    async def _words(self, request: Request, turn: Turn) -> str:
        """The last question as it was understood; only what it was about while the CRM is down."""
        try:
            schema = await self.crm.schema(request.viewer)
        except CrmError:
            return turn.asked.entity
        shape = Shape.GROUPS if turn.asked.group_by else Shape.FIGURE
        reading = Reading(shape=Shape.LIST if turn.asked.is_list else shape, query=turn.asked)
        return nameless(reading, schema, request.viewer, request.now)


def feedback_form(*, kind: str = "", text: str = "", error: str = "") -> Form:
    """What kind of feedback, and the text."""
    return Form(
        title="Feedback on the CRM",
        inputs=(
            Input(
                name="kind",
                label="What is it?",
                kind=InputKind.CHOICE,
                choices=KINDS,
                value=kind if kind in KINDS else KINDS[0],
            ),
            Input(
                name="text",
                label="What would make the CRM better for you?",
                kind=InputKind.LONG_TEXT,
                value=text,
                hint=f"Up to {LONGEST:,} characters. Please no passwords.",
                error=error,
            ),
        ),
        submit=Press(FEEDBACK),
        submit_label="Send",
    )


def _thanks(kept: str, masked: Masked, *, length: int) -> Card:
    body: list[Element] = [Paragraph((Text(f"“{kept}”", Tone.MUTED),))]
    if length > LONGEST:
        cut = f"Your text has {length:,} characters; the first {LONGEST:,} were kept."
        body.append(Paragraph((Text(cut, Tone.WARNING),)))
    if masked.found:
        warning = (
            "Something in it looked like a password or token. It was removed before keeping; "
            "please change it, since this chat has seen it."
        )
        body.append(Paragraph((Text(warning, Tone.WARNING),)))
    return Card(kind=Kind.THANKS, title="Thank you, it is written down.", body=tuple(body))


def _id(request: Request, text: str) -> str:
    """The same for the same text of the same person on the same day: sent twice, kept once."""
    parts = (request.viewer.user_id, request.now.date().isoformat(), text)
    return sha256("\0".join(parts).encode(errors="replace")).hexdigest()[:16]
