"""Forms that come back.

Slack waits three seconds for the answer to a form, and shows errors at its fields only in that very
answer. Whatever takes longer turns the form into a sentence, and later into what became of it.
"""

import asyncio
from dataclasses import dataclass
from typing import Any, Final

from bot.channels.slack.asking import Answered, Asking, excuse
from bot.channels.slack.giving import Giving, new_message_id
from bot.channels.slack.incoming import FORM, Act
from bot.channels.slack.outbox import Outbox
from bot.channels.slack.tasks import Tasks
from bot.channels.slack.views import notice
from bot.egress import Cleared, Egress, Neutral, Withheld, neutral
from bot.render import blockkit
from handlers.cards import Card, Form
from handlers.request import Submission
from handlers.sorry import sorry, typed_in

Json = dict[str, Any]

FORM_PATIENCE: Final = 2.0
_NOT_SAVED = "It was not saved."


@dataclass(frozen=True, kw_only=True, slots=True)
class Forms:
    """Takes forms: the errors go back at once where they are known in time."""

    asking: Asking
    giving: Giving
    egress: Egress
    outbox: Outbox
    tasks: Tasks
    patience: float = FORM_PATIENCE

    async def take(self, act: Act) -> Json:
        """The arguments of Bolt's `ack`."""
        work = self.tasks.start(self._entered(act))
        done, _ = await asyncio.wait({work}, timeout=self.patience)
        if not done:
            self.tasks.start(self._later(act, work))
            return _instead(neutral(Neutral.SAVING, reader=act.user))
        came = work.result()
        if came is None:
            return {}
        if isinstance(came, Cleared):
            return _instead(came)
        if came.reply.form is not None:
            return _errors(came.reply.form, act)
        self.tasks.start(self._settle(came, act))
        return {}

    async def _entered(self, act: Act) -> Answered | Cleared | None:
        """What the handlers say to it, or why they were not asked; never raises."""
        try:
            answered = await self.asking.answered(act)
            if answered.reply.form is not None:
                await self._clear(answered.reply.form, answered)
            return answered
        except Exception as error:  # the person must hear of it, whatever it was
            return excuse(error, act.user)

    async def _clear(self, content: Card | Form, answered: Answered) -> Cleared:
        request, spot = answered.request, answered.spot
        return await self.egress.clear(content, read_as=request.viewer, reader=spot.user)

    async def _settle(self, answered: Answered, act: Act) -> None:
        """Show what was saved: in place of the message that asked for it, or directly."""
        reply, spot = answered.reply, answered.spot.directly()
        if reply.card is None:
            return
        try:
            viewer = answered.request.viewer
            await self.giving.show(reply.card, viewer, spot, replaces=reply.replaces)
        except Exception as error:
            await self.giving.excuse(error, act)

    async def _later(self, act: Act, work: "asyncio.Task[Answered | Cleared | None]") -> None:
        """What became of it, when the form says already that it takes a moment."""
        came = await work
        if isinstance(came, Cleared):
            if not await self.outbox.update_form(act.view, came):
                await self.outbox.deliver(came, new_message_id())
        elif came is not None and came.reply.form is not None:
            await self._refused_later(came, came.reply.form, act)
        elif came is not None:
            try:
                card = came.reply.card
                if card is not None:
                    await self.outbox.update_form(act.view, await self._clear(card, came))
            except Withheld:
                return
            except Exception as error:
                # It is saved, and the form still says "Saving …": better an apology than that.
                await self.giving.excuse(error, act)
                return
            await self._settle(came, act)

    async def _refused_later(self, answered: Answered, form: Form, act: Act) -> None:
        """The form again, with its errors; as a message where it was closed meanwhile."""
        try:
            cleared = await self._clear(form, answered)
            if await self.outbox.update_form(act.view, cleared, act.context):
                return
            errors = [field.error for field in form.inputs if field.error]
            typed = typed_in(act.said) if isinstance(act.said, Submission) else ""
            card = sorry(_NOT_SAVED, more=errors, typed=typed)
            await self.giving.show(card, answered.request.viewer, answered.spot.directly())
        except Withheld:
            return
        except Exception as error:
            await self.giving.excuse(error, act)


def _errors(form: Form, act: Act) -> Json:
    """The errors at their fields; where none belongs to a field, the form as it is now."""
    if errors := blockkit.errors(form):
        return {"response_action": "errors", "errors": errors}
    view = blockkit.modal(form, callback_id=FORM, context=act.context)
    return {"response_action": "update", "view": view}


def _instead(cleared: Cleared) -> Json:
    return {"response_action": "update", "view": notice(cleared)}
