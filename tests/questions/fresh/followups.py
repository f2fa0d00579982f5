"""What is said after an answer, and means something only because of it."""

from datetime import date

from tests.questions.expected import ask, ids, outcome, value
from tests.questions.fresh.checks import (
    by,
    change,
    counted,
    field,
    first,
    listed,
    per,
    rate,
    sorted_by,
    totalled,
)
from tests.questions.fresh.keeps import (
    Keep,
    amount,
    at,
    both,
    closes,
    late,
    mine,
    overdue,
    owned,
    unpaid,
)
from tests.questions.org import (
    LAST_MONTH,
    Q3,
    Q4,
    THIS_MONTH,
    Org,
    Rec,
    is_lost,
    is_open,
    is_won,
)

_ENERGY = "Quarrowbank Mills – Energy metering 2026"
_known = amount(lambda a: True)


def _nth(o: Org, place: int) -> Rec:
    deals = [d for d in o.all("Opportunity") if is_open(d) and _known(d)]
    return sorted(deals, key=lambda d: d.Amount, reverse=True)[place - 1]


def _in(country: str) -> Keep:
    return lambda a: bool(a.BillingCountry == country)


ROWS = [
    # narrowing
    ask(
        "only those over 50k",
        listed("Opportunity", both(is_open, mine, amount(lambda a: a > 50000))),
        "my open deals",
    ),
    ask(
        "closing this month",
        listed("Opportunity", both(is_open, mine, closes(*THIS_MONTH))),
        "show me my open deals",
    ),
    ask(
        "just mine",
        listed("Opportunity", both(mine, lambda d: d.StageName == "Negotiation/Review")),
        "open deals in negotiation",
    ),
    ask(
        "and which of those close this month",
        listed(
            "Opportunity", both(is_open, mine, amount(lambda a: a > 50000), closes(*THIS_MONTH))
        ),
        "my open deals",
        "over 50k",
    ),
    ask(
        "with more than 1000 employees",
        listed("Account", both(_in("Germany"), lambda a: a.NumberOfEmployees > 1000)),
        "accounts in germany",
    ),
    ask(
        "which of them are qualified",
        listed("Lead", lambda x: x.LeadSource == "Web" and x.Status == "Qualified"),
        "leads from the web",
    ),
    ask(
        "except dana's",
        listed("Opportunity", both(is_open, amount(lambda a: a > 100000), lambda d: not mine(d))),
        "open deals over 100k",
        as_="marcus",
    ),
    ask(
        "without the renewals",
        listed("Opportunity", both(is_open, mine, lambda d: d.Type != "Renewal")),
        "my open deals",
    ),
    ask("only the overdue ones", listed("Task", both(late, mine)), "my open tasks"),
    ask(
        "only devon's",
        listed("Opportunity", both(is_open, owned("Devon O'Hare"))),
        "my team's open deals",
        as_="marcus",
    ),
    # something else in the same place
    ask("what about austria", listed("Account", _in("Austria")), "accounts in germany"),
    ask(
        "and priscilla's?",
        listed("Opportunity", both(is_open, owned("Priscilla Nakamoto-Reyes"))),
        "caleb's open deals",
    ),
    ask(
        "and next quarter?",
        totalled(
            "Opportunity",
            "Amount",
            both(is_open, mine, closes(date(2027, 1, 1), date(2027, 3, 31))),
        ),
        "my pipeline this quarter",
    ),
    ask(
        "and last year?",
        rate(
            lambda o: o.count(
                "Opportunity", both(is_won, closes(date(2025, 1, 1), date(2025, 12, 31)))
            ),
            lambda o: o.count(
                "Opportunity",
                both(lambda d: d.IsClosed, closes(date(2025, 1, 1), date(2025, 12, 31))),
            ),
        ),
        "win rate this year",
    ),
    ask(
        "and in q3?",
        totalled("Opportunity", "Amount", both(is_won, closes(*Q3))),
        "how much did we win in q2",
    ),
    ask(
        "and lost?",
        counted("Opportunity", both(is_lost, closes(*Q3))),
        "how many deals did we win last quarter",
    ),
    ask(
        "what about penhollow paper",
        field("Account", "Penhollow Paper", "Owner.Name"),
        "who owns stavering rail",
    ),
    ask(
        "and amer west",
        totalled(
            "Opportunity", "Amount", both(is_open, lambda d: d.Owner.Region__c == "AMER West")
        ),
        "pipeline in emea north",
    ),
    ask(
        "from trade shows?",
        counted("Lead", lambda x: x.LeadSource == "Trade Show"),
        "how many leads do we have",
    ),
    # another form of the same
    ask("how many is that", counted("Opportunity", both(is_open, mine)), "my open deals"),
    ask("show them", listed("Opportunity", both(is_open, mine)), "how many open deals do i have"),
    ask(
        "whats the total amount",
        totalled("Opportunity", "Amount", both(is_open, owned("Caleb Strand"))),
        "caleb's open deals",
    ),
    ask(
        "how much is that in total",
        totalled("Opportunity", "Amount", both(is_lost, closes(*LAST_MONTH))),
        "deals lost last month",
    ),
    ask(
        "by stage",
        by(per("Opportunity", lambda d: d.StageName, both(is_open, mine), "Amount")),
        "my pipeline",
    ),
    ask(
        "per region",
        by(per("Opportunity", lambda d: d.Owner.Region__c, both(is_open, closes(*Q4)), "Amount")),
        "pipeline this quarter",
    ),
    ask(
        "sort by close date",
        sorted_by("Opportunity", both(is_open, mine), lambda d: d.CloseDate),
        "my open deals",
    ),
    # one of them
    ask("who owns the second one", value(lambda o: _nth(o, 2).Owner.Name), "top 5 open deals"),
    ask("the first one", ids(lambda o: {_nth(o, 1).Id}), "top 5 open deals"),
    ask(
        "when does the third one close",
        value(lambda o: _nth(o, 3).CloseDate),
        "top 5 open deals by amount",
    ),
    ask(
        "when does it close",
        value(lambda o: o.named("Opportunity", _ENERGY).CloseDate),
        "quarrowbank energy metering",
    ),
    ask("who owns it", value(lambda o: "Corinne Bly"), "quillane ports"),
    # what belongs to it
    ask("their contacts", listed("Contact", at("Halden")), "halden"),
    ask(
        "their contacts",
        listed("Contact", lambda c: c.Account.BillingCity == "Boston"),
        "accounts in boston",
    ),
    ask(
        "their unpaid invoices",
        listed("Invoice", both(unpaid, at("Tessaly Medical Group"))),
        "tessaly medical group",
    ),
    ask(
        "their open deals",
        listed("Opportunity", both(is_open, at("Stavering Rail"))),
        "who owns stavering rail",
    ),
    # after being asked back
    # something new
    ask("thanks!", outcome("refused"), "my open deals"),
    ask(
        "how many accounts do we have in norway",
        counted("Account", _in("Norway")),
        "who owns halden",
    ),
    ask(
        "just for my accounts",
        listed("Invoice", both(overdue, lambda i: mine(i.Account))),
        "overdue invoices",
    ),
    ask(
        "which of those are customers",
        listed("Account", lambda a: a.BillingCity == "Boston" and a.Type == "Customer"),
        "accounts in boston",
    ),
    ask(
        "set the amount to 90k",
        change("Opportunity", _ENERGY, "Amount", "90000"),
        "quarrowbank energy metering",
    ),
    ask(
        "and their phone number?",
        field("Account", "Stavering Rail", "Phone"),
        "who owns stavering rail",
    ),
    ask(
        "last order?", first(1, "Order", at("Open Range"), lambda r: r.EffectiveDate), "open range"
    ),
    ask(
        "moretti",
        totalled("Opportunity", "Amount", both(is_open, owned("Anna Moretti"))),
        "anna's pipeline",
    ),
    ask(
        "Brightwater Foods Inc.",
        field("Account", "Brightwater Foods Inc.", "Phone"),
        "phone for brightwater",
    ),
    ask(
        "leads in germany",
        listed("Lead", lambda x: x.Country == "Germany"),
        "my open deals over 50k",
    ),
]
