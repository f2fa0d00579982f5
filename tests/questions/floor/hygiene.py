"""What is missing, late or forgotten: the list before a pipeline review."""

from tests.questions.expected import ask
from tests.questions.floor.checks import accounts, lacking
from tests.questions.fresh.checks import any_of, counted, listed, per
from tests.questions.fresh.keeps import (
    K,
    amount,
    both,
    closes,
    day,
    late,
    mine,
    slipped,
    stale,
    team,
    to_come,
)
from tests.questions.managers.checks import table
from tests.questions.managers.keeps import key, region, where
from tests.questions.org import Q4, TODAY, Rec, is_open


def _untouched(record: Rec) -> bool:
    """Nothing done for six weeks."""
    touched = record.LastActivityDate or day(record.CreatedDate)
    return (TODAY - touched).days > 42


def _no_amount(deal: Rec) -> bool:
    return deal.Amount is None


def _no_next_step(deal: Rec) -> bool:
    return not deal.NextStep


ROWS = [
    ask(
        "which of my open deals dont have a next step filled in",
        listed("Opportunity", both(mine, is_open, _no_next_step)),
    ),
    ask(
        "deals on my team where the amount is missing",
        any_of(
            listed("Opportunity", both(team("Fiona Macrae"), is_open, _no_amount)),
            listed("Opportunity", both(team("Fiona Macrae"), _no_amount)),
        ),
        as_="fiona",
    ),
    ask(
        "open opps that should have been closed by now",
        listed("Opportunity", slipped),
        as_="tobias",
    ),
    ask(
        "stale deals in APAC",
        listed("Opportunity", both(stale, region("APAC"))),
        as_="mei-ling",
    ),
    ask(
        "Accounts where no industry is maintained",
        listed("Account", where("Industry", None)),
        as_="tobias",
    ),
    ask(
        "how many contacts have no email on file",
        counted("Contact", where("Email", None)),
        as_="tobias",
    ),
    ask(
        "leads that doesn't have any email address",
        listed("Lead", where("Email", None)),
        as_="tobias",
    ),
    ask(
        "accounts nobody's touched in the last 42 days",
        listed("Account", _untouched),
        as_="margot",
    ),
    ask(
        "open deals w/o lead source, how many",
        counted("Opportunity", both(is_open, where("LeadSource", None))),
        as_="tobias",
    ),
    ask(
        "um which open deals closing this quarter have a probability below twenty percent",
        listed("Opportunity", both(is_open, closes(*Q4), lambda d: d.Probability < 20)),
        as_="marcus",
    ),
    ask(
        "commit deals that are past their close date",
        listed("Opportunity", both(slipped, where("ForecastCategoryName", "Commit"))),
        as_="tobias",
    ),
    ask(
        "overdue tasks per rep in my team please",
        table(per("Task", key("Owner.Name"), both(team("Marcus Oyelaran"), late))),
        as_="marcus",
    ),
    ask(
        "which accounts have neither a phone number nor annual revenue",
        listed("Account", both(where("Phone", None), where("AnnualRevenue", None))),
        as_="tobias",
    ),
    ask(
        "slipped deals with no next step either",
        listed("Opportunity", both(slipped, _no_next_step)),
        as_="teresa",
    ),
    ask(
        "my customers with no meeting planned",
        accounts(mine, lacking("Event", to_come)),
    ),
    ask(
        "open deals over 40k we've done nothing on for 30 days",
        listed("Opportunity", both(stale, amount(lambda a: a > 40 * K))),
        as_="marcus",
    ),
]
