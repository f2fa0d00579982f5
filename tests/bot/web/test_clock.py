"""The demo's clock, and when a person's next working morning is."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.web.clock import DemoClock, next_morning
from crm.access import Viewer
from nudges.settings import NudgeSettings

NOON = datetime(2026, 11, 17, 12, tzinfo=UTC)  # a Tuesday
SETTINGS = NudgeSettings()


def person(zone: str, *, known: bool = True) -> Viewer:
    """Somebody who works there."""
    return Viewer(user_id="1", name="P", email="p@x", time_zone=zone, zone_known=known)


@pytest.mark.parametrize(
    ("now", "zone", "morning"),
    [
        ("2026-11-17T12:00Z", "America/New_York", "2026-11-17T14:00Z"),  # 7:00 there
        ("2026-11-17T14:00Z", "America/New_York", "2026-11-18T14:00Z"),  # 9:00 sharp
        ("2026-11-20T20:00Z", "America/New_York", "2026-11-23T14:00Z"),  # Friday afternoon
        ("2026-11-21T03:00Z", "Asia/Tokyo", "2026-11-23T00:00Z"),  # Saturday there
        ("2026-10-30T20:00Z", "America/New_York", "2026-11-02T14:00Z"),  # the clocks go back
    ],
)
def test_the_next_morning_is_the_persons_own(now: str, zone: str, morning: str) -> None:
    """Where they are, on a work day, when messages may go out."""
    moment, expected = datetime.fromisoformat(now), datetime.fromisoformat(morning)
    assert next_morning(person(zone), SETTINGS, moment) == expected


def test_where_a_zone_is_unknown_the_narrower_hours_count() -> None:
    """As the nudges themselves have it."""
    found = next_morning(person("UTC", known=False), SETTINGS, NOON)
    assert found == datetime(2026, 11, 18, 11, tzinfo=UTC)


def test_without_any_work_day_tomorrow_has_to_do() -> None:
    """Nothing is due then, but nothing hangs either."""
    never = NudgeSettings(work_days=frozenset())
    assert next_morning(person("UTC"), never, NOON) == NOON + timedelta(days=1)


def test_a_skipped_clock_goes_on_from_there() -> None:
    """And is never put back."""
    moments = iter(NOON + timedelta(minutes=n) for n in range(9))
    clock = DemoClock(lambda: next(moments))
    clock.skip_to(NOON + timedelta(days=1))  # at 12:00
    assert clock.ahead is True
    assert clock() == NOON + timedelta(days=1, minutes=1)
    clock.skip_to(NOON)
    assert clock() == NOON + timedelta(days=1, minutes=3)


def test_a_clock_that_nothing_was_skipped_on_is_the_other() -> None:
    """The machine's, as long as nobody presses."""
    clock = DemoClock(lambda: NOON)
    assert (clock(), clock.ahead) == (NOON, False)
