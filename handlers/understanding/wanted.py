"""What somebody wants to know of what was changed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from crm.history import FieldChange
from crm.moves import Course, goes
from crm.periods import Period
from crm.query import Value
from crm.schema import Field


class Counting(StrEnum):
    """What a number asked for is of."""

    NOTHING = ""
    RECORDS = "records"
    CHANGES = "changes"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Which changes of the records of a query, which `Reading.query` holds.

    From `start` up to, and without, `end`; with `since_last`, from when the person was last told
    (and from `start` where they never were). `assumed`: nobody said how long. `fields` are
    (entity, field) pairs, none for anything, new records among it; with `hanging`, also of what
    hangs on the records. Made by the people `by`, or those below `managers` (user ids). `course`,
    and the values (in small letters) or days a field went `into` or came `out_of`. `latest` cuts
    all but so many changes; `counting` says what is counted, `whether` that the answer is yes or
    no, `who` that it is a person or a time.
    """

    start: datetime | None = None
    end: datetime | None = None
    since_last: bool = False
    assumed: bool = False
    fields: tuple[tuple[str, str], ...] = ()
    hanging: bool = False
    by: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()
    course: Course | None = None
    into: tuple[str, ...] = ()
    out_of: tuple[str, ...] = ()
    into_days: Period | None = None
    out_of_days: Period | None = None
    latest: int | None = None
    counting: Counting = Counting.NOTHING
    whether: bool = False
    who: bool = False

    @property
    def anything(self) -> bool:
        """Whether a new record is an answer as much as a changed one."""
        return not (self.fields or self.by or self.managers)

    def holds(self, change: FieldChange, field: Field) -> bool:
        """Whether that change of that field is meant, as far as its values tell."""
        if self.course and not goes(change, self.course, field):
            return False
        return _entered(change.after, change.before, self.into, self.into_days) and _entered(
            change.before, change.after, self.out_of, self.out_of_days
        )


def _entered(value: Value, other: Value, wanted: tuple[str, ...], days: Period | None) -> bool:
    """Whether the value on this side of the change is wanted; of days, that on the other is not."""
    if wanted and str(value or "").casefold() not in wanted:
        return False
    return days is None or (_in(value, days) and not _in(other, days))


def _in(value: Value, days: Period) -> bool:
    day = value.date() if isinstance(value, datetime) else value
    return isinstance(day, date) and days.contains(day)
