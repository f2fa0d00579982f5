"""What else changes when a field changes, as Salesforce keeps it in step.

A stage decides whether a deal is closed and won, how likely it is, and its forecast category; the
figures are those of a fresh Salesforce org. A status decides whether a task is closed, and the
parts of a name decide the name where they did before.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from crm.moves import is_lost, is_won
from crm.query import Value
from crm.schema import Entity
from crm.standard import OPPORTUNITY, TASK

_OPEN_STAGES = {
    "Prospecting": 10,
    "Qualification": 10,
    "Needs Analysis": 20,
    "Value Proposition": 50,
    "Proposal/Price Quote": 75,
    "Negotiation/Review": 90,
}
_NAME_PARTS = ("FirstName", "LastName")


def consequences(
    entity: Entity, field: str, value: Value, record: Mapping[str, Any], now: datetime
) -> dict[str, Value]:
    """The further columns to set when `field` of `record` is set to `value`."""
    more: dict[str, Value] = {}
    if "LastModifiedDate" in entity:
        more["LastModifiedDate"] = now
    if (entity.name, field) == (OPPORTUNITY.name, "StageName"):
        more |= _stage(str(value or ""), record)
    if (entity.name, field) == (TASK.name, "Status"):
        more["IsClosed"] = value == "Completed"
    named = field in _NAME_PARTS and all(part in entity for part in _NAME_PARTS)
    if named and record["Name"] == _full_name(record):
        more["Name"] = _full_name({**record, field: value})
    return more


def _full_name(record: Mapping[str, Any]) -> str:
    return " ".join(record[part] for part in _NAME_PARTS if record[part])


def _stage(stage: str, record: Mapping[str, Any]) -> dict[str, Value]:
    if is_won(stage):
        return _outcome("Closed", 100, won=True)
    if is_lost(stage):
        return _outcome("Omitted", 0, won=False)
    opened: dict[str, Value] = {"IsClosed": False, "IsWon": False}
    if stage in _OPEN_STAGES:
        opened |= {"Probability": Decimal(_OPEN_STAGES[stage]), "ForecastCategoryName": "Pipeline"}
    elif record["IsClosed"]:
        opened |= {"Probability": None, "ForecastCategoryName": "Pipeline"}
    return opened


def _outcome(category: str, probability: int, *, won: bool) -> dict[str, Value]:
    return {
        "IsClosed": True,
        "IsWon": won,
        "Probability": Decimal(probability),
        "ForecastCategoryName": category,
    }
