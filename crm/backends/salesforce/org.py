"""The one org that is spoken to, as all its people's clients share it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Final, Protocol
from urllib.parse import urlsplit

from crm.backends.salesforce.usage import Usage
from crm.backends.salesforce.wire import Wire
from crm.secret import Secret

VERSION: Final = "65.0"
"""Of the REST API. v65 was released with Winter '26; each is supported for three years or more."""

MOST_AT_ONCE: Final = 20
MOST_OF_ONE: Final = 4
"""Requests on their way. Of those that take twenty seconds an org bears 25, for all its apps."""

_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Session:
    """Somebody signed in: where their org answers, and by what they are known there."""

    instance: str
    token: Secret


class SignedIn(Protocol):
    """One person's way in."""

    @property
    def person(self) -> str:
        """Their id in Salesforce, or another name that is theirs alone."""
        ...

    async def session(self) -> Session:
        """The session as of now. Raises NotConnected."""
        ...

    async def renewed(self, ended: Session) -> Session:
        """Another one in place of one that ended, renewed once however many ask for it.

        Raises NotConnected where the person has to sign in again.
        """
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Org:
    """What is shared: connections, the count of calls, and how many are on their way."""

    wire: Wire
    usage: Usage = field(default_factory=Usage)
    version: str = VERSION
    _all: asyncio.Semaphore = field(
        default_factory=lambda: asyncio.Semaphore(MOST_AT_ONCE), init=False, repr=False
    )
    _each: dict[str, "_Lane"] = field(default_factory=dict, init=False, repr=False)

    @property
    def base(self) -> str:
        """The path below which the version's resources are."""
        return f"/services/data/v{self.version}"

    @asynccontextmanager
    async def turn(self, person: str) -> AsyncIterator[None]:
        """Wait for one's turn: nobody takes all the connections of the others."""
        with self._lane(person) as lane:
            async with lane.slots, self._all:
                yield

    @contextmanager
    def _lane(self, person: str) -> Iterator["_Lane"]:
        lane = self._each.setdefault(person, _Lane())
        lane.people += 1
        try:
            yield lane
        finally:
            lane.people -= 1
            if not lane.people:
                self._each.pop(person, None)


@dataclass(slots=True)
class _Lane:
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_OF_ONE))
    people: int = 0


def safe_address(url: str) -> bool:
    """Whether a token may be sent there: over https, or to this machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    if not host or "@" in parts.netloc or parts.query or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
