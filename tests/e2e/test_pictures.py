"""What people see in Slack and Teams: cards drawn by programs that nobody here wrote.

The pictures go to the artefacts; with CRUMB_PICTURES set, those in docs/pictures are drawn anew.
"""

import json
import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright

from bot.render import adaptive, blockkit
from bot.render.limits import Json
from handlers.cards import Button, Card, Press
from tests.bot.render.hostile import LINKS, MARKDOWN, SLACK, card_about
from tests.e2e.conftest import CHROMIUM_ARGUMENTS, HERE
from tests.handlers.card_examples import CARDS
from tests.places import ROOT

RENDERERS: dict[str, Callable[[Card], Json]] = {"slack": blockkit.message, "teams": adaptive.card}
SHOWN = {"answer": CARDS["record"], "figure": CARDS["figure"], "nudge": CARDS["nudge"]}
PICTURES = ROOT / "docs" / "pictures"

every_client = pytest.mark.parametrize("client", RENDERERS)


@pytest.fixture(scope="session")
def drawing(node_modules: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the drawing programs bundled for a browser."""
    if shutil.which("node") is None:
        pytest.skip("needs Node.js on the path")
    folder = tmp_path_factory.mktemp("drawing")
    programs = [f"draw_{client}.mjs" for client in RENDERERS]
    options = ["--bundle", "--minify", "--define:process.env.NODE_ENV='production'"]
    subprocess.run(
        [node_modules / ".bin" / "esbuild", *programs, *options, f"--outdir={folder}"],
        cwd=HERE,
        check=True,
        capture_output=True,
    )
    shutil.copy(HERE / "drawn.css", folder)
    return folder


@pytest.fixture
async def page(chromium: str) -> AsyncIterator[Page]:
    """A browser's empty page, twice as sharp as it is large."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium, args=CHROMIUM_ARGUMENTS
        )
        yield await browser.new_page(device_scale_factor=2)
        await browser.close()


async def drawn(page: Page, drawing: Path, client: str, card: Card) -> list[str]:
    """Draw a card on the page; what the page complains about."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    content = json.dumps(RENDERERS[client](card)).replace("<", "\\u003c")
    styles = [name for name in (f"draw_{client}.css", "drawn.css") if (drawing / name).exists()]
    links = "".join(f'<link rel="stylesheet" href="{name}">' for name in styles)
    document = drawing / f"{client}.html"
    document.write_text(
        f'<!doctype html><meta charset="utf-8"><title>{escape(client)}</title>{links}'
        f'<body class="{client}"><script type="application/json" id="card">{content}</script>'
        f'<div id="drawn"></div><script src="draw_{client}.js"></script>',
        encoding="utf-8",
    )
    await page.goto(document.as_uri())
    await page.wait_for_selector("#drawn button, #drawn [role=button]")
    return complaints


@every_client
@pytest.mark.parametrize("name", SHOWN)
async def test_a_card_is_drawn(
    page: Page, drawing: Path, artefacts: Path, client: str, name: str
) -> None:
    """Its title or figure and its buttons are there; the picture is kept."""
    assert await drawn(page, drawing, client, SHOWN[name]) == []
    seen = await page.inner_text("#drawn")
    assert "$1,240,000" in seen if name == "figure" else SHOWN[name].title in seen
    assert all(action.label in seen for action in SHOWN[name].actions)
    picture = artefacts / f"{client}-{name}.png"
    await page.locator("#drawn").screenshot(path=picture)
    if os.environ.get("CRUMB_PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        shutil.copy(picture, PICTURES)
    assert (PICTURES / picture.name).exists()


@every_client
async def test_b1_b3_hostile_names_are_drawn_as_they_are(
    page: Page, drawing: Path, client: str
) -> None:
    """Every character of them, and no link but the card's own.

    Without the footer and the link: this drawing program reads Slack's plain text as mrkdwn, which
    Slack does not (docs.slack.dev/reference/block-kit/composition-objects/text-object).
    """
    button = Button("Press", Press("help"))
    for value in SLACK + MARKDOWN:
        card = replace(card_about(value), actions=(button,), footer=())
        await drawn(page, drawing, client, card)
        seen = " ".join((await page.inner_text("#drawn")).split())
        assert " ".join(f"Before {value} after {value}".split()) in seen
        addresses = await page.eval_on_selector_all("#drawn a", "all => all.map(one => one.href)")
        assert set(addresses) <= set(LINKS)
