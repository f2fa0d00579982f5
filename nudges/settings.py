"""What the owner may set about nudging. The defaults are what the evidence recommends."""

from dataclasses import dataclass
from datetime import time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, kw_only=True, slots=True)
class NudgeSettings:
    """The attention budget, the good hours, and when a rule speaks up.

    At most `per_day` messages to a person on a day and `per_week` in any seven days, each about one
    record, and none about a record that was asked about less than `rest_days` ago. Messages go out
    from `opens` until before `closes` on `work_days` (0 is Monday) in the person's own zone; where
    that is unknown, in the organisation's `zone` and in the narrower hours that suit most zones
    near it. Raises ValueError for nonsense.
    """

    per_day: int = 1
    per_week: int = 3
    rest_days: int = 7
    opens: time = time(9)
    closes: time = time(17)
    unknown_opens: time = time(11)
    unknown_closes: time = time(15)
    work_days: frozenset[int] = frozenset(range(5))
    zone: str = "UTC"
    stuck_days: int = 45

    def __post_init__(self) -> None:
        if min(self.per_day, self.per_week, self.rest_days) < 0:
            raise ValueError("a budget and a rest are 0 or more")
        if self.stuck_days < 1:
            raise ValueError("a rule waits at least one day")
        if not (self.opens < self.closes and self.unknown_opens < self.unknown_closes):
            raise ValueError("hours open before they close")
        if not self.work_days <= frozenset(range(7)):
            raise ValueError("a work day is 0 (Monday) to 6 (Sunday)")
        zone_of(self.zone)

    @property
    def memory(self) -> timedelta:
        """How far back a message still counts: the longer of week and rest, and a day to spare."""
        return timedelta(days=max(7, self.rest_days) + 1)


def zone_of(name: str) -> ZoneInfo:
    """The IANA zone of that name; raises ValueError for any other text."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError) as error:
        raise ValueError(f"there is no time zone {name!r}") from error
