"""What the pages share: the parts they speak to, and who is looking."""

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl

from aiohttp import web

from bot.channels.web import WebAccounts, WebInbox
from bot.courier import CardCourier, Way
from bot.egress import Egress
from bot.guard import read_body
from bot.identity import Recognition
from bot.web.backlog import Backlog
from bot.web.chat import Chat
from bot.web.clock import DemoClock
from bot.web.gate import Gate
from bot.wiring import Crumb
from crm.access import Viewer

CHOSEN: Final = "crumb_as"
LARGEST_BODY: Final = 512 * 1024
"""Bytes: room for 40,000 characters of any script in a form."""
_MOST_FIELDS: Final = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """The demo's pages. `rep` is the address of whom they are seen as until somebody is chosen."""

    crumb: Crumb
    clock: DemoClock
    rep: str
    inbox: WebInbox
    egress: Egress
    courier: CardCourier
    backlog: Backlog
    gate: Gate = field(default_factory=Gate)

    @property
    def chat(self) -> Chat:
        """What people do on the page."""
        return Chat(self.crumb, self.egress, self.inbox)

    async def viewer(self, request: web.Request) -> Viewer:
        """Whom the page is seen as: whoever was chosen, as long as they are there."""
        chosen = await self.person(request.cookies.get(CHOSEN, ""))
        if chosen:
            return chosen
        if rep := await self.crumb.crm.by_email(self.rep):
            return rep
        everyone = await self.crumb.crm.everyone()
        for person in everyone:
            if person.active:
                return person
        raise web.HTTPNotFound

    async def person(self, id_: str) -> Viewer | None:
        """The active person with that id."""
        found = await self.crumb.crm.by_id(id_) if id_ else None
        return found if found and found.active else None


async def posted(request: web.Request) -> dict[str, str]:
    """The fields of a posted form. What is broken, too large or no form is refused."""
    if request.content_type != "application/x-www-form-urlencoded":
        raise web.HTTPUnsupportedMediaType
    body = await read_body(request, LARGEST_BODY)
    try:
        pairs = parse_qsl(
            body.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:
        raise web.HTTPBadRequest from None
    return dict(pairs)


def site_of(crumb: Crumb, clock: DemoClock, rep: str) -> Site:
    """The pages over these parts; `clock` is the one that `crumb` was made with."""
    crm, accounts, inbox = crumb.crm, WebAccounts(crumb.crm), WebInbox(clock)
    egress = Egress(Recognition(accounts, crm, crumb.store.identities, clock), accounts)
    way = Way(directory=accounts, egress=egress, channel=inbox)
    courier = CardCourier(crm, crm, crumb.links, (way,))
    return Site(
        crumb=crumb,
        clock=clock,
        rep=rep,
        inbox=inbox,
        egress=egress,
        courier=courier,
        backlog=Backlog(crumb, courier),
    )
