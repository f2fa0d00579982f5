"""Does a value fit its field? The checks of saving a record, each with the code it is refused with.

SOAP API Developer Guide, "Core Data Types": StatusCode, with the messages as orgs give them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from tests.fakes.salesforce.errors import ApiError
from tests.fakes.salesforce.org.fields import Field, Kind
from tests.fakes.salesforce.org.ids import canonical
from tests.fakes.salesforce.soql.values import Stored, stored

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_DIGITS = 18
_MOST_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Reference:
    """How a reference is checked: whether there is such a record, and whether one reads it."""

    exists: Callable[[tuple[str, ...], str], bool]
    readable: Callable[[str], bool]


def fitted(field: Field, value: Any, reference: Reference) -> Stored:
    """The value as it is kept; raises what Salesforce refuses it with."""
    if value is None or (value == "" and field.kind is not Kind.BOOLEAN):
        return _empty(field)
    if field.kind is Kind.BOOLEAN:
        if not isinstance(value, bool):
            raise _unreadable(field, value)
        return int(value)
    if field.kind.is_number:
        return _number(field, value)
    if not isinstance(value, str):
        raise _unreadable(field, value)
    if field.kind.is_time:
        return _time(field, value)
    if field.kind is Kind.REFERENCE:
        return _reference(field, value, reference)
    return _text(field, value.strip())


def _empty(field: Field) -> Stored:
    if field.kind is Kind.BOOLEAN:
        return 0
    if field.required:
        raise required(field.name)
    return None


def required(*names: str) -> ApiError:
    """Fields that are to be filled, and are not."""
    listed = ", ".join(names)
    why = f"Required fields are missing: [{listed}]"
    return ApiError("REQUIRED_FIELD_MISSING", why, fields=names)


def _unreadable(field: Field, value: Any) -> ApiError:
    kind = "VALUE_STRING" if isinstance(value, str) else "VALUE"
    why = (
        f"Cannot deserialize instance of {field.kind} from {kind} value {value} or request may be "
        "missing a required field"
    )
    return ApiError("JSON_PARSER_ERROR", why)


def _number(field: Field, value: Any) -> Stored:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise _unreadable(field, value) from None
    if isinstance(value, bool) or not number.is_finite():
        raise _unreadable(field, value)
    over = abs(number) >= Decimal(10) ** (_DIGITS - field.decimals)
    percent = field.name == "Probability" and not 0 <= number <= _MOST_PERCENT
    if over or percent or (field.kind is Kind.INT and abs(number) >= 2**31):
        why = f"{field.label}: value outside of valid range on numeric field: {value}"
        raise ApiError("NUMBER_OUTSIDE_VALID_RANGE", why, fields=[field.name])
    return stored(field, number)


def _time(field: Field, value: str) -> Stored:
    try:
        if field.kind is Kind.DATE:
            return date.fromisoformat(value).isoformat()
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise _unreadable(field, value) from None
    if moment.tzinfo is None:
        raise _unreadable(field, value)
    return stored(field, moment)


def _reference(field: Field, value: str, reference: Reference) -> Stored:
    id_ = canonical(value)
    at = [field.name]
    if id_ is None:
        raise ApiError(
            "MALFORMED_ID", f"{field.label}: id value of incorrect type: {value}", fields=at
        )
    if not reference.exists(field.refers_to, id_):
        raise ApiError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", fields=at)
    if not reference.readable(id_):
        why = f"insufficient access rights on cross-reference id: {id_[:15]}"
        raise ApiError("INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", why)
    return id_


def _text(field: Field, value: str) -> Stored:
    at = [field.name]
    if not value:
        return _empty(field)
    if "\0" in value:
        raise _unreadable(field, "\\u0000")
    if field.choices and field.kind is not Kind.COMBOBOX:
        return _choice(field, value)
    if len(value) > field.length:
        shown = f"data value too large: {value[:255]} (max length={field.length})"
        raise ApiError("STRING_TOO_LONG", f"{field.label}: {shown}", fields=at)
    if field.kind is Kind.EMAIL and not _EMAIL.fullmatch(value):
        why = f"{field.label}: invalid email address: {value}"
        raise ApiError("INVALID_EMAIL_ADDRESS", why, fields=at)
    return value


def _choice(field: Field, value: str) -> Stored:
    """A value of the picklist as it is spelled there; of an open one also any other. Which values
    go with the controlling field's is for forms alone: the API takes any.
    """
    known = {choice.value.lower(): choice.value for choice in field.choices if choice.active}
    wanted = value.split(";") if field.kind is Kind.MULTIPICKLIST else [value]
    for one in wanted:
        if field.restricted and one.lower() not in known:
            why = f"{field.label}: bad value for restricted picklist field: {one}"
            code = "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"
            raise ApiError(code, why, fields=[field.name])
    return ";".join(known.get(one.lower(), one) for one in wanted)
