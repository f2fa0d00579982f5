"""Whose it is: me, a team, a first name, colleagues."""

from tests.questions.expected import outcome
from tests.questions.fresh.checks import any_of, counted, first, listed, only, totalled
from tests.questions.fresh.keeps import amount, both, closes, owned, team
from tests.questions.newcomers.checks import (
    NADIA,
    field_of,
    harriet,
    margot,
    nadia,
    where,
)
from tests.questions.org import THIS_YEAR, is_open, is_won

ROWS = [
    margot(
        "open deals of marcus's team",
        listed("Opportunity", both(is_open, team("Marcus Oyelaran"))),
    ),
    margot(
        "which deals did keiko win this year",
        listed("Opportunity", both(is_won, owned("Keiko Ashford"), closes(*THIS_YEAR))),
    ),
    margot("deals owned by Anna", outcome("clarify", "Anna Moretti", "Anna Lindqvist")),
    nadia(
        "who's my manager?",
        any_of(
            only("User", where("Name", "Marcus Oyelaran")),
            field_of("User", where("Name", NADIA), "Manager.Name"),
        ),
    ),
    nadia("who reports to Mei-Ling Tan", listed("User", where("Manager.Name", "Mei-Ling Tan"))),
    margot(
        "Show me the enterprise account executives",
        listed("User", where("Title", "Enterprise Account Executive")),
    ),
    margot(
        "pipeline of siobhan o'rourke",
        totalled("Opportunity", "Amount", both(is_open, owned("Siobhán O'Rourke"))),
    ),
    margot(
        "ruth's biggest open deal",
        first(
            1,
            "Opportunity",
            both(is_open, owned("Ruth Abernethy"), amount(lambda a: True)),
            lambda d: d.Amount,
        ),
    ),
    margot(
        "How many accounts does Wesley Quon look after?",
        counted("Account", owned("Wesley Quon")),
    ),
    harriet(
        "leads assigned to me that i havent converted",
        listed("Lead", both(owned("Harriet Pym"), where("IsConverted", False))),
    ),
]
