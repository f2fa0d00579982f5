"""What a careless bot answers wrongly with confidence, chit-chat, and changes wished."""

from tests.questions.expected import ask
from tests.questions.fresh.checks import (
    any_of,
    change,
    counted,
    listed,
    record,
    totalled,
)
from tests.questions.fresh.keeps import K, at, both, closes, mine, owned
from tests.questions.operations.checks import (
    LAST_YEAR,
    above,
    empty,
    linked,
    no,
    no_change_or_answer,
    none_at_all,
    not_answered,
    of,
)
from tests.questions.org import Q4, is_lost, is_open, is_won

_COMMIT_OR_BEST = of("ForecastCategoryName", "Commit", "Best Case")

ROWS = [
    # fields and entities there are none of
    ask("gross margin on the Open Range deals", not_answered),
    ask("average discount on renewals last quarter", not_answered, as_="margot"),
    ask("accounts with an NPS below 7", not_answered, as_="tobias"),
    ask("open support cases for halden", not_answered),
    ask("when is Leticia Hathorne's birthday", not_answered),
    ask("which campaign brought in the most leads", not_answered, as_="tobias"),
    ask("contracts that expire in december", not_answered, as_="tobias"),
    ask("who owned Halden before Dana?", not_answered, as_="marcus"),
    # people and companies there are none of
    ask("open deals of Ferdinand Quibble", not_answered, as_="tobias"),
    ask("contacts at Umbrella Dynamics please", not_answered, as_="tobias"),
    # words it cannot know
    ask("which deals smell fishy to you", not_answered, as_="margot"),
    ask("how many deals will we win next year", not_answered, as_="margot"),
    ask(
        "why did we lose Summit – Sensor rollout?",
        any_of(not_answered, record("Opportunity", "Summit – Sensor rollout")),
        as_="teresa",
    ),
    # not about the CRM
    ask("thx that's all for now, have a good one!", not_answered),
    ask("is it snowing in denver", not_answered, as_="teresa"),
    # things to do, not to know
    ask("email all contacts at Halden a payment reminder", no_change_or_answer),
    ask("delete every cancelled order", no_change_or_answer, as_="tobias"),
    # not, only, both
    ask(
        "commit deals that are NOT in negotiation",
        listed(
            "Opportunity",
            both(
                is_open,
                of("ForecastCategoryName", "Commit"),
                no(of("StageName", "Negotiation/Review")),
            ),
        ),
        as_="margot",
    ),
    ask(
        "only the won ones: Halden deals in 2025",
        listed("Opportunity", both(at("Halden"), is_won, closes(*LAST_YEAR))),
    ),
    ask(
        "contacts of Halden Logistics without a phone number?",
        none_at_all,
        as_="tobias",
    ),
    ask(
        "which of my accounts don't have a single open task",
        listed("Account", both(mine, no(linked("Task", lambda t: not t.IsClosed)))),
    ),
    ask(
        "closing this quarter, over 50k, neither commit nor best case",
        listed(
            "Opportunity",
            both(is_open, closes(*Q4), above("Amount", 50 * K), no(_COMMIT_OR_BEST)),
        ),
        as_="tobias",
    ),
    ask(
        "total of lost deals this quarter that weren't new business",
        totalled(
            "Opportunity",
            "Amount",
            both(is_lost, closes(*Q4), no(of("Type", "New Business"))),
        ),
        as_="tobias",
    ),
    ask(
        "deals owned by Callum but not at accounts in Norway, still open",
        listed(
            "Opportunity",
            both(
                is_open,
                owned("Callum Rathbone"),
                no(of("Account.BillingCountry", "Norway")),
            ),
        ),
        as_="fiona",
    ),
    ask(
        "how many open opps have a competitor AND no next step?",
        counted("Opportunity", both(is_open, no(empty("Competitor__c")), empty("NextStep"))),
        as_="tobias",
    ),
    ask(
        "deals sitting in the verbal agreement stage",
        not_answered,
        as_="tobias",
    ),
    # changes
    ask(
        "move the close date of Halden – Gateway refresh pilot to 2026-12-15",
        change("Opportunity", "Halden – Gateway refresh pilot", "CloseDate", "2026-12-15"),
    ),
    ask(
        "Quarterly's phone should be +1 212 555-0100, please correct that",
        change("Account", "Quarterly", "Phone"),
        as_="devon",
    ),
    ask(
        "set the industry of Pellingham & Crowe to Consulting",
        change("Account", "Pellingham & Crowe", "Industry", "Consulting"),
        as_="devon",
    ),
    ask(
        "next step for Mossgrave Pharma – Warehouse alerts 2026: call the plant manager",
        change("Opportunity", "Mossgrave Pharma – Warehouse alerts 2026", "NextStep", "call"),
        as_="gideon",
    ),
    ask(
        "mark Umberfall Lumber as a partner",
        change("Account", "Umberfall Lumber"),
        as_="julian",
    ),
]
