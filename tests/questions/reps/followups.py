"""Conversations: impatient, in pieces, changing one's mind."""

from datetime import date

from tests.questions.expected import ask, outcome
from tests.questions.fresh.checks import (
    any_of,
    by,
    counted,
    field,
    first,
    listed,
    one_of,
    per,
    rate,
    sorted_by,
    totalled,
)
from tests.questions.fresh.keeps import (
    K,
    amount,
    at,
    both,
    closes,
    late,
    overdue,
    starts,
    team,
    unpaid,
)
from tests.questions.org import Q3, Q4, THIS_MONTH, THIS_YEAR, is_lost, is_open, is_won
from tests.questions.reps.checks import (
    CALEB,
    CALLUM,
    DANA,
    billed,
    caleb,
    categorised,
    dana,
    open_of,
    staged,
    won_by,
    worth,
)

_DECEMBER = (date(2026, 12, 1), date(2026, 12, 31))
_WEEK_AFTER_NEXT = (date(2026, 11, 30), date(2026, 12, 6))
_NEGOTIATION = staged("Negotiation/Review")

ROWS = [
    ask(
        "just the ones in negotiation",
        listed("Opportunity", both(open_of(DANA), _NEGOTIATION)),
        "my open deals",
    ),
    ask(
        "and quarrowbank?",
        listed("Opportunity", both(is_open, at("Quarrowbank Mills"))),
        "open opps at halden",
    ),
    ask("who do i know there", listed("Contact", at("Tessaly Medical Group")), "tessaly"),
    ask(
        "and caleb?",
        rate(
            lambda o: o.count("Opportunity", both(is_won, caleb, closes(*THIS_YEAR))),
            lambda o: o.count("Opportunity", both(lambda d: d.IsClosed, caleb, closes(*THIS_YEAR))),
        ),
        "my win rate this year",
    ),
    ask(
        "by stage",
        by(per("Opportunity", lambda d: d.StageName, open_of(DANA), "Amount")),
        "my pipeline",
    ),
    ask(
        "how much is that",
        totalled("Invoice", "Balance", both(overdue, billed(DANA))),
        "overdue invoices my accounts",
    ),
    ask(
        "and the website",
        field("Account", "Wychling Motors", "Website"),
        "wychling motors",
        "phone",
        as_="callum",
    ),
    ask(
        "next step on that one?",
        field("Opportunity", "Brightwater Foods – Fleet tracking phase two", "NextStep"),
        "my biggest open deal",
    ),
    ask(
        "sort by amount biggest first",
        sorted_by(
            "Opportunity",
            both(open_of(DANA), closes(*THIS_MONTH), amount(lambda a: a > 30 * K)),
            lambda d: d.Amount,
            descending=True,
        ),
        "my deals closing this month",
        "over 30k",
    ),
    ask(
        "the week after?",
        listed("Event", both(dana, starts(*_WEEK_AFTER_NEXT))),
        "my meetings next week",
    ),
    ask(
        "how much total",
        totalled("Opportunity", "Amount", both(won_by(DANA), closes(*Q3))),
        "deals i won this quarter",
        "last qtr",
    ),
    ask(
        "and invoices",
        any_of(
            listed("Invoice", both(unpaid, at("Quarrowbank Mills"))),
            listed("Invoice", at("Quarrowbank Mills")),
        ),
        "open orders quarrowbank",
    ),
    ask(
        "how many is that",
        counted("Opportunity", open_of(CALEB)),
        "calebs open deals",
    ),
    ask(
        "and gideons",
        any_of(
            counted("Opportunity", open_of("Gideon Marsh")),
            listed("Opportunity", open_of("Gideon Marsh")),
        ),
        "calebs open deals",
        "how many is that",
    ),
    ask(
        "whos the cfo",
        listed(
            "Contact",
            both(at("Quarrowbank Mills"), lambda c: c.Title == "Chief Financial Officer"),
        ),
        "quarrowbank contacts",
    ),
    ask(
        "whichs the biggest",
        first(
            1,
            "Opportunity",
            both(is_open, at("Wexcombe Plastics"), lambda d: d.Amount),
            lambda d: d.Amount,
        ),
        "show me wexcombe",
        "open deals",
        as_="caleb",
    ),
    ask("only overdue", listed("Task", both(dana, late)), "my tasks"),
    ask(
        "group those by competitor",
        by(
            per(
                "Opportunity",
                lambda d: d.Competitor__c,
                both(is_lost, dana, closes(*THIS_YEAR)),
            )
        ),
        "what deals did i lose this year",
    ),
    ask(
        "only marcus team",
        listed(
            "Opportunity",
            both(is_open, amount(lambda a: a > 60 * K), closes(*Q4), team("Marcus Oyelaran")),
        ),
        "open opps over 60k closing this q",
    ),
    ask(
        "mine",
        listed("Lead", both(lambda r: r.LeadSource == "Trade Show", dana)),
        "leads from trade shows",
    ),
    ask("thx!", one_of("help", "not_understood", "clarify", "refused"), "my open deals"),
    ask(
        "what about best case",
        worth("Opportunity", "Amount", both(open_of(DANA), categorised("Best Case"))),
        "my commit deals",
    ),
    ask(
        "no sorry i meant next month",
        listed("Opportunity", both(open_of(DANA), closes(*_DECEMBER))),
        "my deals closing this month",
    ),
    ask(
        "count?",
        counted("Opportunity", both(open_of(DANA), lambda d: d.NextStep is None)),
        "my open deals",
        "without next step",
    ),
    ask(
        "and for callum",
        totalled("Opportunity", "Amount", both(open_of(CALLUM), closes(*Q4))),
        "my pipeline this quarter",
        "what about caleb",
    ),
    ask(
        "push it to jan 15",
        outcome("update"),
        "quarrowbank energy metering 2026",
    ),
    ask(
        "scrap that. my overdue tasks",
        listed("Task", both(dana, late)),
        "open range",
        "open deals",
    ),
]
