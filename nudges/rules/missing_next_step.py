"""Open deals of which nobody wrote down what happens next."""

from datetime import date

from crm.definitions import Definitions
from crm.query import And, Condition
from nudges.junk import blank
from nudges.rule import Example, Rule
from nudges.rules.deals import FACTS, OPEN
from nudges.settings import NudgeSettings


def _condition(today: date, settings: NudgeSettings, meant: Definitions) -> Condition:
    return And((OPEN, blank("NextStep")))


MISSING_NEXT_STEP = Rule(
    name="missing_next_step",
    entity="Opportunity",
    field="NextStep",
    ask="What is the next step here?",
    why="With the next step written down, whoever covers for you can go on where you are.",
    looks="Open deals without a next step.",
    condition=_condition,
    facts=FACTS,
    size="Amount",
    due="CloseDate",
    flagged=Example(
        "an open deal whose next step is TBD",
        (("IsClosed", False), ("NextStep", "TBD")),
    ),
    fine=Example(
        "an open deal with a demo booked",
        (("IsClosed", False), ("NextStep", "Demo for the buying team on Friday")),
    ),
)
