"""Which handler a request goes to, and what is said when one of them fails.

Whatever goes wrong, the person gets a sentence, and the log a line with the same id: what kind of
error it was and where, never what was asked, typed or read.
"""

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from traceback import extract_tb
from typing import Protocol

from crm.errors import CrmError, NotConnected
from handlers.asking.remembered import CHOOSE
from handlers.cards import Press
from handlers.help import ASK
from handlers.request import Command, Question, Reply, Request, Submission
from handlers.sorry import OUTDATED, sorry, typed_in
from handlers.speech import speaking, speech_of
from handlers.suggestions.feedback import COMMAND

_log = logging.getLogger(__name__)

_HELP_WORDS = frozenset({"", "help", "?", "/help", "hilfe"})


class Handler(Protocol):
    """Answers one request."""

    async def __call__(self, request: Request) -> Reply:
        """The reply."""
        ...


class Pressed(Handler, Protocol):
    """A handler of buttons and forms."""

    @property
    def actions(self) -> frozenset[str]:
        """The names of the presses it takes; no two handlers share one."""
        ...


def new_id() -> str:
    """Short enough to read out on the phone."""
    return secrets.token_hex(4)


@dataclass(frozen=True, kw_only=True, slots=True)
class Router:
    """`ask` answers questions and the press `choose`; `help` and `feedback` also take commands;
    `others` take presses alone, `commands` also those words when nothing else is said. `connect`
    says how to let Crumb in, to those who have to do so first.

    Raises ValueError when two handlers claim one press.
    """

    ask: Handler
    update: Pressed
    nudge_actions: Pressed
    feedback: Pressed
    help: Pressed
    others: tuple[Pressed, ...] = ()
    commands: Mapping[str, Handler] = field(default_factory=dict)
    connect: Handler | None = None
    new_id: Callable[[], str] = new_id

    def __post_init__(self) -> None:
        named = [action for handler in self._pressed for action in handler.actions]
        if len({*named, ASK, CHOOSE}) != len(named) + 2:
            raise ValueError("two handlers claim one press")

    @property
    def _pressed(self) -> tuple[Pressed, ...]:
        return (self.update, self.nudge_actions, self.feedback, self.help, *self.others)

    async def __call__(self, request: Request) -> Reply:
        """The reply; never raises but for cancellation."""
        try:
            with speaking(speech_of(request.viewer)):
                return await self._connected(request)
        except CrmError as error:
            _failed(error, "crm_failed", "")
            return Reply(card=sorry(str(error), typed=_typed(request)))
        except Exception as error:  # the person must hear of it, whatever it was
            id_ = self.new_id()
            _failed(error, "handler_failed", id_)
            sentence = f"Sorry, something went wrong on my side. It is noted as {id_}."
            return Reply(card=sorry(sentence, typed=_typed(request)))

    async def _connected(self, request: Request) -> Reply:
        """The reply; how to connect, for who is not connected."""
        try:
            return await self._routed(request)
        except NotConnected:
            if self.connect is None:
                raise
            return await self.connect(request)

    async def _routed(self, request: Request) -> Reply:
        match request.said:
            case Question(text=text):
                return await self._asked(request, text)
            case Command(name=name):
                known: Mapping[str, Handler] = {**self.commands, COMMAND: self.feedback}
                return await known.get(name, self.help)(request)
            case Press(action="ask", arguments=(question,)):
                return await self._asked(replace(request, said=Question(question)), question)
            case Press(action="choose"):
                return await self.ask(request)
            case Press(action=action) | Submission(press=Press(action=action)):
                for handler in self._pressed:
                    if action in handler.actions:
                        return await handler(request)
        return Reply(card=sorry(OUTDATED, typed=_typed(request)))

    async def _asked(self, request: Request, question: str) -> Reply:
        word = question.strip().casefold()
        if word in _HELP_WORDS:
            return await self.help(request)
        if found := self.commands.get(word):
            return await found(request)
        return await self.ask(request)


def _typed(request: Request) -> str:
    """What would otherwise be lost."""
    match request.said:
        case Submission() as submission:
            return typed_in(submission)
        case Question(text=text) | Command(text=text):
            return text
    return ""


def _failed(error: Exception, action: str, id_: str) -> None:
    last = extract_tb(error.__traceback__)[-1] if error.__traceback__ else None
    where = f"{Path(last.filename).name}:{last.lineno}" if last else ""
    extra = {"action": action, "error_id": id_, "error": type(error).__name__, "where": where}
    _log.error("A handler failed.", extra=extra)
