"""Open deals on which nobody logged anything for a while: those that questions call stale.

The CRM's last activity is the latest task or event. Where there never was one, the days are counted
from when the deal was created, so that a fresh deal is left in peace.
"""

from datetime import UTC, date, datetime, time, timedelta

from crm.definitions import Definitions
from crm.figures import untouched
from crm.query import And, Condition
from nudges.rule import EXAMPLE_DAY, Example, Rule
from nudges.rules.deals import FACTS, OPEN
from nudges.settings import NudgeSettings


def _condition(today: date, settings: NudgeSettings, meant: Definitions) -> Condition:
    return And((OPEN, untouched(datetime.combine(today, time(), UTC), meant.stale_days)))


NO_ACTIVITY = Rule(
    name="no_activity",
    entity="Opportunity",
    field="NextStep",
    ask="Nothing was logged here for a while. What happens next?",
    why="A deal nobody touches is soon forgotten; a next step puts it back on your list.",
    looks="Open deals on which nothing was logged for a while.",
    since="LastActivityDate",
    condition=_condition,
    facts=(*FACTS, "LastActivityDate"),
    size="Amount",
    due="CloseDate",
    flagged=Example(
        "an open deal with its last call 31 days ago",
        (("IsClosed", False), ("LastActivityDate", EXAMPLE_DAY - timedelta(days=31))),
    ),
    fine=Example(
        "an open deal without any activity, created yesterday",
        (("IsClosed", False), ("CreatedDate", datetime(2026, 11, 15, 12, tzinfo=UTC))),
    ),
)
