"""How somebody lets Crumb into Salesforce, in a browser, against the fake."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from html import unescape
from re import findall, search
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.connecting import Connecting
from bot.web.assets import asset_routes
from bot.web.connect_pages import COOKIE, ConnectPages
from crm.access import Viewer
from crm.backends.salesforce.oauth import App, OAuth
from crm.backends.salesforce.sessions import Sessions
from crm.backends.salesforce.wire import Wire, new_session
from crm.secret import Secret
from tests.contracts.salesforce.world import ID, NOW, small_org
from tests.fakes.salesforce.org.org import Org as FakeOrg
from tests.fakes.salesforce.server import faults
from tests.fakes.salesforce.server.server import FakeSalesforce
from tests.fakes.salesforce.server.sessions import App as FakeApp
from tests.fakes.tickets import FakeTickets
from tests.fakes.vault import FakeVault

ORG = "00DHp0000000001MAA"


def viewer(who: str) -> Viewer:
    """As the CRM has them."""
    return Viewer(user_id=ID[who], name=who.title(), email=f"{who}@crumb.example")


@dataclass
class Place:
    """The pages, Salesforce, and the time."""

    salesforce: FakeSalesforce
    connecting: Connecting
    now: datetime = NOW

    async def link(self, who: str = "ria") -> str:
        """What they are given in chat."""
        return await self.connecting.link(viewer(who))


@dataclass(frozen=True)
class Seen:
    """A page."""

    status: int
    url: str
    text: str

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields."""
        found = findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.text)
        return {name: unescape(value) for name, value in found}


class Browser:
    """Somebody's, with its cookies."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session

    async def get(self, url: str) -> Seen:
        """A page, wherever it leads."""
        async with self.session.get(url) as response:
            return Seen(response.status, str(response.url), await response.text())

    async def post(self, url: str, **form: str) -> Seen:
        """A button."""
        async with self.session.post(url, data=form) as response:
            return Seen(response.status, str(response.url), await response.text())

    async def to_salesforce(self, link: str) -> Seen:
        """Over the button of the first page."""
        assert (await self.get(link)).status == 200
        return await self.post(link, answer="yes")

    async def sign_in(self, login: Seen, who: str = "ria", **more: str) -> Seen:
        """As somebody, and back."""
        url = f"{login.url.split('?')[0]}"
        return await self.post(url, **login.hidden, username=f"{who}@crumb.example", **more)

    async def answer(self, page: Seen, answer: str) -> Seen:
        """To "is this you?"."""
        base = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
        ticket = page.hidden["ticket"]
        return await self.post(f"{base}/salesforce/confirm", ticket=ticket, answer=answer)


@pytest.fixture
def org() -> Iterator[FakeOrg]:
    """The small org."""
    made = small_org()
    yield made
    made.close()


@pytest.fixture
async def place(org: FakeOrg) -> AsyncIterator[Place]:
    """Both servers."""
    port = unused_port()
    address = f"http://127.0.0.1:{port}"
    callback = f"{address}/salesforce/callback"
    apps = (FakeApp(redirect_uris=(callback,)),)
    async with FakeSalesforce(org, apps=apps) as salesforce, new_session() as session:
        app = App(
            client_id="3MVG9.crumb",
            secret=Secret("app-secret"),
            redirect_uri=callback,
            login_url=salesforce.url,
        )
        sessions = Sessions(vault=FakeVault(), oauth=OAuth(Wire(session), app), org_id=ORG)
        connecting = Connecting(
            sessions=sessions, tickets=FakeTickets(), address=address, clock=lambda: made.now
        )
        made = Place(salesforce, connecting)
        pages = web.Application()
        pages.add_routes([*ConnectPages(connecting).routes(), *asset_routes()])
        async with TestServer(pages, port=port):
            yield made


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Ria's."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield Browser(session)


@pytest.fixture
async def other() -> AsyncIterator[Browser]:
    """Somebody else's."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield Browser(session)


async def test_from_the_link_to_this_is_you(place: Place, browser: Browser) -> None:
    """C10: nothing is trusted until the person has seen as whom they are connected."""
    login = await browser.to_salesforce(await place.link())
    assert login.url.startswith(place.salesforce.url)
    page = await browser.sign_in(login)
    assert "Salesforce says that you are Ria (ria@crumb.example" in page.text
    assert await place.connecting.sessions.connected() == frozenset()
    done = await browser.answer(page, "yes")
    assert "Connected as Ria" in done.text
    assert await place.connecting.sessions.connected() == {ID["ria"]}


async def test_c10_who_says_no_leaves_nothing(place: Place, browser: Browser) -> None:
    """C10: not here, and not at Salesforce."""
    page = await browser.sign_in(await browser.to_salesforce(await place.link()))
    assert "Nothing was connected" in (await browser.answer(page, "no")).text
    assert not place.salesforce.oauth.sessions.refresh
    assert await place.connecting.sessions.connected() == frozenset()
    assert (await browser.answer(page, "yes")).status == 400


async def test_c10_who_signs_in_as_another_is_not_connected(
    place: Place, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    """C10: A signs in as B; it is noted, and Salesforce forgets it."""
    page = await browser.sign_in(await browser.to_salesforce(await place.link("ria")), "mo")
    assert page.status == 400
    assert "somebody else than Ria" in unescape(page.text)
    assert not place.salesforce.oauth.sessions.refresh
    assert caplog.records[-1].__dict__["action"] == "salesforce.mix_up"


async def test_c9_a_link_is_good_once(place: Place, browser: Browser) -> None:
    """C9: looking at it, as programs do that preview links, does not use it up."""
    link = await place.link()
    for _ in range(3):
        assert (await browser.get(link)).status == 200
    await browser.to_salesforce(link)
    for seen in (await browser.get(link), await browser.post(link, answer="yes")):
        assert (seen.status, "already" in seen.text) == (400, True)


async def test_c9_after_ten_minutes_all_is_over(place: Place, browser: Browser) -> None:
    """C9: each step has its own ten."""
    link = await place.link()
    login = await browser.to_salesforce(link)
    place.now += timedelta(minutes=10)
    assert (await browser.sign_in(login)).status == 400
    late = await place.link()
    place.now += timedelta(minutes=10)
    assert (await browser.get(late)).status == 400
    assert not place.salesforce.called("token")


async def test_c9_a_state_is_good_once(place: Place, browser: Browser) -> None:
    """C9: the same address again, as the browser's "back" gives it."""
    page = await browser.sign_in(await browser.to_salesforce(await place.link()))
    again = await browser.get(page.url)
    assert again.status == 400
    assert len(place.salesforce.called("token")) == 1


async def test_c9_another_browser_goes_no_further(
    place: Place, browser: Browser, other: Browser
) -> None:
    """C9, login CSRF: somebody is sent a callback, or a confirmation, that another began."""
    login = await browser.to_salesforce(await place.link())
    assert (await other.sign_in(login)).status == 400
    page = await browser.sign_in(await browser.to_salesforce(await place.link()))
    assert (await other.answer(page, "yes")).status == 400
    assert await place.connecting.sessions.connected() == frozenset()


@pytest.mark.parametrize("query", ["", "?state=x&code=y", "?code=y", "?state=&code=", "?error=x"])
async def test_c9_a_made_up_callback_asks_nothing(
    place: Place, browser: Browser, query: str
) -> None:
    """C9: Salesforce hears nothing of it."""
    address = f"{place.connecting.address}/salesforce/callback{query}"
    assert (await browser.get(address)).status == 400
    assert not place.salesforce.calls


async def test_c9_the_state_and_the_verifier_are_not_the_browsers(
    place: Place, browser: Browser
) -> None:
    """C9: PKCE: only the challenge is sent ahead."""
    login = await browser.to_salesforce(await place.link())
    asked = parse_qs(urlsplit(login.url).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["scope"] == ["api refresh_token"]
    await browser.sign_in(login)
    (call,) = place.salesforce.called("token")
    assert call.body["code_verifier"] not in login.text


async def test_who_denies_is_told(place: Place, browser: Browser) -> None:
    """Salesforce's own "Deny"."""
    login = await browser.to_salesforce(await place.link())
    page = await browser.sign_in(login, deny="1")
    assert (page.status, "not allowed" in page.text) == (400, True)


async def test_d29_a_blocked_app_is_said_to_whom_it_concerns(
    place: Place, browser: Browser
) -> None:
    """D29: in the admin's words, while signing in."""
    login = await browser.to_salesforce(await place.link())
    place.salesforce.fail("token", faults.APP_BLOCKED)
    page = await browser.sign_in(login)
    assert (page.status, "an admin unblocks it" in page.text) == (503, True)


async def test_another_sites_button_does_nothing(place: Place, browser: Browser) -> None:
    """E15: cross-site requests."""
    link = await place.link()
    for header in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        async with browser.session.post(link, headers=header) as response:
            assert response.status == 400
    assert (await browser.get(link)).status == 200


async def test_the_pages_are_kept_by_nobody(place: Place, browser: Browser) -> None:
    """Nor framed, nor do they run anything; the cookie is for this way alone."""
    link = await place.link()
    async with browser.session.get(link) as response:
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Frame-Options"] == "DENY"
        assert place.salesforce.url in response.headers["Content-Security-Policy"]
    async with browser.session.post(link, allow_redirects=False) as response:
        cookie = response.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/salesforce")


async def test_hostile_names_are_shown_as_they_are(place: Place, browser: Browser) -> None:
    """B1: a name that is markup."""
    link = await place.connecting.link(replace(viewer("ria"), name="<script>x</script>"))
    page = await browser.get(link)
    assert "<script>x" not in page.text
    assert not search(r"<script>", page.text)


async def test_disconnecting_tells_salesforce(place: Place, browser: Browser) -> None:
    """As `disconnect` in chat does."""
    page = await browser.sign_in(await browser.to_salesforce(await place.link()))
    await browser.answer(page, "yes")
    assert await place.connecting.disconnect(viewer("ria"))
    assert not place.salesforce.oauth.sessions.refresh
    assert not await place.connecting.disconnect(viewer("ria"))
