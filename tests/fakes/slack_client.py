"""What people do in Slack, as Slack tells the app: signed requests, in the shapes it documents."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from tests.fakes.slack import SECRET, TEAM, FakeSlack

Json = dict[str, Any]
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


def signed(body: bytes, content_type: str, now: float, secret: str = SECRET) -> dict[str, str]:
    """The headers of a request that Slack signed."""
    timestamp = str(int(now))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": str(signature),
    }


def event(kind: str, user: str, text: str, channel: str, ts: str, **more: Any) -> Json:
    """The payload of a message or a mention; `more` goes into the event itself."""
    inner = {"type": kind, "user": user, "text": text, "channel": channel, "ts": ts, **more}
    if channel.startswith("D"):
        inner |= {"channel_type": "im"}
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "event_id": f"Ev{ts}",
        "event": inner,
        "authorizations": [{"team_id": TEAM, "is_bot": True}],
        "is_ext_shared_channel": False,
    }


@dataclass(frozen=True, slots=True)
class Heard:
    """What the app answered to a request, and how long that took."""

    status: int
    body: str
    seconds: float

    @property
    def json(self) -> Json:
        """The answer as JSON; {} where it is empty."""
        found: Json = json.loads(self.body) if self.body else {}
        return found


@dataclass
class SlackClient:
    """Sends to the app at `url` what the people of `slack` do."""

    slack: FakeSlack
    url: str
    clock: Callable[[], float] = time.time
    _ids: Any = field(default_factory=lambda: count(1))

    async def send(
        self, body: bytes, content_type: str = JSON, headers: dict[str, str] | None = None
    ) -> Heard:
        """Any request; signed, unless headers are given."""
        started = time.perf_counter()
        sent = signed(body, content_type, self.clock()) if headers is None else headers
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url, data=body, headers=sent) as response,
        ):
            text = await response.text()
            return Heard(response.status, text, time.perf_counter() - started)

    async def send_json(self, payload: Json) -> Heard:
        """An event."""
        return await self.send(json.dumps(payload).encode())

    async def interact(self, payload: Json) -> Heard:
        """A press, or a form."""
        return await self.send(urlencode({"payload": json.dumps(payload)}).encode(), FORM)

    async def say(self, user: str, text: str, thread: str = "") -> Heard:
        """Write to the bot directly."""
        more = {"thread_ts": thread} if thread else {}
        channel, ts = self.slack.direct(user), self.slack.new_ts()
        return await self.send_json(event("message", user, text, channel, ts, **more))

    async def mention(self, user: str, text: str, channel: str, **more: Any) -> Heard:
        """Name the bot in a channel; `more` goes into the event."""
        ts = self.slack.new_ts()
        said = event("app_mention", user, f"<@U0BOT> {text}", channel, ts, **more)
        return await self.send_json(said)

    async def command(self, user: str, command: str, text: str, channel: str) -> Heard:
        """Send a slash command."""
        fields = {
            "command": command,
            "text": text,
            "user_id": user,
            "team_id": TEAM,
            "channel_id": channel,
            "trigger_id": self.slack.new_trigger(user),
            "response_url": self.slack.new_response_url(user, channel),
        }
        return await self.send(urlencode(fields).encode(), FORM)

    def pressing(self, user: str, message: Json, label: str) -> Json:
        """The payload of pressing that button of a message."""
        private = "to" in message
        channel, ts = message["channel"], message["ts"]
        return {
            "type": "block_actions",
            "user": {"id": user, "team_id": TEAM},
            "team": {"id": TEAM},
            "trigger_id": self.slack.new_trigger(user),
            "response_url": self.slack.new_response_url(user, channel, ts),
            "channel": {"id": channel},
            "container": {"type": "message", "message_ts": ts, "is_ephemeral": private},
            **({} if private else {"message": {"ts": ts}}),
            "actions": [_button(message, label)],
        }

    async def press(self, user: str, message: Json, label: str) -> Heard:
        """Press a button."""
        return await self.interact(self.pressing(user, message, label))

    def submitting(self, user: str, view: Json, **values: str) -> Json:
        """The payload of a form filled so: by the names of its inputs, choices by their label."""
        state = {}
        for block in view["blocks"]:
            if block["type"] == "input":
                state[block["block_id"]] = {"value": _entered(block["element"], values, block)}
        return {
            "type": "view_submission",
            "user": {"id": user, "team_id": TEAM},
            "team": {"id": TEAM},
            "trigger_id": self.slack.new_trigger(user),
            "view": {**view, "state": {"values": state}},
        }

    async def submit(self, user: str, view: Json, **values: str) -> Heard:
        """Send a form; what the app answers with is done to it as Slack would."""
        heard = await self.interact(self.submitting(user, view, **values))
        match heard.json.get("response_action"):
            case "update":
                self.slack.views[view["id"]] |= heard.json["view"]
            case None:
                self.slack.views.pop(view["id"], None)
        return heard


def labels(message: Json) -> list[str]:
    """The labels of all buttons of a message."""
    return [button["text"]["text"] for button in _buttons(message)]


def _buttons(message: Json) -> list[Json]:
    rows = [b["elements"] for b in message.get("blocks", ()) if b["type"] == "actions"]
    return [button for row in rows for button in row]


def _button(message: Json, label: str) -> Json:
    for button in _buttons(message):
        if button["text"]["text"] == label:
            return {"type": "button", **button}
    raise AssertionError(f"no button {label!r} among {labels(message)}")


def _entered(element: Json, values: dict[str, str], block: Json) -> Json:
    given = values.get(block["block_id"])
    match element["type"]:
        case "datepicker":
            day = given or element.get("initial_date")
            return {"type": "datepicker", "selected_date": day}
        case "static_select" | "radio_buttons":
            chosen = element.get("initial_option")
            for option in element["options"]:
                if option["text"]["text"] == given:
                    chosen = option
            return {"type": element["type"], "selected_option": chosen}
    typed = given if given is not None else element.get("initial_value")
    return {"type": element["type"], "value": typed}
