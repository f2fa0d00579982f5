"""What the handlers need kept for them. Adapters are in bot/store, fakes in tests/fakes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from crm.access import Viewer
from crm.query import Query, Ref
from handlers.understanding.draft import Draft
from handlers.understanding.reading import Choice, Doubt


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """What a conversation is about: the last question as understood, and the records it showed.

    `shape` is how it was answered, `measure` the name of its figure where it has one ("win rate").
    `said` is that question taken apart, with all that it went on from itself; nobody changes it.
    `offered` are the choices when Crumb asked back last, in which `doubt`; `query` is None when
    nothing was answered before that. `question` is the last question as it was asked.
    """

    query: Query | None
    shown: tuple[Ref, ...]
    at: datetime
    shape: str = "list"
    measure: str = ""
    offered: tuple[Choice, ...] = ()
    doubt: Doubt | None = None
    question: str = ""
    said: Draft | None = None

    @property
    def asked(self) -> Query:
        """The last question; raises ValueError where there was none."""
        if self.query is None:
            raise ValueError("nothing was answered in this conversation yet")
        return self.query


class Conversations(Protocol):
    """The last turn of each conversation; forgotten after a day."""

    async def last(self, conversation: str, now: datetime) -> Turn | None:
        """The last turn, or None when there was none within a day."""
        ...

    async def remember(self, conversation: str, turn: Turn) -> None:
        """Keep this as the last turn."""
        ...


class Looks(Protocol):
    """When each person was last told what changed, by what it was of ("owner you"), in words."""

    async def last(self, person: str, what: str) -> datetime | None:
        """When; None where they never were."""
        ...

    async def note(self, person: str, what: str, at: datetime) -> None:
        """They are told now."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """What somebody meant by words that can mean several things, and when they said so.

    `doubt` says which words, as what ("Account halden"); `meaning` is that of the choice.
    """

    doubt: str
    meaning: str
    at: datetime


class Memory(Protocol):
    """What each person chose where their words could mean several things, for themselves alone.

    A choice that was not used for 90 days is forgotten; of more than 200 of one person, those used
    last are kept.
    """

    async def recall(self, person: str, doubt: str, now: datetime) -> Chosen | None:
        """What they chose, which counts as used; None where they never did."""
        ...

    async def keep(self, person: str, chosen: Chosen) -> None:
        """Keep it, in place of what they chose there before."""
        ...

    async def forget(self, person: str, doubt: str | None = None) -> None:
        """Forget what they chose there, or all that they ever chose."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Feedback:
    """One suggestion with its author and what they were looking at."""

    id: str
    author_id: str
    author_name: str
    text: str
    context: str
    channel: str
    at: datetime
    status: str = "new"


class FeedbackBook(Protocol):
    """All suggestions, oldest first."""

    async def add(self, feedback: Feedback) -> None:
        """Keep it; the same id twice is kept once."""
        ...

    async def everything(self) -> tuple[Feedback, ...]:
        """All of them."""
        ...


class Cause(StrEnum):
    """Why a question had no answer, or not the one that was wanted."""

    UNKNOWN_WORD = "unknown word"
    MISSING_FIELD = "missing field"
    NOTHING_FOUND = "nothing found or no right"
    UNCLEAR = "unclear"
    NOT_MEANT = "not what was meant"


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedOnce:
    """A question that was not answered as wanted: `text` as asked, and how it was `understood`.

    `outcome` is how it ended, `words` what was not understood of it, `chosen` the question that was
    chosen in its place. Of the CRM's own contents nothing is in it: `understood` names no record.
    """

    id: str
    at: datetime
    viewer_id: str
    text: str
    outcome: str
    understood: str
    words: tuple[str, ...]
    cause: Cause
    chosen: str = ""


class QuestionLog(Protocol):
    """The questions of the last 30 days that were not answered as wanted, for the owner to read."""

    async def add(self, asked: AskedOnce) -> None:
        """Keep it; the same id twice is kept once. What is older than 30 days goes for good."""
        ...

    async def choose(self, id_: str, viewer_id: str, question: str) -> None:
        """Note what that person chose in place of their question; nothing when it is not theirs."""
        ...

    async def everything(self, now: datetime) -> tuple[AskedOnce, ...]:
        """All of the 30 days before `now`, oldest first."""
        ...


class Doors(Protocol):
    """How somebody lets Crumb into the CRM, and shuts it out."""

    async def link(self, viewer: Viewer) -> str:
        """An address at which this person, and nobody else, can do so within ten minutes, once."""
        ...

    async def disconnect(self, viewer: Viewer) -> bool:
        """Crumb can do nothing as them from now on; whether it could."""
        ...
