"""What comes in over HTTP: once, whatever it is, and answered before the work is done."""

import asyncio
import gc
import hashlib
import hmac
import json
import logging
import weakref
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.slack.workspace import Patience
from bot.egress import Neutral
from bot.store.store import open_store
from handlers.cards import Card, Kind
from handlers.request import Question, Reply, Request
from tests.bot.channels.slack.running import (
    ANSWER,
    DANA,
    GENERAL,
    Clock,
    running,
    workspace,
)
from tests.fakes.seen_events import FakeSeenEvents
from tests.fakes.slack import HANG, SECRET, TEAM
from tests.fakes.slack_client import FORM, JSON, event, signed

ALLOWED = {200, 400, 401, 403, 404, 413, 415, 429}


def dm(text: str = "hi", event_id: str = "Ev1") -> bytes:
    """A direct message of Dana's."""
    return json.dumps(
        event("message", DANA, text, f"D0{DANA}", "1.1") | {"event_id": event_id}
    ).encode()


async def test_a1_one_event_has_one_effect_however_often_it_comes(tmp_path: Path) -> None:
    """Four deliveries, to two processes over one database: each is answered with 200."""
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    async with (
        workspace(Clock()) as slack,
        running(slack=slack, seen=store.seen) as one,
        running(slack=slack, seen=store.seen) as other,
    ):
        heard = [await each.client.send(dm()) for each in (one, other, one, other)]
        for each in one, other:
            await each.settled()
    await store.close()
    assert [h.status for h in heard] == [200] * 4
    assert len(slack.called("chat.postMessage")) == 1


async def test_a1_deliveries_at_the_same_moment_have_one_effect() -> None:
    """Slack repeats at once when it believes the first one lost."""
    async with running() as world:
        await asyncio.gather(*(world.client.send(dm()) for _ in range(8)))
        await world.settled()
        assert len(world.handlers.requests) == 1


async def test_a2_a_captured_request_has_no_second_effect() -> None:
    """Its headers that are not signed may say what they like."""
    async with running() as world:
        headers = signed(dm(), JSON, world.clock.seconds())
        retry = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
        for sent in headers, headers | retry, headers | {"User-Agent": "somebody"}:
            assert (await world.client.send(dm(), headers=sent)).status == 200
        await world.settled()
        assert len(world.handlers.requests) == 1


async def test_a3_a_captured_command_or_press_has_no_second_effect() -> None:
    """They have no event id: what lets them open a form is as good."""
    async with running() as world:
        command = {
            "command": "/crm",
            "text": "hi",
            "user_id": DANA,
            "team_id": TEAM,
            "channel_id": GENERAL,
            "trigger_id": "1.2.3",
        }
        shown = {"channel": GENERAL, "ts": "1.1", "to": DANA, "blocks": _buttons()}
        press = urlencode({"payload": json.dumps(world.client.pressing(DANA, shown, "Go"))})
        for body in urlencode(command).encode(), press.encode():
            headers = signed(body, FORM, world.clock.seconds())
            for _ in range(3):
                assert (await world.client.send(body, FORM, headers)).status == 200
        await world.settled()
        assert len(world.handlers.requests) == 2


async def test_a3_a_request_that_names_no_event_is_known_by_its_signature() -> None:
    """The same bytes, signed at the same second, are the same request."""
    async with running() as world:
        unnamed = event("message", DANA, "hi", f"D0{DANA}", "1.1")
        del unnamed["event_id"]
        for _ in range(3):
            await world.client.send_json(unnamed)
        world.clock.at += timedelta(seconds=1)
        await world.client.send_json(unnamed)
        await world.settled()
        assert len(world.handlers.requests) == 2


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Request-Timestamp": "abc", "X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Request-Timestamp": "1794841200", "X-Slack-Signature": "v0=é"},
        {"X-Slack-Request-Timestamp": "9" * 400, "X-Slack-Signature": "v0=0"},
    ],
)
@pytest.mark.parametrize("body", [dm(), b"not json", b"ssl_check=1&token=x", b"\xff\xfe", b""])
async def test_a4_a5_a7_what_slack_did_not_sign_is_refused(
    headers: dict[str, str], body: bytes
) -> None:
    """Before it is read; a9: also the old question whether our certificate is good."""
    async with running() as world:
        heard = await world.client.send(body, headers={"Content-Type": JSON, **headers})
        assert (heard.status, heard.body) == (401, "")
        assert heard.seconds < 1
        assert not world.app.tasks


def _buttons() -> list[dict[str, Any]]:
    button = {
        "type": "button",
        "action_id": "press:0",
        "value": '["ask","go"]',
        "text": {"type": "plain_text", "text": "Go"},
    }
    return [{"type": "actions", "elements": [button]}]


MALFORMED = [
    {},
    {"event": None},
    {"type": "event_callback"},
    {"type": "event_callback", "event": None},
    {"type": "event_callback", "event": "x"},
    {"type": "event_callback", "event": {}},
    {"type": "event_callback", "event": {"type": "message", "channel": "D1", "user": None}},
    {"type": "event_callback", "event": {"type": "message", "channel": "D1", "user": {"id": 5}}},
    {"type": "event_callback", "event": {"type": "message", "channel": 5, "user": "U1"}},
    {"type": "event_callback", "event": {"type": ["message"]}},
    {"type": "block_actions"},
    {"type": "block_actions", "actions": []},
    {"type": "block_actions", "actions": ["x"]},
    {"type": "block_actions", "user": None, "actions": [{"action_id": "press:0", "value": "[]"}]},
    {"type": "view_submission", "view": None, "user": {"id": "U1"}},
    {"type": "view_submission", "view": {"callback_id": "form"}},
    {"type": "view_submission", "view": {"callback_id": "form", "private_metadata": "[1"}},
    {"type": "url_verification"},
    {"type": "url_verification", "challenge": {"a": 1}},
    {"type": "url_verification", "challenge": "x" * 5_000},
    {"command": "/crm"},
    {"command": "/crm", "user_id": 1, "team_id": "T", "channel_id": "C"},
    {"type": 5},
]


@pytest.mark.parametrize("payload", MALFORMED, ids=lambda p: json.dumps(p)[:50])
async def test_a7_what_slack_would_never_send_is_refused(payload: dict[str, Any]) -> None:
    """Though it is signed: with 400, and nobody is asked anything."""
    async with running() as world:
        assert (await world.client.send_json(payload)).status == 400
        form = urlencode({"payload": json.dumps(payload)}).encode()
        assert (await world.client.send(form, FORM)).status == 400
        await world.settled()
        assert not world.handlers.requests


@pytest.mark.parametrize("body", [b"not json", b"[]", b"null", b'"x"', b"[" * 100_000, b"{", b""])
async def test_a7_signed_garbage_is_refused(body: bytes) -> None:
    """With 400."""
    async with running() as world:
        assert (await world.client.send(body)).status == 400


async def test_a7_signed_bytes_that_are_no_text_are_refused() -> None:
    """Invalid UTF-8, which Slack's own library cannot even sign."""
    body = b'{"type":"event_callback","x":"\xff"}'
    async with running() as world:
        timestamp = str(int(world.clock.seconds()))
        base = f"v0:{timestamp}:".encode() + body
        mark = hmac.new(SECRET.encode(), base, hashlib.sha256).hexdigest()
        headers = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={mark}"}
        heard = await world.client.send(body, headers={"Content-Type": JSON, **headers})
        assert heard.status == 400


async def test_a7_half_characters_in_a_text_do_no_harm() -> None:
    """JSON can hold what no text can."""
    async with running() as world:
        assert (await world.client.say(DANA, "half \ud800 a character")).status == 200
        await world.settled()
        assert world.slack.shown_to(DANA)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = ["type", "event", "user", "channel", "view", "actions", "command", "team", "container"]
TYPES = ["event_callback", "block_actions", "view_submission", "url_verification", "message"]
payloads = st.dictionaries(
    st.sampled_from(KEYS), values | st.sampled_from(TYPES), max_size=9
) | st.builds(
    lambda event: {"type": "event_callback", "event": event},
    st.dictionaries(st.sampled_from([*KEYS, "text", "subtype", "bot_id"]), values, max_size=6),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(batch=st.lists(payloads, min_size=20, max_size=20))
def test_a7_h10_no_signed_payload_makes_the_route_stumble(batch: list[dict[str, Any]]) -> None:
    """Whatever is where something else should be."""

    async def all_of_them() -> set[int]:
        async with running() as world:
            json_heard = [await world.client.send_json(one) for one in batch]
            heard = [*json_heard, *[await world.client.interact(one) for one in batch]]
            await world.settled()
            return {one.status for one in heard}

    assert asyncio.run(all_of_them()) <= ALLOWED


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "HEAD"])
async def test_other_methods_find_nothing(method: str) -> None:
    """No 405 with a list of what there is."""
    async with (
        running() as world,
        world.app.client.session.request(  # type: ignore[union-attr]
            method, world.client.url
        ) as response,
    ):
        assert response.status == 404


async def test_a9_slack_asks_whether_we_are_there() -> None:
    """Its challenge goes back as plain text, whatever it looks like."""
    async with running() as world:
        payload = {"type": "url_verification", "challenge": "<b>x</b>"}
        body = json.dumps(payload).encode()
        sent = signed(body, JSON, world.clock.seconds())
        session = world.app.client.session
        assert session is not None
        async with session.post(world.client.url, data=body, headers=sent) as response:
            assert (response.status, await response.text()) == (200, "<b>x</b>")
            assert response.content_type == "text/plain"
            assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_a10_slack_has_its_answer_while_all_else_hangs() -> None:
    """The handlers, and every method of Slack's."""

    async def never(request: Request) -> Reply:
        await asyncio.Event().wait()
        raise AssertionError

    async with running(never) as world:
        for method in "auth.test", "users.info", "conversations.open", "conversations.info":
            world.slack.fail(method, *[HANG] * 9)
        heard = [
            await world.client.say(DANA, "hi"),
            await world.client.mention(DANA, "hi", GENERAL),
            await world.client.command(DANA, "/crm", "hi", GENERAL),
        ]
        assert [h.status for h in heard] == [200] * 3
        assert max(h.seconds for h in heard) < 0.5
        assert len(world.app.tasks) == 3
        await world.app.tasks.drain(0)


async def test_a10_whoever_waits_for_a_crm_that_hangs_hears_of_it() -> None:
    """After our patience, not after nothing."""

    async def never(request: Request) -> Reply:
        await asyncio.Event().wait()
        raise AssertionError

    async with running(never, patience=Patience(handlers=0.05)) as world:
        await world.client.say(DANA, "hi")
        await world.settled()
        assert "takes too long" in world.slack.shown_to(DANA)[0]["text"]


async def test_c4_whoever_leaves_while_we_work_is_shown_nothing() -> None:
    """They are looked at once more in the moment of sending."""

    async def leaving(request: Request) -> Reply:
        world.people.gone = True
        world.clock.at += timedelta(minutes=2)
        return Reply(card=ANSWER)

    async with running(leaving) as world:
        await world.client.say(DANA, "hi")
        await world.settled()
        assert [m["text"] for m in world.slack.messages] == [Neutral.UNSURE.value]


class HangingSeenEvents(FakeSeenEvents):
    """A database that does not answer."""

    async def first_time(self, key: str, now: object) -> bool:
        """Never."""
        await asyncio.Event().wait()
        raise AssertionError


async def test_a10_slack_is_told_to_come_again_while_the_store_hangs() -> None:
    """Within half a second, and nothing is done twice for it."""
    async with running(seen=HangingSeenEvents()) as world:
        heard = await world.client.say(DANA, "hi")
        assert heard.status == 429
        assert heard.seconds < 0.6
        assert not world.handlers.requests


async def test_a12_work_is_done_though_nobody_else_holds_it() -> None:
    """The garbage collector takes a task that only waits, with all it waits for."""
    waited_for: list[weakref.ref[asyncio.Future[None]]] = []
    begun = asyncio.Event()

    async def waiting(request: Request) -> Reply:
        future = asyncio.get_running_loop().create_future()
        waited_for.append(weakref.ref(future))
        begun.set()
        await future
        return Reply(card=ANSWER)

    async with running(waiting) as world:
        await world.client.say(DANA, "hi")
        await begun.wait()
        gc.collect()
        future = waited_for[0]()
        assert future is not None, "the work was thrown away"
        future.set_result(None)
        await world.settled()
        assert len(world.slack.shown_to(DANA)) == 1


async def test_what_was_begun_is_finished_at_the_end() -> None:
    """A server that is stopped answers first whom it has promised an answer."""

    async def slowly(request: Request) -> Reply:
        await asyncio.sleep(0.1)
        return Reply(card=ANSWER)

    async with workspace(Clock()) as slack:
        async with running(slowly, slack=slack) as world:
            await world.client.say(DANA, "hi")
        assert len(slack.shown_to(DANA)) == 1


async def test_a13_whoever_is_failed_hears_of_it(caplog: pytest.LogCaptureFixture) -> None:
    """With an id that stands in the log too, and nothing of what was said."""

    async def failing(request: Request) -> Reply:
        raise RuntimeError("canary-7c1f")

    async with running(failing) as world:
        await world.client.say(DANA, "hi")
        await world.client.mention(DANA, "hi", GENERAL)
        await world.settled()
        directly, aside = world.slack.shown_to(DANA)
    noted = [r.__dict__["error_id"] for r in caplog.records if "error_id" in r.__dict__]
    assert [noted[0] in directly["text"], noted[1] in aside["text"]] == [True, True]
    assert (aside["channel"], aside["to"]) == (GENERAL, DANA)
    assert "canary-7c1f" not in caplog.text


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B0BOT"},
        {"bot_id": "B0OTHER", "username": "Robot"},
        {"subtype": "bot_message"},
        {"subtype": "message_changed", "message": {"user": DANA, "text": "hi"}},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"bot_profile": {"id": "B0OTHER"}},
        {"edited": {"user": DANA, "ts": "1.2"}},
    ],
    ids=lambda more: "-".join(f"{v}" for v in more.values())[:30],
)
async def test_a15_messages_that_no_person_just_wrote_are_passed_over(
    more: dict[str, Any],
) -> None:
    """Our own, another bot's, edits and notes."""
    async with running() as world:
        said = event("message", DANA, "hi", f"D0{DANA}", "1.1", **more)
        assert (await world.client.send_json(said)).status == 200
        await world.settled()
        assert not world.handlers.requests


async def test_a15_two_bots_do_not_keep_each_other_busy() -> None:
    """An account that is a bot is met with silence, though it looks like a person's message."""
    async with running() as world:
        for turn in range(20):
            said = event("message", "U0ROBOT", "hi", "D0U0ROBOT", f"1.{turn}")
            await world.client.send_json(said)
        await world.settled()
        assert not world.handlers.requests
        assert not world.slack.messages


async def test_a_mention_in_a_direct_message_is_answered_once() -> None:
    """Slack tells of it twice."""
    async with running() as world:
        direct = f"D0{DANA}"
        for kind, id_ in ("message", "Ev1"), ("app_mention", "Ev2"):
            said = event(kind, DANA, "<@U0BOT> hi", direct, "1.1") | {"event_id": id_}
            await world.client.send_json(said)
        await world.settled()
        assert [r.said for r in world.handlers.requests] == [Question("hi")]


async def test_events_we_did_not_ask_for_are_taken_quietly() -> None:
    """An error would count against the subscription."""
    async with running() as world:
        for payload in (
            {"type": "event_callback", "event_id": "Ev1", "event": {"type": "team_join"}},
            {"type": "app_rate_limited", "minute_rate_limited": 1},
            {"type": "view_closed"},
        ):
            assert (await world.client.send_json(payload)).status == 200


async def test_a8_h8_no_word_of_a_request_or_an_answer_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """At the most talkative level, with right and wrong signatures, over all ways in."""
    caplog.set_level(logging.DEBUG)
    card = Card(kind=Kind.FIGURE, title="canary-answer")
    async with running(Reply(card=card)) as world:
        await world.client.say(DANA, "canary-question")
        await world.client.command(DANA, "/crm", "canary-question", GENERAL)
        await world.client.send(dm("canary-forged"), headers={"Content-Type": JSON})
        forged = signed(dm("canary-forged"), JSON, world.clock.seconds(), secret="canary-wrong")
        await world.client.send(dm("canary-forged"), headers=forged)
        await world.settled()
        assert len(world.handlers.requests) == 2
    assert "canary" not in caplog.text
    assert "xoxb" not in caplog.text
