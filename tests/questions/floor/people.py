"""Who: reps and their leads by first name, last name, team and region."""

from tests.questions.expected import ask, outcome
from tests.questions.floor.checks import NOVEMBER, THIS_WEEK
from tests.questions.fresh.checks import (
    any_of,
    counted,
    field,
    listed,
    per,
    rate,
    totalled,
    truth,
)
from tests.questions.fresh.keeps import K, amount, both, closes, owned, team
from tests.questions.managers.checks import person, table
from tests.questions.managers.keeps import key, lost_in, quota_of, region, won_in
from tests.questions.org import Q4, THIS_YEAR, is_open, within
from tests.questions.reps.checks import contacts_where

ROWS = [
    ask("who do i report to", person("Marcus Oyelaran"), as_="caleb"),
    ask(
        "who's on fiona's team",
        any_of(
            listed("User", lambda u: u.Manager is not None and u.Manager.Name == "Fiona Macrae"),
            listed(
                "User",
                lambda u: u.IsActive and u.Manager is not None and u.Manager.Name == "Fiona Macrae",
            ),
        ),
        as_="margot",
    ),
    ask(
        "deals of arjun closing in this month",
        listed("Opportunity", both(owned("Arjun Velankar"), is_open, closes(*NOVEMBER))),
        as_="mei-ling",
    ),
    ask(
        "what's priscilla's pipeline look like in dollars",
        totalled("Opportunity", "Amount", both(owned("Priscilla Nakamoto-Reyes"), is_open)),
        as_="marcus",
    ),
    ask(
        "annas open deals",
        outcome("clarify", "Anna Lindqvist", "Anna Moretti"),
        as_="tobias",
    ),
    ask(
        "moretti pipeline this quarter",
        totalled("Opportunity", "Amount", both(owned("Anna Moretti"), is_open, closes(*Q4))),
        as_="teresa",
    ),
    ask(
        "how many open opps are owned by people in apac",
        counted("Opportunity", both(is_open, region("APAC"))),
        as_="margot",
    ),
    ask(
        "How many accounts has each of my reps?",
        table(per("Account", key("Owner.Name"), team("Matthias Krähenbühl"))),
        as_="matthias",
    ),
    ask("what's tobias's job title", field("User", "Tobias Renner", "Title")),
    ask("siobhans email pls", field("User", "Siobhán O'Rourke", "Email"), as_="fiona"),
    ask(
        "who is the regional sales director for APAC",
        person("Mei-Ling Tan"),
        as_="kavita",
    ),
    ask(
        "renewals stefan still has open",
        listed(
            "Opportunity", both(owned("Stefan Oberlack"), is_open, lambda d: d.Type == "Renewal")
        ),
        as_="matthias",
    ),
    ask(
        "what tasks does priscilla still have to do this week",
        listed(
            "Task",
            both(
                owned("Priscilla Nakamoto-Reyes"),
                is_open,
                lambda t: within(t.ActivityDate, *THIS_WEEK),
            ),
        ),
        as_="marcus",
    ),
    ask(
        "mei ling's team, open deals over 75k",
        listed(
            "Opportunity",
            both(team("Mei-Ling Tan"), is_open, amount(lambda a: a > 75 * K)),
        ),
        as_="margot",
    ),
    ask("devon ohare accounts", listed("Account", owned("Devon O'Hare")), as_="marcus"),
    ask(
        "how many deals has lena lost this year",
        counted("Opportunity", both(owned("Lena Hartwick"), lost_in(THIS_YEAR))),
        as_="matthias",
    ),
    ask(
        "contacts at keiko's accounts in California",
        contacts_where(
            lambda o, c: (
                c.Account is not None
                and c.Account.Owner.Name == "Keiko Ashford"
                and c.Account.BillingState == "CA"
            )
        ),
        as_="teresa",
    ),
    ask(
        "is hollis over quota this quarter",
        any_of(
            truth(wanted=True),
            rate(
                lambda o: o.total("Opportunity", "Amount", both(owned("Hollis Varga"), won_in(Q4))),
                lambda o: o.total("Quota", "Amount", both(owned("Hollis Varga"), quota_of(Q4))),
            ),
        ),
        as_="marcus",
    ),
]
