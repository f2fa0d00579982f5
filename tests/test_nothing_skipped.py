"""Where everything is required, a skipped test is a failed run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT

SKIPPED_TEST = "import pytest\ndef test_away():\n    pytest.skip('not here')\n"
SKIPPED_FILE = "import pytest\npytest.skip('not here', allow_module_level=True)\n"
EXPECTED_FAILURE = "import pytest\n@pytest.mark.xfail\ndef test_known():\n    assert False\n"
PASSING = "def test_fine():\n    pass\n"


def run(folder: Path, source: str, *arguments: str, require_all: str) -> tuple[int, str]:
    """Run one file beside a passing one in a pytest of its own; its exit status and output."""
    (folder / "test_fine.py").write_text(PASSING)
    (folder / "test_sample.py").write_text(source)
    finished = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.nothing_skipped", *arguments, str(folder)],
        cwd=folder,
        env=os.environ | {"CRUMB_REQUIRE_ALL": require_all, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return finished.returncode, finished.stdout


@pytest.mark.parametrize("workers", ["0", "1"])
@pytest.mark.parametrize("source", [SKIPPED_TEST, SKIPPED_FILE], ids=["test", "file"])
def test_a_skip_fails_the_run_and_is_named(tmp_path: Path, source: str, workers: str) -> None:
    """A skip inside a test and one of a whole file, with and without parallel workers."""
    status, output = run(tmp_path, source, "-n", workers, require_all="1")
    assert status == 1
    assert "though everything is required" in output
    assert "test_sample.py" in output
    assert "not here" in output


@pytest.mark.parametrize(
    ("source", "require_all"),
    [(SKIPPED_TEST, ""), (EXPECTED_FAILURE, "1"), (PASSING, "1")],
    ids=["not-required", "expected-failure", "nothing-skipped"],
)
def test_other_runs_pass(tmp_path: Path, source: str, require_all: str) -> None:
    """A skip is allowed where not everything is at hand, and an expected failure is no skip."""
    status, output = run(tmp_path, source, require_all=require_all)
    assert status == 0, output
