"""The checkout holds what a reader expects, and nothing of the machine it was written on."""

import configparser
import re
import subprocess
from pathlib import Path

import pytest

from tests.places import ROOT

ROOMS = {"bot", "crm", "handlers", "nudges"}
TOP_LEVEL = ROOMS | {
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "docs",
    "manifest.yml",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
    "tests",
}
# Written apart so that this file does not name what it forbids.
REGISTRY_HOSTS = [
    host + domain
    for host, domain in [
        ("pypi", ".org"),
        ("pythonhosted", ".org"),
        ("registry.npmjs", ".org"),
        ("registry.yarnpkg", ".com"),
        ("deb.debian", ".org"),
    ]
]
FOLDERS_OF_A_MACHINE = [str(ROOT.parent), "/" + "work", "/" + "tmp", "/" + "root"]


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    """Paths of the files under version control, as seen from the top."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("needs a git checkout")
    return [path for path in listed.stdout.split("\0") if path and (ROOT / path).is_file()]


def lines_with(pattern: re.Pattern[str], tracked: list[str]) -> list[str]:
    """Where the pattern occurs in files that are text, as path:line."""
    found = []
    for path in tracked:
        try:
            lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [f"{path}:{n}" for n, line in enumerate(lines, 1) if pattern.search(line)]
    return found


def test_the_top_level_holds_the_rooms_and_what_a_reader_expects(tracked: list[str]) -> None:
    """A new file at the top needs a reason; dotfiles are the tools' own."""
    top = {Path(path).parts[0] for path in tracked}
    assert {name for name in top if not name.startswith(".")} <= TOP_LEVEL


def test_every_room_is_under_the_import_contract() -> None:
    """No package at the top escapes the layers; the tests alone may import everything."""
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    assert packages == ROOMS
    assert set(contracts["importlinter"]["root_packages"].split()) == ROOMS
    assert set(contracts["importlinter:contract:rooms"]["layers"].split()) == ROOMS


def test_every_folder_of_python_is_a_package(tracked: list[str]) -> None:
    """A folder without `__init__.py` would be left out of the install and of the contract."""
    folders = {Path(path).parent for path in tracked if path.endswith(".py")}
    assert not {str(folder) for folder in folders if not (ROOT / folder / "__init__.py").exists()}


def test_no_file_names_a_registry_host(tracked: list[str]) -> None:
    """Packages are named by name and hash; where they come from is the machine's own setting."""
    hosts = re.compile("|".join(re.escape(host) for host in REGISTRY_HOSTS))
    assert lines_with(hosts, tracked) == []


def test_no_file_names_a_folder_of_this_machine(tracked: list[str]) -> None:
    """Absolute paths hold on one machine only; a folder of that name inside the project is fine."""
    folders = "|".join(re.escape(folder) for folder in FOLDERS_OF_A_MACHINE if folder != "/")
    assert lines_with(re.compile(rf"(?<![\w.~/)}}-])(?:{folders})/"), tracked) == []
