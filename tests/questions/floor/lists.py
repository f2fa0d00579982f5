"""Which records: by what they are, and by what hangs on them."""

from decimal import Decimal

from tests.questions.expected import ask
from tests.questions.floor.checks import (
    DECEMBER,
    NOVEMBER,
    accounts,
    having,
    in_country,
    lacking,
    number,
)
from tests.questions.fresh.checks import any_of, listed
from tests.questions.fresh.keeps import (
    K,
    amount,
    both,
    closes,
    mine,
    open_order,
    team,
    unpaid,
)
from tests.questions.managers.keeps import region, where
from tests.questions.org import is_open
from tests.questions.reps.checks import accounts_of, contacts_where

ROWS = [
    ask("so what deals have i got open right now", listed("Opportunity", both(mine, is_open))),
    ask(
        "open deals above 100k, whole company",
        listed("Opportunity", both(is_open, amount(lambda a: a > 100 * K))),
        as_="tobias",
    ),
    ask(
        "everything of mine that's sitting in negotiation",
        listed("Opportunity", both(mine, where("StageName", "Negotiation/Review"))),
    ),
    ask(
        "accounts in the UK that we've got no open opportunity with",
        accounts(in_country("United Kingdom"), lacking("Opportunity", is_open)),
        as_="fiona",
    ),
    ask(
        "Please list me the plant managers at accounts in Ireland",
        contacts_where(
            lambda o, c: (
                c.Title == "Plant Manager"
                and c.Account is not None
                and c.Account.BillingCountry == "Ireland"
            )
        ),
        as_="fiona",
    ),
    ask(
        "all the transportation clients we've got in singapore",
        listed(
            "Account",
            both(in_country("Singapore"), where("Industry", "Transportation")),
        ),
        as_="mei-ling",
    ),
    ask(
        "which renewals are still open and flagged high risk",
        listed(
            "Opportunity",
            both(is_open, where("Type", "Renewal"), where("Renewal_Risk__c", "High")),
        ),
        as_="teresa",
    ),
    ask(
        "prospects in energy or utilities or construction",
        listed(
            "Account",
            both(
                where("Type", "Prospect"),
                where("Industry", "Energy", "Utilities", "Construction"),
            ),
        ),
    ),
    ask(
        "open opps at accounts with more than 5000 employees",
        listed(
            "Opportunity",
            both(is_open, lambda d: (d.Account.NumberOfEmployees or 0) > 5000),
        ),
        as_="margot",
    ),
    ask(
        "deals in proposal where kestovar is the competitor",
        listed(
            "Opportunity",
            both(
                where("StageName", "Proposal/Price Quote"),
                where("Competitor__c", "Kestovar"),
            ),
        ),
        as_="tobias",
    ),
    ask(
        "Show me please all leads from trade shows which are not yet converted.",
        listed("Lead", both(where("LeadSource", "Trade Show"), lambda r: not r.IsConverted)),
        as_="lena",
    ),
    ask(
        "Kindly share the accounts having more than 3 open opportunities",
        accounts(lambda a: True, lambda o, a: number(o, a, "Opportunity", is_open) > 3),
        as_="kavita",
    ),
    ask(
        "deals between 50 and 75k closing in december",
        listed(
            "Opportunity",
            both(is_open, closes(*DECEMBER), amount(lambda a: 50 * K <= a <= 75 * K)),
        ),
        as_="margot",
    ),
    ask(
        "which accounts have an activated order but no unpaid invoice",
        accounts(
            lambda a: True,
            lambda o, a: (
                having("Order", where("Status", "Activated"))(o, a)
                and lacking("Invoice", unpaid)(o, a)
            ),
        ),
        as_="tobias",
    ),
    ask(
        "my team's commit deals please",
        listed("Opportunity", both(team("Fiona Macrae"), where("ForecastCategoryName", "Commit"))),
        as_="fiona",
    ),
    ask(
        "contacts at the accounts of my open deals that close this month",
        contacts_where(
            lambda o, c: (
                c.AccountId in accounts_of(o, "Opportunity", both(mine, is_open, closes(*NOVEMBER)))
            )
        ),
    ),
    ask(
        "open existing business opps in APAC which aren't in prospecting or qualification",
        listed(
            "Opportunity",
            both(
                is_open,
                region("APAC"),
                where("Type", "Existing Business"),
                lambda d: d.StageName not in ("Prospecting", "Qualification"),
            ),
        ),
        as_="mei-ling",
    ),
    ask(
        "invoices over 50k not paid yet",
        any_of(
            listed("Invoice", both(unpaid, lambda i: i.Amount > 50 * K)),
            listed("Invoice", lambda i: i.Balance > Decimal(50_000)),
        ),
        as_="margot",
    ),
    ask(
        "With which companies in Sweden or Norway do we have open deals?",
        accounts(in_country("Sweden", "Norway"), having("Opportunity", is_open)),
        as_="soeren",
    ),
    ask(
        "orders over 30 thousand that havent shipped",
        any_of(
            listed("Order", both(open_order, lambda r: r.TotalAmount > 30 * K)),
            listed(
                "Order",
                both(lambda r: r.Status != "Shipped", lambda r: r.TotalAmount > 30 * K),
            ),
        ),
    ),
]
