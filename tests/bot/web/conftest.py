"""The page over a sample company of its own, its clock standing still."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.commands.demo_company import todays_company
from bot.settings import Settings
from bot.web.app import page_app
from bot.web.clock import DemoClock
from bot.web.site import site_of
from bot.wiring import wire
from tests.bot.web.browser import DANA, NOW, Browser

Opening = Callable[..., Awaitable[Browser]]


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a company as of NOW; never written to."""
    return todays_company(tmp_path_factory.mktemp("company"), NOW).path


@pytest.fixture
async def opening(company: Path, tmp_path: Path) -> AsyncIterator[Opening]:
    """Starts the page with these settings, on a copy of the company that outlives a restart."""
    copy = tmp_path / "company.sqlite3"
    shutil.copy(company, copy)
    async with AsyncExitStack() as stack:

        async def start(**given: object) -> Browser:
            settings = replace(Settings(database=f"sqlite:///{copy}"), **given)  # type: ignore[arg-type]
            clock = DemoClock(lambda: NOW)
            crumb = wire(settings, clock=clock)
            stack.push_async_callback(crumb.close)
            site = site_of(crumb, clock, DANA)
            client = TestClient(TestServer(page_app(site)))
            await stack.enter_async_context(client)
            return Browser(client, site)

        yield start


@pytest.fixture
async def page(opening: Opening) -> Browser:
    """The page opened as Dana, a rep."""
    browser = await opening()
    await browser.open()
    return browser
