"""The demo's page in a real browser, from the first question to a value taken back.

Pictures go to the artefacts; with CRUMB_PICTURES set, those in docs/pictures are taken anew.
"""

import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.e2e.conftest import CHROMIUM_ARGUMENTS
from tests.places import ROOT

NOW = "2026-11-17T15:00:00Z"  # a Tuesday, 10:00 in New York
WIDTHS = {360: 740, 1280: 860, 1920: 1080}
PICTURES = ROOT / "docs" / "pictures"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of its own."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Where the demo serves its page."""
    environment = os.environ | {"XDG_DATA_HOME": str(folder), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "bot", "demo", "--port", "0", "--now", NOW]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        yield next(
            line.split()[4].rstrip("/")
            for line in process.stdout
            if line.startswith("The page is at")
        )
    finally:
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """A browser."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium, args=CHROMIUM_ARGUMENTS
        )
        yield browser
        await browser.close()


class Complaints:
    """What the browser minded about a page: errors, and what the policy forbade."""

    def __init__(self, page: Page) -> None:
        self.found: list[str] = []
        page.on("pageerror", lambda error: self.found.append(str(error)))
        page.on(
            "console",
            lambda said: self.found.append(said.text) if said.type == "error" else None,
        )


async def opened(browser: Browser, width: int, scheme: str = "light") -> Page:
    """A window of that width; of the width of a phone, twice as sharp as it is large."""
    context = await browser.new_context(
        viewport={"width": width, "height": WIDTHS.get(width, 800)},
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=2 if width == 360 else 1,
        reduced_motion="reduce",
    )
    return await context.new_page()


async def be(page: Page, address: str, name: str) -> None:
    """Open the page and go on as somebody."""
    await page.goto(address)
    menu = page.get_by_role("button", name="Choose a person")
    if await menu.is_visible():
        await menu.click()
    await page.get_by_label("Find a person").fill(name)
    await page.get_by_role("button", name=re.compile(name)).click()
    await expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


async def ask(page: Page, question: str) -> None:
    """Type it, press Enter, and wait for the answer."""
    answers = page.locator(".message--crumb")
    before = await answers.count()
    await page.get_by_label("Your question").fill(question)
    await page.keyboard.press("Enter")
    await expect(answers).to_have_count(before + 1)


async def picture(page: Page, artefacts: Path, name: str, *, kept: str = "") -> None:
    """Take it for whoever wants to look, and perhaps for the documentation."""
    await page.screenshot(path=artefacts / f"page-{name}.png")
    if kept and os.environ.get("CRUMB_PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=PICTURES / f"{kept}.png")


async def test_the_page_shows_all_of_it_at_once(
    address: str, browser: Browser, artefacts: Path
) -> None:
    """An answer, a nudge and the form that answers it, as the first picture a reader sees."""
    page = await opened(browser, 1440)
    await page.set_viewport_size({"width": 1440, "height": 1180})
    await be(page, address, "Dana Whitfield")
    await picture(page, artefacts, "welcome", kept="page-welcome")
    await ask(page, "what's my pipeline this quarter?")
    await page.get_by_role("button", name="Run today’s nudges").click()
    await expect(page.locator(".card--nudge")).to_be_visible()
    await picture(page, artefacts, "run", kept="page-nudges")
    await page.keyboard.press("Escape")
    await page.locator(".card--nudge .button--primary").click()
    await entered(page)
    await picture(page, artefacts, "all", kept="page")
    await page.get_by_role("button", name="Close the form").click()
    await expect(page.locator(".sheet")).to_be_hidden()


@pytest.mark.parametrize(
    ("width", "name"), [(360, "Caleb Strand"), (1280, "Devon O'Hare"), (1920, "Gideon Marsh")]
)
async def test_a_question_a_nudge_a_fix_and_back(
    address: str, browser: Browser, artefacts: Path, width: int, name: str
) -> None:
    """Everything the demo is about, on a phone, a laptop and a large screen."""
    page = await opened(browser, width)
    complaints = Complaints(page)
    await be(page, address, name)
    await picture(page, artefacts, f"{width}-welcome")
    await ask(page, "what's my pipeline this quarter?")
    await expect(page.locator(".card--figure .card__figure-value")).to_have_text(re.compile(r"^\$"))
    await picture(page, artefacts, f"{width}-answer")
    async with page.context.expect_page() as opening:
        await page.get_by_role("link", name="Open in CRM").last.click()
    records = await opening.value
    await expect(records.get_by_role("heading", level=1)).to_have_text("Open opportunities")
    await picture(records, artefacts, f"{width}-records")
    await records.locator("tbody th a").first.click()
    await expect(records.get_by_role("heading", name="Details")).to_be_visible()
    await picture(
        records, artefacts, f"{width}-record", kept="page-record" if width == 1280 else ""
    )
    await records.close()
    await nudged(page, artefacts, width)
    assert complaints.found == []


async def nudged(page: Page, artefacts: Path, width: int) -> None:
    """From the nudge to a value that is saved, and taken back."""
    run = page.get_by_role("button", name="Run today’s nudges")
    await run.click()
    drawer = page.get_by_role("heading", name="Today’s nudges")
    await expect(drawer).to_be_visible()
    if not await page.locator(".card--nudge").count():  # somebody else has run them today
        await page.get_by_role("button", name="Skip to").click()
    await expect(page.locator(".card--nudge").last).to_be_visible()
    await picture(page, artefacts, f"{width}-nudge")
    await page.keyboard.press("Escape")
    await expect(drawer).to_be_hidden()
    await page.locator(".card--nudge .button--primary").last.click()
    await expect(page.locator(".sheet")).to_be_visible()
    await picture(page, artefacts, f"{width}-form")
    await entered(page)
    await page.get_by_role("button", name="Save").click()
    await expect(page.locator(".card--saved .card__title")).to_contain_text("→")
    await picture(page, artefacts, f"{width}-saved")
    await page.get_by_role("button", name="Undo").click()
    await expect(page.locator(".card--saved .card__title")).to_contain_text("Undone.")


async def entered(page: Page) -> None:
    """Something else than what is there, whatever is asked for."""
    field = page.locator(".sheet .form__control")
    kind = await field.evaluate("field => field.type")
    if kind.startswith("select"):
        await field.select_option(index=2)
    elif kind == "date":
        await field.fill("2026-12-18")
    elif await field.get_attribute("inputmode") == "decimal":
        await field.fill("20k")
    else:
        await field.fill("Send the contract")


async def test_feedback_is_taken(address: str, browser: Browser, artefacts: Path) -> None:
    """By the button, or typed."""
    page = await opened(browser, 1280)
    await be(page, address, "Marcus Oyelaran")
    await page.get_by_role("button", name="Feedback").click()
    await page.get_by_label("What would make the CRM better").fill("Fewer required fields")
    await picture(page, artefacts, "feedback")
    await page.get_by_role("button", name="Send", exact=True).first.click()
    await expect(page.locator(".card--thanks")).to_contain_text("Thank you")


async def test_the_json_of_slack_and_teams_is_one_press_away(
    address: str, browser: Browser, artefacts: Path
) -> None:
    """Beside the conversation, under two tabs."""
    page = await opened(browser, 1920)
    await be(page, address, "Margot Ashdown")
    await ask(page, "win rate by owner this year")
    await page.get_by_role("button", name="What Teams gets").click()
    shown = page.get_by_role("tabpanel", name="Teams")
    await expect(shown).to_contain_text('"AdaptiveCard"')
    await page.get_by_role("tab", name="Slack").click()
    await expect(page.get_by_role("tabpanel", name="Slack")).to_contain_text('"blocks"')
    await picture(page, artefacts, "json", kept="page-json")


async def test_it_is_as_good_in_the_dark(address: str, browser: Browser, artefacts: Path) -> None:
    """The colours follow the system."""
    page = await opened(browser, 1280, "dark")
    await be(page, address, "Teresa Villaseñor")
    await ask(page, "open opportunities by stage")
    await picture(page, artefacts, "dark", kept="page-dark")
    ground = await page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    red, green, blue = (int(part) for part in re.findall(r"\d+", ground)[:3])
    assert max(red, green, blue) < 60


async def test_the_keyboard_is_enough(address: str, browser: Browser) -> None:
    """To ask, to look at what Slack gets, to come back, and to ask again what was asked."""
    page = await opened(browser, 1280)
    await be(page, address, "Imani Thackeray")
    await page.goto(address)
    await expect(page.get_by_label("Your question")).to_be_focused()
    before = await page.locator(".message--crumb").count()  # a nudge may be there
    await page.keyboard.type("my open deals")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message--crumb")).to_have_count(before + 1)
    peek = page.get_by_role("button", name="What Slack gets").last
    await peek.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="The same card elsewhere")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(peek).to_be_focused()
    await page.get_by_label("Your question").focus()
    await page.keyboard.press("ArrowUp")
    await expect(page.get_by_label("Your question")).to_have_value("my open deals")


async def test_new_messages_are_announced(address: str, browser: Browser) -> None:
    """The conversation is a log, which screen readers follow politely."""
    page = await opened(browser, 1280)
    await be(page, address, "Leo Castellane")
    await ask(page, "how many orders this year?")
    log = page.get_by_role("log", name="Conversation with Crumb")
    await expect(log.get_by_role("article").last).to_contain_text("Number of orders")


async def test_a_question_is_not_lost_when_the_server_is_gone(
    address: str, browser: Browser
) -> None:
    """It says so, and what was typed stays where it was."""
    page = await opened(browser, 1280)
    await be(page, address, "Nadia Prewitt")
    await page.route("**/chat/ask", lambda route: route.abort())
    await page.get_by_label("Your question").fill("my open deals")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("can't be reached")
    await expect(page.get_by_label("Your question")).to_have_value("my open deals")


@pytest.mark.parametrize("width", [360, 414, 768, 1024, 1280, 1920])
async def test_nothing_sticks_out(address: str, browser: Browser, width: int) -> None:
    """No page scrolls sideways, whatever the width; an amount stays in one line, to the right."""
    page = await opened(browser, width)
    await be(page, address, "Ruth Abernethy")
    await ask(page, "which of my deals have no next step?")
    account = f"{address}/crm/Account"
    for path in (address, account, f"{address}/crm/Opportunity", f"{address}/nudges", "record"):
        if path == "record":
            await page.goto(account)
            await page.locator("tbody th a").first.click()
            await page.wait_for_load_state()
        else:
            await page.goto(path)
        wide, high = await page.locator("html").evaluate(
            "html => [html.scrollWidth - innerWidth, html.scrollHeight - innerHeight]"
        )
        assert wide <= 0, path
        assert path != address or high <= 0, path
    await page.goto(f"{address}/crm/Opportunity")
    amount = page.locator("td.number").first
    await expect(amount).to_have_css("text-align", "right")
    await expect(amount).to_have_css("text-wrap-mode", "nowrap")


@pytest.mark.parametrize("width", [1360, 1440, 1540])
async def test_a_list_keeps_all_its_columns_beside_the_nudges(
    address: str, browser: Browser, width: int
) -> None:
    """Whoever looks at the nudges of the day still sees the close dates and owners."""
    page = await opened(browser, width)
    await be(page, address, "Ruth Abernethy")
    await ask(page, "my open deals")
    await page.get_by_role("button", name="Run today’s nudges").click()
    await expect(page.get_by_role("heading", name="Today’s nudges")).to_be_visible()
    table = page.locator(".card__scroll").first
    assert await table.evaluate("table => table.scrollWidth - table.clientWidth") <= 0
