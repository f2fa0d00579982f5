"""What stands in front of a platform's library: size, signature, form, and seen before or not.

Everything here judges bytes that anybody may have sent. What is refused is refused with a status
and nothing else, and never with a word of it in a log: slack_bolt 1.30 answers 500 with a traceback
to a timestamp like `abc`, and logs the whole body of a request with a wrong signature.
"""

import asyncio
import hmac
import json
import logging
import re
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from urllib.parse import parse_qsl

from aiohttp import web

from bot.store.errors import StoreUnavailable
from bot.store.ports import SeenEvents

_log = logging.getLogger(__name__)

MOST_BYTES: Final = 1_000_000
# https://docs.slack.dev/authentication/verifying-requests-from-slack
SKEW_SECONDS: Final = 300
_STALE_BEFORE_ALARM: Final = 3
_BODY_SECONDS: Final = 2.0
_MOST_FIELDS: Final = 64
_TIMESTAMP = re.compile(r"[0-9]{1,12}", re.ASCII)
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)
_JSON, _FORM = "application/json", "application/x-www-form-urlencoded"

Headers = list[str] | tuple[str, ...]


class Refused(Exception):
    """The request goes no further; `status` is all the sender hears."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(f"refused with {status}")


async def read_body(request: web.Request, most: int = MOST_BYTES) -> bytes:
    """The body as it was sent; raises Refused: 413 beyond `most` bytes, 415 where it is packed
    (a small body that unpacks to a huge one), 400 where it does not arrive.
    """
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise Refused(415)
    if (request.content_length or 0) > most:
        raise Refused(413)
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > most:
                    raise Refused(413)
    except (TimeoutError, ConnectionError, web.HTTPException, ValueError):
        raise Refused(400) from None
    return bytes(body)


def parsed(body: bytes, content_type: str) -> dict[str, Any]:
    """The object that a JSON body is, or a form, or a form's field `payload`.

    Raises Refused: 415 for another kind of content, 400 for what is no such thing.
    """
    if content_type not in {_JSON, _FORM}:
        raise Refused(415)
    try:
        text = body.decode()
        if content_type == _JSON:
            found = json.loads(text)
        else:
            fields = dict(
                parse_qsl(
                    text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
                )
            )
            found = json.loads(fields["payload"]) if "payload" in fields else fields
    except (ValueError, RecursionError):
        raise Refused(400) from None
    if not isinstance(found, dict):
        raise Refused(400)
    return found


class Signatures:
    """Slack's signature over the very bytes that came, and what it tells of our own clock."""

    def __init__(self, secret: str) -> None:
        if not secret:
            raise ValueError("without a signing secret nobody can be told from anybody")
        self._secret = secret.encode()
        self._stale = 0

    def check(self, body: bytes, timestamps: Headers, signatures: Headers, now: datetime) -> str:
        """A digest of what was signed, the same for the same request; raises Refused with 401.

        `timestamps` and `signatures` are all headers of that name: two are one too many.
        """
        timestamp, signature = _only(timestamps), _only(signatures)
        if not _TIMESTAMP.fullmatch(timestamp) or not _SIGNATURE.fullmatch(signature):
            raise Refused(401)
        signed = b"v0:" + timestamp.encode() + b":" + body
        expected = "v0=" + hmac.new(self._secret, signed, sha256).hexdigest()
        if not hmac.compare_digest(expected, signature):
            raise Refused(401)
        self._note_age(abs(int(now.timestamp()) - int(timestamp)))
        return sha256(f"{timestamp}:{signature}".encode()).hexdigest()

    @property
    def clock_in_doubt(self) -> bool:
        """Whether the latest requests that Slack really signed were all too old, or too new.

        That many replays in a row are unlikely; a clock that is minutes off is not.
        """
        return self._stale >= _STALE_BEFORE_ALARM

    def _note_age(self, seconds: int) -> None:
        if seconds <= SKEW_SECONDS:
            self._stale = 0
            return
        self._stale += 1
        if self._stale == _STALE_BEFORE_ALARM:
            _log.warning(
                "All signatures are stale: this machine's clock may be wrong.",
                extra={"action": "clock_in_doubt", "seconds": seconds},
            )
        raise Refused(401)


def _only(values: Headers) -> str:
    if len(values) != 1:
        raise Refused(401)
    return values[0]


class Once:
    """Lets each event through once, of all deliveries to all processes.

    The platform wants its answer within seconds, so that a store that does not answer is waited
    for `patience` seconds and no longer; the event is then to be delivered again.
    """

    def __init__(self, seen: SeenEvents, patience: float = 0.4) -> None:
        self._seen = seen
        self._patience = patience
        self._asking: set[asyncio.Task[bool]] = set()
        self._noted_too_late: set[str] = set()

    async def first(self, key: str, now: datetime) -> bool:
        """Whether this is the first time; raises Refused with 429 where nobody can tell."""
        if key in self._noted_too_late:
            self._noted_too_late.discard(key)
            return True
        asking = asyncio.create_task(self._ask(key, now))
        self._asking.add(asking)
        asking.add_done_callback(self._asking.discard)
        done, _ = await asyncio.wait({asking}, timeout=self._patience)
        if not done:
            asking.add_done_callback(lambda late: self._late(key, late))
            raise Refused(429)
        try:
            return asking.result()
        except StoreUnavailable:
            _log.error("The store does not say what was seen.", extra={"action": "seen_failed"})
            raise Refused(429) from None

    async def _ask(self, key: str, now: datetime) -> bool:
        return await self._seen.first_time(key, now)

    def _late(self, key: str, asked: "asyncio.Task[bool]") -> None:
        """It was noted after all, but nobody worked on it: the next delivery is the first."""
        if not asked.cancelled() and asked.exception() is None and asked.result():
            self._noted_too_late.add(key)
