"""One HTTP request to Salesforce, within a deadline, and never more told of it than what it was.

What goes wrong is raised from a frame in which nothing is left of the address, the query or the
token: tracebacks, and those who collect them, show the locals of every frame (F4).
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any, Final

import aiohttp

from crm.errors import CrmUnavailable, UnknownOutcome
from crm.secret import Secret

CONNECT_SECONDS: Final = 3.05
DEADLINE_SECONDS: Final = 20.0
LARGEST_ANSWER: Final = 64 * 2**20
"""Bytes: ten times a page of 2,000 wide records."""

_UNREACHABLE = "Salesforce can't be reached right now. Nothing was changed."
_SLOW = "Salesforce takes too long to answer right now. Nothing was changed."
_UNREADABLE = "Salesforce is not answering properly, perhaps it is under maintenance."


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """One request. Its `repr` tells the method and the kind, nothing else.

    `kind` is a word for the log ("query"); `form` is sent as a form, `body` as JSON. With `changes`
    an answer that does not come leaves open what was done; one to `wordless` may be empty.
    """

    method: str
    url: str = field(repr=False)
    kind: str
    token: Secret | None = None
    params: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: Any = field(default=None, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)
    changes: bool = False
    wordless: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """An answer that was read. `body` is JSON with exact numbers; None where there is none."""

    status: int
    body: Any = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    def header(self, name: str) -> str:
        """In any case of letters; "" where it is not there."""
        wanted = name.lower()
        return next((v for k, v in self.headers.items() if k.lower() == wanted), "")


class Trouble(Enum):
    """Why there is no answer."""

    REFUSED = "refused"
    SLOW = "slow"
    LOST = "lost"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Wire:
    """Requests over one pool of connections, which is closed by whoever made it."""

    session: aiohttp.ClientSession
    deadline: float = DEADLINE_SECONDS

    async def send(self, ask: Ask) -> Reply:
        """The answer, a refusal among them. Raises CrmUnavailable where there is none, or none that
        can be read; UnknownOutcome where it may have been done all the same.
        """
        found = await self._exchange(ask)
        if isinstance(found, Reply):
            return found
        if found is Trouble.REFUSED:
            raise CrmUnavailable(_UNREACHABLE)
        if ask.changes:
            raise UnknownOutcome
        raise CrmUnavailable(_UNREADABLE if found is Trouble.UNREADABLE else _SLOW)

    async def _exchange(self, ask: Ask) -> Reply | Trouble:
        headers = {"Accept": "application/json", **ask.headers}
        if ask.token:
            headers["Authorization"] = f"Bearer {ask.token.text}"
        try:
            async with (
                asyncio.timeout(self.deadline),
                self.session.request(
                    ask.method,
                    ask.url,
                    params=ask.params or None,
                    headers=headers,
                    json=ask.body,
                    data=ask.form,
                    allow_redirects=False,  # a token goes to nobody else
                ) as response,
            ):
                raw = await _read(response)
                if ask.wordless and response.status < 300 and not raw:
                    return Reply(status=response.status, headers=dict(response.headers))
                return _reply(response, raw)
        except aiohttp.ClientConnectorError:
            return Trouble.REFUSED
        except TimeoutError:
            return Trouble.SLOW
        except (aiohttp.ClientError, OSError):
            return Trouble.LOST


def new_session() -> aiohttp.ClientSession:
    """Connections as Salesforce wants them: few, kept alive, without cookies. Close it."""
    timeout = aiohttp.ClientTimeout(total=None, connect=None, sock_connect=CONNECT_SECONDS)
    return aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar())


async def _read(response: aiohttp.ClientResponse) -> bytes | None:
    """The body; None where it is too large."""
    parts, size = [], 0
    async for chunk in response.content.iter_chunked(2**16):
        size += len(chunk)
        if size > LARGEST_ANSWER:
            return None
        parts.append(chunk)
    return b"".join(parts)


def _reply(response: aiohttp.ClientResponse, raw: bytes | None) -> Reply | Trouble:
    """Salesforce answers in JSON, or without a body: 204 and 304. A page for people, half of an
    answer, or none, is never taken for "nothing found".
    """
    headers = dict(response.headers)
    if response.status in (204, 304) and not raw:
        return Reply(status=response.status, headers=headers)
    if not raw or response.content_type != "application/json":
        return Trouble.UNREADABLE
    try:
        body = json.loads(raw.decode("utf-8"), parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return Trouble.UNREADABLE
    return Reply(status=response.status, body=body, headers=headers)


def _no_number(text: str) -> None:
    raise ValueError(text)
