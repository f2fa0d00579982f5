"""Duplicate rules: page "Duplicate Rule Header" (REST API Developer Guide, headers_duplicaterules.
htm) and "DuplicateResult".

The refusal tells which records match: only those the asker reads with runAsCurrentUser, all of them
without; with their fields only where includeRecordDetails asks for these.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.fakes.salesforce.errors import ApiError
from tests.fakes.salesforce.org.describe import SObject
from tests.fakes.salesforce.org.rules import DuplicateRule
from tests.fakes.salesforce.org.store import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class DuplicateOptions:
    """Sforce-Duplicate-Rule-Header."""

    allow_save: bool = False
    details: bool = False
    as_user: bool = False


def check_duplicates(
    store: Store,
    sobject: SObject,
    record: Mapping[str, Any],
    rules: Iterable[DuplicateRule],
    options: DuplicateOptions,
    readable: Callable[[str], bool],
) -> None:
    """Raises DUPLICATES_DETECTED."""
    for rule in rules:
        if rule.entity != sobject.name or (rule.allow_save and options.allow_save):
            continue
        alike = [row for row in _alike(store, sobject, record, rule) if row["Id"] != record["Id"]]
        if alike:
            shown = [row for row in alike if not options.as_user or readable(str(row["Id"]))]
            raise _refusal(sobject, rule, shown, options)


def _alike(
    store: Store, sobject: SObject, record: Mapping[str, Any], rule: DuplicateRule
) -> list[dict[str, Any]]:
    values = [record.get(name) for name in rule.fields]
    if any(value is None for value in values):
        return []
    same = " AND ".join(f'fold("{name}") = fold(?)' for name in rule.fields)
    sql = f'SELECT * FROM "{sobject.name}" WHERE "IsDeleted" = 0 AND {same} ORDER BY rowid'
    return store.rows(sql, values)


def _refusal(
    sobject: SObject,
    rule: DuplicateRule,
    alike: list[dict[str, Any]],
    options: DuplicateOptions,
) -> ApiError:
    error = ApiError("DUPLICATES_DETECTED", rule.message)
    matches = [{"record": _record(sobject, row, options)} for row in alike]
    error.more["duplicateResult"] = {
        "allowSave": rule.allow_save,
        "duplicateRule": rule.name,
        "duplicateRuleEntityType": sobject.name,
        "errorMessage": rule.message,
        "matchResults": [
            {
                "entityType": sobject.name,
                "errors": [],
                "matchEngine": "ExactMatchEngine",
                "matchRecords": matches,
                "rule": rule.name,
                "size": len(matches),
                "success": True,
            }
        ],
    }
    return error


def _record(sobject: SObject, row: Mapping[str, Any], options: DuplicateOptions) -> dict[str, Any]:
    named = {"Name": row.get(sobject.name_field or "Id")} if options.details else {}
    return {"attributes": {"type": sobject.name}, "Id": row["Id"], **named}
