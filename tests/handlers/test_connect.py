"""Letting Crumb into the CRM, in chat."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from crm.access import Viewer
from crm.errors import NotConnected
from handlers.cards import LinkButton
from handlers.connect import Connect, Disconnect
from handlers.request import Command, Question, Reply, Request, Said
from handlers.router import Router

NOW = datetime(2026, 11, 18, 15, tzinfo=UTC)
RIA = Viewer(user_id="005R", name="Ria Roe", email="ria@crumb.example", language="en")


@dataclass
class FakeDoors:
    """Links by person, and who is connected."""

    connected: set[str] = field(default_factory=set)

    async def link(self, viewer: Viewer) -> str:
        """As handlers.ports.Doors has it."""
        return f"https://crumb.example/connect/{viewer.user_id}"

    async def disconnect(self, viewer: Viewer) -> bool:
        """As handlers.ports.Doors has it."""
        was = viewer.user_id in self.connected
        self.connected.discard(viewer.user_id)
        return was


class Refusing:
    """A handler of a CRM that one has to be connected to."""

    actions: frozenset[str] = frozenset()

    async def __call__(self, request: Request) -> Reply:
        """Refuse."""
        raise NotConnected


def asked(said: Said, doors: FakeDoors) -> Request:
    """By Ria."""
    return Request(viewer=RIA, said=said, conversation="c", channel="slack", now=NOW)


def router(doors: FakeDoors) -> Router:
    """Over a CRM that nobody is connected to."""
    connect, disconnect, refusing = Connect(doors), Disconnect(doors), Refusing()
    return Router(
        ask=refusing,
        update=refusing,
        nudge_actions=refusing,
        feedback=refusing,
        help=refusing,
        commands={"connect": connect, "disconnect": disconnect},
        connect=connect,
    )


@pytest.mark.parametrize(
    "said", [Question(" Connect "), Command("connect", ""), Question("my open deals")]
)
async def test_who_asks_or_is_not_connected_gets_a_link_of_their_own(said: Said) -> None:
    """A question without a connection is answered with the way to one."""
    doors = FakeDoors()
    reply = await router(doors)(asked(said, doors))
    assert reply.card
    (button,) = reply.card.actions
    assert isinstance(button, LinkButton)
    assert button.link == "https://crumb.example/connect/005R"


async def test_disconnecting_says_what_is_so_now() -> None:
    """Twice, too."""
    doors = FakeDoors({"005R"})
    titles = []
    for _ in range(2):
        reply = await router(doors)(asked(Command("disconnect", ""), doors))
        assert reply.card
        titles.append(reply.card.title)
    assert titles == [
        "I have forgotten your link to Salesforce and can do nothing as you.",
        "You are not connected to Salesforce.",
    ]
