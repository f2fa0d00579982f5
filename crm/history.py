"""What changed of some records: which of their changes are wanted, and what they were."""

from dataclasses import dataclass
from datetime import datetime

from crm.query import Ref, Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Changes from `start` up to, and without, `end`, either open as None.

    With `fields` (API names), of those alone; with `by`, made by these people (user ids). `limit`
    cuts the oldest off (None: no cut) and never changes `total`.
    """

    start: datetime | None = None
    end: datetime | None = None
    fields: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    limit: int | None = 2_000

    def __post_init__(self) -> None:
        for edge in (self.start, self.end):
            if edge is not None and edge.tzinfo is None:
                raise ValueError("a point in time needs its time zone")
        if self.limit is not None and self.limit < 1:
            raise ValueError("a limit is at least 1")


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldChange:
    """One field of one record, changed: from what, to what, when, by whom and by which way.

    `name` is the record's own, as of now. `by` is a user's id; "" where the CRM does not know.
    """

    ref: Ref
    name: str
    field: str
    before: Value
    after: Value
    at: datetime
    by: str
    via: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """The changes after the cut, latest first, and how many there are before it."""

    changes: tuple[FieldChange, ...]
    total: int
