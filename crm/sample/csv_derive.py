"""Fields an export left out although its other columns tell them.

What follows from a given column is set on every row. What is merely the usual value is set on new
records alone, so that an import of a few columns leaves the others as they are.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from crm.query import Value

Row = dict[str, Value]
Derive = Callable[[Row, bool], None]

# The stages of a fresh Salesforce org:
# https://help.salesforce.com/s/articleView?id=sales.customize_oppstages.htm&type=5
_PROBABILITY: Final = {
    "prospecting": 10,
    "qualification": 10,
    "needs analysis": 20,
    "value proposition": 50,
    "id. decision makers": 60,
    "perception analysis": 70,
    "proposal/price quote": 75,
    "negotiation/review": 90,
}
_DONE: Final = {"completed", "closed", "done"}


def deriver(entity: str) -> Derive | None:
    """What fills in a row of that entity, given whether its record is new; None for nothing."""
    return _DERIVE.get(entity)


def _opportunity(row: Row, new: bool) -> None:
    stage = row.get("StageName")
    if not isinstance(stage, str):
        if new:
            _fill(row, "IsClosed", False)
            _fill(row, "IsWon", False)
        return
    closed, won = _outcome(stage)
    _fill(row, "IsClosed", closed)
    _fill(row, "IsWon", won)
    if closed:
        _fill(row, "Probability", Decimal(100 if won else 0))
        _fill(row, "ForecastCategoryName", "Closed" if won else "Omitted")
    elif new:
        usual = _PROBABILITY.get(stage.lower())
        _fill(row, "Probability", None if usual is None else Decimal(usual))
        _fill(row, "ForecastCategoryName", "Pipeline")


@lru_cache(maxsize=500)
def _outcome(stage: str) -> tuple[bool, bool]:
    """Whether a deal in this stage is closed, and whether it is won; there are few stages."""
    words = stage.lower().replace("-", " ").split()
    won = "won" in words
    return won or "lost" in words or "closed" in words, won


def _task(row: Row, new: bool) -> None:
    status = row.get("Status")
    if isinstance(status, str):
        _fill(row, "IsClosed", status.lower() in _DONE)
    elif new:
        _fill(row, "IsClosed", False)


def _person(row: Row, new: bool) -> None:
    """A full name from its parts, and a new record's parts from the full name."""
    name, first, last = (row.get(field) for field in ("Name", "FirstName", "LastName"))
    if name is None and "FirstName" in row and "LastName" in row:
        _fill(row, "Name", " ".join(str(part) for part in (first, last) if part) or None)
    elif new and isinstance(name, str) and first is None and last is None:
        beginning, _, end = name.rpartition(" ")
        _fill(row, "FirstName", beginning or None)
        _fill(row, "LastName", end)


def _user(row: Row, new: bool) -> None:
    _person(row, new)
    if new:
        _fill(row, "IsActive", True)


def _lead(row: Row, new: bool) -> None:
    if row.get("Name") is None:
        _person(row, new)
    if new:
        _fill(row, "IsConverted", False)


def _fill(row: Row, field: str, value: Value) -> None:
    """Set what is empty; nothing is set to empty that was not mentioned."""
    if value is not None and row.get(field) is None:
        row[field] = value


_DERIVE: Final[Mapping[str, Derive]] = MappingProxyType(
    {
        "Opportunity": _opportunity,
        "Task": _task,
        "User": _user,
        "Contact": _person,
        "Lead": _lead,
    }
)
