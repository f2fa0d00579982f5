"""Two and three turns: the same narrowed, moved on, counted up, and asked of somebody else."""

from datetime import date

from tests.questions.expected import ask, value
from tests.questions.fresh.checks import (
    by,
    counted,
    field,
    first,
    listed,
    per,
    sorted_by,
    totalled,
)
from tests.questions.fresh.keeps import (
    K,
    amount,
    at,
    both,
    closes,
    created,
    late,
    mine,
    open_order,
    overdue,
    owned,
    starts,
    team,
)
from tests.questions.org import (
    LAST_MONTH,
    Q3,
    Q4,
    THIS_MONTH,
    THIS_YEAR,
    is_lost,
    is_open,
    is_won,
)
from tests.questions.visitors.checks import (
    DECEMBER,
    OURS,
    ordered_in,
    person,
    priced,
    regional_win_rates,
    renewal,
    weighted,
)

_YEAR = closes(*THIS_YEAR)
_2025 = closes(date(2025, 1, 1), date(2025, 12, 31))
_JANUARY = closes(date(2027, 1, 1), date(2027, 1, 31))
_WEEK_AFTER = (date(2026, 11, 30), date(2026, 12, 6))
_TEAM_THIS_MONTH = both(OURS, is_open, closes(*THIS_MONTH))

ROWS = [
    # the director
    ask(
        "and which did they lose?",
        listed("Opportunity", both(OURS, is_lost, closes(*THIS_MONTH))),
        "which deals did my team win this month",
        as_="marcus",
    ),
    ask(
        "and last quarter?",
        totalled("Opportunity", "Amount", both(is_won, closes(*Q3))),
        "what was our revenue this quarter",
        as_="marcus",
    ),
    ask(
        "and Matthias's team?",
        totalled("Opportunity", "Amount", both(is_open, team("Matthias Krähenbühl"))),
        "pipeline of fiona's team",
        as_="marcus",
    ),
    ask(
        "same for leo",
        listed("Opportunity", both(owned("Leo Castellane"), is_open)),
        "show me caleb's open deals",
        as_="marcus",
    ),
    ask(
        "only my team please",
        by(per("Opportunity", lambda d: d.Owner.Name, both(OURS, is_open), "Amount")),
        "pipeline by rep",
        as_="marcus",
    ),
    ask(
        "sort them by amount, biggest first",
        sorted_by(
            "Opportunity",
            _TEAM_THIS_MONTH,
            lambda d: d.Amount if priced(d) else -1,
            descending=True,
        ),
        "my team's deals closing this month",
        as_="marcus",
    ),
    ask(
        "which of them are overdue",
        listed("Task", both(OURS, late)),
        "open tasks of my team",
        as_="marcus",
    ),
    ask(
        "by region",
        by(regional_win_rates(_YEAR)),
        "what's our win rate this year",
        as_="marcus",
    ),
    ask(
        "list the ones over 150k",
        listed("Opportunity", both(is_open, amount(lambda a: a > 150 * K))),
        "how many open deals do we have",
        as_="marcus",
    ),
    ask(
        "and weighted?",
        value(lambda o: weighted(o, both(owned("Nadia Prewitt"), is_open)), "USD"),
        "nadia's open deals",
        "what's the total amount",
        as_="marcus",
    ),
    ask(
        "just the ones against kestovar",
        listed(
            "Opportunity",
            both(is_lost, closes(*Q4), lambda d: d.Competitor__c == "Kestovar"),
        ),
        "deals we lost this quarter",
        as_="marcus",
    ),
    # the rep in the car
    ask(
        "only the ones over 50k",
        listed("Opportunity", both(mine, is_open, amount(lambda a: a > 50 * K))),
        "my open deals",
    ),
    ask(
        "what are they worth all together",
        totalled("Opportunity", "Amount", both(mine, is_open, renewal)),
        "show me my open deals",
        "just the renewals",
    ),
    ask(
        "what's her phone number",
        field("Contact", "Felicia O'Bannon", "Phone"),
        "who is the cfo of quarrowbank mills",
    ),
    ask(
        "okay and when does it close",
        field("Opportunity", "Halden – Gateway refresh pilot", "CloseDate"),
        "show me the halden gateway refresh pilot",
    ),
    ask(
        "which one is the biggest",
        first(1, "Opportunity", both(at("Stavering Rail"), is_open, priced), lambda d: d.Amount),
        "open deals for stavering rail",
    ),
    ask(
        "and the week after",
        listed("Event", both(mine, starts(*_WEEK_AFTER))),
        "my meetings next week",
    ),
    ask(
        "what's her email",
        field("User", "Yolanda Ferris", "Email"),
        "who owns fennimoor bottling",
    ),
    ask(
        "who's the buyer",
        person("Contact", "Glenn Sandoval-Pike"),
        "contacts at Brightwater Foods",
    ),
    ask(
        "and the open tasks",
        listed("Task", both(at("Halden"), is_open)),
        "open deals of halden",
    ),
    # customer success
    ask(
        "how many of them are from trade shows",
        counted("Lead", both(created(*LAST_MONTH), lambda r: r.LeadSource == "Trade Show")),
        "leads created last month",
        as_="caleb",
    ),
    ask(
        "which of them have open deals?",
        listed(
            "Account",
            lambda a: (
                a.BillingCountry == "United Kingdom"
                and any(is_open(d) for d in a._org.all("Opportunity") if d.AccountId == a.Id)
            ),
        ),
        "accounts in the UK",
        as_="caleb",
    ),
    ask(
        "just the open ones",
        listed("Order", both(at("Open Range"), open_order)),
        "orders of Open Range",
        as_="caleb",
    ),
    ask(
        "who are our contacts there",
        listed("Contact", at("Penhollow Paper")),
        "what's going on with Penhollow Paper",
        as_="caleb",
    ),
    ask(
        "and in january?",
        listed("Opportunity", both(is_open, renewal, _JANUARY)),
        "renewals closing in december",
        as_="caleb",
    ),
    ask(
        "how many is that",
        counted("Opportunity", both(is_open, renewal, closes(*DECEMBER))),
        "show me the renewals closing in december",
        as_="caleb",
    ),
    # finance
    ask(
        "how much is that in total?",
        totalled("Invoice", "Balance", overdue),
        "which invoices are overdue",
        as_="margot",
    ),
    ask(
        "by customer please",
        by(per("Invoice", lambda i: i.Account.Name, overdue, "Balance")),
        "total overdue balance",
        as_="margot",
    ),
    ask(
        "what about last year",
        totalled("Opportunity", "Amount", both(is_won, _2025)),
        "how much revenue did we make this year",
        as_="margot",
    ),
    ask(
        "what's the total value of those",
        totalled("Order", "TotalAmount", ordered_in(*LAST_MONTH)),
        "show me last month's orders",
        as_="margot",
    ),
]
