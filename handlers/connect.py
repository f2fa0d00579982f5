"""Letting Crumb into the CRM, and shutting it out: a link for one person alone, and its end."""

from dataclasses import dataclass

from handlers.cards import Card, Kind, LinkButton, Paragraph, Text
from handlers.ports import Doors
from handlers.request import Reply, Request
from handlers.speech import say

CONNECT, DISCONNECT = "connect", "disconnect"
CONNECT_WORDS = (CONNECT, "verbinden")
DISCONNECT_WORDS = (DISCONNECT, "trennen")


@dataclass(frozen=True, slots=True)
class Connect:
    """The command `connect`, and what is said to whom has to do so first."""

    doors: Doors

    async def __call__(self, request: Request) -> Reply:
        """The link. It is good once, and for this person."""
        link = await self.doors.link(request.viewer)
        line = say(
            "I ask Salesforce as you, with your rights. This link is for you alone, is good once"
            " and lasts ten minutes."
        )
        card = Card(
            kind=Kind.HELP,
            title=say("Let me into Salesforce first."),
            body=(Paragraph((Text(line),)),),
            actions=(LinkButton(say("Connect Salesforce"), link),),
        )
        return Reply(card=card)


@dataclass(frozen=True, slots=True)
class Disconnect:
    """The command `disconnect`."""

    doors: Doors

    async def __call__(self, request: Request) -> Reply:
        """What was done."""
        if await self.doors.disconnect(request.viewer):
            title = say("I have forgotten your link to Salesforce and can do nothing as you.")
        else:
            title = say("You are not connected to Salesforce.")
        return Reply(card=Card(kind=Kind.THANKS, title=title))
