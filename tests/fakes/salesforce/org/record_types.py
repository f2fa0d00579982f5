"""Record types: kinds of one object, each with picklist values of its own.

Object Reference, "RecordType"; help page "Record Types". An object has the field RecordTypeId once
it has any, and describe tells which are there. Restricted picklists take the type's values alone.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.fakes.salesforce.errors import ApiError
from tests.fakes.salesforce.org.describe import RecordType, SObject
from tests.fakes.salesforce.org.ids import minted
from tests.fakes.salesforce.org.kit import ref
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.soql.values import Stored


def add_record_types(org: Org, name: str, **types: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Record types of an object, by name the picklist values they keep; the first is the default.
    Their ids, by name.
    """
    taken = len(org.store.rows('SELECT "Id" FROM "RecordType"'))
    made = tuple(
        RecordType(
            id=minted("012", taken + number),
            name=type_,
            developer_name=type_,
            default=number == 1,
            values=dict(values),
        )
        for number, (type_, values) in enumerate(types.items(), 1)
    )
    found = org.object(name)
    if found.field("RecordTypeId") is None:
        org.add_fields(name, ref("RecordTypeId", "Record Type ID", "RecordType"))
        found = org.object(name)
    org.define(replace(found, record_types=made))
    rows: list[dict[str, Any]] = [
        {
            "Id": type_.id,
            "Name": type_.name,
            "DeveloperName": type_.developer_name,
            "SobjectType": name,
            "IsActive": True,
        }
        for type_ in made
    ]
    org.add("RecordType", rows)
    return {type_.name: type_.id for type_ in made}


def check_record_type(
    sobject: SObject, record: Mapping[str, Any], changed: Mapping[str, Stored]
) -> None:
    """Restricted picklists against the record's type."""
    type_ = next((t for t in sobject.record_types if t.id == record.get("RecordTypeId")), None)
    for name, value in changed.items():
        field = sobject.field(name)
        allowed = type_.values.get(name) if type_ else None
        if field and field.restricted and allowed and value is not None and value not in allowed:
            why = f"{field.label}: bad value for restricted picklist field: {value}"
            code = "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"
            raise ApiError(code, why, fields=[name])
