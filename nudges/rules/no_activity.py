"""Open deals on which nobody logged anything for a while.

The CRM's last activity is the latest task or event. Where there never was one, the days are counted
from when the deal was created, so that a fresh deal is left in peace.
"""

from datetime import UTC, date, datetime, timedelta

from crm.query import And, Condition, Op, Or, compare
from nudges.rule import EXAMPLE_DAY, Example, Rule
from nudges.rules.deals import FACTS, OPEN, end_of
from nudges.settings import NudgeSettings


def _condition(today: date, settings: NudgeSettings) -> Condition:
    last = today - timedelta(days=settings.no_activity_days)
    quiet = compare("LastActivityDate", Op.LE, last)
    never = And(
        (compare("LastActivityDate", Op.EMPTY), compare("CreatedDate", Op.LT, end_of(last)))
    )
    return And((OPEN, Or((quiet, never))))


NO_ACTIVITY = Rule(
    name="no_activity",
    entity="Opportunity",
    field="NextStep",
    ask="Nothing was logged here for a while. What happens next?",
    why="A deal nobody touches is soon forgotten; a next step puts it back on your list.",
    condition=_condition,
    facts=(*FACTS, "LastActivityDate"),
    size="Amount",
    due="CloseDate",
    flagged=Example(
        "an open deal with its last call 30 days ago",
        (("IsClosed", False), ("LastActivityDate", EXAMPLE_DAY - timedelta(days=30))),
    ),
    fine=Example(
        "an open deal without any activity, created yesterday",
        (("IsClosed", False), ("CreatedDate", datetime(2026, 11, 15, 12, tzinfo=UTC))),
    ),
)
