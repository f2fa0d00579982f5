"""A Slack workspace on a loopback port: its Web API with the published limits, and faults on cue.

What it refuses is what docs.slack.dev says that Slack refuses: blocks over their limits, a trigger
older than three seconds, a response_url used six times. What the app's people do is in
tests/fakes/slack_client.py.
"""

import asyncio
import itertools
import json
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

from tests.bot.render.blockkit_limits import message_objections, view_objections

Json = dict[str, Any]

TEAM, BOT, BOT_ID = "T01HOME", "U0BOT", "B0BOT"
TOKEN, APP_TOKEN, SECRET = "xoxb-fake-token", "xapp-fake-token", "fake-signing-secret"
TRIGGER_SECONDS = 3
RESPONSE_USES, RESPONSE_SECONDS = 5, 1_800


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one call. After `drop_after`, the call has done its work."""

    status: int = 200
    body: str = ""
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    hang: bool = False
    drop: bool = False
    drop_after: bool = False


def refused(code: str) -> Fault:
    """Slack says no."""
    return Fault(body=json.dumps({"ok": False, "error": code}))


def limited(retry_after: str | None) -> Fault:
    """Too fast, with or without the header that says for how long to wait."""
    headers = () if retry_after is None else (("Retry-After", retry_after),)
    return Fault(status=429, body='{"ok": false, "error": "ratelimited"}', headers=headers)


HANG, DROP, DROP_AFTER = Fault(hang=True), Fault(drop=True), Fault(drop_after=True)
ERROR = Fault(status=500, body="oops", content_type="text/plain")
HTML = Fault(body="<html>We are down for maintenance</html>", content_type="text/html")
TRUNCATED = Fault(body='{"ok": tr')


@dataclass(slots=True)
class Call:
    """A call of the Web API, as it came."""

    method: str
    arguments: Json


@dataclass(slots=True)
class ResponseUrl:
    """An address to answer at."""

    user: str
    channel: str
    message: str
    until: float
    left: int = RESPONSE_USES


class Refusal(Exception):
    """An error code of the Web API."""


def member(user: str, name: str, email: str, **more: Any) -> Json:
    """A full member of the workspace, as users.info describes them."""
    return {
        "id": user,
        "team_id": TEAM,
        "name": name.split()[0].lower(),
        "real_name": name,
        "deleted": False,
        "is_bot": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_email_confirmed": True,
        "tz": "Europe/Berlin",
        "profile": {"real_name": name, "email": email},
        **more,
    }


def channel(id_: str, **more: Any) -> Json:
    """A channel of the workspace's own, as conversations.info describes it."""
    flags = ("is_ext_shared", "is_pending_ext_shared", "is_org_shared", "is_shared", "is_archived")
    return {"id": id_, "is_channel": True, "is_im": False} | dict.fromkeys(flags, False) | more


@dataclass
class FakeSlack:
    """The workspace. `messages` holds all messages, those shown to one person marked with `to`."""

    clock: Callable[[], float] = time.time
    people: dict[str, Json] = field(default_factory=dict)
    channels: dict[str, Json] = field(default_factory=dict)
    messages: list[Json] = field(default_factory=list)
    views: dict[str, Json] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    objections: list[str] = field(default_factory=list)
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    triggers: dict[str, tuple[str, float]] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    acknowledged: dict[str, Json] = field(default_factory=dict)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.add_routes(
            [
                web.route("*", "/api/{method}", self._api),
                web.post("/answer/{id}", self._answered),
                web.get("/socket", self._socket),
            ]
        )
        self._ids = itertools.count(1)
        self._released = asyncio.Event()
        self._changed = asyncio.Event()
        self._server = TestServer(app, host="127.0.0.1")
        await self._server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._released.set()
        for socket in self.sockets:
            await socket.close()
        await self._server.close()

    @property
    def api_url(self) -> str:
        """Where the Web API is."""
        return f"{self._server.make_url('/api/')}"

    def fail(self, method: str, *faults: Fault) -> None:
        """The next calls of a method go wrong so."""
        self.faults[method].extend(faults)

    def called(self, method: str) -> list[Json]:
        """The arguments of all calls of a method."""
        return [call.arguments for call in self.calls if call.method == method]

    def direct(self, user: str) -> str:
        """The id of the conversation of that person with the bot."""
        return f"D0{user}"

    def shown_to(self, user: str) -> list[Json]:
        """All that person was shown by the bot, in the order it came."""
        mine = {self.direct(user)}
        return [m for m in self.messages if m.get("to") == user or m["channel"] in mine]

    def new_trigger(self, user: str) -> str:
        """A trigger that opens one form within three seconds."""
        trigger = f"{next(self._ids)}.trigger"
        self.triggers[trigger] = (user, self.clock() + TRIGGER_SECONDS)
        return trigger

    def new_response_url(self, user: str, channel_id: str, message: str = "") -> str:
        """An address to answer somebody at."""
        id_ = f"{next(self._ids)}"
        until = self.clock() + RESPONSE_SECONDS
        self.response_urls[id_] = ResponseUrl(user, channel_id, message, until)
        return f"{self._server.make_url(f'/answer/{id_}')}"

    def new_ts(self) -> str:
        """A timestamp, which names a message."""
        return f"{self.clock():.0f}.{next(self._ids):06d}"

    # The Web API

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = dict(request.query)
        if request.content_type == "application/json":
            arguments = await request.json()
        elif request.can_read_body:
            arguments |= {key: str(value) for key, value in (await request.post()).items()}
        self.calls.append(Call(method, arguments))
        fault = self.faults[method].popleft() if self.faults[method] else None
        if fault and not fault.drop_after:
            return await self._faulty(request, fault)
        answer = self._answer(request.headers.get("Authorization"), method, arguments)
        if fault:
            return await self._faulty(request, Fault(drop=True))
        return web.json_response(answer)

    async def _faulty(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.hang:
            await self._released.wait()
        if fault.drop or fault.hang:
            assert request.transport is not None
            request.transport.abort()
        return web.Response(
            status=fault.status,
            text=fault.body,
            content_type=fault.content_type,
            headers=dict(fault.headers),
        )

    def _answer(self, authorization: str | None, method: str, arguments: Json) -> Json:
        allowed = {APP_TOKEN} if method == "apps.connections.open" else {TOKEN}
        try:
            if (authorization or "").removeprefix("Bearer ") not in allowed:
                raise Refusal("invalid_auth")
            do = getattr(self, "_" + method.replace(".", "_"), None)
            if do is None:
                raise Refusal("unknown_method")
            return {"ok": True, **do(arguments)}
        except Refusal as refusal:
            return {"ok": False, "error": str(refusal)}

    def _auth_test(self, _: Json) -> Json:
        return {"team_id": TEAM, "user_id": BOT, "bot_id": BOT_ID, "team": "Home"}

    def _apps_connections_open(self, _: Json) -> Json:
        url = self._server.make_url("/socket").with_scheme("ws")
        return {"url": f"{url}"}

    def _users_info(self, arguments: Json) -> Json:
        return {"user": self._one(self.people, arguments.get("user"), "user_not_found")}

    def _users_lookupByEmail(self, arguments: Json) -> Json:  # noqa: N802, Slack's name
        for user in self.people.values():
            if user.get("profile", {}).get("email") == arguments["email"]:
                return {"user": user}
        raise Refusal("users_not_found")

    def _conversations_info(self, arguments: Json) -> Json:
        found = self._one(self.channels, arguments.get("channel"), "channel_not_found")
        return {"channel": found}

    def _conversations_open(self, arguments: Json) -> Json:
        user = self._one(self.people, arguments.get("users"), "user_not_found")
        if user.get("is_bot"):
            raise Refusal("cannot_dm_bot")
        return {"channel": {"id": self.direct(user["id"])}}

    def _conversations_history(self, arguments: Json) -> Json:
        oldest = float(arguments.get("oldest", 0))
        found = [
            message
            for message in reversed(self.messages)
            if message["channel"] == arguments["channel"]
            and "to" not in message
            and float(message["ts"]) >= oldest
        ]
        if arguments.get("include_all_metadata") not in {True, "1", "true"}:
            found = [{k: v for k, v in message.items() if k != "metadata"} for message in found]
        return {"messages": found[: int(arguments.get("limit", 100))]}

    def _conversations_replies(self, arguments: Json) -> Json:
        return self._conversations_history(arguments)

    def _chat_postMessage(self, arguments: Json) -> Json:  # noqa: N802, Slack's name
        self._check_place(arguments["channel"])
        self._check(arguments)
        message = {**arguments, "ts": self.new_ts(), "user": BOT, "bot_id": BOT_ID}
        self.messages.append(message)
        return {"ts": message["ts"], "channel": arguments["channel"], "message": message}

    def _chat_postEphemeral(self, arguments: Json) -> Json:  # noqa: N802, Slack's name
        self._check_place(arguments["channel"])
        self._check(arguments)
        message = {**arguments, "ts": self.new_ts(), "to": arguments["user"], "user": BOT}
        self.messages.append(message)
        return {"message_ts": message["ts"]}

    def _chat_update(self, arguments: Json) -> Json:
        self._check(arguments)
        for message in self.messages:
            if (message["channel"], message["ts"]) == (arguments["channel"], arguments["ts"]):
                message.update(arguments)
                return {"ts": message["ts"], "channel": message["channel"]}
        raise Refusal("message_not_found")

    def _views_open(self, arguments: Json) -> Json:
        user, until = self.triggers.pop(arguments["trigger_id"], ("", 0.0))
        if not user:
            raise Refusal("exchanged_trigger_id")
        if self.clock() > until:
            raise Refusal("expired_trigger_id")
        view = self._kept_view(f"V{next(self._ids)}", arguments["view"])
        self.views[view["id"]]["user"] = user
        return {"view": view}

    def _views_update(self, arguments: Json) -> Json:
        if arguments["view_id"] not in self.views:
            raise Refusal("not_found")
        user = self.views[arguments["view_id"]]["user"]
        view = self._kept_view(arguments["view_id"], arguments["view"])
        self.views[view["id"]]["user"] = user
        return {"view": view}

    def _kept_view(self, id_: str, view: Json) -> Json:
        if found := view_objections(view):
            self.objections += found
            raise Refusal("invalid_arguments")
        self.views[id_] = {**view, "id": id_}
        return self.views[id_]

    def _check_place(self, id_: str) -> None:
        directs = {self.direct(user) for user in self.people}
        if id_ not in self.channels and id_ not in directs:
            raise Refusal("channel_not_found")
        if self.channels.get(id_, {}).get("is_archived"):
            raise Refusal("is_archived")
        if self.channels.get(id_, {}).get("is_member") is False:
            raise Refusal("not_in_channel")

    def _check(self, message: Json) -> None:
        if message.get("blocks") and (found := message_objections(message)):
            self.objections += found
            raise Refusal("invalid_blocks")
        if not message.get("text", "").strip():
            raise Refusal("no_text")

    @staticmethod
    def _one(known: dict[str, Json], id_: object, missing: str) -> Json:
        if not isinstance(id_, str) or id_ not in known:
            raise Refusal(missing)
        return known[id_]

    # Answers to commands and presses

    async def _answered(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.calls.append(Call("response_url", body))
        if self.faults["response_url"]:
            return await self._faulty(request, self.faults["response_url"].popleft())
        url = self.response_urls[request.match_info["id"]]
        if self.clock() > url.until or url.left == 0:
            code = "expired_url" if url.left else "used_url"
            return web.json_response({"ok": False, "error": code}, status=404)
        url.left -= 1
        try:
            self._check(body)
        except Refusal as refusal:
            return web.json_response({"ok": False, "error": str(refusal)}, status=400)
        if body.get("replace_original") is True:
            self.messages = [m for m in self.messages if m["ts"] != url.message]
        shown = {**body, "channel": url.channel, "to": url.user, "ts": self.new_ts(), "user": BOT}
        self.messages.append(shown)
        return web.Response(text="ok")

    # Socket Mode

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": len(self.sockets) + 1})
        self.sockets.append(socket)
        self._changed.set()
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                told = json.loads(message.data)
                self.acknowledged[told["envelope_id"]] = told.get("payload") or {}
                self._changed.set()
        return socket

    async def connected(self, times: int = 1) -> None:
        """Wait until the app has connected so often."""
        await self._until(lambda: len(self.sockets) >= times)

    async def acknowledgement(self, envelope_id: str) -> Json:
        """What came back for an envelope, once it did."""
        await self._until(lambda: envelope_id in self.acknowledged)
        return self.acknowledged[envelope_id]

    async def _until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not holds():
                self._changed.clear()
                await self._changed.wait()

    async def envelope(self, type_: str, payload: Json, id_: str = "") -> str:
        """Send something over the latest connection; the envelope's id."""
        envelope_id = id_ or f"envelope-{next(self._ids)}"
        await self.sockets[-1].send_json(
            {"type": type_, "envelope_id": envelope_id, "payload": payload}
        )
        return envelope_id
