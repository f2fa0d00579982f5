"""Settings that make no sense are refused at the start, not met in the night."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from nudges.settings import NudgeSettings


@pytest.mark.parametrize(
    "values",
    [
        {"per_day": -1},
        {"per_week": -1},
        {"rest_days": -1},
        {"stuck_days": 0},
        {"opens": time(17), "closes": time(9)},
        {"unknown_opens": time(12), "unknown_closes": time(12)},
        {"work_days": frozenset({7})},
        {"zone": "Mars/Base"},
        {"zone": ""},
        {"zone": "../etc/passwd"},
        {"zone": "Europe"},
    ],
)
def test_nonsense_is_refused(values: dict[str, Any]) -> None:
    """With a sentence about what is wrong."""
    with pytest.raises(ValueError, match=r"[a-z] [a-z]"):
        NudgeSettings(**values)


def test_the_defaults_are_what_the_evidence_recommends() -> None:
    """One a day, three in seven days, a week of rest, nine to five, eleven to three."""
    usual = NudgeSettings()
    assert (usual.per_day, usual.per_week, usual.rest_days) == (1, 3, 7)
    assert (usual.opens, usual.closes) == (time(9), time(17))
    assert (usual.unknown_opens, usual.unknown_closes) == (time(11), time(15))
    assert usual.work_days == {0, 1, 2, 3, 4}


def test_memory_is_longer_than_any_budget_or_rest() -> None:
    """What still counts is still read."""
    assert NudgeSettings().memory > timedelta(days=7)
    assert replace(NudgeSettings(), rest_days=90).memory > timedelta(days=90)
