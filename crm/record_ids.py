"""Ids of records as people paste them: in fifteen or eighteen characters, in any case, in links.

A Salesforce id has fifteen characters whose capitals count; the form of eighteen ends with three
that say which of them are capitals. Other CRMs have GUIDs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from urllib.parse import unquote

_CODES: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_FORCE = re.compile(r"[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?")
_GUID = re.compile(r"\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\}?")
_PART = re.compile(r"[^/?&#=]+")
# Behind these stands the kind of record: lightning/r/Order/801…/view, main.aspx?etn=account&id=….
_BEFORE_KIND = {"r", "etn", "typename", "crm"}


@dataclass(frozen=True, slots=True)
class Linked:
    """The ids a text may be, or a link may lead to, the likeliest first; `kinds` are the words in
    the link that may say what it is of.
    """

    ids: tuple[str, ...]
    kinds: tuple[str, ...] = ()


def linked(text: str) -> Linked:
    """What a pasted id or address says; without ids where it says nothing of a record."""
    parts = _PART.findall(unquote(text))
    ids = [form for part in reversed(parts) for form in forms(part)]
    kinds = (b for a, b in pairwise(parts) if a.casefold() in _BEFORE_KIND)
    return Linked(tuple(dict.fromkeys(ids)), tuple(kind for kind in kinds if kind not in ids))


def forms(text: str) -> tuple[str, ...]:
    """The ways in which an id is kept that is written so; none where it is no id."""
    if guid := _GUID.fullmatch(text):
        bare = guid[1]
        return tuple(dict.fromkeys((bare, bare.lower(), bare.upper())))
    if not _FORCE.fullmatch(text) or not any(char.isdigit() for char in text):
        return ()
    short = _restored(text) if len(text) == 18 else text
    return tuple(dict.fromkeys((text, _long(short), short)))


def _long(short: str) -> str:
    """The id of fifteen characters with the three that tell its capitals."""
    chunks = (short[at : at + 5] for at in (0, 5, 10))
    return short + "".join(_CODES[sum(_bits(chunk))] for chunk in chunks)


def _bits(chunk: str) -> Iterator[int]:
    return (char.isupper() << place for place, char in enumerate(chunk))


def _restored(long: str) -> str:
    """The first fifteen characters, with the capitals that the last three tell of."""
    low, tail = long[:15].lower(), long[15:].upper()
    if any(code not in _CODES for code in tail):
        return long[:15]
    capitals = (_CODES.index(tail[at // 5]) >> at % 5 & 1 for at in range(15))
    return "".join(c.upper() if up else c for c, up in zip(low, capitals, strict=True))
