"""All rows of a package of tables, and which of them are not answered rightly yet."""

import importlib
import pkgutil
from pathlib import Path
from types import ModuleType

from tests.questions.expected import Row

_HELD_BACK = Path(__file__).with_name("not_yet.txt")


def title(row: Row) -> str:
    """The conversation in one line."""
    return " / ".join([*row.before, row.question])


def rows_of(package: ModuleType) -> list[Row]:
    """The ROWS of all its modules, in the order of their names."""
    found = (m.name for m in pkgutil.iter_modules(package.__path__) if not m.ispkg)
    names = sorted(name for name in found if name != "conftest" and not name.startswith("test_"))
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
    return [row for module in modules for row in getattr(module, "ROWS", [])]


def held_back() -> frozenset[str]:
    """The titles in `not_yet.txt`: rows that are right, and are not answered so far."""
    return frozenset(_HELD_BACK.read_text(encoding="utf-8").splitlines())
