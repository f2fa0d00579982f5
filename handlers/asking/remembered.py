"""What somebody chose where their words could mean several things: asked once, and not again.

It is kept for that person alone and by what was meant: a record, or a figure. It only ever takes
one of the choices they would be offered anyway, and so can neither show nor say more than asking.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from crm.access import Viewer
from crm.names import NameIndex
from crm.query import Ref
from crm.schema import Schema
from handlers.asking.answered import Answered, Recalled
from handlers.cards import Button, Card, Kind, Paragraph, Press, Reveal, Text, Tone
from handlers.carried import travel
from handlers.ports import Chosen, Memory
from handlers.request import Reply
from handlers.speech import noun, say
from handlers.understanding.reading import COMPARED, Choice, Doubt, NoReading
from handlers.wording import day

CHOOSE, CHOOSE_AGAIN, FORGET_CHOICES = "choose", "choose_again", "forget_choices"
_LONGEST_KEY = 200
_MOST = 5  # of one question


@dataclass(frozen=True, slots=True)
class Recalling:
    """One person's choices at one moment; `index` holds the names they may know of."""

    memory: Memory
    viewer: Viewer
    now: datetime
    index: NameIndex
    schema: Schema

    async def taken(
        self, reading: NoReading, visible: Sequence[Choice], before: Sequence[Recalled]
    ) -> tuple[Choice, Recalled] | None:
        """The choice of these that they made before; None where they are to be asked.

        A record that is gone, or hidden from them by now, is forgotten without a word. `before` are
        the choices that went into the question already.
        """
        if reading.doubt is None or len(before) >= _MOST:
            return None
        doubt, person = reading.doubt, self.viewer.user_id
        chosen = await self.memory.recall(person, doubt.key, self.now)
        if chosen is None:
            return None
        recalled = self._recalled(doubt, chosen.meaning)
        if recalled is None:
            await self.memory.forget(person, doubt.key)
            return None
        same = (choice for choice in visible if choice.meaning == chosen.meaning)
        choice = next(same, None)
        return (choice, replace(recalled, since=chosen.at)) if choice else None

    async def kept(self, doubt: Doubt, meaning: str) -> Recalled | None:
        """Keep what they choose now; None where that can't be, or means nothing to them."""
        recalled = self._recalled(doubt, meaning)
        if recalled is None or len(doubt.key) > _LONGEST_KEY or len(meaning) > _LONGEST_KEY:
            return None
        chosen = Chosen(doubt=doubt.key, meaning=meaning, at=self.now)
        await self.memory.keep(self.viewer.user_id, chosen)
        return recalled

    def _recalled(self, doubt: Doubt, meaning: str) -> Recalled | None:
        if doubt.kind == COMPARED:
            return Recalled(doubt=doubt, name=meaning, kind="")
        try:
            ref = Ref.parse(meaning)
        except ValueError:
            return None
        name = self.index.by_id(ref.id, ref.entity)
        if name is None or ref.entity not in self.schema:
            return None
        kind = self.schema.entity(ref.entity).label
        return Recalled(doubt=doubt, name=name.text, kind=kind, ref=ref)


def choosing(choice: Choice, doubt: Doubt | None) -> Press:
    """The press of a choice: it asks its question, and says what is to be remembered, if that can
    travel.
    """
    if doubt and choice.meaning:
        arguments = (choice.question, doubt.said, doubt.kind, doubt.question, choice.meaning)
        if travel(*arguments):
            return Press(CHOOSE, arguments)
    return Press("ask", (choice.question,))


def chosen_by(press: Press) -> tuple[Doubt, str] | None:
    """The doubt that a press settles, and how; None for one that settles none."""
    match press:
        case Press(action="choose", arguments=(_, said, kind, question, meaning)):
            return Doubt(said, kind, question), meaning
    return None


def with_choices(card: Card, answered: Answered, viewer: Viewer) -> Card:
    """The card with what was taken for what, and the way to take that back."""
    for recalled in answered.recalled:
        doubt = recalled.doubt
        arguments = (doubt.question, doubt.said, doubt.kind)
        back = (
            (Button(_other(doubt), Press(CHOOSE_AGAIN, arguments)),) if travel(*arguments) else ()
        )
        shown = (Reveal(recalled.ref, ("Name",)),) if recalled.ref else ()
        card = replace(
            card,
            footer=(*card.footer, _told(recalled, viewer)),
            actions=(*card.actions, *back),
            reveals=(*card.reveals, *shown),
        )
    return card


def asked_again(reply: Reply) -> Reply:
    """The question asked back after the choice was taken back."""
    card = reply.card
    if card is None or card.kind is not Kind.CHOICE:
        return reply
    line = Paragraph((Text(say("What you chose before is forgotten."), Tone.MUTED),))
    every = Button(say("Forget all my choices"), Press(FORGET_CHOICES))
    return replace(
        reply, card=replace(card, body=(*card.body, line), actions=(*card.actions, every))
    )


def _other(doubt: Doubt) -> str:
    if doubt.kind == COMPARED:
        return say("Compare something else …")
    return say("Another “{words}” …", words=doubt.said)


def _told(recalled: Recalled, viewer: Viewer) -> str:
    """ "Halden: the account Halden Logistics, as you chose on 3 Nov 2026"."""
    what, kind = recalled.name, noun(recalled.kind)
    if recalled.doubt.kind == COMPARED:
        meant = say("Compared in {figure}", figure=noun(what[:1].upper() + what[1:]))
    else:
        meant = say("{words}: the {kind} {name}", words=recalled.doubt.said, kind=kind, name=what)
    if recalled.since is None:
        return say("{meant}; I will remember that.", meant=meant)
    chosen_on = day(recalled.since.astimezone(ZoneInfo(viewer.time_zone)).date())
    return say("{meant}, as you chose on {date}", meant=meant, date=chosen_on)
