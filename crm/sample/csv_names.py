"""What the files and columns of an export are called, in the schema and for people."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Final
from unicodedata import normalize

LONGEST_NAME: Final = 60
LONGEST_ENTITY: Final = 40  # a table's name has more to it, and PostgreSQL cuts it at 63

_RESERVED: Final = {"metadata", "audit"}  # the tables the embedded CRM keeps for itself

_COPY: Final = re.compile(r"(?:[ _-]?\(\d+\)|[_-]\d+)$")
_NAMESPACE: Final = re.compile(r"^[A-Za-z0-9]+__(?=.*__[A-Za-z]{1,3}$)")
_SUFFIX: Final = re.compile(r"__[A-Za-z]{1,3}$")
_WORD_ENDS: Final = re.compile(
    r"(?<=[^\W\d_A-Z])(?=[A-Z\d])"  # ShipCountry, Address2
    r"|(?<=[A-Z])(?=[A-Z][^\W\d_A-Z])"  # CRMOwner
    r"|_+"
)


def label_of(name: str) -> str:
    """How people call it: `Renewal_Risk__c` -> "Renewal Risk", `ShipCountry` -> "Ship Country"."""
    words = " ".join(name.split())
    if " " not in words:  # an API name, and no header written for people
        bare = _SUFFIX.sub("", _NAMESPACE.sub("", words))
        words = " ".join(_WORD_ENDS.sub(" ", bare).split())
    return words[:1].upper() + words[1:] or name


def reference_label(name: str) -> str:
    """As `label_of`, without the Id at the end: `CreatedById` -> "Created By"."""
    return label_of(name.removesuffix("Id") or name)


def plural_of(label: str) -> str:
    """Of a label that stands for one: "Renewal" -> "Renewals", "Activity" -> "Activities"."""
    if re.search(r"[^aeiou]y$", label):
        return f"{label[:-1]}ies"
    return f"{label}es" if re.search(r"(?:s|x|ch|sh)$", label) else f"{label}s"


def safe_name(header: str, fallback: str) -> str:
    """A name the schema takes: ASCII letters, digits and underscores, a letter first."""
    plain = normalize("NFKD", header).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9]+$|^[^A-Za-z]+", "", plain)
    name = re.sub(r"[^A-Za-z0-9_]+", "_", name)
    return name[:LONGEST_NAME] or fallback


def unlike(name: str, taken: Collection[str]) -> str:
    """The name, or one close to it, that is not among those taken, whatever their case."""
    lower = {t.lower() for t in taken}
    if name.lower() not in lower:
        return name
    number = 2
    while (other := f"{name[: LONGEST_NAME - 4]}_{number}").lower() in lower:
        number += 1
    return other


def entity_of(path: Path, known: Collection[str]) -> str:
    """The name of the entity a file is of, among those known or else after the file itself.

    Case and underscores do not matter, and `Account_1.csv` and `Account (2).csv` are accounts too.
    """
    names = {_bare(name): name for name in known}
    stem = path.stem.strip()
    for candidate in (stem, _COPY.sub("", stem)):
        if found := names.get(_bare(candidate)):
            return found
    name = safe_name(stem, "Table")[:LONGEST_ENTITY]
    return f"{name}Record" if _bare(name) in _RESERVED else name


def _bare(name: str) -> str:
    return name.replace("_", "").lower()
