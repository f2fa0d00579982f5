"""Words of growth: grew, year over year, the same period."""

from dataclasses import dataclass
from enum import StrEnum

from crm.periods import Grain


class Growing(StrEnum):
    """What such a word says: that it grew, since when, or that only so much of it counts."""

    GREW = "grew"
    CHANGED = "changed"  # so only after "how did": "deals changed this week" are another thing
    OVER = "over"  # what follows is the earlier period: "growth over last year"
    SAME = "same"  # as much of the earlier period as there is of this one so far
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class GrowthWord:
    """One such word."""

    says: Growing


@dataclass(frozen=True, kw_only=True, slots=True)
class GrowthSaid:
    """All that was said of growth: over which step, if any."""

    step: Grain | None = None
    over: bool = False
    same: bool = False

    def and_(self, word: GrowthWord) -> "GrowthSaid":
        """With one word more."""
        step = self.step
        if word.says in _STEPS:
            step = Grain(word.says.value)
        return GrowthSaid(
            step=step,
            over=self.over or word.says is Growing.OVER,
            same=self.same or word.says is Growing.SAME,
        )


_STEPS = {Growing.WEEK, Growing.MONTH, Growing.QUARTER, Growing.YEAR}
