"""Colleagues by first name, without their accents, and as teams."""

from tests.questions.expected import ask, ids, outcome
from tests.questions.fresh.checks import counted, field, listed, rate, record, totalled
from tests.questions.fresh.keeps import both, closes, owned, team
from tests.questions.org import Q4, THIS_MONTH, THIS_YEAR, is_open, is_won
from tests.questions.reps.checks import CALEB, caleb, open_of, staged, won_by, worth

_NADIA = "Nadia Prewitt"

ROWS = [
    ask("calebs pipeline", totalled("Opportunity", "Amount", open_of(CALEB))),
    ask("whats anna closing this month", outcome("clarify", "Anna Moretti", "Anna Lindqvist")),
    ask("anna moretti open opps", listed("Opportunity", open_of("Anna Moretti"))),
    ask(
        "who all is on fiona's team",
        listed("User", lambda u: u.Manager is not None and u.Manager.Name == "Fiona Macrae"),
        as_="callum",
    ),
    ask(
        "nadia quota attainment this q",
        rate(
            lambda o: o.total("Opportunity", "Amount", both(won_by(_NADIA), closes(*Q4))),
            lambda o: o.total(
                "Quota",
                "Amount",
                lambda q: q.Owner.Name == _NADIA and q.StartDate == Q4[0],
            ),
        ),
    ),
    ask("who covers ostrander vale", field("Account", "Ostrander Vale Dairy", "Owner.Name")),
    ask("priscillas accts", listed("Account", owned("Priscilla Nakamoto-Reyes"))),
    ask(
        "jurgen bohme open deals",
        listed("Opportunity", open_of("Jürgen Böhme")),
        as_="lena",
    ),
    ask(
        "what did soren kvist win this yr",
        worth("Opportunity", "Amount", both(won_by("Søren Kvist"), closes(*THIS_YEAR))),
        as_="callum",
    ),
    ask("users that are inactive", record("User", "Graham Tolliver")),
    ask("whos my manager again", record("User", "Marcus Oyelaran")),
    ask(
        "marcus team deals in negotiation closing this month",
        listed(
            "Opportunity",
            both(
                is_open,
                team("Marcus Oyelaran"),
                staged("Negotiation/Review"),
                closes(*THIS_MONTH),
            ),
        ),
    ),
    ask(
        "how many open deals has siobhan got",
        counted("Opportunity", open_of("Siobhán O'Rourke")),
        as_="callum",
    ),
    ask(
        "contacts at caleb's accts",
        ids(
            lambda o: {c.Id for c in o.all("Contact") if caleb(c.Account)},
        ),
        as_="gideon",
    ),
    ask(
        "wei jie koh wins this yr",
        worth("Opportunity", "Amount", both(is_won, owned("Wei Jie Koh"), closes(*THIS_YEAR))),
    ),
]
