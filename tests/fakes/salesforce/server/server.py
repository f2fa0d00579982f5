"""The org on a loopback port.

    async with FakeSalesforce(sample_org(NOW)) as salesforce:
        tokens = salesforce.sign_in("dana@ferrowick.example")
        ... requests to salesforce.url with those tokens ...
        assert salesforce.api_calls == 1

`calls` holds every request as it came, `broken` what the fake itself stumbled over (a test with
any fails); `fail` makes the next ones go wrong; `down` and `up` take the server away and bring it
back to its port.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self, TypeVar
from urllib.parse import unquote

from aiohttp import web

from tests.fakes.salesforce.errors import ApiError, not_found
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.server.api import Api
from tests.fakes.salesforce.server.calls import Call, Unreadable, called
from tests.fakes.salesforce.server.exchange import Answer, Ask, unreadable
from tests.fakes.salesforce.server.faults import Fault
from tests.fakes.salesforce.server.oauth import OAuth
from tests.fakes.salesforce.server.sending import send
from tests.fakes.salesforce.server.sessions import App

LONGEST_ADDRESS = 16_384  # bytes of a request's URI: page "Status Codes", 414
T = TypeVar("T")


@dataclass
class FakeSalesforce:
    """The server. `apps` are those known from the start."""

    org: Org
    apps: tuple[App, ...] = field(default_factory=lambda: (App(),))
    port: int = 0
    calls: list[Call] = field(default_factory=list)
    broken: list[Exception] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._lock = asyncio.Lock()
        self._released = asyncio.Event()
        self._site: web.TCPSite | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 2**20)
        app.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(app, max_line_size=2**18, handle_signals=False)
        await self._runner.setup()
        await self.up()
        self.oauth = OAuth(self.org, self.url)
        self.oauth.apps = {known.client_id: known for known in self.apps}
        self.api = Api(self.org, self.url)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._released.set()
        await self._runner.cleanup()
        assert not self.broken, self.broken

    async def up(self) -> None:
        """Listen, at the same port as before."""
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self._site = site
        self.port = int(self._runner.addresses[0][1])

    async def down(self) -> None:
        """Refuse connections from now on."""
        if self._site is not None:
            await self._site.stop()
            self._site = None

    @property
    def url(self) -> str:
        """Where it is: the login host and the instance alike."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def app(self) -> App:
        """The first of the apps."""
        return self.apps[0]

    @property
    def api_calls(self) -> int:
        """How many calls were counted against the org's limit."""
        return self.api.used

    @property
    def asked(self) -> list[str]:
        """Every SOQL that was answered, those within composite requests among them."""
        return self.org.asked

    def fail(self, kind: str, *faults: Fault) -> None:
        """The next calls of that kind go wrong so, one after the other; "*" is any kind."""
        self._faults[kind].extend(faults)

    def called(self, kind: str) -> list[Call]:
        """All calls of that kind."""
        return [call for call in self.calls if call.kind == kind]

    def sign_in(self, email: str, app: App | None = None) -> dict[str, str]:
        """Tokens of that person, without the walk through the browser."""
        (row,) = self.org.store.rows('SELECT "Id" FROM "User" WHERE "Email" = ?', [email])
        return self.oauth.grant(app or self.app, str(row["Id"]))

    async def _run(self, act: Callable[[], T]) -> T:
        """Work on the database apart from the loop, one at a time."""
        async with self._lock:
            return await asyncio.to_thread(act)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        call = await called(request, await self._run(lambda: self._who(request)))
        self.calls.append(call)
        fault = self._next(call.kind)
        if fault is not None and fault.before is not None:
            await self._run(fault.before)
        if fault is None or fault.work or not _spoils(fault):
            answer = await self._run(lambda: self._answer(request, call))
        else:
            answer = Answer(status=fault.status or 200, content_type=fault.content_type)
        self._count(call)
        return await send(request, answer, fault, self._limit_info(call), self._released)

    def _next(self, kind: str) -> Fault | None:
        for name in (kind, "*"):
            if self._faults[name]:
                return self._faults[name].popleft()
        return None

    def _who(self, request: web.Request) -> str | None:
        try:
            return self.oauth.user_of(request.headers.get("Authorization"))
        except ApiError:
            return None

    def _count(self, call: Call) -> None:
        """Calls of people who are signed in count, a batch as many as it holds."""
        if call.user_id is not None and call.path.startswith("/services/data/v"):
            held = call.body.get("batchRequests", ()) if isinstance(call.body, dict) else ()
            self.api.used += len(held) if call.kind == "batch" else 1

    def _limit_info(self, call: Call) -> str | None:
        """The header Sforce-Limit-Info, of calls that count."""
        if call.user_id is None or not call.path.startswith("/services/data/v"):
            return None
        return f"api-usage={self.api.used}/{self.org.settings.daily_calls}"

    def _answer(self, request: web.Request, call: Call) -> Answer:
        try:
            if len(request.raw_path) > LONGEST_ADDRESS:
                raise ApiError("URI_TOO_LONG", "URI Too Long", status=414)
            if isinstance(call.body, Unreadable):
                raise unreadable("Unexpected character in the request body")
            return self._routed(request, call)
        except ApiError as error:
            return Answer(status=error.status, body=error.body())
        except Exception as broken:
            self.broken.append(broken)
            raise

    def _routed(self, request: web.Request, call: Call) -> Answer:
        given = {**call.params, **(call.body if isinstance(call.body, dict) else {})}
        parts = [unquote(part) for part in request.raw_path.split("?")[0].split("/") if part]
        match parts:
            case ["services", "oauth2", "authorize"]:
                posted = request.method == "POST"
                return self.oauth.allowed(given) if posted else self.oauth.login_page(given)
            case ["services", "oauth2", "token"] if request.method == "POST":
                return self.oauth.token(given)
            case ["services", "oauth2", "revoke"]:
                return self.oauth.revoke(given)
            case ["services", "oauth2", "userinfo"] | ["id", _, _]:
                return self.oauth.userinfo(self._signed_in(request))
            case ["services", "data"]:
                return self._versions()
            case ["services", "data", version, *rest]:
                return self._data(request, call, version, rest)
        raise not_found()

    def _signed_in(self, request: web.Request) -> str:
        return self.oauth.user_of(request.headers.get("Authorization"))

    def _versions(self) -> Answer:
        versions = self.org.settings.versions
        listed = [
            {"label": f"v{v}", "url": f"/services/data/v{v}.0", "version": f"{v}.0"}
            for v in versions
        ]
        return Answer(body=listed)

    def _data(self, request: web.Request, call: Call, version: str, rest: list[str]) -> Answer:
        user_id = self._signed_in(request)
        number = int(version[1:-2]) if version[1:-2].isdigit() else 0
        versions = self.org.settings.versions
        if number < versions[0]:
            raise ApiError("UNSUPPORTED_API_VERSION", "API version is retired", status=410)
        if number not in versions:
            raise not_found()
        if not self.org.profile(user_id).api_enabled:
            why = "The REST API is not enabled for this Organization"
            raise ApiError("API_DISABLED_FOR_ORG", why, status=403)
        if self.api.used >= self.org.settings.daily_calls:
            raise ApiError("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.", status=403)
        ask = Ask(
            method=call.method,
            parts=tuple(rest),
            user_id=user_id,
            version=number,
            params=call.params,
            headers=call.headers,
            body=call.body,
        )
        return self.api.answer(ask)


def _spoils(fault: Fault) -> bool:
    """Whether there is to be another answer than the true one, or none."""
    return bool(fault.status or fault.hang or fault.drop)
