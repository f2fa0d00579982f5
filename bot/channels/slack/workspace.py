"""Crumb in one Slack workspace, put together."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack import http, socket_mode
from bot.channels.slack.accounts import OwnAccounts
from bot.channels.slack.api import Api, web_client
from bot.channels.slack.asking import PATIENCE_SECONDS, Asking
from bot.channels.slack.bolt import make_app
from bot.channels.slack.credentials import Credentials
from bot.channels.slack.directory import Directory
from bot.channels.slack.exchange import Exchange
from bot.channels.slack.forms import FORM_PATIENCE, Forms
from bot.channels.slack.giving import Giving
from bot.channels.slack.ingress import Ingress
from bot.channels.slack.outbox import Outbox
from bot.channels.slack.seal import Seal
from bot.channels.slack.tasks import Tasks
from bot.egress import Egress
from bot.guard import Once, Signatures
from bot.identity import Recognition
from bot.store.ports import Identities, SeenEvents
from crm.port import People
from handlers.ports import Conversations
from handlers.router import Handler

Clock = Callable[[], datetime]
Sleep = Callable[[float], Awaitable[None]]

# A nudge that Slack does not take soon is not urgent: it is said another time.
_NUDGE_PATIENCE = 10.0


def utc_now() -> datetime:
    """The moment it is."""
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Needs:
    """What Crumb's side brings: the handlers, the people of the CRM, and the store."""

    router: Handler
    people: People
    seen: SeenEvents
    identities: Identities
    conversations: Conversations
    clock: Clock = utc_now


@dataclass(frozen=True, kw_only=True, slots=True)
class Patience:
    """How many seconds the handlers may take; and how many a form stays open while it is saved, of
    which Slack gives three.
    """

    handlers: float = PATIENCE_SECONDS
    forms: float = FORM_PATIENCE


USUAL: Final = Patience()


@dataclass(frozen=True, kw_only=True, slots=True)
class Slack:
    """A workspace to take requests from, and to send nudges to: `accounts`, `egress` and `nudges`
    are what bot.courier.Way is made of.
    """

    credentials: Credentials
    client: AsyncWebClient
    ingress: Ingress
    signatures: Signatures | None
    accounts: OwnAccounts
    egress: Egress
    nudges: Outbox
    tasks: Tasks

    @property
    def complaints(self) -> tuple[str, ...]:
        """What keeps it from working, in sentences; none where all is well."""
        if self.signatures and self.signatures.clock_in_doubt:
            return ("All of Slack's signatures are stale: this machine's clock may be wrong.",)
        return ()


@asynccontextmanager
async def open_slack(
    credentials: Credentials,
    needs: Needs,
    *,
    patience: Patience = USUAL,
    sleep: Sleep = asyncio.sleep,
) -> AsyncIterator[Slack]:
    """Everything of one workspace; in the end, what was begun is waited for (ten seconds)."""
    async with web_client(credentials) as client:
        slack = _assembled(credentials, needs, client, patience, sleep)
        try:
            yield slack
        finally:
            await slack.tasks.drain()


def slack_routes(slack: Slack, path: str = http.PATH) -> list[web.RouteDef]:
    """The route for Slack's requests over HTTP; raises ValueError without a signing secret."""
    if slack.signatures is None:
        raise ValueError("Slack over HTTP needs the app's signing secret")
    return http.routes(slack.ingress, slack.signatures, path)


async def run_socket_mode(slack: Slack) -> None:
    """Be connected until cancelled; raises ValueError without an app token."""
    if not slack.credentials.app_token:
        raise ValueError("Socket Mode needs an app token")
    token = slack.credentials.app_token
    async with socket_mode.connected(token, slack.client, slack.ingress, slack.tasks):
        await asyncio.Event().wait()


def _assembled(
    credentials: Credentials,
    needs: Needs,
    client: AsyncWebClient,
    patience: Patience,
    sleep: Sleep,
) -> Slack:
    api = Api(client, credentials.trusts, sleep=sleep)
    tasks, outbox, directory = Tasks(), Outbox(api, clock=needs.clock, sleep=sleep), Directory(api)
    recognition = Recognition(directory, needs.people, needs.identities, needs.clock)
    egress = Egress(recognition, directory)
    seal = Seal(credentials.signing_secret or credentials.app_token)
    asking = Asking(
        router=needs.router,
        recognition=recognition,
        directory=directory,
        outbox=outbox,
        seal=seal,
        clock=needs.clock,
        patience=patience.handlers,
    )
    giving = Giving(egress=egress, outbox=outbox, seal=seal, conversations=needs.conversations)
    forms = Forms(
        asking=asking,
        giving=giving,
        egress=egress,
        outbox=outbox,
        tasks=tasks,
        patience=patience.forms,
    )
    exchange = Exchange(asking=asking, giving=giving, forms=forms, tasks=tasks)
    secret = credentials.signing_secret
    return Slack(
        credentials=credentials,
        client=client,
        ingress=Ingress(app=make_app(exchange), once=Once(needs.seen), clock=needs.clock),
        signatures=Signatures(secret) if secret else None,
        accounts=OwnAccounts(needs.identities, directory),
        egress=egress,
        nudges=Outbox(api, clock=needs.clock, patience=_NUDGE_PATIENCE, sleep=sleep),
        tasks=tasks,
    )
