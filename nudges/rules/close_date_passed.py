"""Open deals that should be closed by now, if their date were true."""

from datetime import date, timedelta

from crm.definitions import Definitions
from crm.query import And, Condition, Op, compare
from nudges.rule import EXAMPLE_DAY, Example, Rule
from nudges.rules.deals import FACTS, OPEN
from nudges.settings import NudgeSettings


def _condition(today: date, settings: NudgeSettings, meant: Definitions) -> Condition:
    return And((OPEN, compare("CloseDate", Op.LT, today)))


CLOSE_DATE_PASSED = Rule(
    name="close_date_passed",
    entity="Opportunity",
    field="CloseDate",
    ask="When do you expect to close it now?",
    why="An open deal with a past date is counted in a quarter in which it can't close any more.",
    looks="Open deals whose close date has passed.",
    since="CloseDate",
    condition=_condition,
    facts=FACTS,
    size="Amount",
    due="CloseDate",
    flagged=Example(
        "an open deal that was due yesterday",
        (("IsClosed", False), ("CloseDate", EXAMPLE_DAY - timedelta(days=1))),
    ),
    fine=Example(
        "an open deal that is due today",
        (("IsClosed", False), ("CloseDate", EXAMPLE_DAY)),
    ),
)
