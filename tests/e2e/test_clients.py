"""The real clients run here, before anything is asked of the product."""

import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import async_playwright

from tests.e2e.conftest import CHROMIUM_ARGUMENTS


@contextmanager
def running(*command: str | Path, log: Path) -> Iterator[None]:
    """Run a program while the block lasts; its output goes to `log`."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


async def first_answer(url: str) -> int:
    """The HTTP status of the first answer, asked for until the server is up."""
    async with aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(url) as response:
                    return response.status
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.1)


async def test_the_stand_in_for_slack_serves_its_page(
    shared: Path, local_slack: Path, free_port: int, tmp_path: Path
) -> None:
    """It starts on a port of our choice and answers."""
    config = shared / "real-clients" / "slack" / "config.yaml"
    place = ["--port", str(free_port), "--base-host", "127.0.0.1"]
    with running(local_slack, "--config", config, *place, log=tmp_path / "slack.log"):
        async with asyncio.timeout(30):
            assert await first_answer(f"http://127.0.0.1:{free_port}/") == 200


async def test_the_browser_shows_a_page(chromium: str) -> None:
    """It renders, and runs scripts."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium, args=CHROMIUM_ARGUMENTS
        )
        page = await browser.new_page()
        await page.set_content("<script>document.title = ['set', 'here'].join(' ')</script>")
        assert await page.title() == "set here"
        await browser.close()


@pytest.mark.parametrize(
    "script",
    [
        "require('adaptivecards/dist/adaptivecards.js')",
        "require('esbuild').buildSync({bundle: true, write: false, stdin: {resolveDir: '.',"
        " contents: `import { Message } from 'slack-blocks-to-jsx'; console.log(Message)`}})",
    ],
    ids=["adaptive-cards", "block-kit"],
)
def test_a_renderer_of_cards_is_usable(node_modules: Path, script: str) -> None:
    """Node loads the one; the other can be bundled for a page."""
    subprocess.run(["node", "-e", script], cwd=node_modules.parent, check=True, timeout=60)
