"""Takes a nudge to its person as a card, over the first channel on which they can be reached."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from bot.channel import Channel
from bot.egress import Egress, Withheld
from crm.access import Viewer
from crm.links import Links
from crm.port import Crm, People
from handlers.cards import Card
from handlers.nudge.card import nudge_card
from handlers.person import zone_name
from nudges.notice import Notice
from nudges.ports import Delivery

PATIENCE: Final = 20.0
"""Seconds a delivery may take before it counts as unknown."""


class Directory(Protocol):
    """The accounts of people on one platform."""

    async def account_of(self, person: Viewer) -> str | None:
        """The person's account there; None where they have none."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """A platform: how a person is found there, what may be said there, and how."""

    directory: Directory
    egress: Egress
    channel: Channel


@dataclass(frozen=True, slots=True)
class CardCourier:
    """Implements nudges.ports.Courier over several platforms, the preferred one first."""

    crm: Crm
    people: People
    links: Links
    ways: Sequence[Way]

    async def deliver(self, notice: Notice) -> Delivery:
        """As the port has it. Only where nothing can have arrived is the next platform tried."""
        person = await self.people.by_id(notice.who)
        if person is None:
            return Delivery.UNREACHABLE
        schema = await self.crm.schema(person)
        card = nudge_card(notice, schema=schema, links=self.links, zone=zone_name(person))
        for way in self.ways:
            async with asyncio.timeout(PATIENCE):
                delivery = await _send(way, person, card, notice.id)
            if delivery is not Delivery.UNREACHABLE:
                return delivery
        return Delivery.UNREACHABLE


async def _send(way: Way, person: Viewer, card: Card, id_: str) -> Delivery:
    account = await way.directory.account_of(person)
    if account is None:
        return Delivery.UNREACHABLE
    try:
        cleared = await way.egress.clear(card, read_as=person, reader=account)
    except Withheld:
        return Delivery.UNREACHABLE
    return (await way.channel.deliver(cleared, id_)).delivery
