"""Nobody but this machine's own browser, on the page's own behalf, gets anything done (E15)."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web.app import page_app
from bot.web.gate import COOKIE, HEADERS, TOKEN
from tests.bot.web.browser import Browser

GETS = ("/", "/nudges", "/crm", "/crm/Account", "/crm/Account/001x", "/chat/message/m1", "/healthz")
POSTS = ("ask", "press", "submit", "command", "dismiss", "be", "nudges", "morning")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example:8484",
        "user@127.0.0.1",
        "127.0.0.1@evil.example",
        "127.0.0.1:80:80",
        "127.0.0.1/x",
        "0.0.0.0",
        "10.0.0.1",
        "[::2]",
        "[::1",
        "localhost.",
        "",
    ],
)
async def test_e15_another_host_is_refused(page: Browser, host: str) -> None:
    """A name that somebody pointed at this machine reaches no page, and no asset."""
    for path in (*GETS, "/static/crumb.js"):
        async with page.client.get(path, headers={"Host": host}) as response:
            assert response.status == 403, path
            assert "Dana" not in await response.text()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost:9000", "[::1]", "[::1]:80"])
async def test_this_machines_own_names_are_let_in(page: Browser, host: str) -> None:
    """Whatever port a tunnel has."""
    async with page.client.get("/", headers={"Host": host}) as response:
        assert response.status == 200


@pytest.mark.parametrize("path", POSTS)
async def test_e15_a_request_that_is_not_the_pages_own_changes_nothing(
    page: Browser, path: str
) -> None:
    """Without the token, with a wrong one, from another origin, or without the cookie."""
    path = f"/chat/{path}"
    right = {TOKEN: page.token}
    refused = [
        ({}, 403),
        ({TOKEN: ""}, 403),
        ({TOKEN: "wrong"}, 403),
        ({TOKEN: "ü"}, 403),
        (right | {"Origin": "http://evil.example"}, 403),
        (right | {"Origin": "null"}, 403),
        (right | {"Origin": "https://127.0.0.1"}, 403),
        (right | {"Sec-Fetch-Site": "cross-site"}, 403),
        (right | {"Sec-Fetch-Site": "same-site"}, 403),
    ]
    for headers, status in refused:
        async with page.client.post(path, data={"text": "x"}, headers=headers) as response:
            assert response.status == status, headers
    page.client.session.cookie_jar.clear()
    async with page.client.post(path, data={"text": "x"}, headers=right) as response:
        assert response.status == 401


async def test_the_pages_own_request_is_let_in(page: Browser) -> None:
    """As a browser sends it, with origin and all."""
    origin = str(page.client.make_url("")).rstrip("/")
    headers = {TOKEN: page.token, "Origin": origin, "Sec-Fetch-Site": "same-origin"}
    data = {"text": "help"}
    async with page.client.post("/chat/ask", data=data, headers=headers) as response:
        assert response.status == 200


async def test_e15_the_cookie_of_another_run_is_stale(page: Browser) -> None:
    """The page says that it has to be loaded again."""
    headers = {TOKEN: page.token, "Cookie": f"{COOKIE}=stale"}
    page.client.session.cookie_jar.clear()
    async with page.client.post("/chat/ask", data={"text": "x"}, headers=headers) as response:
        assert response.status == 401
        assert "reload" in (await response.json())["error"]


async def test_the_cookie_is_for_this_page_alone(page: Browser) -> None:
    """No script reads it, and no other site's request carries it."""
    async with page.client.get("/") as response:
        cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


async def test_e15_no_answer_can_be_framed_or_sniffed(page: Browser) -> None:
    """Every answer has the headers, refusals too."""
    for path in (*GETS, "/nothing", "/static/crumb.css", "/crm/Account?page=x"):
        async with page.client.get(path) as response:
            for name, value in HEADERS.items():
                assert response.headers[name] == value, path
    async with page.client.post("/chat/ask") as response:
        assert response.headers["X-Frame-Options"] == "DENY"


async def test_no_page_has_a_script_or_style_of_its_own(page: Browser) -> None:
    """Only files of ours, so that the policy can forbid everything else."""
    answer = await page.ask("my open deals")
    await page.run_nudges()
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    paths = ("/", "/nudges", "/crm/Account", f"/chat/message/{answer.id}")
    for markup in [await page.open(path) for path in paths]:
        for one in markup.elements:
            assert one.tag != "style"
            assert not [name for name in one.attributes if name == "style" or name[:2] == "on"]
            if one.tag in {"script", "img", "link"}:
                source = one.attributes.get("src") or one.attributes.get("href", "")
                assert source.startswith("/static/"), one


@pytest.mark.parametrize(
    "path",
    [
        "/static/../gate.py",
        "/static/..%2fgate.py",
        "/static/%2e%2e/gate.py",
        "/static/..\\gate.py",
        "/static/crumb.css%00",
        "/static//etc/passwd",
        "/static/",
        "/crm/Account/../../etc/passwd",
        "/crm/..%2f..%2fetc/passwd",
        "/crm/%00/1",
    ],
)
async def test_e15_no_path_leads_out(page: Browser, path: str) -> None:
    """Only files known at the start are served, and only records by their ids."""
    assert await page.status(path) in {400, 404}


async def test_only_what_is_meant_is_answered(page: Browser) -> None:
    """Another method on a known address, or another kind of body, is refused."""
    headers = {TOKEN: page.token}
    assert await page.status("/chat/ask") == 405
    for method in ("PUT", "DELETE", "PATCH", "POST"):
        async with page.client.request(method, "/", headers=headers) as response:
            assert response.status == 405, method
    async with page.client.post("/chat/ask", json={"text": "x"}, headers=headers) as response:
        assert response.status == 415
    async with page.client.post("/chat/ask", data=b"text=%ff", headers=form(page)) as response:
        assert response.status == 400


async def test_a_body_beyond_all_measure_is_not_read(page: Browser) -> None:
    """413, also where it comes packed or in pieces."""
    large = b"text=" + b"x" * 600_000
    async with page.client.post("/chat/ask", data=large, headers=form(page)) as response:
        assert response.status == 413
    packed = form(page) | {"Content-Encoding": "gzip"}
    async with page.client.post("/chat/ask", data=b"\x1f\x8b", headers=packed) as response:
        assert response.status in {400, 415}


@pytest.mark.parametrize(
    "fails", [ValueError("secret"), KeyError("secret"), RuntimeError("secret")]
)
async def test_no_failure_shows_where_it_came_from(
    page: Browser, fails: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    """A sentence with an id that stands in the log, and neither a traceback nor a word of it."""

    async def broken(request: web.Request) -> web.Response:
        raise fails

    app = page_app(page.site)
    app.router.add_get("/broken", broken)
    async with (
        TestClient(TestServer(app)) as client,
        client.get("/broken") as response,
    ):
        text = await response.text()
    assert response.status == 500
    assert "secret" not in text + caplog.text
    assert "Traceback" not in text
    id_ = text.split("noted as ")[1].split(".")[0]
    assert id_ in [getattr(record, "error_id", "") for record in caplog.records]


def form(page: Browser) -> dict[str, str]:
    """Headers of a posted form."""
    return {TOKEN: page.token, "Content-Type": "application/x-www-form-urlencoded"}
