"""What every end-to-end test may ask for: the real clients, a free port, a place for pictures."""

import os
import shutil
import socket
from pathlib import Path

import pytest

from tests.places import ROOT

HERE = Path(__file__).parent
TIMEOUT = 180  # seconds a test may take where it does not say so itself

# Headless, also as root, and without calling out; `--disable-gpu` for machines that have none.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is end to end, and starts servers: it gets its time."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("e2e")
            if item.get_closest_marker("timeout") is None:
                item.add_marker(pytest.mark.timeout(TIMEOUT))


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The folder of npm packages that `make e2e` installs."""
    folder = HERE / "node_modules"
    if not folder.is_dir():
        pytest.skip("needs the npm packages that `make e2e` installs")
    return folder


@pytest.fixture(scope="session")
def local_slack(node_modules: Path) -> Path:
    """The program that stands in for Slack."""
    program = node_modules / "local-slack-linux-x64" / "bin" / "local-slack"
    if not program.is_file():
        pytest.skip("the stand-in for Slack is made for Linux on x64 only")
    program.chmod(0o755)
    return program


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser: `CRUMB_CHROMIUM` where set, else the one on the path."""
    found = os.environ.get("CRUMB_CHROMIUM") or shutil.which("chromium")
    if found is None:
        pytest.skip("needs Chromium, on the path or named by CRUMB_CHROMIUM")
    return found


@pytest.fixture
def free_port() -> int:
    """A port on 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """The folder for screenshots and logs that a person may want to look at; never committed."""
    folder = ROOT / "tests" / "e2e" / "artefacts"
    folder.mkdir(exist_ok=True)
    return folder
