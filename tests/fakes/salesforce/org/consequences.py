"""What follows from a change by itself.

Object Reference, "Opportunity": StageName sets IsClosed, IsWon, ForecastCategoryName and, unless
given, Probability; "Contact", "Lead", "User": Name is made of its parts; "Task": Status closes it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tests.fakes.salesforce.org.describe import SObject
from tests.fakes.salesforce.org.standard import STAGES
from tests.fakes.salesforce.soql.values import Stored, utc

_DONE = "completed"


def consequences(
    sobject: SObject, changed: Mapping[str, Stored], record: Mapping[str, Any], now: datetime
) -> dict[str, Stored]:
    """The further fields to set, as they are kept; `record` is as it will be."""
    found: dict[str, Stored] = {}
    if sobject.name == "Opportunity":
        found |= _of_stage(changed, now)
        found |= _expected({**record, **found})
    if sobject.name == "Task" and "Status" in changed:
        found["IsClosed"] = int(str(changed["Status"]).lower() == _DONE)
    if {"FirstName", "LastName"} & set(changed) and sobject.field("Name"):
        parts = (record.get("FirstName"), record.get("LastName"))
        found["Name"] = " ".join(str(part) for part in parts if part)
    return {name: value for name, value in found.items() if sobject.field(name)}


def _of_stage(changed: Mapping[str, Stored], now: datetime) -> dict[str, Stored]:
    stage = changed.get("StageName")
    if not isinstance(stage, str):
        return {}
    found: dict[str, Stored] = {"LastStageChangeDate": utc(now)}
    if stage not in STAGES:
        return found
    probability, closed, won, category = STAGES[stage]
    found |= {"IsClosed": int(closed), "IsWon": int(won)}
    if "ForecastCategoryName" not in changed:
        found |= {"ForecastCategoryName": category, "ForecastCategory": category}
    if "Probability" not in changed:
        found["Probability"] = probability
    return found


def _expected(record: Mapping[str, Any]) -> dict[str, Stored]:
    """Amount times probability, both in their smallest units: cents, and whole per cent."""
    amount, probability = record.get("Amount"), record.get("Probability")
    if amount is None or probability is None:
        return {"ExpectedRevenue": None}
    return {"ExpectedRevenue": round(amount * probability / 100)}
