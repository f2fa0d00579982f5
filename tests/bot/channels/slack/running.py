"""Crumb behind a loopback port, before a workspace of three colleagues and some others."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.slack import Credentials, Needs, Slack, open_slack, slack_routes
from bot.channels.slack.workspace import USUAL, Patience
from bot.store.ports import SeenEvents
from crm.access import Viewer
from crm.port import People
from handlers.cards import Button, Card, Kind, Press
from handlers.ports import Conversations
from handlers.request import Reply, Request
from tests.fakes.conversations import FakeConversations
from tests.fakes.identities import FakeIdentities
from tests.fakes.seen_events import FakeSeenEvents
from tests.fakes.slack import APP_TOKEN, SECRET, TOKEN, FakeSlack, channel, member
from tests.fakes.slack_client import SlackClient
from tests.handlers.office import office

DANA, KIM, LEA = "U0DANA", "U0KIM", "U0LEA"
GENERAL, CONNECT, PENDING, PRIVATE = "C0GENERAL", "C0CONNECT", "C0PENDING", "C0PRIVATE"
MONDAY = datetime(2026, 11, 16, 15, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that goes when told to."""

    at: datetime = MONDAY

    def now(self) -> datetime:
        """The moment it is."""
        return self.at

    def seconds(self) -> float:
        """The same, as a timestamp."""
        return self.at.timestamp()


class CountedPeople:
    """The people of the CRM, counting how often they are asked for; nobody once they are `gone`."""

    def __init__(self, people: People) -> None:
        self._people = people
        self.asked = 0
        self.gone = False

    async def by_email(self, email: str) -> Viewer | None:
        """As crm.port.People has it."""
        self.asked += 1
        return None if self.gone else await self._people.by_email(email)

    async def by_id(self, user_id: str) -> Viewer | None:
        """As crm.port.People has it."""
        self.asked += 1
        return None if self.gone else await self._people.by_id(user_id)

    async def everyone(self) -> tuple[Viewer, ...]:
        """As crm.port.People has it."""
        self.asked += 1
        return () if self.gone else await self._people.everyone()


@dataclass
class Answering:
    """Stands where the handlers are: keeps what came, and replies with what it is given."""

    reply: Reply | Callable[[Request], Awaitable[Reply]]
    requests: list[Request] = field(default_factory=list)

    async def __call__(self, request: Request) -> Reply:
        """The reply."""
        self.requests.append(request)
        return self.reply if isinstance(self.reply, Reply) else await self.reply(request)


ANSWER = Card(
    kind=Kind.FIGURE,
    title="Acme renewal: $20,000",
    actions=(Button("By stage", Press("ask", ("by stage",))),),
)


def workspace(clock: Clock) -> FakeSlack:
    """Colleagues, a guest, a stranger and a bot; channels of our own and shared ones."""
    people = [
        member(DANA, "Dana Whitfield", "dana@example.com"),
        member(KIM, "Kim Osei", "kim@example.com"),
        member(LEA, "Lea Lindqvist", "lea@example.com"),
        member("U0GUEST", "Gus Guest", "dana@example.com", is_restricted=True),
        member("U0SINGLE", "Sil Guest", "dana@example.com", is_ultra_restricted=True),
        member("U0STRANGER", "Sam Stranger", "dana@example.com", is_stranger=True),
        member("U0OTHER", "Otto Other", "dana@example.com", team_id="T0OTHER"),
        member("U0GONE", "Gil Gone", "dana@example.com", deleted=True),
        member("U0ROBOT", "Rob Robot", "dana@example.com", is_bot=True),
        member("U0UNSEEN", "Una Unseen", "una@example.com"),
        member("U0LOOSE", "Lou Loose", "dana@example.com", is_email_confirmed=False),
    ]
    channels = [
        channel(GENERAL),
        channel(PRIVATE, is_member=False),
        channel(CONNECT, is_ext_shared=True, is_shared=True),
        channel(PENDING, is_pending_ext_shared=True),
    ]
    return FakeSlack(
        clock=clock.seconds,
        people={person["id"]: person for person in people},
        channels={one["id"]: one for one in channels},
    )


@dataclass
class Running:
    """Crumb in that workspace. `client` is the people there, `slept` what Crumb waited for."""

    slack: FakeSlack
    app: Slack
    client: SlackClient
    clock: Clock
    people: CountedPeople
    handlers: Answering
    slept: list[float]

    async def settled(self) -> None:
        """All that was begun is done."""
        assert await self.app.tasks.drain(30) == 0


@asynccontextmanager
async def running(
    reply: Reply | Callable[[Request], Awaitable[Reply]] | None = None,
    *,
    slack: FakeSlack | None = None,
    seen: SeenEvents | None = None,
    conversations: Conversations | None = None,
    clock: Clock | None = None,
    patience: Patience = USUAL,
) -> AsyncIterator[Running]:
    """Crumb, answering with `reply`; in a workspace of its own, or in the one given."""
    time = clock or Clock()
    if slack is None:
        async with (
            workspace(time) as own,
            running(
                reply,
                slack=own,
                seen=seen,
                conversations=conversations,
                clock=time,
                patience=patience,
            ) as started,
        ):
            yield started
        return
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    people = CountedPeople(office())
    handlers = Answering(reply or Reply(card=ANSWER))
    needs = Needs(
        router=handlers,
        people=people,
        seen=seen or FakeSeenEvents(),
        identities=FakeIdentities(),
        conversations=conversations or FakeConversations(),
        clock=time.now,
    )
    credentials = Credentials(
        bot_token=TOKEN, signing_secret=SECRET, app_token=APP_TOKEN, api_url=slack.api_url
    )
    async with open_slack(credentials, needs, patience=patience, sleep=sleep) as app:
        server = web.Application()
        server.add_routes(slack_routes(app))
        async with TestServer(server, host="127.0.0.1") as listening:
            url = f"{listening.make_url('/slack/events')}"
            client = SlackClient(slack, url, time.seconds)
            yield Running(slack, app, client, time, people, handlers, slept)
