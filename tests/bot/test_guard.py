"""What the guard lets through, and that nothing anybody sends makes it stumble."""

import asyncio
import gzip
import json
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.signature import SignatureVerifier

from bot.guard import MOST_BYTES, Once, Refused, Signatures, parsed, read_body
from bot.store.errors import StoreUnavailable
from tests.fakes.seen_events import FakeSeenEvents

SECRET = "fake-signing-secret"
NOW = datetime(2026, 11, 16, 10, tzinfo=UTC)
BODY = b'{"type":"event_callback"}'
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


def signature(body: bytes = BODY, at: datetime = NOW) -> tuple[str, str]:
    """Timestamp and signature, as Slack's own library makes them."""
    timestamp = str(int(at.timestamp()))
    made = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body=body)
    return timestamp, str(made)


def status_of(timestamp: str, signed: str, body: bytes = BODY, now: datetime = NOW) -> int:
    """200, or what it is refused with."""
    try:
        Signatures(SECRET).check(body, [timestamp], [signed], now)
    except Refused as refused:
        return refused.status
    return 200


def test_what_slack_signed_passes() -> None:
    """Signed by Slack's own library, over the bytes that came."""
    assert status_of(*signature()) == 200
    assert status_of(*signature("é ☃".encode()), "é ☃".encode()) == 200


def test_one_changed_byte_is_refused() -> None:
    """The signature is over all of it."""
    assert status_of(*signature(), BODY + b" ") == 401


@pytest.mark.parametrize(
    "timestamp",
    ["abc", "", "1e9", "1.0", "9" * 400, "-1", "+1", "١٢٣", "0\0", " 1", "1_0", "1794823200.0"],
)
def test_a4_a_timestamp_that_is_none_is_refused(timestamp: str) -> None:
    """slack_sdk's own check raises ValueError, OverflowError or TypeError for these."""
    assert status_of(timestamp, signature()[1]) == 401


@given(timestamp=st.text(), signed=st.text(), body=st.binary(max_size=200))
def test_a4_a5_no_text_makes_the_check_stumble(timestamp: str, signed: str, body: bytes) -> None:
    """Whatever stands in the headers, it is refused and nothing else."""
    assert status_of(timestamp, signed, body) == 401


@pytest.mark.parametrize(
    "signed",
    [
        "",
        "v0=",
        "v0=é",
        "v0=" + "é" * 64,
        signature()[1].replace("v0", "v1"),
        signature()[1].upper(),
        "v0=" + "0" * 1_000_000,
        signature()[1] + "\n",
    ],
    ids=["empty", "short", "not ascii", "64 not ascii", "v1", "upper", "1 MB", "line end"],
)
def test_a5_a_signature_that_is_none_is_refused(signed: str) -> None:
    """In whichever way it is none."""
    assert status_of(signature()[0], signed) == 401


@pytest.mark.parametrize("count", [0, 2])
def test_a5_a_header_is_there_once(count: int) -> None:
    """Of two, nobody knows which one a proxy looked at."""
    timestamp, signed = signature()
    for timestamps, signatures in ([timestamp] * count, [signed]), ([timestamp], [signed] * count):
        with pytest.raises(Refused):
            Signatures(SECRET).check(BODY, timestamps, signatures, NOW)


@pytest.mark.parametrize(("seconds", "status"), [(299, 200), (300, 200), (301, 401)])
@pytest.mark.parametrize("direction", [-1, 1])
@pytest.mark.parametrize("fraction", [0, 999_999])
def test_a6_five_minutes_either_way(
    seconds: int, status: int, direction: int, fraction: int
) -> None:
    """To the second, whatever the fraction of ours."""
    signed = signature(at=NOW + direction * timedelta(seconds=seconds))
    assert status_of(*signed, now=NOW.replace(microsecond=fraction)) == status


def test_a6_a_clock_that_is_wrong_is_noticed(caplog: pytest.LogCaptureFixture) -> None:
    """Slack signs well, and all of it is ten minutes old: that is us. One fresh one clears it."""
    signatures, late = Signatures(SECRET), NOW + timedelta(minutes=10)
    timestamp, signed = signature()
    for _ in range(3):
        assert not signatures.clock_in_doubt
        with pytest.raises(Refused):
            signatures.check(BODY, [timestamp], [signed], late)
    assert signatures.clock_in_doubt
    assert [r.__dict__["action"] for r in caplog.records] == ["clock_in_doubt"]
    signatures.check(BODY, [timestamp], [signed], NOW)
    assert not signatures.clock_in_doubt


def test_a6_strangers_cannot_raise_that_alarm() -> None:
    """Old timestamps with wrong signatures say nothing about our clock."""
    signatures = Signatures(SECRET)
    for _ in range(10):
        with pytest.raises(Refused):
            signatures.check(BODY, ["1"], ["v0=" + "0" * 64], NOW)
    assert not signatures.clock_in_doubt


def test_without_a_secret_there_is_no_guard() -> None:
    """An empty secret would make everybody's signature right."""
    with pytest.raises(ValueError, match="signing secret"):
        Signatures("")


DEEP = b"[" * 100_000


@pytest.mark.parametrize(
    "body",
    [b"", b"not json", b"[]", b"null", b'"x"', b"1", DEEP, b'{"a":' + DEEP, b'{"a":"\xff"}', b"{"],
)
def test_a7_a_body_that_is_no_object_is_refused(body: bytes) -> None:
    """With 400, however deep it goes."""
    with pytest.raises(Refused) as refused:
        parsed(body, JSON)
    assert refused.value.status == 400


@pytest.mark.parametrize(
    "body", [b"payload=", b"payload=null", b"payload=%5B%5D", b"a=%ff", "&".join(["a=1"] * 99)]
)
def test_a7_a_form_that_is_none_of_slacks_is_refused(body: bytes | str) -> None:
    """Its payload is an object, its text is UTF-8, and its fields are few."""
    with pytest.raises(Refused) as refused:
        parsed(body if isinstance(body, bytes) else body.encode(), FORM)
    assert refused.value.status == 400


@pytest.mark.parametrize("content_type", ["text/plain", "multipart/form-data", ""])
def test_a7_another_kind_of_content_is_refused(content_type: str) -> None:
    """Slack sends JSON and forms."""
    with pytest.raises(Refused) as refused:
        parsed(BODY, content_type)
    assert refused.value.status == 415


def test_what_slack_sends_is_read() -> None:
    """An event is JSON, a command a form, an interaction JSON in a form."""
    assert parsed(b'{"a":"\\ud800"}', JSON) == {"a": "\ud800"}
    assert parsed(b"command=%2Fcrm&text=", FORM) == {"command": "/crm", "text": ""}
    assert parsed(f"payload={quote(json.dumps({'b': 1}))}".encode(), FORM) == {"b": 1}


@given(body=st.binary(max_size=300), content_type=st.sampled_from([JSON, FORM, "text/plain"]))
def test_a7_no_bytes_make_the_reading_stumble(body: bytes, content_type: str) -> None:
    """It is an object, or refused."""
    with suppress(Refused):
        assert isinstance(parsed(body, content_type), dict)


@asynccontextmanager
async def measuring() -> AsyncIterator[TestClient[web.Request, web.Application]]:
    """A server that tells how many bytes it read."""

    async def take(request: web.Request) -> web.Response:
        try:
            return web.Response(text=str(len(await read_body(request))))
        except Refused as refused:
            return web.Response(status=refused.status)

    app = web.Application()
    app.router.add_post("/", take)
    async with TestClient(TestServer(app, host="127.0.0.1")) as client:
        yield client


async def test_a7_a_body_is_read_up_to_the_cap() -> None:
    """One byte more is too much."""
    async with measuring() as client:
        for size, status in (MOST_BYTES, 200), (MOST_BYTES + 1, 413):
            assert (await client.post("/", data=b"x" * size)).status == status


async def test_a7_a_body_of_no_said_length_ends_at_the_cap() -> None:
    """It is not read to its end: 20 MB come, and one is taken."""

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 1_000_000

    async with measuring() as client:
        with suppress(aiohttp.ClientOSError):  # the server may close before all of it is sent
            assert (await client.post("/", data=endless())).status == 413


async def test_a7_a_packed_body_is_refused_unread() -> None:
    """20 MB of zeros pack into 20 kB."""
    async with measuring() as client:
        bomb, headers = gzip.compress(bytes(20_000_000)), {"Content-Encoding": "gzip"}
        started = time.perf_counter()
        assert (await client.post("/", data=bomb, headers=headers)).status == 415
        assert time.perf_counter() - started < 2


async def test_a_body_that_does_not_come_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sender of one byte a second holds nothing up."""
    monkeypatch.setattr("bot.guard._BODY_SECONDS", 0.05)

    async def slowly() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.sleep(0.5)
        yield b"x"

    async with measuring() as client:
        assert (await client.post("/", data=slowly())).status == 400


class SlowSeenEvents(FakeSeenEvents):
    """A store that answers when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.free = asyncio.Event()

    async def first_time(self, key: str, now: datetime) -> bool:
        """As the port has it, in the end."""
        await self.free.wait()
        return await super().first_time(key, now)


class BrokenSeenEvents:
    """A store that is locked."""

    async def first_time(self, key: str, now: datetime) -> bool:
        """Never."""
        raise StoreUnavailable("locked")


async def test_a1_each_event_passes_once() -> None:
    """Of two processes with one store, one lets it through."""
    seen = FakeSeenEvents()
    one, other = Once(seen), Once(seen)
    assert [await gate.first("Ev1", NOW) for gate in (one, other, one)] == [True, False, False]


async def test_a10_a_store_that_hangs_is_not_waited_for() -> None:
    """Slack is told to come again; what was noted too late passes then, once."""
    seen = SlowSeenEvents()
    once = Once(seen, patience=0.01)
    with pytest.raises(Refused) as refused:
        await once.first("Ev1", NOW)
    assert refused.value.status == 429
    seen.free.set()
    await asyncio.sleep(0.01)
    assert [await once.first("Ev1", NOW) for _ in range(2)] == [True, False]


async def test_a_store_that_fails_lets_nothing_through() -> None:
    """Twice done is worse than asked again."""
    with pytest.raises(Refused) as refused:
        await Once(BrokenSeenEvents()).first("Ev1", NOW)
    assert refused.value.status == 429


def test_a8_the_guard_says_nothing_of_what_it_refuses(caplog: pytest.LogCaptureFixture) -> None:
    """Neither the body nor the expected signature is in a log, at any level."""
    caplog.set_level(logging.DEBUG)
    body = urlencode({"text": "canary-7c1f"}).encode()
    expected = signature(body)[1]
    assert status_of(signature(body)[0], "v0=" + "0" * 64, body) == 401
    assert "canary-7c1f" not in caplog.text
    assert expected not in caplog.text
