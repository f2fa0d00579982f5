"""What Salesforce refuses, as what this room's callers know how to take.

REST answers with a list of `{message, errorCode, fields}`. Its message is passed on in one case
alone, that of a validation rule, which an admin wrote for people to read; in all others it may hold
what somebody typed, or the query (F4). The reactions are those of the table in docs/salesforce.md.
"""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from crm.errors import (
    AdminNeeded,
    CrmError,
    CrmUnavailable,
    InvalidValue,
    OverLimit,
    ReadOnlyField,
    RecordNotFound,
    UnknownEntity,
    UnknownField,
    Unsupported,
    WriteError,
)

_log = logging.getLogger(__name__)

LONGEST_MESSAGE: Final = 3_000


class SessionEnded(CrmError):
    """The access token is good no more. Met inside this package alone."""


class RowLocked(WriteError):
    """Somebody else is saving this record right now. Please try again in a moment."""

    def __init__(self) -> None:
        super().__init__(self.__doc__ or "")


class Stale(WriteError):
    """The record was changed in between. Nothing was saved."""

    def __init__(self) -> None:
        super().__init__(self.__doc__ or "")


class Duplicates(WriteError):
    """The CRM already has a record like this one.

    `found` are (object, id) pairs, which only who reads them may be told of; with `may_be_saved`
    the CRM takes it all the same.
    """

    def __init__(self, found: Sequence[tuple[str, str]], *, may_be_saved: bool) -> None:
        self.found, self.may_be_saved = tuple(found), may_be_saved
        super().__init__("The CRM already has a record like this one. Nothing was saved.")


@dataclass(frozen=True, slots=True, repr=False)
class Refusal:
    """The first error of an answer."""

    status: int
    code: str
    message: str
    fields: tuple[str, ...]
    more: Mapping[str, Any]

    @property
    def field(self) -> str | None:
        """The field it is about; None for the record."""
        return self.fields[0] if self.fields else None


def refusal_of(status: int, body: Any) -> Refusal:
    """What a refusal says, in whichever envelope it came."""
    first = body[0] if isinstance(body, list) and body else body
    if not isinstance(first, Mapping):
        return Refusal(status, "", "", (), {})
    code = first.get("errorCode") or first.get("statusCode") or first.get("error") or ""
    message = first.get("message") or first.get("error_description") or ""
    fields = first.get("fields")
    named = tuple(str(name) for name in fields) if isinstance(fields, list) else ()
    return Refusal(status, str(code), str(message), named, first)


_ACCESS: Final = frozenset(
    {
        "INSUFFICIENT_ACCESS",
        "INSUFFICIENT_ACCESS_OR_READONLY",
        "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
        "CANNOT_UPDATE_CONVERTED_LEAD",
        "INVALID_CROSS_REFERENCE_KEY",
    }
)
_GONE: Final = frozenset({"ENTITY_IS_DELETED", "NOT_FOUND", "ENTITY_IS_LOCKED"})
_VALUES: Final = {
    "REQUIRED_FIELD_MISSING": "The CRM needs a value here.",
    "STRING_TOO_LONG": "That is too long for this field.",
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST": "That is not one of the values of this field.",
    "BAD_VALUE_FOR_RESTRICTED_PICKLIST": "That is not one of the values of this field.",
    "FIELD_INTEGRITY_EXCEPTION": "The CRM does not take that value here.",
    "NUMBER_OUTSIDE_VALID_RANGE": "That number is too large or too small for this field.",
    "INVALID_EMAIL_ADDRESS": "That is not an e-mail address.",
    "INVALID_TYPE_ON_FIELD_IN_RECORD": "The CRM does not take that kind of value here.",
    "JSON_PARSER_ERROR": "The CRM does not take that kind of value here.",
    "DUPLICATE_VALUE": "Another record has this value already.",
}
_ADMIN: Final = {
    "API_DISABLED_FOR_ORG": (
        "Salesforce lets you not in by API: an admin has to turn on “API Enabled” in your profile"
        " or permission set, and the edition needs API access."
    ),
    "API_CURRENTLY_DISABLED": (
        "Salesforce lets you not in by API: an admin has to turn on “API Enabled” in your profile"
        " or permission set."
    ),
    "UNSUPPORTED_API_VERSION": (
        "Salesforce has retired the API version that Crumb uses: an admin has to update Crumb."
    ),
    "INVALID_LOGIN": "Salesforce did not let you in: an admin finds the reason in Login History.",
    "LOGIN_DURING_RESTRICTED_DOMAIN": (
        "Salesforce does not let Crumb's address in: an admin adds it to the trusted IP ranges."
    ),
    "LOGIN_DURING_RESTRICTED_TIME": (
        "Salesforce lets nobody of your profile in at this hour: an admin set Login Hours."
    ),
}
_OUR_BUGS: Final = frozenset(
    {"MALFORMED_QUERY", "MALFORMED_ID", "MALFORMED_SEARCH", "LIMIT_EXCEEDED", "EXCEEDED_ID_LIMIT"}
)
_COLUMN: Final = re.compile(
    r"No such column '([A-Za-z]\w{0,79})' on (?:entity|sobject of type) '?(\w{1,80})"
)
_OBJECT: Final = re.compile(r"sObject type '(\w{1,80})' is not supported")


def error_of(refusal: Refusal, *, writes: bool) -> CrmError:
    """The error to raise. Logs what an admin, or we, have to look at: by its code alone."""
    code = refusal.code
    if refusal.status == 401:
        return SessionEnded()
    if code == "REQUEST_LIMIT_EXCEEDED":
        many = "oncurrent" in refusal.message  # not the daily limit, but 25 long ones at once
        return (
            CrmUnavailable("Salesforce is busy right now. Please try again.")
            if many
            else OverLimit()
        )
    if code == "UNABLE_TO_LOCK_ROW":
        return RowLocked()
    if refusal.status == 412:
        return Stale()
    if code in _ADMIN or refusal.status == 410:
        _log.error("Salesforce needs an admin.", extra={"action": "salesforce.admin", "code": code})
        return AdminNeeded(_ADMIN.get(code, _ADMIN["UNSUPPORTED_API_VERSION"]))
    if writes and (found := _of_a_write(refusal)):
        return found
    return _of_a_read(refusal)


def _of_a_write(refusal: Refusal) -> CrmError | None:
    code, field = refusal.code, refusal.field
    if code == "FIELD_CUSTOM_VALIDATION_EXCEPTION":
        told = refusal.message.strip()[:LONGEST_MESSAGE]
        return InvalidValue(told or "A rule of the CRM does not allow that.", field)
    if code in _VALUES:
        return InvalidValue(_VALUES[code], field)
    if code in _ACCESS:
        return ReadOnlyField("You can't change that in the CRM.", field)
    if code in ("INVALID_FIELD_FOR_INSERT_UPDATE", "INVALID_FIELD"):
        return ReadOnlyField("That field can't be changed here.", field)
    if code == "DUPLICATES_DETECTED":
        return _duplicates(refusal.more)
    return None


def _of_a_read(refusal: Refusal) -> CrmError:
    code = refusal.code
    if code in _GONE or code in _ACCESS or refusal.status == 404:
        return RecordNotFound()
    if code in ("INVALID_FIELD", "INVALID_TYPE"):
        return _unknown(refusal.message)
    if code == "QUERY_TOO_COMPLICATED":
        return Unsupported("Salesforce", "so many conditions or columns at once")
    if code in ("QUERY_TIMEOUT", "OPERATION_TOO_LARGE"):
        return CrmUnavailable("That takes Salesforce too long. Ask for fewer records at once.")
    if code == "INVALID_QUERY_LOCATOR":
        return CrmUnavailable("That list is no longer there in Salesforce. Please ask again.")
    if refusal.status >= 500:
        return CrmUnavailable("Salesforce is under maintenance or down. Nothing was changed.")
    known = code if code in _OUR_BUGS else code[:60] or "none"
    extra = {"action": "salesforce.refused", "code": known, "status": refusal.status}
    _log.error("Salesforce refused a request that Crumb should not have made.", extra=extra)
    return CrmError("Sorry, Salesforce did not take what I asked it. It is noted.")


def _unknown(message: str) -> CrmError:
    """A field or object that is not there, or not for this person: the same words."""
    if match := _COLUMN.search(message):
        return UnknownField(match[2], match[1])
    if match := _OBJECT.search(message):
        return UnknownEntity(match[1])
    return UnknownField("This kind of record", "of that name")


def _duplicates(body: Mapping[str, Any]) -> Duplicates:
    result = body.get("duplicateResult")
    result = result if isinstance(result, Mapping) else {}
    found = []
    for matches in result.get("matchResults") or ():
        for one in matches.get("matchRecords") or ():
            record = one.get("record") or {}
            kind = (record.get("attributes") or {}).get("type") or matches.get("entityType")
            if record.get("Id"):
                found.append((str(kind), str(record["Id"])))
    return Duplicates(found, may_be_saved=bool(result.get("allowSave")))
