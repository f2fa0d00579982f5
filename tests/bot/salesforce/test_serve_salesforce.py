"""A server of its own, the fake, and a browser: from a link to an answer."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import unused_port

from bot.salesforce import Salesforce, open_salesforce
from bot.settings import Settings
from bot.store.sealing import new_key
from bot.store.store import open_store
from crm.backends.salesforce.client import Client
from crm.errors import NotConnected
from tests.bot.command_line import small_crm
from tests.bot.salesforce.test_connecting import Browser, viewer
from tests.contracts.salesforce.world import ID, small_org
from tests.fakes.salesforce.server.server import FakeSalesforce
from tests.fakes.salesforce.server.sessions import App as FakeApp
from tests.places import ROOT


@dataclass(frozen=True)
class Running:
    """Its settings, and what this process sees of the same store."""

    settings: Settings
    salesforce: Salesforce
    fake: FakeSalesforce

    async def link(self) -> str:
        """As chat would give it to Ria."""
        connecting = self.salesforce.connecting(self.settings, lambda: datetime.now(UTC))
        return await connecting.link(viewer("ria"))

    async def names(self) -> int:
        """How many accounts Ria is answered with."""
        signed_in = self.salesforce.sessions.of(ID["ria"])
        client = Client(org=self.salesforce.org, signed_in=signed_in)
        return (await client.query("SELECT Name FROM Account")).total


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[None]:
    """`crumb serve` with these settings."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CRUMB_")},
        "CRUMB_DATABASE": settings.database,
        "CRUMB_BASE_URL": settings.base_url,
        "CRUMB_PORT": settings.base_url.rpartition(":")[2],
        "CRUMB_SECRET_KEY": settings.secret_key,
        "CRUMB_SALESFORCE_ORG": settings.salesforce_org,
        "CRUMB_SALESFORCE_CLIENT_ID": settings.salesforce_client_id,
        "CRUMB_SALESFORCE_CLIENT_SECRET": settings.salesforce_client_secret,
        "CRUMB_SALESFORCE_LOGIN_URL": settings.salesforce_login_url,
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "serve"),
        cwd=ROOT,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout
        assert (await process.stdout.readline()).startswith(b"Listening on")
        yield
    finally:
        process.kill()
        await process.communicate()


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    """All of it."""
    address = f"http://127.0.0.1:{unused_port()}"
    callback = f"{address}/salesforce/callback"
    org = small_org()
    async with FakeSalesforce(
        org, apps=(FakeApp(redirect_uris=(callback,), rotates=True),)
    ) as fake:
        settings = Settings(
            database=small_crm(tmp_path),
            base_url=address,
            secret_key=new_key(),
            salesforce_org=org.settings.org_id,
            salesforce_client_id="3MVG9.crumb",
            salesforce_client_secret="app-secret",
            salesforce_login_url=fake.url,
        )
        async with serving(settings):
            store = open_store(settings.database)
            opening = open_salesforce(settings, store, lambda: datetime.now(UTC))
            async with opening as salesforce:
                yield Running(settings, salesforce, fake)
            await store.close()
    org.close()


async def test_from_a_link_to_an_answer_and_out_again(running: Running) -> None:
    """Connect, ask, renew, disconnect; two processes over one store."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        browser = Browser(session)
        page = await browser.sign_in(await browser.to_salesforce(await running.link()))
        assert "Is this you?" in page.text
        with pytest.raises(NotConnected):
            await running.names()
        assert "Connected as Ria" in (await browser.answer(page, "yes")).text
    assert await running.names() == 4
    running.fake.oauth.sessions.expire()
    assert await running.names() == 4
    assert await running.salesforce.sessions.disconnect(ID["ria"])
    assert await running.salesforce.sessions.revoke_waiting() == (1, 0)
    assert not running.fake.oauth.sessions.refresh
    with pytest.raises(NotConnected):
        await running.names()
