"""What time it is for a person, and how much of their attention a day and a week may take."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from crm.access import Viewer
from nudges.ports import Cap
from nudges.settings import NudgeSettings, zone_of


@lru_cache(maxsize=1024)
def _known(name: str) -> ZoneInfo | None:
    try:
        return zone_of(name)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Hours:
    """The clock of one person. A zone that is not `known` is the organisation's."""

    zone: ZoneInfo
    known: bool

    @classmethod
    def of(cls, person: Viewer | None, settings: NudgeSettings) -> "Hours":
        """By the zone the CRM has of that person; nobody's is unknown."""
        own = _known(person.time_zone) if person and person.zone_known else None
        return cls(own or zone_of(settings.zone), own is not None)

    def today(self, now: datetime) -> date:
        """The calendar day it is there."""
        return now.astimezone(self.zone).date()

    def window(self, settings: NudgeSettings) -> tuple[time, time]:
        """From when until before when a message may go out."""
        if self.known:
            return settings.opens, settings.closes
        return settings.unknown_opens, settings.unknown_closes

    def caps(self, now: datetime, settings: NudgeSettings) -> tuple[Cap, ...]:
        """The budget of today, and of the seven days that end with it, whatever the week is."""
        week = self.today(now) - timedelta(days=6)
        return (
            Cap(self._midnight(self.today(now)), settings.per_day),
            Cap(self._midnight(week), settings.per_week),
        )

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone).astimezone(UTC)
