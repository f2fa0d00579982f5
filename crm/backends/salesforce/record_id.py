"""Salesforce's record ids, checked before they go into an address or a query (D8)."""

import re
from typing import Final

from crm.errors import RecordNotFound
from crm.record_ids import forms

_ID: Final = re.compile(r"[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?", re.ASCII)
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,79}", re.ASCII)


def record_id(text: str, prefix: str = "") -> str:
    """The id in its form of eighteen characters, which begins with the object's prefix.

    Raises RecordNotFound for what is no id of Salesforce, or another object's: nothing is asked.
    """
    if not _ID.fullmatch(text):
        raise RecordNotFound
    short = forms(text)[-1] if len(text) == 18 and forms(text) else text
    full = next((form for form in forms(short) if len(form) == 18), "")
    if not full or not full.startswith(prefix) or not full.casefold().startswith(text.casefold()):
        raise RecordNotFound
    return full


def api_name(text: str) -> str:
    """The API name of an object or field as it may stand in an address.

    Raises ValueError: such names come from a schema, never from a person.
    """
    if not _NAME.fullmatch(text):
        raise ValueError("that is not the name of an object or field")
    return text
