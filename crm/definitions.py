"""What an organisation means by words that mean something else in the next one.

The defaults are those of `docs/words.md`; an owner sets others in `words.toml`. A schema carries
them, so that questions, figures, calendars and nudges go by the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from crm.periods import Calendar
from crm.query import Condition, Op, compare


class Team(StrEnum):
    """Who is in somebody's team."""

    DIRECT = "direct reports"
    BELOW = "everybody below"


@dataclass(frozen=True, kw_only=True, slots=True)
class Definitions:
    """One organisation's own meanings.

    - `stale_days` without activity make an open opportunity stale;
    - `open_orders` are the statuses of open orders; `open_tasks` and `open_leads` those of open
      tasks and leads, where it is not enough that they are not closed, not converted;
    - `customer` is the condition on an account that makes it a customer;
    - the fiscal year begins with `fiscal_start_month`, a week on `week_start` (0 is Monday);
    - `dates` and `money` are the paths that are meant when nobody says which, by entity, where
      they are not the usual ones.
    """

    stale_days: int = 30
    open_orders: tuple[str, ...] = ("Draft", "Activated")
    open_tasks: tuple[str, ...] = ()
    open_leads: tuple[str, ...] = ()
    customer: Condition = field(default_factory=lambda: compare("Type", Op.EQ, "Customer"))
    team: Team = Team.DIRECT
    fiscal_start_month: int = 1
    week_start: int = 0
    dates: Mapping[str, str] = field(default_factory=dict)
    money: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.stale_days < 1:
            raise ValueError("a deal is stale after one day or more")
        if not self.open_orders:
            raise ValueError("at least one status makes an order open")
        self.calendar(date(2000, 1, 1))

    def calendar(self, today: date) -> Calendar:
        """The organisation's calendar as seen from a day."""
        return Calendar(today, self.fiscal_start_month, self.week_start)


USUAL_DEFINITIONS = Definitions()
