"""The official Adaptive Cards library reads what is sent to Teams, and objects to nothing."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.render import adaptive
from bot.render.limits import Json
from tests.bot.render.hostile import HOSTILE, card_about, form_about
from tests.e2e.conftest import HERE
from tests.handlers.card_examples import CARDS, FORMS


@pytest.fixture(scope="session")
def node() -> str:
    """The program that runs the library."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("needs Node.js on the path")
    return found


def objections(node: str, folder: Path, cards: dict[str, Json]) -> list[str]:
    """What the library says of each card that it does not take as it is."""
    for name, content in cards.items():
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    names = [f"{name}.json" for name in cards]
    script = HERE / "check_cards.cjs"
    run = subprocess.run(
        [node, script, *names], cwd=folder, capture_output=True, text=True, check=False
    )
    assert run.stderr == ""
    assert len(run.stdout.splitlines()) == len(cards)
    return [line for line in run.stdout.splitlines() if not line.endswith("\tok")]


@pytest.mark.usefixtures("node_modules")
def test_every_example_is_read_without_objection(node: str, tmp_path: Path) -> None:
    """Cards and forms alike."""
    made = {name: adaptive.card(card) for name, card in CARDS.items()}
    made |= {f"form-{name}": adaptive.form(form) for name, form in FORMS.items()}
    assert objections(node, tmp_path, made) == []


@pytest.mark.usefixtures("node_modules")
def test_b3_hostile_texts_are_read_without_objection(node: str, tmp_path: Path) -> None:
    """Whatever stands in them, the card is still a card."""
    made = {f"card-{n}": adaptive.card(card_about(value)) for n, value in enumerate(HOSTILE)}
    made |= {f"form-{n}": adaptive.form(form_about(value)) for n, value in enumerate(HOSTILE)}
    assert objections(node, tmp_path, made) == []


@pytest.mark.usefixtures("node_modules")
def test_the_library_does_object(node: str, tmp_path: Path) -> None:
    """To an element it does not know: the tests above would notice."""
    wrong = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "Nonsense"}]}
    assert len(objections(node, tmp_path, {"wrong": wrong})) == 1
