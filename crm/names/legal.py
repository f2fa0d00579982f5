"""The legal form at the end of a company's name: Inc., GmbH & Co. KG, S.A."""

from crm.names.spelling import words
from crm.names.weights import LEGAL

_IN_SHORT = {
    "incorporated": "inc",
    "limited": "ltd",
    "company": "co",
    "corporation": "corp",
    "aktiengesellschaft": "ag",
}
_JOINS = {"and"}


def legal_form(name: str) -> tuple[str, ...]:
    """The words of the form in short, `("gmbh", "co", "kg")`; none where the name has none."""
    return _cut(name)[1]


def without_form(name: str) -> tuple[str, ...]:
    """The words of a name before its legal form."""
    return _cut(name)[0]


def _cut(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    parts = words(name).split()
    end = len(parts)
    while end > 1 and (parts[end - 1] in LEGAL or (parts[end - 1] in _JOINS and end < len(parts))):
        end -= 1
    form = (_IN_SHORT.get(part, part) for part in parts[end:] if part not in _JOINS)
    return tuple(parts[:end]), tuple(form)
