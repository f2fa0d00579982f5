"""What a person does on the page, and which messages it makes or changes."""

from dataclasses import dataclass

from bot.channel import Message
from bot.channels.web import Entry, WebInbox
from bot.egress import Egress
from bot.render import press as travelling
from bot.wiring import Crumb
from crm.access import Viewer
from handlers.cards import Press
from handlers.request import Command, Question, Reply, Request, Said, Submission

_QUESTION = "crm"


def said(text: str) -> Question | Command:
    """What was typed: `/crm …` or anything without a slash is a question, else a command."""
    command, _, rest = text.strip().partition(" ")
    if not command.startswith("/") or len(command) == 1:
        return Question(text)
    name = command.removeprefix("/").casefold()
    return Question(rest) if name == _QUESTION else Command(name, rest)


def submission(posted: travelling.Submission) -> Submission:
    """A posted form as the handlers have it."""
    return Submission(press=posted.press, values=tuple(posted.values.items()))


@dataclass(frozen=True, slots=True)
class Chat:
    """Each method gives back the messages to show: new ones, and those that changed in place."""

    crumb: Crumb
    egress: Egress
    inbox: WebInbox

    async def write(self, viewer: Viewer, text: str) -> tuple[Entry, ...]:
        """The person wrote that."""
        written = self.inbox.write(viewer.user_id, text.strip() or "…")
        return (written, *await self._answer(viewer, said(text)))

    async def command(self, viewer: Viewer, name: str, text: str) -> tuple[Entry, ...]:
        """The person gave a command by a button of the page."""
        return await self._answer(viewer, Command(name, text))

    async def press(self, viewer: Viewer, id_: str, press: Press) -> tuple[Entry, ...]:
        """The person pressed a button of the message; one with a question shows as asked."""
        match press:
            case Press(action="ask", arguments=(question,)):
                return await self.write(viewer, question)
        return await self._answer(viewer, press, id_)

    async def submit(self, viewer: Viewer, id_: str, form: Submission) -> tuple[Entry, ...]:
        """The person sent the message's form."""
        return await self._answer(viewer, form, id_)

    def dismiss(self, viewer: Viewer, id_: str) -> tuple[Entry, ...]:
        """The person closed the message's form."""
        self.inbox.close_form(viewer.user_id, id_)
        return self._now(viewer, id_)

    async def _answer(
        self, viewer: Viewer, what: Said, pressed: str | None = None
    ) -> tuple[Entry, ...]:
        """The reply in its place: in the message that was pressed, or below all others."""
        reply = await self._reply(viewer, what)
        content = reply.form or reply.card
        assert content is not None
        cleared = await self.egress.clear(content, read_as=viewer, reader=viewer.user_id)
        old = self.inbox.find(viewer.user_id, pressed) if pressed else None
        if reply.form is not None:
            place = old.id if old else self.inbox.new_id()
            await self.inbox.open_form(place, cleared, "")
            return self._now(viewer, place)
        if old and (reply.replaces or old.card is None):
            await self.inbox.update(Message(conversation=viewer.user_id, id=old.id), cleared)
            return self._now(viewer, old.id)
        below = self.inbox.new_id()
        await self.inbox.deliver(cleared, below)
        if old and old.form:
            self.inbox.close_form(viewer.user_id, old.id)
            return self._now(viewer, old.id, below)
        return self._now(viewer, below)

    async def _reply(self, viewer: Viewer, what: Said) -> Reply:
        return await self.crumb.router(
            Request(
                viewer=viewer,
                said=what,
                conversation=f"web:{viewer.user_id}",
                channel="web",
                now=self.crumb.clock(),
            )
        )

    def _now(self, viewer: Viewer, *ids: str) -> tuple[Entry, ...]:
        found = (self.inbox.find(viewer.user_id, id_) for id_ in ids)
        return tuple(entry for entry in found if entry)
