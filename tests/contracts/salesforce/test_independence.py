"""The fake shares nothing with the product that is proven with it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.places import ROOT

FAKE = ROOT / "tests" / "fakes" / "salesforce"
ROOMS = ("bot", "crm", "handlers", "nudges")
FILLING = ("crm.sample", "crm.change")  # what sample.py fills the org with


def imported(path: Path) -> Iterator[str]:
    """The modules a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_only_the_filling_knows_the_product_and_of_it_the_sample_company_alone() -> None:
    """No dialect, no query, no schema of the product's."""
    for path in sorted(FAKE.rglob("*.py")):
        ours = [name for name in imported(path) if name.split(".")[0] in ROOMS]
        if path == FAKE / "sample.py":
            assert all(name.startswith(FILLING) for name in ours), ours
        else:
            assert ours == [], path
