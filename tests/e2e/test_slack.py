"""Crumb's own server in a workspace of the stand-in for Slack, over HTTP and in Socket Mode.

Pictures of the page go to the artefacts; with CRUMB_PICTURES set, those in docs/pictures are drawn
anew. The stand-in shows no rich text, so that a drawing program puts it into its page.
"""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.e2e.conftest import CHROMIUM_ARGUMENTS, HERE
from tests.e2e.slack_world import ALICE, GENERAL, Workspace, company, crumb, told, workspace
from tests.places import ROOT

PICTURES = ROOT / "docs" / "pictures"

both_ways = pytest.mark.parametrize("socket_mode", [False, True], ids=["http", "socket-mode"])


@dataclass(frozen=True, slots=True)
class Office:
    """Crumb at work in a workspace; `direct` is Alice's conversation with it.

    In Socket Mode there is a page to press on like over HTTP, and no pictures for the documents.
    """

    slack: Workspace
    direct: str
    database: str
    socket_mode: bool


Open = Callable[[bool], Any]


@pytest.fixture
def opened(local_slack: Path, tmp_path: Path, free_port: int) -> Open:
    """Opens the office, in Socket Mode or not."""

    @asynccontextmanager
    async def open_(socket_mode: bool) -> AsyncIterator[Office]:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            own: int = probe.getsockname()[1]
        database = company(tmp_path)
        there = f"http://127.0.0.1:{own}"
        async with (
            workspace(local_slack, free_port, there, tmp_path, socket_mode=socket_mode) as slack,
            crumb(own, slack.api, database, tmp_path, socket_mode=socket_mode),
        ):
            yield Office(slack, await slack.direct(ALICE), database, socket_mode)
        log = (tmp_path / "crumb.log").read_text(encoding="utf-8")
        assert "ERROR" not in log, log
        assert "Larkspur" not in log, "a name of the CRM's is in the log"

    return open_


@both_ways
async def test_people_ask_in_every_way_there_is(opened: Open, *, socket_mode: bool) -> None:
    """Directly, by name, by command; in a channel only the asker sees the answer."""
    async with opened(socket_mode) as office:
        slack = office.slack
        question = "what is open at Larkspur Instruments?"
        await slack.do("message", channel=office.direct, user=ALICE, text=question)
        answer = await slack.said(office.direct, "2 records")
        assert "Larkspur pilot" in answer["text"]
        assert "/crm/Opportunity/006A" in json.dumps(answer["blocks"])
        mention = "<@U0BOT> how many opportunities does Bob Brown have?"
        await slack.do("message", channel=GENERAL, user=ALICE, text=mention)
        assert (await slack.said(GENERAL, "1"))["ephemeral_to"] == ALICE
        how = {"channel": GENERAL, "user": ALICE, "command": "/crm"}
        await slack.do("command", **how, text="open opportunities of Quill & Sons")
        assert (await slack.said(GENERAL, "Quill rollout"))["ephemeral_to"] == ALICE


@both_ways
async def test_feedback_is_written_down(opened: Open, *, socket_mode: bool) -> None:
    """And listed for whoever looks after the CRM."""
    async with opened(socket_mode) as office:
        how = {"channel": office.direct, "user": ALICE, "command": "/crmfeedback"}
        await office.slack.do("command", **how, text="the stage names are confusing")
        await office.slack.said(office.direct, "written down")
        listed = told("feedback", "list", database=office.database)
        assert "the stage names are confusing" in listed
        assert "Alice Anderson" in listed


@both_ways
async def test_a_nudge_is_fixed_on_the_page_and_taken_back(
    opened: Open,
    on_page: "OnPage",
    drawn: "Drawn",
    *,
    socket_mode: bool,
) -> None:
    """Press, form, error at the field, saved in the nudge's place, undone."""
    async with opened(socket_mode) as office, on_page(office) as page:
        await office.slack.said(office.direct, "Larkspur renewal")
        question = "what is open at Larkspur Instruments?"
        await say(page, question)
        await office.slack.said(office.direct, "2 records")
        await drawn(page, office, "slack-chat")
        await page.click(".bk-button:has-text('Add Amount')")
        await page.fill(".modal input", "lots")
        await page.click(".modal button:has-text('Save')")
        await expect(page.locator(".modal")).to_contain_text("20k")
        await page.wait_for_timeout(300)
        await drawn(page, office, "slack-form")
        await page.fill(".modal input", "20k")
        await page.click(".modal button:has-text('Save')")
        await office.slack.said(office.direct, "empty → $20,000")
        await expect(page.locator(".modal")).to_have_count(0)
        assert amount(office) == 20_000
        await drawn(page, office, "slack-saved")
        await page.click(".bk-button:has-text('Undo')")
        await office.slack.said(office.direct, "Undone.")
        assert amount(office) is None


@both_ways
async def test_feedback_is_given_in_a_form(
    opened: Open, on_page: "OnPage", *, socket_mode: bool
) -> None:
    """Which opens for a command without a text, and says what is missing."""
    async with opened(socket_mode) as office, on_page(office) as page:
        await say(page, "/crmfeedback")
        await page.select_option(".modal select", label="idea")
        await page.fill(".modal input", "more colours")
        await page.click(".modal button:has-text('Send')")
        await office.slack.said(office.direct, "written down")
        assert "more colours" in told("feedback", "list", database=office.database)


def amount(office: Office) -> float | None:
    """What the CRM holds, by the command line."""
    asked = ["ask", "amount of Larkspur renewal", "--as", "alice@example.com", "--json"]
    found: float | None = json.loads(told(*asked, database=office.database))["value"]
    return found


async def say(page: Page, text: str) -> None:
    """Type something as Alice, and send it."""
    await page.fill(".composer-input", text)
    await page.press(".composer-input", "Enter")


OnPage = Callable[[Office], Any]
Drawn = Callable[[Page, Office, str], Awaitable[None]]


@pytest.fixture
def on_page(chromium: str) -> OnPage:
    """Opens the stand-in's page at Alice's conversation with Crumb."""

    @asynccontextmanager
    async def open_(office: Office) -> AsyncIterator[Page]:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=chromium, args=CHROMIUM_ARGUMENTS
            )
            size = {"width": 1000, "height": 740}
            page = await browser.new_page(viewport=size, device_scale_factor=2)  # type: ignore[arg-type]
            await page.goto(office.slack.page)
            await page.click(".sidebar-item:has-text('Alice')")
            yield page
            await browser.close()

    return open_


@pytest.fixture(scope="session")
def drawing_program(node_modules: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program that draws rich text, bundled for a browser."""
    if shutil.which("node") is None:
        pytest.skip("needs Node.js on the path")
    folder = tmp_path_factory.mktemp("blocks")
    options = ["--bundle", "--minify", "--define:process.env.NODE_ENV='production'"]
    esbuild = f"{node_modules / '.bin' / 'esbuild'}"
    command = [esbuild, "draw_slack_blocks.mjs", *options]
    subprocess.run([*command, f"--outdir={folder}"], cwd=HERE, check=True, capture_output=True)
    return folder / "draw_slack_blocks.js"


@pytest.fixture
def drawn(drawing_program: Path, artefacts: Path) -> Drawn:
    """Takes a picture of the page with its rich text."""

    async def take(page: Page, office: Office, name: str) -> None:
        await page.add_script_tag(path=drawing_program)
        await page.add_style_tag(path=drawing_program.with_suffix(".css"))
        await page.add_style_tag(content=".topbar { display: none } .app { height: 100vh }")
        await page.wait_for_timeout(300)
        for message in await office.slack.messages(office.direct):
            rich = [b for b in message.get("blocks", ()) if b["type"] == "rich_text"]
            await page.evaluate("drawBlocks", [f".msg[data-ts='{message['ts']}']", rich])
        opened_ = [c for c in await calls(office) if c.get("view")]
        if opened_:
            rich = [b for b in opened_[-1]["view"]["blocks"] if b["type"] == "rich_text"]
            await page.evaluate("drawBlocks", [".modal", rich])
        await page.wait_for_timeout(300)
        picture = artefacts / f"{name}.png"
        await page.screenshot(path=picture)
        await page.evaluate("undrawBlocks()")
        if os.environ.get("CRUMB_PICTURES") and not office.socket_mode:
            PICTURES.mkdir(parents=True, exist_ok=True)
            shutil.copy(picture, PICTURES)
        assert (PICTURES / picture.name).exists()

    return take


async def calls(office: Office) -> list[dict[str, Any]]:
    """What Crumb called of Slack's API, the arguments of each."""
    async with office.slack.session.get(f"{office.slack.page}/_control/log") as response:
        log = (await response.json())["log"]
    return [one["detail"] for one in log if one["kind"] == "web_api" and one["detail"]]
