"""The most, the least, the first, the last, and who comes before whom."""

from tests.questions.expected import ask
from tests.questions.fresh.checks import any_of, first, leading, per, sorted_by
from tests.questions.fresh.keeps import both, closes, mine, owned, team, unpaid
from tests.questions.managers.checks import ranked
from tests.questions.managers.keeps import (
    EMEA,
    key,
    lost_in,
    region,
    sold,
    win_rates,
    won_in,
)
from tests.questions.org import (
    LAST_MONTH,
    Q3,
    THIS_YEAR,
    TODAY,
    is_open,
    within,
)

ROWS = [
    ask(
        "what's the biggest deal we have open at the moment",
        first(
            1,
            "Opportunity",
            both(is_open, lambda d: d.Amount is not None),
            lambda d: d.Amount,
        ),
        as_="margot",
    ),
    ask(
        "top 5 accounts by won revenue this year",
        leading(5, per("Opportunity", key("Account.Name"), won_in(THIS_YEAR), "Amount")),
        as_="margot",
    ),
    ask(
        "smallest deal i won this year",
        first(
            1,
            "Opportunity",
            both(mine, won_in(THIS_YEAR), lambda d: d.Amount is not None),
            lambda d: d.Amount,
            descending=False,
        ),
    ),
    ask(
        "hey do you know who sold the most last quarter",
        leading(1, per("Opportunity", key("Owner.Name"), won_in(Q3), "Amount")),
        as_="mei-ling",
    ),
    ask(
        "which open opp on my team is the oldest",
        first(
            1,
            "Opportunity",
            both(is_open, team("Teresa Villaseñor")),
            lambda d: d.CreatedDate,
            descending=False,
        ),
        as_="teresa",
    ),
    ask(
        "Which three customers owe us the most money?",
        leading(3, per("Invoice", key("Account.Name"), unpaid, "Balance")),
        as_="tobias",
    ),
    ask(
        "my next deal to close",
        any_of(
            first(
                1,
                "Opportunity",
                both(mine, is_open, lambda d: d.CloseDate >= TODAY),
                lambda d: d.CloseDate,
                descending=False,
            ),
            first(1, "Opportunity", both(mine, is_open), lambda d: d.CloseDate, descending=False),
        ),
    ),
    ask(
        "rank regions by open pipeline",
        ranked(5, per("Opportunity", key("Owner.Region__c"), is_open, "Amount")),
        as_="margot",
    ),
    ask(
        "three reps with the lowest win rate this year",
        ranked(3, win_rates(key("Owner.Name"), closes(*THIS_YEAR)), ascending=True),
        as_="tobias",
    ),
    ask(
        "largest invoice we sent out last month",
        first(
            1,
            "Invoice",
            lambda i: within(i.InvoiceDate, *LAST_MONTH),
            lambda i: i.Amount,
        ),
        as_="tobias",
    ),
    ask(
        "top ten open deals in emea by amount",
        first(
            10,
            "Opportunity",
            both(is_open, region(*EMEA), lambda d: d.Amount is not None),
            lambda d: d.Amount,
        ),
        as_="margot",
    ),
    ask(
        "my accts sorted by no of employees biggest first",
        sorted_by("Account", mine, lambda a: a.NumberOfEmployees, descending=True),
    ),
    ask(
        "Which product family has the least sales this year?",
        ranked(
            1,
            per("OpportunityLineItem", key("Product2.Family"), sold(THIS_YEAR), "TotalPrice"),
            ascending=True,
        ),
        as_="stefan",
    ),
    ask(
        "what's the highest order value we've ever had, which order",
        first(1, "Order", lambda r: True, lambda r: r.TotalAmount),
        as_="fiona",
    ),
    ask(
        "which industry has our best win rate this year",
        ranked(1, win_rates(key("Account.Industry"), closes(*THIS_YEAR))),
        as_="margot",
    ),
    ask(
        "the ten most recent leads",
        first(10, "Lead", lambda r: True, lambda r: r.CreatedDate),
        as_="tobias",
    ),
    ask(
        "which competitor beat us most often this year",
        leading(
            1,
            per(
                "Opportunity",
                key("Competitor__c"),
                both(lost_in(THIS_YEAR), lambda d: d.Competitor__c is not None),
            ),
        ),
        as_="teresa",
    ),
    ask(
        "kavita's 3 largest open deals",
        first(
            3,
            "Opportunity",
            both(owned("Kavita Ranasing"), is_open, lambda d: d.Amount is not None),
            lambda d: d.Amount,
        ),
        as_="mei-ling",
    ),
]
