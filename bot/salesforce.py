"""Salesforce as the settings have it: the app, the keys, and who is signed in."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.connecting import Connecting
from bot.settings import Settings, WrongSettings, variable_of
from bot.store.sealing import Keyring
from bot.store.store import Store
from bot.store.tickets import SqlTickets
from bot.store.vault import SqlVault
from crm.backends.salesforce.oauth import App, OAuth, private_key
from crm.backends.salesforce.org import Org
from crm.backends.salesforce.sessions import IntegrationUser, Sessions
from crm.backends.salesforce.wire import Wire, new_session
from crm.secret import Secret
from handlers.connect import CONNECT_WORDS, DISCONNECT_WORDS, Connect, Disconnect
from handlers.ports import Doors
from handlers.router import Handler, Router

CALLBACK = "/salesforce/callback"


@dataclass(frozen=True, kw_only=True, slots=True)
class Salesforce:
    """What connecting and calling need; `integration` is None where none is set."""

    org: Org
    sessions: Sessions
    tickets: SqlTickets
    vault: SqlVault
    integration: IntegrationUser | None

    def connecting(self, settings: Settings, clock: Callable[[], datetime]) -> Connecting:
        """How people connect."""
        return Connecting(
            sessions=self.sessions, tickets=self.tickets, address=settings.address, clock=clock
        )

    @property
    def complaints(self) -> tuple[str, ...]:
        """What keeps it from working, in sentences."""
        return (self.org.usage.complaint,) if self.org.usage.complaint else ()


def with_doors(router: Router, doors: Doors) -> Router:
    """The router, which knows how people let Crumb in and shut it out."""
    connect, disconnect = Connect(doors), Disconnect(doors)
    commands: dict[str, Handler] = dict.fromkeys(CONNECT_WORDS, connect)
    commands.update(dict.fromkeys(DISCONNECT_WORDS, disconnect))
    return replace(router, commands=commands, connect=connect)


async def revocations(sessions: Sessions, pause: float = 600) -> None:
    """Until cancelled: tell Salesforce what it could not be told before."""
    while True:
        await sessions.revoke_waiting()
        await asyncio.sleep(pause)


def is_set(settings: Settings) -> bool:
    """Whether the owner wants Salesforce at all."""
    return bool(settings.salesforce_org or settings.salesforce_client_id)


def mistakes(settings: Settings) -> Iterator[str]:
    """A sentence about each setting that is missing or does not go with the others."""
    needed = ("salesforce_org", "salesforce_client_id", "secret_key")
    for name in needed:
        if not getattr(settings, name):
            yield f"Salesforce needs {variable_of(name)}."
    user, key = settings.salesforce_integration_user, settings.salesforce_private_key
    if bool(user) != bool(key):
        one, other = (variable_of(f"salesforce_{n}") for n in ("integration_user", "private_key"))
        yield f"{one} and {other} go together."
    if key:
        try:
            private_key(Path(key).read_bytes())
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            yield f"{variable_of('salesforce_private_key')}: {reason}."


def keyring(settings: Settings) -> Keyring:
    """The owner's keys. Raises WrongSettings where there is none: then nothing starts."""
    try:
        return Keyring(settings.secret_key.split(",") if settings.secret_key else [])
    except ValueError as error:
        raise WrongSettings((f"{variable_of('secret_key')}: {error}.",)) from None


@asynccontextmanager
async def open_salesforce(
    settings: Settings, store: Store, clock: Callable[[], datetime]
) -> AsyncIterator[Salesforce]:
    """Everything, as long as it is needed. Raises WrongSettings, also where tokens were closed with
    a key that is not there: their people would all have to connect again.
    """
    if wrong := tuple(mistakes(settings)):
        raise WrongSettings(wrong)
    keys = keyring(settings)
    vault = SqlVault(store.database, keys, clock)
    if strange := await vault.strange():
        name = variable_of("secret_key")
        raise WrongSettings(
            (f"{name}: {strange} tokens are closed with another key; add it behind a comma.",)
        )
    async with new_session() as session:
        wire = Wire(session)
        oauth = OAuth(wire, app_of(settings))
        org_id = settings.salesforce_org
        yield Salesforce(
            org=Org(wire=wire),
            sessions=Sessions(vault=vault, oauth=oauth, org_id=org_id),
            tickets=SqlTickets(store.database, keys),
            vault=vault,
            integration=_integration(settings, oauth, clock),
        )


def app_of(settings: Settings) -> App:
    """The External Client App."""
    secret = settings.salesforce_client_secret
    return App(
        client_id=settings.salesforce_client_id,
        redirect_uri=settings.address.rstrip("/") + CALLBACK,
        secret=Secret(secret) if secret else None,
        login_url=settings.salesforce_login_url,
    )


def _integration(
    settings: Settings, oauth: OAuth, clock: Callable[[], datetime]
) -> IntegrationUser | None:
    if not settings.salesforce_integration_user:
        return None
    return IntegrationUser(
        oauth=oauth,
        username=settings.salesforce_integration_user,
        key=private_key(Path(settings.salesforce_private_key).read_bytes()),
        clock=clock,
        org_id=settings.salesforce_org,
    )
