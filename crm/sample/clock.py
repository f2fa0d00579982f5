"""Days and moments of the sample company, all counted from one `now` so that it never grows old."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

PAST_QUARTERS = 8
_SATURDAY = 5
_TO_MONDAY = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` is aware; its own calendar day is today."""

    now: datetime

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("now needs its time zone")

    @property
    def today(self) -> date:
        """The day it is."""
        return self.now.date()

    def day(self, offset: int) -> date:
        """So many days from today; negative is past."""
        return self.today + timedelta(days=offset)

    def day_of(self, moment: datetime) -> date:
        """The calendar day of that moment, where now is told."""
        return moment.astimezone(self.now.tzinfo).date()

    def quarter(self, offset: int = 0) -> tuple[date, date]:
        """First and last day of the calendar quarter so many quarters from this one."""
        number = self.today.year * 4 + (self.today.month - 1) // 3 + offset
        return _quarter_start(number), _quarter_start(number + 1) - timedelta(days=1)

    @property
    def opening(self) -> date:
        """The first day of the history: eight full quarters lie between it and this quarter."""
        return self.quarter(-PAST_QUARTERS)[0]

    @property
    def quarter_left(self) -> float:
        """How much of this quarter is still to come, 0 on its last day, nearly 1 on its first."""
        first, last = self.quarter()
        return (last - self.today) / (last - first)

    @property
    def next_monday(self) -> date:
        """The first day of next week."""
        return self.day(7 - self.today.weekday())

    def moment(self, rng: Random, day: date) -> datetime:
        """A time in that day's working hours, as UTC; never later than now."""
        clock_time = time(rng.randint(7, 18), rng.randint(0, 59), rng.randint(0, 59))
        moment = datetime.combine(day, clock_time, self.now.tzinfo)
        return min(moment, self.now).astimezone(UTC).replace(microsecond=0)


def _quarter_start(number: int) -> date:
    return date(number // 4, number % 4 * 3 + 1, 1)


def working_day(rng: Random, first: date, last: date) -> date:
    """A day from `first` to `last`, on a weekend only when the range holds nothing else near."""
    drawn = first + timedelta(days=rng.randint(0, max(0, (last - first).days)))
    friday = weekday(drawn)
    if friday == drawn:
        return drawn
    return next((day for day in (friday, friday + _TO_MONDAY) if first <= day <= last), drawn)


def weekday(day: date) -> date:
    """That day, or the Friday before a weekend; keeps the order of days."""
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def meeting(day: date, hour: int, zone: str) -> datetime:
    """That hour of that day on the wall clock of an IANA time zone, as UTC."""
    return datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(UTC)


def latest(days: Sequence[date | None]) -> date | None:
    """The latest of the days there are."""
    return max((day for day in days if day is not None), default=None)
