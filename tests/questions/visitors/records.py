"""Records, lists, people and times."""

from datetime import date

from tests.questions.expected import ask, outcome
from tests.questions.fresh.checks import (
    counted,
    field,
    listed,
    only,
    record,
    truth,
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
    owned,
    starts,
    team,
    unpaid,
)
from tests.questions.org import (
    LAST_MONTH,
    Q4,
    THIS_MONTH,
    TODAY,
    is_lost,
    is_open,
    is_won,
    within,
)
from tests.questions.visitors.checks import (
    DECEMBER,
    LAST_WEEK,
    NEXT_WEEK,
    OURS,
    due,
    meeting,
    ordered_in,
    owner,
    person,
    renewal,
    when,
)

_SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 30))
_TOMORROW = date(2026, 11, 19)

ROWS = [
    # the director is back
    ask(
        "hi, just back from vacation. which deals did my team win since november 2",
        listed("Opportunity", both(OURS, is_won, closes(date(2026, 11, 2), TODAY))),
        as_="marcus",
    ),
    ask(
        "which deals did my people lose last week?",
        listed("Opportunity", both(OURS, is_lost, closes(*LAST_WEEK))),
        as_="marcus",
    ),
    ask(
        "show me the new opportunities on my team this month",
        listed("Opportunity", both(OURS, created(*THIS_MONTH))),
        as_="marcus",
    ),
    ask(
        "Which of my team's open deals are closing next week",
        listed("Opportunity", both(OURS, is_open, closes(*NEXT_WEEK))),
        as_="marcus",
    ),
    ask(
        "which deals does my team have in negotiation",
        listed("Opportunity", both(OURS, lambda d: d.StageName == "Negotiation/Review")),
        as_="marcus",
    ),
    ask(
        "open deals over 100k on my team pls",
        listed("Opportunity", both(OURS, is_open, amount(lambda a: a > 100 * K))),
        as_="marcus",
    ),
    ask(
        "what meetings does my team have tomorrow?",
        listed("Event", both(OURS, starts(_TOMORROW, _TOMORROW))),
        as_="marcus",
    ),
    ask("which accounts does Caleb look after", listed("Account", owned("Caleb Strand"))),
    ask(
        "who's on my team",
        listed("User", lambda u: u.Manager is not None and u.Manager.Name == "Marcus Oyelaran"),
        as_="marcus",
    ),
    ask(
        "Who works for Fiona?",
        listed("User", lambda u: u.Manager is not None and u.Manager.Name == "Fiona Macrae"),
        as_="marcus",
    ),
    ask(
        "renewals closing in december on my team",
        listed("Opportunity", both(OURS, is_open, renewal, closes(*DECEMBER))),
        as_="marcus",
    ),
    ask(
        "my team's deals that should have closed last month",
        listed("Opportunity", both(OURS, is_open, closes(*LAST_MONTH))),
        as_="marcus",
    ),
    ask(
        "can you show me nadia's open deals",
        listed("Opportunity", both(owned("Nadia Prewitt"), is_open)),
        as_="marcus",
    ),
    ask(
        "Opportunities created last month by Teresa's team",
        listed("Opportunity", both(team("Teresa Villaseñor"), created(*LAST_MONTH))),
        as_="marcus",
    ),
    ask(
        "open deals of anna",
        outcome("clarify", "Anna Moretti", "Anna Lindqvist"),
        as_="marcus",
    ),
    # the rep in the car
    ask(
        "okay can you give me the phone number of carlos tolbert at quarrowbank",
        field("Contact", "Carlos Tolbert", "Phone"),
    ),
    ask("who is handling stavering rail", owner("Stavering Rail", "Gideon Marsh")),
    ask("what's yolanda's email address", field("User", "Yolanda Ferris", "Email")),
    ask(
        "which city is fennimoor bottling in", field("Account", "Fennimoor Bottling", "BillingCity")
    ),
    ask("who do I know at tessaly", listed("Contact", at("Tessaly Medical Group"))),
    ask("who is the CFO of open range", person("Contact", "Glenn Paskell")),
    ask(
        "when is my pilot results meeting with quarrowbank",
        when("Event", meeting("Quarrowbank Mills", "Pilot results"), "StartDateTime"),
    ),
    ask(
        "read me my meetings for next week please", listed("Event", both(mine, starts(*NEXT_WEEK)))
    ),
    ask("show my tasks due today", listed("Task", both(mine, is_open, due(TODAY, TODAY)))),
    ask("what tasks am i late with", listed("Task", both(mine, late))),
    ask("to-dos for halden", listed("Task", both(at("Halden"), is_open))),
    ask(
        "what stage is the halden gateway refresh pilot in right now",
        field("Opportunity", "Halden – Gateway refresh pilot", "StageName"),
    ),
    ask(
        "whats the next step on the larkmoor boiler house retrofit",
        field("Opportunity", "Larkmoor Hospitals – Boiler house retrofit", "NextStep"),
    ),
    ask(
        "hey when does the add-on with wexcombe plastics for line monitoring close",
        field("Opportunity", "Add-on 2026 – Wexcombe Plastics, Line monitoring", "CloseDate"),
    ),
    ask(
        "the deals I won in september",
        listed("Opportunity", both(mine, is_won, closes(*_SEPTEMBER))),
    ),
    ask("what did I lose this quarter", listed("Opportunity", both(mine, is_lost, closes(*Q4)))),
    ask("meetings I had in october", listed("Event", both(mine, starts(*LAST_MONTH)))),
    ask(
        "contacts of my deals closing this month",
        listed(
            "Contact",
            lambda c: any(
                mine(d) and is_open(d) and within(d.CloseDate, *THIS_MONTH)
                for d in c._org.all("Opportunity")
                if d.AccountId == c.AccountId
            ),
        ),
    ),
    # customer success
    ask(
        "Which customers do we have in Boston?",
        listed("Account", lambda a: a.BillingCity == "Boston"),
        as_="caleb",
    ),
    ask(
        "healthcare accounts in the UK",
        listed(
            "Account",
            lambda a: a.Industry == "Healthcare" and a.BillingCountry == "United Kingdom",
        ),
        as_="caleb",
    ),
    ask(
        "accounts with more than 5,000 employees",
        listed("Account", lambda a: (a.NumberOfEmployees or 0) > 5000),
        as_="caleb",
    ),
    ask("our partner accounts", listed("Account", lambda a: a.Type == "Partner"), as_="caleb"),
    ask("subsidiaries of corvane", record("Account", "Corvane Energy"), as_="caleb"),
    ask(
        "Plant managers at our transportation customers",
        listed(
            "Contact",
            lambda c: c.Title == "Plant Manager" and c.Account.Industry == "Transportation",
        ),
        as_="caleb",
    ),
    ask(
        "open renewals with high renewal risk closing this quarter",
        listed(
            "Opportunity",
            both(is_open, renewal, closes(*Q4), lambda d: d.Renewal_Risk__c == "High"),
        ),
        as_="caleb",
    ),
    ask(
        "accounts without any open opportunities",
        listed(
            "Account",
            lambda a: not any(is_open(d) for d in a._org.all("Opportunity") if d.AccountId == a.Id),
        ),
        as_="caleb",
    ),
    ask("pull up order 1263", only("Order", lambda r: r.OrderNumber == "00001263"), as_="caleb"),
    ask(
        "what is on order 1236?",
        listed("OrderItem", lambda i: i.Order.OrderNumber == "00001236"),
        as_="caleb",
    ),
    ask(
        "trade show leads that are still open",
        listed("Lead", lambda r: r.LeadSource == "Trade Show" and not r.IsConverted),
        as_="caleb",
    ),
    ask(
        "Which leads came in since November 1st?",
        listed("Lead", created(date(2026, 11, 1), TODAY)),
        as_="caleb",
    ),
    # finance
    ask(
        "unpaid invoices due next week",
        listed("Invoice", both(unpaid, lambda i: within(i.DueDate, *NEXT_WEEK))),
        as_="margot",
    ),
    ask(
        "Which invoices of Open Range are still unpaid?",
        listed("Invoice", both(at("Open Range"), unpaid)),
        as_="margot",
    ),
    ask("is INV-02185 paid?", truth(False), as_="margot"),
    ask("all orders from last week", listed("Order", ordered_in(*LAST_WEEK)), as_="margot"),
    ask(
        "how many orders are still in draft",
        counted("Order", lambda r: r.Status == "Draft"),
        as_="margot",
    ),
]
