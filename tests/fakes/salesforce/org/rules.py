"""What admins add to saving: validation rules and duplicate rules.

Help pages "Define Validation Rules" and "Customize Duplicate Rules".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class ValidationRule:
    """Refuses a record for which `wrong` holds, with the admin's message, at a field or on top.

    `wrong` gets the record as it would be, by API name, and as it was (empty for a new one).
    """

    entity: str
    wrong: Callable[[Mapping[str, Any], Mapping[str, Any]], bool]
    message: str
    field: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DuplicateRule:
    """Two records of an object are alike whose `fields` are the same and not empty.

    With `allow_save` one may save all the same, when asked to (`allowSave=true` in the header
    Sforce-Duplicate-Rule-Header); else never.
    """

    entity: str
    fields: tuple[str, ...]
    name: str = "Standard_Rule"
    allow_save: bool = True
    message: str = "Use one of these records?"
