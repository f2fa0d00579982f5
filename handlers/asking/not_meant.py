"""Not what I meant: the answer is noted for the owner, and other readings are one press away."""

import asyncio
from dataclasses import dataclass

from crm.figures import MEASURES
from crm.schema import Schema
from handlers.answers.ways_on import NOT_MEANT
from handlers.asking.alternatives import Alternative, alternatives
from handlers.asking.answered import Outcome
from handlers.asking.ask import Ask
from handlers.asking.listener import Listener
from handlers.asking.question_log import asked_once, nameless, note, note_choice
from handlers.asking.visible import about, hides
from handlers.cards import Action, Button, Card, Kind, Press
from handlers.carried import travels
from handlers.ports import AskedOnce, Cause, Turn
from handlers.request import Reply, Request
from handlers.sorry import OUTDATED, sorry
from handlers.speech import say, translated
from handlers.suggestions.feedback import FEEDBACK
from handlers.understanding.reading import NoReading, Reading, Shape

MEANT = "meant"
_TITLE = "Thank you, that is noted. What did you mean?"


@dataclass(frozen=True, slots=True)
class NotMeant:
    """The press `not_meant` (question) offers alternatives; `meant` (alternative, id of the note)
    asks one of them, and notes which.
    """

    ask: Ask

    @property
    def actions(self) -> frozenset[str]:
        """The presses it takes."""
        return frozenset({NOT_MEANT, MEANT})

    async def __call__(self, request: Request) -> Reply:
        """The choice, or the answer to what was chosen."""
        match request.said:
            case Press(action="not_meant", arguments=(question,)):
                return await self._offered(request, question)
            case Press(action="meant", arguments=(question, id_)):
                await note_choice(self.ask.log, id_, request.viewer.user_id, question)
                return await self.ask.replied(request, question, afresh=True)
        return Reply(card=sorry(OUTDATED))

    async def _offered(self, request: Request, question: str) -> Reply:
        listener = await self.ask.listener(request.viewer, request.now)
        turn = await self.ask.conversations.last(request.conversation, request.now)
        alone = listener.read(question)
        meant = _answered(question, turn) or alone
        entry = _entry(request, question, meant, listener.schema)
        await note(self.ask.log, entry)
        found: tuple[Alternative, ...] = ()
        if _same(alone, meant) and not await self._hidden(alone, listener):
            # Some dozens of readings: nobody else should have to wait for them.
            found = await asyncio.to_thread(
                alternatives, question, listener.read, listener.describer
            )
        return Reply(card=_choice(question, found, entry.id))

    async def _hidden(self, reading: Reading | NoReading, listener: Listener) -> bool:
        """Whether it names a record that this person may not know of."""
        if isinstance(reading, NoReading):
            return True
        named = about(reading.query, listener.index)
        return await hides(named, self.ask.crm, listener.viewer, listener.schema)


def _answered(question: str, turn: Turn | None) -> Reading | None:
    """How the question was read, where it is the last one of its conversation."""
    if turn is None or turn.query is None or turn.question != question:
        return None
    return Reading(shape=Shape(turn.shape), query=turn.query, measure=MEASURES.get(turn.measure))


def _same(alone: Reading | NoReading, meant: Reading | NoReading) -> bool:
    """Whether the question stands by itself: a follow-up would be read as something else."""
    return isinstance(alone, Reading) and isinstance(meant, Reading) and alone.query == meant.query


def _entry(
    request: Request, question: str, meant: Reading | NoReading, schema: Schema
) -> AskedOnce:
    return asked_once(
        question,
        request.viewer,
        request.now,
        cause=Cause.NOT_MEANT,
        outcome=Outcome.ANSWERED,
        understood=nameless(meant, schema, request.viewer, request.now)
        if isinstance(meant, Reading)
        else "",
    )


def _choice(question: str, found: tuple[Alternative, ...], id_: str) -> Card:
    buttons: list[Action] = [
        Button(each.label, Press(MEANT, (each.question, id_)))
        for each in found
        if travels(each.question)
    ]
    start = say("I asked “{question}” and meant: ", question=question)
    arguments = (start,) if travels(start) else ()
    buttons.append(Button(say("Tell us in your own words"), Press(FEEDBACK, arguments)))
    return Card(kind=Kind.CHOICE, title=translated(_TITLE), actions=tuple(buttons))
