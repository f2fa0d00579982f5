"""Accounts of which nobody noted the industry."""

from datetime import date

from crm.definitions import Definitions
from crm.query import Condition
from nudges.junk import blank
from nudges.rule import Example, Rule
from nudges.settings import NudgeSettings


def _condition(today: date, settings: NudgeSettings, meant: Definitions) -> Condition:
    return blank("Industry")


ACCOUNT_WITHOUT_INDUSTRY = Rule(
    name="account_without_industry",
    entity="Account",
    field="Industry",
    ask="Which industry is this account in?",
    why="With its industry set, it turns up when somebody looks for a reference in your field.",
    looks="Accounts without an industry.",
    condition=_condition,
    facts=("Type", "BillingCity", "LastActivityDate"),
    flagged=Example("an account without an industry", (("Industry", None),)),
    fine=Example("an account in healthcare", (("Industry", "Healthcare"),)),
)
