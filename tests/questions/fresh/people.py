"""Me, my team and others; several people ask."""

from tests.questions.expected import ask, top, value
from tests.questions.fresh.checks import any_of, counted, listed, per, rate, record, totalled
from tests.questions.fresh.keeps import amount, both, closes, late, mine, owned, team
from tests.questions.org import Q4, THIS_YEAR, is_open, is_won

_MARCUS = team("Marcus Oyelaran")
_TERESA = team("Teresa Villaseñor")


ROWS = [
    ask(
        "who's my manager",
        any_of(value(lambda o: "Marcus Oyelaran"), record("User", "Marcus Oyelaran")),
    ),
    ask("accounts i own", listed("Account", mine)),
    ask("my contacts", listed("Contact", mine)),
    ask(
        "our open deals in canada",
        listed("Opportunity", both(is_open, lambda d: d.Account.BillingCountry == "Canada")),
    ),
    ask(
        "open deals not owned by me in richmond",
        listed(
            "Opportunity",
            both(is_open, lambda d: not mine(d) and d.Account.BillingCity == "Richmond"),
        ),
    ),
    ask("soren kvist's accounts", listed("Account", owned("Søren Kvist"))),
    ask(
        "wei jie's pipeline", totalled("Opportunity", "Amount", both(is_open, owned("Wei Jie Koh")))
    ),
    ask(
        "moretti's pipeline",
        totalled("Opportunity", "Amount", both(is_open, owned("Anna Moretti"))),
    ),
    ask(
        "pipeline for lindqvist anna",
        totalled("Opportunity", "Amount", both(is_open, owned("Anna Lindqvist"))),
    ),
    ask("inactive users", listed("User", lambda u: not u.IsActive)),
    # the manager
    ask(
        "my team's open deals over 90k",
        listed("Opportunity", both(is_open, _MARCUS, amount(lambda a: a > 90000))),
        as_="marcus",
    ),
    ask(
        "how many deals has my team won this quarter",
        counted("Opportunity", both(is_won, _MARCUS, closes(*Q4))),
        as_="marcus",
    ),
    ask("caleb's overdue tasks", listed("Task", both(late, owned("Caleb Strand"))), as_="marcus"),
    ask("how many accounts does dana have", counted("Account", mine), as_="marcus"),
    ask(
        "leads of my team in working status",
        listed("Lead", both(_MARCUS, lambda x: x.Status == "Working")),
        as_="marcus",
    ),
    ask(
        "who does priscilla report to",
        any_of(value(lambda o: "Marcus Oyelaran"), record("User", "Marcus Oyelaran")),
    ),
    ask("jurgens open deals", listed("Opportunity", both(is_open, owned("Jürgen Böhme")))),
    ask(
        "who's on my team",
        listed("User", lambda u: u.Manager is not None and u.Manager.Name == "Marcus Oyelaran"),
        as_="marcus",
    ),
    ask(
        "whats my teams win rate this year",
        rate(
            lambda o: o.count("Opportunity", both(is_won, _MARCUS, closes(*THIS_YEAR))),
            lambda o: o.count(
                "Opportunity", both(lambda d: d.IsClosed, _MARCUS, closes(*THIS_YEAR))
            ),
        ),
        as_="marcus",
    ),
    ask(
        "which of my reps has the biggest pipeline",
        top(1, per("Opportunity", lambda d: d.Owner.Name, both(is_open, _MARCUS), "Amount")),
        as_="marcus",
    ),
    ask(
        "my team's closed won amount this quarter",
        totalled("Opportunity", "Amount", both(is_won, _MARCUS, closes(*Q4))),
        as_="marcus",
    ),
    ask(
        "who reports to me",
        listed("User", lambda u: u.Manager is not None and u.Manager.Name == "Margot Ashdown"),
        as_="margot",
    ),
    ask(
        "how many people report to teresa",
        counted("User", lambda u: u.Manager is not None and u.Manager.Name == "Teresa Villaseñor"),
        as_="margot",
    ),
    ask(
        "pipeline of teresa's team",
        totalled("Opportunity", "Amount", both(is_open, _TERESA)),
        as_="margot",
    ),
    ask(
        "open deals in negotiation on fiona's team",
        listed(
            "Opportunity",
            both(team("Fiona Macrae"), lambda d: d.StageName == "Negotiation/Review"),
        ),
        as_="margot",
    ),
    ask(
        "whats the pipeline of mei-ling's team for this quarter",
        totalled("Opportunity", "Amount", both(is_open, team("Mei-Ling Tan"), closes(*Q4))),
        as_="margot",
    ),
    ask(
        "how much has matthias' team won this year",
        totalled(
            "Opportunity", "Amount", both(is_won, team("Matthias Krähenbühl"), closes(*THIS_YEAR))
        ),
        as_="margot",
    ),
]
