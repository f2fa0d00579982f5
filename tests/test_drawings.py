"""The drawings of the manual are plain files of our own, told in words too, and used."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.places import ROOT

DOCS = ROOT / "docs"
DRAWINGS = sorted((DOCS / "pictures").glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_is_told_in_words_and_asks_for_nothing(drawing: Path) -> None:
    """A title and a description for who can't see it; no program, and nothing from elsewhere."""
    text = drawing.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.get("role") == "img"
    assert {root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")} & {None, ""} == set()
    assert "prefers-color-scheme: dark" in text
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert not tags & {"script", "image", "use", "foreignObject"}
    assert "url(" not in text
    assert "href" not in text


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_is_shown(drawing: Path) -> None:
    """By a page of the manual, with words in its place."""
    pages = "".join(page.read_text(encoding="utf-8") for page in DOCS.glob("*.md"))
    shown = f"](pictures/{drawing.name})"
    assert shown in pages
    assert f"![{shown}" not in pages


def test_there_are_drawings() -> None:
    """Or the others look at nothing."""
    assert len(DRAWINGS) >= 3
