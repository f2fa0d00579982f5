"""Open deals on which nothing at all has changed for a long time.

Without a history of stages nobody can say how long a deal has been in its stage. What is certain:
a record that was not modified has not moved either. So the rule flags fewer deals than are stuck,
and says only what is true of them; a deal of which the last change is unknown is left alone.
"""

from datetime import UTC, date, datetime, timedelta

from crm.definitions import Definitions
from crm.query import And, Condition, Op, compare
from nudges.rule import Example, Rule
from nudges.rules.deals import FACTS, OPEN, end_of
from nudges.settings import NudgeSettings


def _condition(today: date, settings: NudgeSettings, meant: Definitions) -> Condition:
    last = today - timedelta(days=settings.stuck_days)
    return And((OPEN, compare("LastModifiedDate", Op.LT, end_of(last))))


STUCK_IN_STAGE = Rule(
    name="stuck_in_stage",
    entity="Opportunity",
    field="StageName",
    ask="Nothing on this deal has changed for weeks. Is it still in this stage?",
    why="Your pipeline is only as believable as its stages; a deal that moved shows your work.",
    looks="Open deals on which nothing was changed for weeks.",
    since="LastModifiedDate",
    condition=_condition,
    facts=(*FACTS, "LastModifiedDate"),
    size="Amount",
    due="CloseDate",
    flagged=Example(
        "an open deal last changed on 1 September",
        (("IsClosed", False), ("LastModifiedDate", datetime(2026, 9, 1, 12, tzinfo=UTC))),
    ),
    fine=Example(
        "an open deal changed last week",
        (("IsClosed", False), ("LastModifiedDate", datetime(2026, 11, 9, 12, tzinfo=UTC))),
    ),
)
