"""The most, the least, the latest, and what is sorted."""

from tests.questions.expected import ask, top
from tests.questions.fresh.checks import (
    any_of,
    first,
    leading,
    on_day,
    per,
    sorted_by,
)
from tests.questions.fresh.keeps import (
    amount,
    both,
    closes,
    mine,
    open_order,
    overdue,
    team,
    unpaid,
)
from tests.questions.org import Q3, Q4, THIS_YEAR, TODAY, Rec, is_lost, is_open, is_won

_known = amount(lambda a: True)


def _size(deal: Rec) -> object:
    return deal.Amount


ROWS = [
    ask("top 5 open deals", first(5, "Opportunity", both(is_open, _known), _size)),
    ask("my biggest open deal", first(1, "Opportunity", both(is_open, mine, _known), _size)),
    ask(
        "three smallest open deals",
        first(3, "Opportunity", both(is_open, _known), _size, descending=False),
    ),
    ask(
        "largest deal we lost this year",
        first(1, "Opportunity", both(is_lost, closes(*THIS_YEAR)), _size),
    ),
    ask(
        "show me the 3 largest accounts by number of employees",
        first(3, "Account", lambda a: True, lambda a: a.NumberOfEmployees),
    ),
    ask(
        "which account has the highest annual revenue",
        first(1, "Account", lambda a: a.AnnualRevenue is not None, lambda a: a.AnnualRevenue),
    ),
    ask(
        "5 oldest open deals",
        first(5, "Opportunity", is_open, lambda d: d.CreatedDate, descending=False),
    ),
    ask("newest account?", first(1, "Account", lambda a: True, lambda a: a.CreatedDate)),
    ask("latest 4 leads", first(4, "Lead", lambda x: True, lambda x: x.CreatedDate)),
    ask(
        "my next deal to close",
        first(
            1,
            "Opportunity",
            both(is_open, mine, lambda d: d.CloseDate >= TODAY),
            lambda d: d.CloseDate,
            descending=False,
        ),
    ),
    ask(
        "biggest overdue invoice",
        first(1, "Invoice", overdue, lambda i: i.Balance),
    ),
    ask(
        "oldest unpaid invoice",
        first(1, "Invoice", unpaid, lambda i: i.InvoiceDate, descending=False),
    ),
    ask(
        "list my open deals sorted by close date",
        sorted_by("Opportunity", both(is_open, mine), lambda d: d.CloseDate),
    ),
    ask(
        "my accounts sorted by employees, largest first",
        sorted_by("Account", mine, lambda a: a.NumberOfEmployees, descending=True),
    ),
    ask(
        "top 3 reps by won amount this year",
        top(
            3,
            per(
                "Opportunity",
                lambda d: d.Owner.Name,
                both(is_won, closes(*THIS_YEAR)),
                "Amount",
            ),
        ),
    ),
    ask(
        "5 accounts with the largest pipeline",
        leading(5, per("Opportunity", lambda d: d.Account.Name, is_open, "Amount")),
    ),
    ask(
        "when does my largest open deal close",
        any_of(
            on_day(
                lambda o: (
                    max(
                        (d for d in o.all("Opportunity") if is_open(d) and mine(d) and d.Amount),
                        key=lambda d: d.Amount,
                    ).CloseDate
                )
            ),
            first(1, "Opportunity", both(is_open, mine, _known), _size),
        ),
    ),
    ask(
        "which of my open deals has been stuck in its stage the longest",
        first(
            1,
            "Opportunity",
            both(is_open, mine),
            lambda d: d.LastStageChangeDate,
            descending=False,
        ),
    ),
    ask(
        "least recently touched account of mine",
        first(1, "Account", mine, lambda a: a.LastActivityDate, descending=False),
    ),
    ask(
        "my open orders, newest first",
        sorted_by("Order", both(mine, open_order), lambda r: r.EffectiveDate, descending=True),
    ),
    ask("my accounts alphabetically", sorted_by("Account", mine, lambda a: a.Name)),
    ask(
        "who has the most open deals",
        top(1, per("Opportunity", lambda d: d.Owner.Name, is_open)),
    ),
    ask(
        "which rep won the highest amount last quarter",
        top(1, per("Opportunity", lambda d: d.Owner.Name, both(is_won, closes(*Q3)), "Amount")),
        as_="margot",
    ),
    ask(
        "which industry has the biggest pipeline",
        top(1, per("Opportunity", lambda d: d.Account.Industry, is_open, "Amount")),
    ),
    ask(
        "which stage has the most open deals",
        top(1, per("Opportunity", lambda d: d.StageName, is_open)),
    ),
    ask(
        "who on my team lost the most deals this quarter",
        top(
            1,
            per(
                "Opportunity",
                lambda d: d.Owner.Name,
                both(is_lost, closes(*Q4), team("Marcus Oyelaran")),
            ),
        ),
        as_="marcus",
    ),
]
