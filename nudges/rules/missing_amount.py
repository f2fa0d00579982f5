"""Open deals that say nothing about what they are worth."""

from datetime import date
from decimal import Decimal

from crm.definitions import Definitions
from crm.query import And, Condition
from nudges.junk import blank_amount
from nudges.rule import Example, Rule
from nudges.rules.deals import FACTS, OPEN
from nudges.settings import NudgeSettings


def _condition(today: date, settings: NudgeSettings, meant: Definitions) -> Condition:
    return And((OPEN, blank_amount("Amount")))


MISSING_AMOUNT = Rule(
    name="missing_amount",
    entity="Opportunity",
    field="Amount",
    ask="What is this deal worth, roughly?",
    why="A deal without an amount is in no forecast and counts nothing towards your quota.",
    looks="Open deals without an amount, or with one that only stands in for it.",
    condition=_condition,
    facts=FACTS,
    size="Amount",
    due="CloseDate",
    flagged=Example(
        "an open deal with a placeholder of 1",
        (("IsClosed", False), ("Amount", Decimal(1))),
    ),
    fine=Example(
        "an open deal over 20,000",
        (("IsClosed", False), ("Amount", Decimal(20000))),
    ),
)
