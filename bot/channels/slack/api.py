"""Calls of Slack's Web API, and which of four ways each ended.

Nothing is repeated blindly: chat.postMessage knows no idempotency key, so that a call whose answer
was lost may have done its work. Repeated is what certainly did nothing (429, no connection), and
once what only reads. slack_sdk's own retries are off: they repeat whatever lost its connection.
"""

import asyncio
import logging
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.credentials import Credentials
from bot.channels.slack.errors import MEANINGS, Meaning, NotSent, OutcomeUnknown, Refused
from bot.channels.slack.quiet import vendor_logger

_log = logging.getLogger(__name__)

Json = dict[str, Any]

CALL_SECONDS: Final = 10.0
PATIENCE: Final = 45.0
# As Slack tells us to wait, within reason: https://docs.slack.dev/apis/web-api/rate-limits
SHORTEST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 300.0
UNTOLD_PAUSE: Final = 30.0
_SECONDS = re.compile(r"-?[0-9]{1,12}", re.ASCII)
_CODE = re.compile(r'"error": ?"([a-z_]{3,60})"|\b(used_url|expired_url)\b')


def pause(retry_after: str | None) -> float:
    """For how many seconds to keep quiet after that header; a clamp for what makes no sense."""
    if retry_after is None or not _SECONDS.fullmatch(retry_after.strip()):
        return UNTOLD_PAUSE
    return min(max(float(retry_after), SHORTEST_PAUSE), LONGEST_PAUSE)


class Api:
    """One workspace's Web API.

    A method that was told to wait rests for as long, in its lane (a channel) alone. `trusts` says
    which addresses may be answered at.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        trusts: Callable[[str], bool],
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._trusts = trusts
        self._sleep = sleep
        self._clock = clock
        self._resting: dict[tuple[str, str], float] = {}

    async def read(self, method: str, **arguments: object) -> Json:
        """What the method says. Repeated once when the answer is lost; raises SlackError."""
        try:
            return await self._in_turn(method, "", PATIENCE, params=arguments)
        except OutcomeUnknown:
            return await self._in_turn(method, "", PATIENCE, params=arguments)

    async def write(
        self, method: str, body: Mapping[str, Any], lane: str = "", patience: float = PATIENCE
    ) -> Json:
        """What the method says of what it did; raises SlackError, among them NotSent where it would
        have to rest for more than `patience` seconds.
        """
        return await self._in_turn(method, lane, patience, json=dict(body))

    async def respond(self, url: str, body: Mapping[str, Any]) -> None:
        """Answer at the address that came with a request; raises SlackError.

        An address takes five answers in half an hour:
        https://docs.slack.dev/interactivity/handling-user-interaction
        """
        if not self._trusts(url):
            raise Refused("untrusted_url")
        assert self._client.session is not None
        try:
            async with self._client.session.post(url, json=dict(body)) as response:
                status, said = response.status, (await response.text())[:500]
        except aiohttp.ClientConnectorError as error:
            raise NotSent(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError, UnicodeError) as error:
            raise OutcomeUnknown(type(error).__name__) from None
        _judge_response(status, said)

    async def _in_turn(self, method: str, lane: str, patience: float, **sent: Json) -> Json:
        """The call, after whatever rest its lane was told to take, and again after another."""
        latest = self._clock() + patience
        while True:
            rest = self._resting.get((method, lane), 0.0) - self._clock()
            if self._clock() + rest > latest:
                raise NotSent(f"{method} rests")
            if rest > 0:
                await self._sleep(rest)
            self._resting.pop((method, lane), None)
            told = await self._call(method, **sent)
            if not isinstance(told, float):
                return told
            _log.warning("Slack asks to wait.", extra={"action": "slack_rests", "method": method})
            self._resting[method, lane] = self._clock() + told

    async def _call(self, method: str, **sent: Any) -> Json | float:
        """The answer, or for how long to rest."""
        verb = "GET" if "params" in sent else "POST"
        try:
            answer = await self._client.api_call(method, http_verb=verb, **sent)
        except aiohttp.ClientConnectorError as error:
            raise NotSent(type(error).__name__) from None
        except SlackApiError as error:
            return _told(error)
        except Exception as error:  # whatever the library makes of an answer that is none
            raise OutcomeUnknown(type(error).__name__) from None
        data = answer.data
        if not isinstance(data, dict):
            raise OutcomeUnknown("no object")
        return data


def _judge_response(status: int, said: str) -> None:
    """Nothing, where the answer was taken; raises SlackError."""
    code = _CODE.search(said)
    if status == 200 and code is None:
        return
    if status == 429:
        raise NotSent("status 429")
    if code is not None or status in {403, 404, 410}:
        raise Refused((code[1] or code[2]) if code else "expired_url")
    raise OutcomeUnknown(f"status {status}")


def _told(error: SlackApiError) -> float:
    """For how long Slack tells us to rest; raises SlackError where it says something else."""
    response = error.response
    status = getattr(response, "status_code", getattr(response, "status", None))
    if status == 429:
        return pause(response.headers.get("Retry-After"))
    data = getattr(response, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    if not isinstance(code, str) or status != 200:
        raise OutcomeUnknown(f"status {status}") from None
    if MEANINGS.get(code) is Meaning.UNKNOWN:
        raise OutcomeUnknown(code) from None
    if MEANINGS.get(code) is Meaning.WAIT:
        return UNTOLD_PAUSE
    raise Refused(code) from None


@asynccontextmanager
async def web_client(credentials: Credentials) -> AsyncIterator[AsyncWebClient]:
    """Slack's client over one session, without retries of its own, saying nothing in logs."""
    timeout = aiohttp.ClientTimeout(total=CALL_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        yield AsyncWebClient(
            token=credentials.bot_token,
            base_url=credentials.api_url,
            session=session,
            retry_handlers=[],
            logger=vendor_logger(),
        )
