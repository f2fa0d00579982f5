"""The one way out: whatever is shown anywhere has passed `Egress`, which lets pass what it is sure
of and nothing else.

`Cleared` is to sending what `crm.access.Permitted` is to reading: channels send nothing else, and
only this module makes it. What the CRM holds goes to the person it was read as, in our own
conversations; in one that other companies read too, or soon will, only fixed sentences are said.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from bot.identity import NotRecognized, Recognition
from crm.access import Viewer
from handlers.cards import Card, Form, Kind

DIRECT: Final = ""
"""The conversation of one person with Crumb, which nobody else reads."""


class Reach(StrEnum):
    """Who can read a conversation."""

    INSIDE = "inside"  # our own organisation
    OUTSIDE = "outside"  # shared with another one, or about to be


class Conversations(Protocol):
    """The conversations of one chat platform."""

    async def reach(self, conversation: str) -> Reach | None:
        """Who can read it, as of half a minute ago at most; None where the platform does not say
        all that is needed.
        """
        ...


class Why(StrEnum):
    """Why something is not sent."""

    NOT_RECOGNIZED = "the reader is nobody in the CRM"
    NOT_THE_READER = "it was read as somebody else"
    OUTSIDE = "the conversation is shared with another organisation"
    UNSURE = "who reads the conversation is unknown"


class Withheld(Exception):
    """It is not sent."""

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why.value)


class Neutral(StrEnum):
    """The sentences that hold nothing of the CRM and may be said to anybody."""

    STRANGER = "Sorry, I can only help members of the company that runs me."
    NO_EMAIL = "I can't tell who you are in the CRM: your account here has no confirmed address."
    NOT_IN_CRM = (
        "I can't find you in the CRM. Please ask its admin whether it knows you by the e-mail "
        "address you have here."
    )
    UNSURE = "I can't tell right now who you are in the CRM. Please try again in a moment."
    DIRECTLY = "I don't show the CRM's contents in this conversation. I answer you directly."
    SLOW = "The CRM takes too long to answer. Please try again in a moment."
    EXPIRED = "That took too long to open. Please try again."
    SAVING = "Saving… The CRM takes a moment. You may close this; I will tell you how it went."


Content = Card | Form
_SEAL: Final = object()


class Cleared:
    """What may be sent, to whom alone, and in which conversation. Made by this module alone."""

    __slots__ = ("content", "conversation", "reader")

    def __init__(self, content: Content, reader: str, conversation: str, *, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("only bot.egress clears what is sent")
        self.content: Final = content
        self.reader: Final = reader
        self.conversation: Final = conversation

    @property
    def card(self) -> Card:
        """The content that is a card; raises TypeError for a form."""
        if not isinstance(self.content, Card):
            raise TypeError("a form is no message")
        return self.content

    @property
    def form(self) -> Form:
        """The content that is a form; raises TypeError for a card."""
        if not isinstance(self.content, Form):
            raise TypeError("a message is no form")
        return self.content


@dataclass(frozen=True, slots=True)
class Egress:
    """The policy of one platform's accounts and conversations."""

    recognition: Recognition
    conversations: Conversations

    async def clear(
        self, content: Content, *, read_as: Viewer, reader: str, conversation: str = DIRECT
    ) -> Cleared:
        """Let it out to that account alone, in that conversation; raises Withheld.

        `read_as` is the person whose rights decided what it holds. Asked for in the moment of
        sending, since people leave and conversations open.
        """
        try:
            person = await self.recognition.viewer(reader)
        except NotRecognized:
            raise Withheld(Why.NOT_RECOGNIZED) from None
        if person.user_id != read_as.user_id:
            raise Withheld(Why.NOT_THE_READER)
        if conversation != DIRECT:
            await self._insist_on_inside(conversation)
        return Cleared(content, reader, conversation, seal=_SEAL)

    async def _insist_on_inside(self, conversation: str) -> None:
        match await self.conversations.reach(conversation):
            case Reach.INSIDE:
                return
            case Reach.OUTSIDE:
                raise Withheld(Why.OUTSIDE)
        raise Withheld(Why.UNSURE)


def neutral(sentence: Neutral, *, reader: str, conversation: str = DIRECT) -> Cleared:
    """One of the fixed sentences, which anybody may hear."""
    card = Card(kind=Kind.SORRY, title=sentence.value)
    return Cleared(card, reader, conversation, seal=_SEAL)


def apology(error_id: str, *, reader: str, conversation: str = DIRECT) -> Cleared:
    """That something failed here, under an id that stands in the log too."""
    if not error_id.isalnum() or not error_id.isascii():
        raise ValueError("the id of an error is letters and digits")
    title = f"Sorry, something went wrong on my side. It is noted as {error_id}."
    return Cleared(Card(kind=Kind.SORRY, title=title), reader, conversation, seal=_SEAL)
