"""Chat spelling: abbreviations, missing apostrophes; and where they are something else."""

from datetime import date

from tests.questions.expected import ask
from tests.questions.fresh.checks import counted, field, first, listed, sorted_by
from tests.questions.fresh.keeps import both, closes, mine, starts, unpaid
from tests.questions.operations.checks import account, empty, linked, of
from tests.questions.org import Q4, TODAY, is_open

_NEXT_WEEK = (date(2026, 11, 23), date(2026, 11, 29))
_COLORADO = account(of("BillingState", "CO"))
_open_and_mine = both(is_open, mine)

_SPELLED = [
    ask(
        "my open opps w/ no amt on em", listed("Opportunity", both(_open_and_mine, empty("Amount")))
    ),
    ask(
        "which of my accts r manufacturing",
        listed("Account", both(mine, of("Industry", "Manufacturing"))),
    ),
    ask("my mtgs nxt week", listed("Event", both(mine, starts(*_NEXT_WEEK)))),
    ask(
        "how many ppl work at kinvale crossing energy",
        field("Account", "Kinvale Crossing Energy", "NumberOfEmployees"),
    ),
    ask(
        "top 3 opps of mine by amt, open",
        first(3, "Opportunity", _open_and_mine, lambda d: d.Amount or 0),
    ),
    ask(
        "my open opps sorted by close date soonest 1st",
        sorted_by("Opportunity", _open_and_mine, lambda d: d.CloseDate),
    ),
    ask(
        "high prio tasks of mine that are open",
        listed("Task", both(_open_and_mine, of("Priority", "High"))),
    ),
    ask(
        "whats the stage of Halden – Gateway refresh pilot",
        field("Opportunity", "Halden – Gateway refresh pilot", "StageName"),
    ),
    ask("deals that dont have an amount", listed("Opportunity", empty("Amount"))),
    ask("can u show me my open deals pls", listed("Opportunity", _open_and_mine)),
    ask(
        "my open deals closing b4 xmas",
        listed("Opportunity", both(_open_and_mine, lambda d: d.CloseDate < date(2026, 12, 25))),
    ),
    ask("how many open deals this q", counted("Opportunity", both(is_open, closes(*Q4)))),
    ask(
        "open deals btw 20k and 30k",
        listed(
            "Opportunity",
            both(is_open, lambda d: d.Amount is not None and 20000 <= d.Amount <= 30000),
        ),
    ),
    ask(
        "unpaid invoices due nxt week",
        listed("Invoice", both(unpaid, lambda i: _NEXT_WEEK[0] <= i.DueDate <= _NEXT_WEEK[1])),
    ),
    ask("orlando radley phone nr", field("Contact", "Orlando Radley", "Phone")),
]

_SOMETHING_ELSE = [
    ask("parent co of isarquell?", field("Account", "Isarquell Getränke", "Parent.Name")),
    ask("accounts in CO", listed("Account", of("BillingState", "CO"))),
    ask("accounts in co", listed("Account", of("BillingState", "CO"))),
    ask("open deals at co accounts", listed("Opportunity", both(is_open, _COLORADO))),
    ask("how many open deals in the co", counted("Opportunity", is_open)),
    ask(
        "accts of mine w 2 open deals",
        listed("Account", both(mine, linked("Opportunity", is_open, at_least=2))),
    ),
    ask("my mtgs in the next 2 w", listed("Event", both(mine, starts(TODAY, date(2026, 12, 2))))),
]

ROWS = [*_SPELLED, *_SOMETHING_ELSE]
