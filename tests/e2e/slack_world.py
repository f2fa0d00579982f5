"""A stand-in for Slack, and Crumb's own server connected to it: all of it as real programs."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import yaml
from aiohttp import web
from aiohttp.test_utils import TestServer

Json = dict[str, Any]

ALICE, BOB, GENERAL = "U01ALICE", "U02BOB", "C01GEN"
CRUMB = Path(sys.executable).parent / "crumb"
BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-fake-token", "xapp-fake-token", "fake" * 8

# What Slack says of every member and channel, and the stand-in leaves out; without it Crumb knows
# nobody, as it should.
MEMBER = {"is_restricted": False, "is_ultra_restricted": False, "is_email_confirmed": True}
CHANNEL = {"is_ext_shared": False, "is_pending_ext_shared": False}

EXPORT = {
    "User": """Id,Name,FirstName,LastName,Email,IsActive,ManagerId,TimeZoneSidKey
005A,Alice Anderson,Alice,Anderson,alice@example.com,true,,Europe/Berlin
005B,Bob Brown,Bob,Brown,bob@example.com,true,005A,Europe/Berlin
""",
    "Account": """Id,Name,Industry,OwnerId,BillingCity
001A,Larkspur Instruments,Technology,005A,Berlin
001B,Quill & Sons,Retail,005B,Hamburg
""",
    "Opportunity": """Id,Name,AccountId,OwnerId,StageName,Amount,CloseDate,IsClosed,NextStep
006A,Larkspur renewal,001A,005A,Negotiation/Review,,{soon},false,Send the offer
006B,Larkspur pilot,001A,005A,Qualification,12500,{soon},false,Call Kim
006C,Quill rollout,001B,005B,Proposal/Price Quote,48000,{soon},false,Agree the scope
""",
}


@dataclass(frozen=True, slots=True)
class Workspace:
    """The stand-in at work: `page` is its web page, `api` what Crumb takes for Slack's API."""

    page: str
    api: str
    session: aiohttp.ClientSession

    async def do(self, what: str, **how: Any) -> Json:
        """Something that a person does in Slack."""
        async with self.session.post(f"{self.page}/_control/{what}", json=how) as response:
            told: Json = await response.json()
            assert told.get("ok", True), told
            return told

    async def direct(self, user: str) -> str:
        """The conversation of that person with Crumb."""
        headers = {"Authorization": f"Bearer {BOT_TOKEN}"}
        url = f"{self.page}/api/conversations.open"
        async with self.session.post(url, json={"users": user}, headers=headers) as response:
            return str((await response.json())["channel"]["id"])

    async def messages(self, channel: str) -> list[Json]:
        """All messages there, the oldest first."""
        async with self.session.get(f"{self.page}/_control/messages/{channel}") as response:
            found: list[Json] = (await response.json())["messages"]
            return found

    async def said(self, channel: str, words: str) -> Json:
        """The latest message of Crumb's there with those words, once there is one."""
        async with asyncio.timeout(20):
            while True:
                for message in reversed(await self.messages(channel)):
                    if message["user"] == "U0BOT" and words in message["text"]:
                        return message
                await asyncio.sleep(0.1)


@asynccontextmanager
async def workspace(
    program: Path, port: int, crumb: str, folder: Path, *, socket_mode: bool
) -> AsyncIterator[Workspace]:
    """The stand-in, with Alice and Bob and a channel, telling `crumb` what they do."""
    (folder / "slack.yaml").write_text(yaml.safe_dump(_config(crumb, socket_mode=socket_mode)))
    command = [f"{program}", "--config", f"{folder / 'slack.yaml'}", "--port", f"{port}"]
    page = f"http://127.0.0.1:{port}"
    with running(*command, "--base-host", "127.0.0.1", log=folder / "slack.log") as process:
        async with aiohttp.ClientSession() as session:
            await answering(session, f"{page}/", process)
            async with _completed(page, session) as api:
                yield Workspace(page, api, session)


def _config(crumb: str, *, socket_mode: bool) -> Json:
    return {
        "workspace": {"name": "Larch & Co", "domain": "larch", "teamId": "T01TEST"},
        "app": {
            "appId": "A01APP",
            "botUserId": "U0BOT",
            "botName": "crumb",
            "botToken": BOT_TOKEN,
            "appToken": APP_TOKEN,
            "signingSecret": SECRET,
            "mode": "socket" if socket_mode else "events",
            "requestUrl": f"{crumb}/slack/events",
        },
        "users": [
            _user(ALICE, "Alice Anderson", "alice@example.com"),
            _user(BOB, "Bob Brown", "bob@example.com"),
        ],
        "channels": [{"id": GENERAL, "name": "general", "members": [ALICE, BOB, "U0BOT"]}],
    }


def _user(id_: str, name: str, email: str) -> Json:
    return {"id": id_, "name": name.split()[0].lower(), "real_name": name, "email": email}


@asynccontextmanager
async def _completed(page: str, session: aiohttp.ClientSession) -> AsyncIterator[str]:
    """The stand-in's API with what it leaves out filled in; its address."""

    async def forward(request: web.Request) -> web.Response:
        method = request.match_info["method"]
        headers = {"Authorization": request.headers.get("Authorization", "")}
        if request.can_read_body:
            headers["Content-Type"] = request.content_type
        url, body = f"{page}/api/{method}", await request.read()
        async with session.request(
            request.method, url, params=request.query, data=body or None, headers=headers
        ) as response:
            told = await response.json()
        if method in {"users.info", "users.lookupByEmail"} and "user" in told:
            told["user"] = MEMBER | told["user"]
        if method == "conversations.info" and "channel" in told:
            told["channel"] = CHANNEL | told["channel"]
        return web.json_response(told)

    app = web.Application()
    app.router.add_route("*", "/api/{method}", forward)
    async with TestServer(app, host="127.0.0.1") as server:
        yield f"{server.make_url('/api/')}"


def company(folder: Path) -> str:
    """The URL of a CRM with a small company in it, imported as people import theirs."""
    export = folder / "export"
    export.mkdir()
    soon = datetime.now(UTC).date() + timedelta(days=20)
    for entity, rows in EXPORT.items():
        (export / f"{entity}.csv").write_text(rows.format(soon=soon), encoding="utf-8")
    url = f"sqlite:///{folder / 'crm.sqlite3'}"
    subprocess.run([CRUMB, "import", export, "--database", url], check=True, capture_output=True)
    return url


@asynccontextmanager
async def crumb(
    port: int, api: str, database: str, folder: Path, *, socket_mode: bool
) -> AsyncIterator[None]:
    """Crumb's server, once it is ready. Its hours are all hours, so that nudges go out."""
    by = {"APP_TOKEN": APP_TOKEN} if socket_mode else {"SIGNING_SECRET": SECRET}
    settings = {
        "CRUMB_DATABASE": database,
        "CRUMB_PORT": f"{port}",
        "CRUMB_SLACK_BOT_TOKEN": BOT_TOKEN,
        "CRUMB_SLACK_API_URL": api,
        "CRUMB_OPENS": "00:00",
        "CRUMB_CLOSES": "23:59",
        "CRUMB_WORK_DAYS": "mon, tue, wed, thu, fri, sat, sun",
        **{f"CRUMB_SLACK_{name}": value for name, value in by.items()},
    }
    log = folder / "crumb.log"
    with running(CRUMB, "serve", log=log, settings=settings, cwd=folder) as process:
        async with aiohttp.ClientSession() as session:
            await answering(session, f"http://127.0.0.1:{port}/readyz", process)
        yield


def told(*arguments: str, database: str) -> str:
    """What a command of Crumb's prints."""
    command = [f"{CRUMB}", *arguments, "--database", database]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout


@contextmanager
def running(
    *command: str | Path, log: Path, settings: dict[str, str] | None = None, cwd: Path | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program while the block lasts; its output goes to `log`."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=os.environ | (settings or {}),
            cwd=cwd,
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


async def answering(
    session: aiohttp.ClientSession, url: str, process: "subprocess.Popen[bytes]"
) -> None:
    """Wait until a server answers well."""
    async with asyncio.timeout(30):
        while True:
            assert process.poll() is None, f"{process.args!r} ended"
            try:
                async with session.get(url) as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.1)
