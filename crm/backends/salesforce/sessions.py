"""Who is signed in: people by the tokens they gave, the integration user by a key.

A session that ended is renewed once, by whoever comes first, among all processes (D2); the new
tokens are saved before anybody uses them (D3). What is lost in between, rotation has made
worthless: the person is asked to connect again.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from weakref import WeakValueDictionary

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from crm.backends.salesforce.oauth import LinkDead, OAuth
from crm.backends.salesforce.org import Session
from crm.backends.salesforce.tokens import KIND, Tokens, opened
from crm.errors import CrmError, NotConnected
from crm.vault import CannotOpen, Holder, Vault

REVOKED = f"{KIND} revoke"
"""The kind of a secret that Salesforce has yet to be told to forget."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Sessions:
    """The people of one org who let Crumb in."""

    vault: Vault
    oauth: OAuth
    org_id: str
    _locks: WeakValueDictionary[str, asyncio.Lock] = field(
        default_factory=WeakValueDictionary, init=False, repr=False
    )

    def of(self, person: str) -> "Person":
        """That person's way in, whether they are connected or not."""
        return Person(self, person)

    async def connected(self) -> frozenset[str]:
        """The ids of all who are connected."""
        return frozenset(h.person for h in await self._holders(KIND))

    async def connect(self, tokens: Tokens) -> None:
        """Keep what somebody confirmed to be theirs. Raises NotConnected for another org's."""
        if tokens.org_id != self.org_id:
            raise NotConnected("That is another Salesforce org. Please sign in to your company's.")
        async with self.vault.alone(self.holder(tokens.user_id)):
            await self.vault.keep(self.holder(tokens.user_id), tokens.closed())
        _noted("connected", tokens.user_id)

    async def disconnect(self, person: str) -> bool:
        """Nothing of theirs can be used from now on; whether they were connected. Salesforce is
        told by `revoke_waiting`.
        """
        holder = self.holder(person)
        async with self.vault.alone(holder):
            queued = Holder(team=holder.team, person=person, kind=REVOKED)
            was = await self.vault.move(holder, queued)
        if was:
            _noted("disconnected", person)
        return was

    async def revoke_waiting(self) -> tuple[int, int]:
        """Tell Salesforce to forget what waits for that (F6): how many it did, and how many wait on
        since it can't be reached.
        """
        done = left = 0
        for holder in await self._holders(REVOKED):
            try:
                if secret := await self.vault.find(holder):
                    tokens = opened(secret)
                    await self.oauth.revoke(tokens.refresh or tokens.access)
            except CannotOpen:
                pass  # nobody can use it either
            except CrmError:
                left += 1
                continue
            await self.vault.drop(holder)
            done += 1
        return done, left

    def holder(self, person: str) -> Holder:
        """Whose tokens those are."""
        return Holder(team=self.org_id, person=person, kind=KIND)

    async def _holders(self, kind: str) -> tuple[Holder, ...]:
        all_ = await self.vault.holders()
        return tuple(h for h in all_ if h.kind == kind and h.team == self.org_id)

    async def _tokens(self, person: str) -> Tokens:
        secret = await self.vault.find(self.holder(person))
        if secret is None:
            raise NotConnected
        return opened(secret)

    async def _renewed(self, person: str, ended: Session) -> Session:
        lock = self._locks.setdefault(person, asyncio.Lock())
        async with lock:
            tokens = await self._tokens(person)
            if tokens.access != ended.token:
                return tokens.session
            async with self.vault.alone(self.holder(person)):
                return await self._refreshed(person, ended)

    async def _refreshed(self, person: str, ended: Session) -> Session:
        tokens = await self._tokens(person)
        if tokens.access != ended.token:
            return tokens.session  # another process was first
        try:
            fresh = await self.oauth.by_refresh(tokens)
        except LinkDead:
            await self.vault.drop(self.holder(person))
            _noted("link_dead", person)
            raise
        await self.vault.keep(self.holder(person), fresh.closed())
        return fresh.session


@dataclass(frozen=True, slots=True)
class Person:
    """Implements crm.backends.salesforce.org.SignedIn for somebody who connected."""

    sessions: Sessions
    person: str

    async def session(self) -> Session:
        """As the protocol has it."""
        return (await self.sessions._tokens(self.person)).session

    async def renewed(self, ended: Session) -> Session:
        """As the protocol has it."""
        return await self.sessions._renewed(self.person, ended)


@dataclass(slots=True)
class IntegrationUser:
    """The user of sweeps and dashboards, by JWT bearer. Implements SignedIn.

    What it reads reaches a person only after a read as that person.
    """

    oauth: OAuth
    username: str
    key: RSAPrivateKey = field(repr=False)
    clock: Callable[[], datetime]
    org_id: str
    _session: Session | None = field(default=None, init=False, repr=False)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock, init=False, repr=False)

    @property
    def person(self) -> str:
        """As the protocol has it."""
        return f"integration {self.username}"

    async def session(self) -> Session:
        """As the protocol has it."""
        async with self._lock:
            return self._session or await self._new()

    async def renewed(self, ended: Session) -> Session:
        """As the protocol has it."""
        async with self._lock:
            if self._session and self._session.token != ended.token:
                return self._session
            self._session = None
            return await self._new()

    async def _new(self) -> Session:
        tokens = await self.oauth.by_assertion(self.username, self.key, self.clock())
        if tokens.org_id != self.org_id:
            raise NotConnected("The integration user belongs to another Salesforce org.")
        self._session = tokens.session
        return self._session


async def forgotten(oauth: OAuth, tokens: Tokens) -> None:
    """Tell Salesforce to forget tokens that were never kept, as far as it can be reached."""
    with suppress(CrmError):
        await oauth.revoke(tokens.refresh or tokens.access)


def _noted(what: str, person: str) -> None:
    extra = {"action": f"salesforce.{what}", "person": person}
    _log.info("Somebody's link to Salesforce changed.", extra=extra)
