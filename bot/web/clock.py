"""The demo's clock, which can be put on to the next working morning."""

from datetime import datetime, timedelta

from bot.wiring import Clock
from crm.access import Viewer
from nudges.hours import Hours
from nudges.settings import NudgeSettings


class DemoClock:
    """Tells another clock's time, and whatever was skipped on top of it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._skipped = timedelta()

    def __call__(self) -> datetime:
        return self._clock() + self._skipped

    @property
    def ahead(self) -> bool:
        """Whether some time was skipped."""
        return bool(self._skipped)

    def skip_to(self, moment: datetime) -> None:
        """Go on from there; a moment that has passed changes nothing."""
        self._skipped += max(moment - self(), timedelta())


def next_morning(person: Viewer, settings: NudgeSettings, now: datetime) -> datetime:
    """When nudges may next begin to reach that person: the coming opening hour of a work day."""
    hours = Hours.of(person, settings)
    opens, _ = hours.window(settings)
    days = (hours.today(now) + timedelta(days=n) for n in range(9))
    mornings = (datetime.combine(day, opens, hours.zone) for day in days)
    return next(
        (m for m in mornings if m > now and m.weekday() in settings.work_days),
        now + timedelta(days=1),
    )
