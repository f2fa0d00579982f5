"""How calls of Slack's Web API end, and what is repeated."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from bot.channels.slack.api import LONGEST_PAUSE, UNTOLD_PAUSE, Api, pause, web_client
from bot.channels.slack.credentials import Credentials
from bot.channels.slack.errors import MEANINGS, Meaning, NotSent, OutcomeUnknown, Refused
from tests.bot.channels.slack.running import DANA, GENERAL, Clock, workspace
from tests.fakes.slack import (
    DROP,
    DROP_AFTER,
    ERROR,
    HTML,
    SECRET,
    TOKEN,
    TRUNCATED,
    FakeSlack,
    Fault,
    limited,
    refused,
)

MESSAGE = {"channel": GENERAL, "text": "hi", "blocks": []}


@dataclass
class Ticking:
    """A clock that sleeping moves."""

    at: float = 0.0
    slept: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        """Let that time pass."""
        self.slept.append(seconds)
        self.at += seconds

    def seconds(self) -> float:
        """The time."""
        return self.at


@asynccontextmanager
async def calling() -> AsyncIterator[tuple[FakeSlack, Api, Ticking]]:
    """A workspace, its API, and the clock the API goes by."""
    async with workspace(Clock()) as slack:
        credentials = Credentials(bot_token=TOKEN, signing_secret=SECRET, api_url=slack.api_url)
        async with web_client(credentials) as client:
            clock = Ticking()
            trusts = credentials.trusts
            yield slack, Api(client, trusts, sleep=clock.sleep, clock=clock.seconds), clock


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        ("30", 30),
        ("1", 1),
        ("0", 1),
        ("-5", 1),
        ("1000000000", LONGEST_PAUSE),
        (None, UNTOLD_PAUSE),
        ("abc", UNTOLD_PAUSE),
        ("", UNTOLD_PAUSE),
        ("1.5", UNTOLD_PAUSE),
        ("٣", UNTOLD_PAUSE),
        ("9" * 500, UNTOLD_PAUSE),
        ("Mon, 16 Nov 2026 15:00:30 GMT", UNTOLD_PAUSE),
    ],
)
def test_b8_the_pause_is_as_slack_says_within_reason(
    retry_after: str | None, seconds: float
) -> None:
    """Never none, never for ever, and half a minute where it makes no sense."""
    assert pause(retry_after) == seconds


async def test_b8_a_limited_call_waits_and_then_goes_through() -> None:
    """Once in the end: what was limited did nothing."""
    async with calling() as (slack, api, clock):
        slack.fail("chat.postMessage", limited("7"), limited(None))
        await api.write("chat.postMessage", MESSAGE, GENERAL)
        assert clock.slept == [7, UNTOLD_PAUSE]
        assert len(slack.messages) == 1


async def test_b8_who_is_told_to_wait_too_long_gives_up_and_keeps_quiet() -> None:
    """Also for the next call of that kind, which is not even made."""
    async with calling() as (slack, api, clock):
        slack.fail("chat.postMessage", limited("300"))
        for _ in range(2):
            with pytest.raises(NotSent):
                await api.write("chat.postMessage", MESSAGE, GENERAL)
        assert clock.slept == []
        assert len(slack.called("chat.postMessage")) == 1
        clock.at += 301
        await api.write("chat.postMessage", MESSAGE, GENERAL)
        assert len(slack.messages) == 1


async def test_b8_others_go_on() -> None:
    """Another conversation, and another method."""
    async with calling() as (slack, api, clock):
        slack.fail("chat.postMessage", limited("300"))
        with pytest.raises(NotSent):
            await api.write("chat.postMessage", MESSAGE, GENERAL)
        await api.write("chat.postMessage", MESSAGE | {"channel": f"D0{DANA}"}, f"D0{DANA}")
        await api.read("users.info", user=DANA)
        assert clock.slept == []


@pytest.mark.parametrize("fault", [ERROR, HTML, TRUNCATED, DROP, DROP_AFTER, Fault(body="[]")])
async def test_b9_a_lost_answer_is_no_reason_to_send_again(fault: Fault) -> None:
    """slack_sdk by itself repeats a call whose connection broke, and posts twice."""
    async with calling() as (slack, api, _):
        await api.read("auth.test")  # so that the connection is one that was used before
        slack.fail("chat.postMessage", fault)
        with pytest.raises(OutcomeUnknown):
            await api.write("chat.postMessage", MESSAGE, GENERAL)
        assert len(slack.called("chat.postMessage")) == 1


@pytest.mark.parametrize("fault", [ERROR, HTML, DROP, refused("internal_error")])
async def test_what_only_reads_is_asked_once_more(fault: Fault) -> None:
    """And then it is enough."""
    async with calling() as (slack, api, _):
        slack.fail("users.info", fault)
        assert (await api.read("users.info", user=DANA))["user"]["id"] == DANA
        slack.fail("users.info", *[fault] * 4)
        with pytest.raises(OutcomeUnknown):
            await api.read("users.info", user=DANA)
        # aiohttp repeats a GET over a connection that broke; with ours that makes four.
        assert len(slack.called("users.info")) in {4, 6}


async def test_where_nobody_listens_nothing_was_sent() -> None:
    """That is certain, and said so."""
    credentials = Credentials(
        bot_token=TOKEN, signing_secret=SECRET, api_url="http://127.0.0.1:1/api/"
    )
    async with web_client(credentials) as client:
        with pytest.raises(NotSent):
            await Api(client, credentials.trusts).write("chat.postMessage", MESSAGE, GENERAL)


DOCUMENTED = [
    ("channel_not_found", Meaning.ELSEWHERE),
    ("not_in_channel", Meaning.ELSEWHERE),
    ("is_archived", Meaning.ELSEWHERE),
    ("restricted_action", Meaning.ELSEWHERE),
    ("cannot_dm_bot", Meaning.UNREACHABLE),
    ("user_not_found", Meaning.UNREACHABLE),
    ("msg_too_long", Meaning.TOO_MUCH),
    ("invalid_blocks", Meaning.TOO_MUCH),
    ("expired_trigger_id", Meaning.TOO_LATE),
    ("message_not_found", Meaning.GONE),
    ("cant_update_message", Meaning.GONE),
    ("invalid_auth", Meaning.ALARM),
    ("missing_scope", Meaning.ALARM),
    ("account_inactive", Meaning.ALARM),
    ("token_revoked", Meaning.ALARM),
    ("an_error_of_next_year", Meaning.ALARM),
]


@pytest.mark.parametrize(("code", "meaning"), DOCUMENTED)
async def test_b11_each_no_of_slacks_has_its_meaning(code: str, meaning: Meaning) -> None:
    """And none is tried again."""
    async with calling() as (slack, api, clock):
        slack.fail("chat.postMessage", refused(code))
        with pytest.raises(Refused) as no:
            await api.write("chat.postMessage", MESSAGE, GENERAL)
        assert no.value.meaning is meaning
        assert (len(slack.called("chat.postMessage")), clock.slept) == (1, [])


@pytest.mark.parametrize("code", [c for c, m in MEANINGS.items() if m is Meaning.UNKNOWN])
async def test_b9_b11_a_failure_of_slacks_own_leaves_it_open(code: str) -> None:
    """It may have happened before it failed."""
    async with calling() as (slack, api, _):
        slack.fail("chat.postMessage", refused(code))
        with pytest.raises(OutcomeUnknown):
            await api.write("chat.postMessage", MESSAGE, GENERAL)


async def test_answers_go_to_slacks_own_addresses_alone() -> None:
    """The address came with a request."""
    async with calling() as (slack, api, _):
        evil = ["http://127.0.0.2:1/1", "https://evil.example/", "ftp://127.0.0.1/", "http://[::1"]
        for url in evil:
            with pytest.raises(Refused):
                await api.respond(url, MESSAGE)
        await api.respond(slack.new_response_url(DANA, GENERAL), MESSAGE)
        assert len(slack.messages) == 1


@pytest.mark.parametrize(
    ("url", "trusted"),
    [
        ("https://hooks.slack.com/commands/T1/2/x", True),
        ("http://hooks.slack.com/commands/T1/2/x", False),
        ("https://hooks.slack.com.evil.example/", False),
        ("https://hooks.slack.com@evil.example/", False),
        ("https://evil.example/hooks.slack.com", False),
        ("", False),
    ],
)
def test_which_addresses_are_slacks(url: str, trusted: bool) -> None:
    """The one that it documents, over https."""
    assert Credentials(bot_token=TOKEN, signing_secret=SECRET).trusts(url) is trusted


@pytest.mark.parametrize(
    "wrong",
    [
        {"bot_token": "xoxp-user-token"},
        {"bot_token": ""},
        {"bot_token": TOKEN, "signing_secret": ""},
        {"bot_token": TOKEN, "signing_secret": SECRET, "app_token": "xoxb-fake"},
        {"bot_token": TOKEN, "signing_secret": SECRET, "api_url": "http://slack.com/api/"},
        {"bot_token": TOKEN, "signing_secret": SECRET, "api_url": "slack.com"},
    ],
)
def test_credentials_that_cannot_work_are_refused(wrong: dict[str, str]) -> None:
    """In words, before anything starts, and without the secret itself."""
    with pytest.raises(ValueError, match="Slack") as error:
        Credentials(**wrong)
    assert "fake" not in str(error.value)


def test_credentials_are_in_no_log() -> None:
    """Their text has no secret in it."""
    shown = repr(Credentials(bot_token=TOKEN, signing_secret=SECRET, app_token="xapp-fake"))
    assert "fake" not in shown


async def test_calls_have_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Slack that hangs holds nobody for ever."""
    monkeypatch.setattr("bot.channels.slack.api.CALL_SECONDS", 0.1)
    async with calling() as (slack, api, _):
        slack.fail("chat.postMessage", Fault(hang=True))
        async with asyncio.timeout(2):
            with pytest.raises(OutcomeUnknown):
                await api.write("chat.postMessage", MESSAGE, GENERAL)
