"""Everything that can go wrong in this room. A vendor's exception never leaves its adapter.

CrmError
├── QueryError          the question put to the CRM makes no sense there
│   ├── UnknownEntity
│   ├── UnknownField
│   ├── WrongType
│   ├── MixedCurrencies amounts of several currencies would be added up
│   ├── TooLarge        they add up to more than can be held
│   └── Unsupported     the dialect cannot state it
├── RecordNotFound      not there, or not for this person: the two look the same on purpose
├── WriteError          the change was refused and nothing was written
│   ├── ReadOnlyField
│   ├── InvalidValue
│   └── Conflict        somebody else changed the field in between
├── NotConnected        this person has not let Crumb into the CRM, or no longer
└── CrmUnavailable      the CRM cannot be reached, or its database is locked, full or broken
    ├── OverLimit       its limit of calls is used up, or kept for what matters more
    ├── AdminNeeded     a setting of the CRM keeps Crumb out; the sentence says which
    └── UnknownOutcome  it was told to do something and never answered

The docstring of each class is the sentence a person reads; `str(error)` fills it in.
"""

from collections.abc import Sequence
from difflib import get_close_matches


class CrmError(Exception):
    """Something went wrong with the CRM."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else (type(self).__doc__ or "")


class QueryError(CrmError):
    """The CRM cannot be asked that."""


class UnknownEntity(QueryError):
    """There is no such kind of record in the CRM."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is no {name} in the CRM.")


class UnknownField(QueryError):
    """There is no such field. Hidden fields are reported in the same words."""

    def __init__(self, entity: str, field: str, known: Sequence[str] = ()) -> None:
        self.entity, self.field = entity, field
        self.nearest = tuple(get_close_matches(field, known, n=3, cutoff=0.6))
        hint = f" Nearest: {', '.join(self.nearest)}." if self.nearest else ""
        super().__init__(f"{entity} has no field {field}.{hint}")


class WrongType(QueryError):
    """The field cannot be compared or aggregated in that way."""


class MixedCurrencies(QueryError):
    """The amounts are in several currencies and are not added up; group by the currency."""

    def __init__(self, currencies: Sequence[str]) -> None:
        self.currencies = tuple(currencies)
        named = ", ".join(self.currencies)
        super().__init__(f"The amounts are in several currencies ({named}) and are not added up.")


class TooLarge(QueryError):
    """The amounts add up to more than can be shown."""


class Unsupported(QueryError):
    """This CRM cannot state that question."""

    def __init__(self, dialect: str, feature: str) -> None:
        self.dialect, self.feature = dialect, feature
        super().__init__(f"{dialect} cannot do: {feature}.")


class RecordNotFound(CrmError):
    """I can't find that record."""


class WriteError(CrmError):
    """The change was not saved."""

    def __init__(self, message: str, field: str | None = None) -> None:
        self.field = field
        super().__init__(message)


class ReadOnlyField(WriteError):
    """That field can't be changed here."""


class InvalidValue(WriteError):
    """The field does not take that value."""


class Conflict(WriteError):
    """Somebody changed the field in between; `theirs` is what it holds now."""

    def __init__(self, message: str, *, field: str, theirs: object) -> None:
        self.theirs = theirs
        super().__init__(message, field)


class CrmUnavailable(CrmError):
    """The CRM can't be reached right now. Nothing was changed."""


class NotConnected(CrmError):
    """You are not connected to the CRM. Say “connect” and I'll send you a link."""


class OverLimit(CrmUnavailable):
    """The CRM's calls for today are used up. Please try again later."""


class AdminNeeded(CrmUnavailable):
    """The CRM does not let Crumb in. An admin has to change a setting."""


class UnknownOutcome(CrmUnavailable):
    """The CRM did not answer. Whether it did what it was told is not known."""
