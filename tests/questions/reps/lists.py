"""Lists with filters, of one's own book and through what belongs to it."""

from datetime import date

from tests.questions.expected import ask, ids
from tests.questions.fresh.checks import any_of, listed, record
from tests.questions.fresh.keeps import K, amount, at, both, closes
from tests.questions.org import THIS_MONTH, THIS_YEAR, is_lost, is_open, is_won, within
from tests.questions.reps.checks import (
    CALEB,
    DANA,
    accounts_of,
    accounts_where,
    caleb,
    callum,
    categorised,
    contacts_where,
    dana,
    open_of,
    staged,
)

_JANUARY = (date(2027, 1, 1), date(2027, 1, 31))

ROWS = [
    ask("my opps", any_of(listed("Opportunity", open_of(DANA)), listed("Opportunity", dana))),
    ask("who do i know at quarrowbank", listed("Contact", at("Quarrowbank Mills"))),
    ask(
        "contacts at accts where i got a commit deal open",
        contacts_where(
            lambda o, c: (
                c.AccountId
                in accounts_of(o, "Opportunity", both(open_of(DANA), categorised("Commit")))
            )
        ),
    ),
    ask(
        "everybody at the accounts of my open deals closing in january",
        contacts_where(
            lambda o, c: (
                c.AccountId in accounts_of(o, "Opportunity", both(open_of(DANA), closes(*_JANUARY)))
            )
        ),
    ),
    ask(
        "which of gideon marsh's accts got no open opps",
        record("Account", "Zephrine Labs"),
        as_="gideon",
    ),
    ask(
        "my accounts with 3 or more open deals",
        accounts_where(
            lambda o, a: (
                dana(a) and o.count("Opportunity", both(is_open, lambda d: d.AccountId == a.Id)) > 2
            )
        ),
    ),
    ask(
        "accounts with more than 20 opps",
        accounts_where(lambda o, a: o.count("Opportunity", lambda d: d.AccountId == a.Id) > 20),
    ),
    ask("my commit deals", listed("Opportunity", both(open_of(DANA), categorised("Commit")))),
    ask(
        "my deals over 50k closing this mth",
        listed(
            "Opportunity",
            both(open_of(DANA), amount(lambda a: a > 50 * K), closes(*THIS_MONTH)),
        ),
    ),
    ask(
        "every renewal of mine thats still open pls",
        listed("Opportunity", both(open_of(DANA), lambda d: d.Type == "Renewal")),
    ),
    ask(
        "what do i have in negotiation rn",
        listed("Opportunity", both(open_of(DANA), staged("Negotiation/Review"))),
    ),
    ask(
        "prospect accts in boston",
        listed("Account", lambda a: a.Type == "Prospect" and a.BillingCity == "Boston"),
        as_="gideon",
    ),
    ask(
        "food and beverage accts in ireland",
        listed(
            "Account",
            lambda a: a.Industry == "Food & Beverage" and a.BillingCountry == "Ireland",
        ),
        as_="callum",
    ),
    ask(
        "accounts w/ at least 5k employees",
        listed("Account", lambda a: (a.NumberOfEmployees or 0) >= 5000),
    ),
    ask(
        "which of my accounts r manufacturing",
        listed("Account", both(dana, lambda a: a.Industry == "Manufacturing")),
    ),
    ask(
        "open deals against kestovar",
        listed("Opportunity", both(is_open, lambda d: d.Competitor__c == "Kestovar")),
    ),
    ask(
        "cfos at my accounts",
        listed(
            "Contact",
            lambda c: c.Title == "Chief Financial Officer" and c.Account.Owner.Name == DANA,
        ),
    ),
    ask(
        "any procurement manager i can call at my accts",
        listed(
            "Contact", lambda c: c.Title == "Procurement Manager" and c.Account.Owner.Name == CALEB
        ),
        as_="caleb",
    ),
    ask(
        "trade show leads still working",
        listed("Lead", lambda r: r.LeadSource == "Trade Show" and r.Status == "Working"),
    ),
    ask(
        "new leads germany",
        any_of(
            listed("Lead", lambda r: r.Country == "Germany" and r.Status == "New"),
            listed("Lead", lambda r: r.Country == "Germany"),
        ),
        as_="lena",
    ),
    ask("leads i own", listed("Lead", callum), as_="callum"),
    ask(
        "which of my open opps have a caravan vehicle gateway in em",
        ids(
            lambda o: {
                i.OpportunityId
                for i in o.all("OpportunityLineItem")
                if i.Product2.Name == "Caravan vehicle gateway"
                and i.Opportunity.Owner.Name == DANA
                and is_open(i.Opportunity)
            }
        ),
    ),
    ask(
        "open ones of mine between 10k and 40k",
        listed("Opportunity", both(open_of(DANA), amount(lambda a: 10 * K <= a <= 40 * K))),
    ),
    ask(
        "accts of mine with nothing won this year",
        accounts_where(
            lambda o, a: (
                caleb(a)
                and o.count(
                    "Opportunity",
                    both(is_won, closes(*THIS_YEAR), lambda d: d.AccountId == a.Id),
                )
                == 0
            )
        ),
        as_="caleb",
    ),
    ask(
        "who did we lose to monithral this yr, deals",
        listed(
            "Opportunity",
            both(is_lost, closes(*THIS_YEAR), lambda d: d.Competitor__c == "Monithral"),
        ),
    ),
    ask("products we dont sell anymore / inactive", listed("Product2", lambda p: not p.IsActive)),
    ask(
        "accounts i won something with since sept 1",
        accounts_where(
            lambda o, a: (
                a.Id
                in accounts_of(
                    o,
                    "Opportunity",
                    both(is_won, dana, closes(date(2026, 9, 1), date(2026, 11, 18))),
                )
            )
        ),
    ),
    ask(
        "renewals with high renewal risk, open",
        listed(
            "Opportunity",
            both(is_open, lambda d: d.Renewal_Risk__c == "High" and d.Type == "Renewal"),
        ),
    ),
    ask(
        "open deals not mine over 100k closing this qtr",
        listed(
            "Opportunity",
            both(
                is_open,
                amount(lambda a: a > 100 * K),
                lambda d: not dana(d),
                lambda d: within(d.CloseDate, date(2026, 10, 1), date(2026, 12, 31)),
            ),
        ),
    ),
]
