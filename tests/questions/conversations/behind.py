"""Whose or of which those are: a bare "which reps?", "which regions?" behind an answer."""

from datetime import date

from tests.questions.expected import ask
from tests.questions.floor.checks import not_answered
from tests.questions.fresh.checks import counted, first, listed, per
from tests.questions.fresh.keeps import both, created, mine
from tests.questions.managers.checks import table
from tests.questions.managers.keeps import key, won_in
from tests.questions.operations.checks import account
from tests.questions.org import THIS_YEAR, Rec, is_open

_MONTH_AGO = date(2026, 10, 18)
_MY_OPEN = both(is_open, mine)


def _unmoved(deal: Rec) -> bool:
    moved = deal.LastStageChangeDate
    return bool(is_open(deal) and moved is not None and moved.date() < _MONTH_AGO)


ROWS = [
    ask(
        "which accounts", table(per("Opportunity", key("Account.Name"), _MY_OPEN)), "my open deals"
    ),
    ask(
        "which regions",
        table(per("Opportunity", key("Owner.Region__c"), won_in(THIS_YEAR), "Amount")),
        "won amount this year",
    ),
    ask("what stages", table(per("Opportunity", key("StageName"), _MY_OPEN)), "my open deals"),
    ask("what stage", not_answered),
    ask(
        "the 3 biggest open deals with their stage",
        first(3, "Opportunity", is_open, lambda d: d.Amount or 0),
    ),
    ask("which of my deals haven't moved in a month", listed("Opportunity", both(mine, _unmoved))),
    ask("how many new accounts did we add this year", counted("Account", created(*THIS_YEAR))),
    ask(
        "who else do we know at halden",
        listed("Contact", account(lambda a: a.Name == "Halden")),
    ),
]
