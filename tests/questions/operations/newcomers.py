"""What somebody new asks: who is who, what we sell, who buys it."""

from tests.questions.expected import ask, outcome
from tests.questions.fresh.checks import (
    any_of,
    by,
    field,
    first,
    listed,
    only,
    per,
    record,
    truth,
)
from tests.questions.fresh.keeps import both, mine, to_come
from tests.questions.operations.checks import begins, not_answered, of, on_top
from tests.questions.org import is_lost

_REPORTS_TO_TERESA = of("Manager.Name", "Teresa Villaseñor")
_ENTERPRISE_EMEA = both(of("Title", "Enterprise Account Executive"), begins("Region__c", "EMEA"))

ROWS = [
    # who is who
    ask(
        "who's the sales director for APAC?",
        only("User", both(of("Region__c", "APAC"), of("Title", "Regional Sales Director"))),
        as_="tobias",
    ),
    ask(
        "who does tane report to",
        any_of(
            field("User", "Tane Rawhiti", "Manager.Name"),
            record("User", "Mei-Ling Tan"),
        ),
        as_="tobias",
    ),
    ask(
        "is Graham Tolliver still active",
        any_of(truth(False), record("User", "Graham Tolliver")),
        as_="tobias",
    ),
    ask(
        "enterprise account executives in EMEA (north and central)",
        listed("User", _ENTERPRISE_EMEA),
        as_="tobias",
    ),
    ask(
        "number of users per region",
        any_of(
            by(per("User", lambda u: u.Region__c)),
            by(per("User", lambda u: u.Region__c, of("IsActive", True))),
        ),
        as_="tobias",
    ),
    ask(
        "what's anna's email",
        outcome("clarify", "Anna Moretti", "Anna Lindqvist"),
        as_="tobias",
    ),
    ask(
        "I have a meeting w/ someone from Quarrowbank next, when is it and with whom",
        any_of(
            first(
                1,
                "Event",
                both(mine, to_come, of("Account.Name", "Quarrowbank Mills")),
                lambda e: e.StartDateTime,
                descending=False,
            ),
            listed("Event", both(mine, to_come, of("Account.Name", "Quarrowbank Mills"))),
        ),
    ),
    # what we sell and to whom
    ask(
        "hi, still finding my way around... which sensors do we sell?",
        any_of(
            listed("Product2", of("Family", "Sensors")),
            listed("Product2", both(of("Family", "Sensors"), of("IsActive", True))),
        ),
        as_="tobias",
    ),
    ask(
        "products that aren't active anymore",
        only("Product2", of("IsActive", False)),
        as_="tobias",
    ),
    ask(
        "which competitor do we lose to most often?",
        on_top(per("Opportunity", lambda d: d.Competitor__c, is_lost)),
        as_="tobias",
    ),
    ask(
        "what kind of account is Castorway Freight: customer, prospect, partner?",
        field("Account", "Castorway Freight", "Type"),
        as_="tobias",
    ),
    ask(
        "is belwethy grocers a customer yet",
        truth(False),
    ),
    ask(
        "o'malley, which one do i look after? there seem to be two",
        any_of(
            record("Account", "O'Malley & Sons"),
            listed("Account", begins("Name", "O'Malley")),
            outcome("clarify", "O'Malley & Sons"),
        ),
    ),
    # how to, and what is meant
    ask(
        "hello! i started today. what kind of things can i ask you?",
        outcome("help"),
        as_="tobias",
    ),
    ask("how do i log a call after talking to a contact", not_answered, as_="tobias"),
    ask(
        "where do I find the button to export a report to excel",
        not_answered,
        as_="tobias",
    ),
    ask("what is the difference between a lead and an opportunity?", not_answered),
    ask(
        "how do i merge two duplicate accounts?",
        not_answered,
        as_="tobias",
    ),
]
