"""Labels that Salesforce gives out of the box and nobody says.

Where an org has left one as it is, ours stands in its place; where an admin renamed it, theirs.
"""

from collections.abc import Mapping
from typing import Final

_FIELDS: Final[Mapping[tuple[str, str], str]] = {
    ("Account", "BillingState"): "Billing State/Province",
    ("Account", "Phone"): "Account Phone",
    ("Contact", "Phone"): "Business Phone",
    ("Event", "EndDateTime"): "End Date Time",
    ("Event", "OwnerId"): "Assigned To ID",
    ("Event", "StartDateTime"): "Start Date Time",
    ("Event", "WhatId"): "Related To ID",
    ("Event", "WhoId"): "Name ID",
    ("Lead", "Status"): "Status",
    ("Opportunity", "Name"): "Name",
    ("Opportunity", "Probability"): "Probability (%)",
    ("Order", "EffectiveDate"): "Order Start Date",
    ("Quota", "Amount"): "Quota Amount",
    ("Quota", "OwnerId"): "Owner ID",
    ("Task", "ActivityDate"): "Due Date Only",
    ("Task", "OwnerId"): "Assigned To ID",
    ("Task", "WhatId"): "Related To ID",
    ("Task", "WhoId"): "Name ID",
}
_OBJECTS: Final[Mapping[str, tuple[str, str]]] = {
    "Quota": ("Forecasting Quota", "Forecasting Quotas"),
    "User": ("User", "People"),
}


def object_labels(entity: str, given: tuple[str, str], usual: tuple[str, str]) -> tuple[str, str]:
    """The label and the plural."""
    return usual if _OBJECTS.get(entity) == given else given


def field_label(entity: str, field: str, given: str, usual: str | None, *, reference: bool) -> str:
    """The label of a field; that of a reference without "ID", which it is not for people."""
    if usual and (field == "Id" or _FIELDS.get((entity, field)) == given):
        return usual
    return given.removesuffix(" ID") if reference else given
