"""The drawings of the manual can be read, in light and in dark."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, async_playwright

from tests.e2e.conftest import CHROMIUM_ARGUMENTS
from tests.places import ROOT

DRAWINGS = sorted((ROOT / "docs" / "pictures").glob("*.svg"))
LEAST_CONTRAST = 4.5  # WCAG 2.2, level AA, for text of that size

# Of each text its box, its colour, and the colour of what lies below it; and the size of the whole.
_LOOK = """() => {
  const svg = document.documentElement, whole = svg.viewBox.baseVal
  const boxes = [...document.querySelectorAll("rect")]
  return {
    height: whole.height,
    texts: [...document.querySelectorAll("text")].map((text) => {
      const { x, y, width, height } = text.getBBox()
      const below = boxes.filter((r) => {
        const b = r.getBBox()
        const filled = getComputedStyle(r).fill !== "none"
        return filled && b.x <= x && b.y <= y + height / 2
          && b.x + b.width >= x + width / 2 && b.y + b.height >= y + height / 2
      })
      const paper = below[below.length - 1], box = paper.getBBox()
      return { said: text.textContent, x, y, width, height, ink: getComputedStyle(text).fill,
               paper: getComputedStyle(paper).fill, left: box.x, right: box.x + box.width }
    }),
  }
}"""


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """A browser."""
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(
            executable_path=chromium, args=CHROMIUM_ARGUMENTS
        )
        yield started
        await started.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda path: path.stem)
async def test_every_text_can_be_read(
    browser: Browser, artefacts: Path, drawing: Path, scheme: Any
) -> None:
    """It lies within the drawing and its box, covers no other text, and stands out."""
    page = await browser.new_page(color_scheme=scheme)
    await page.goto(drawing.as_uri())
    seen = await page.evaluate(_LOOK)
    await page.screenshot(path=artefacts / f"{drawing.stem}-{scheme}.png")
    texts = seen["texts"]
    assert texts
    for text in texts:
        assert text["left"] <= text["x"] <= text["right"] - text["width"], text["said"]
        assert 0 <= text["y"] <= seen["height"] - text["height"], text["said"]
        assert contrast(text["ink"], text["paper"]) >= LEAST_CONTRAST, text["said"]
    for at, one in enumerate(texts):
        for other in texts[at + 1 :]:
            assert not overlap(one, other), (one["said"], other["said"])


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether the two boxes have more in common than the air around letters."""
    wide = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
    high = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
    return wide > 0 and high > 3


def contrast(ink: str, paper: str) -> float:
    """As WCAG counts it, of two colours written `rgb(28, 37, 48)`."""
    darker, lighter = sorted((luminance(ink), luminance(paper)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Between 0 of black and 1 of white."""
    parts = [int(part) / 255 for part in colour[4:-1].split(",")]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
