"""One person may do one thing so often, whatever others do."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.pace import Pace

START = datetime(2026, 11, 16, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_e13_a_person_has_so_many_in_any_minute() -> None:
    """The thousandth in a minute is refused, and so is the third of two."""
    pace = Pace(2, MINUTE)
    taken = [pace.take("dana", START + timedelta(milliseconds=60 * n)) for n in range(1_000)]
    assert taken == [True, True] + [False] * 998


def test_the_minute_moves_with_the_clock() -> None:
    """What is older than a minute no longer counts."""
    pace = Pace(1, MINUTE)
    assert pace.take("dana", START)
    assert not pace.take("dana", START + timedelta(seconds=59))
    assert pace.take("dana", START + MINUTE)


def test_people_do_not_wait_for_each_other() -> None:
    """One who floods holds up nobody else."""
    pace = Pace(1, MINUTE)
    assert pace.take("dana", START)
    assert pace.take("kim", START)


@pytest.mark.parametrize(("most", "within"), [(0, MINUTE), (1, timedelta(0))])
def test_a_pace_allows_something(most: int, within: timedelta) -> None:
    """A pace that stops everybody is a mistake in the settings."""
    with pytest.raises(ValueError, match="allows something"):
        Pace(most, within)
