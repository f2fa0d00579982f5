"""What is compared with what: numbers and their bounds, texts, and whose condition it is."""

from tests.questions.expected import ask
from tests.questions.fresh.checks import counted, listed
from tests.questions.fresh.keeps import K, both
from tests.questions.operations.checks import (
    above,
    begins,
    between,
    either,
    least,
    linked,
    most,
    of,
    says,
)
from tests.questions.org import is_open

_OPEN_DEALS = linked("Opportunity", is_open, at_least=3)
_CONTACTS = linked("Contact", at_least=3)

_NUMBERS = [
    ask(
        "open deals between 20 and 30k",
        listed("Opportunity", both(is_open, between("Amount", 20 * K, 30 * K))),
    ),
    ask(
        "open deals 30-40k", listed("Opportunity", both(is_open, between("Amount", 30 * K, 40 * K)))
    ),
    ask(
        "open deals from 30 to 40 thousand",
        listed("Opportunity", both(is_open, between("Amount", 30 * K, 40 * K))),
    ),
    ask(
        "open deals between 500 and 1k",
        listed("Opportunity", both(is_open, between("Amount", 500, K))),
    ),
    ask("open deals worth 50k+", listed("Opportunity", both(is_open, least("Amount", 50 * K)))),
    ask("open deals 50k and up", listed("Opportunity", both(is_open, least("Amount", 50 * K)))),
    ask("open deals 20k at most", listed("Opportunity", both(is_open, most("Amount", 20 * K)))),
    ask("open deals max 20k", listed("Opportunity", both(is_open, most("Amount", 20 * K)))),
    ask("invoices with a balance over 20k", listed("Invoice", above("Balance", 20 * K))),
    ask("invoices, balance from 40k", listed("Invoice", least("Balance", 40 * K))),
    ask("accounts with 500 or more employees", listed("Account", least("NumberOfEmployees", 500))),
    ask("accounts with 500 employees or more", listed("Account", least("NumberOfEmployees", 500))),
    ask("accounts with 3 or more open opps", listed("Account", _OPEN_DEALS)),
    ask("accounts with 3 contacts or more", listed("Account", _CONTACTS)),
    ask("accounts having 2 or fewer contacts", listed("Account", lambda a: not _CONTACTS(a))),
]

_TEXTS = [
    ask(
        "contacts whose title begins with 'Head of'", listed("Contact", begins("Title", "Head of"))
    ),
    ask("contacts titled director", listed("Contact", says("Title", "director"))),
    ask(
        "how many contacts whose title contains Director or Manager",
        counted("Contact", either(says("Title", "Director"), says("Title", "Manager"))),
    ),
    ask(
        "open deals with legal in the next step",
        listed("Opportunity", both(is_open, says("NextStep", "legal"))),
    ),
    ask("deals with a next step that says call", listed("Opportunity", says("NextStep", "call"))),
    ask("emails at halden.example", listed("Contact", says("Email", "@halden.example"))),
    ask(
        "open deals with stage = negotiation",
        listed("Opportunity", both(is_open, of("StageName", "Negotiation/Review"))),
    ),
    ask(
        "deals in stage 'Negotiation/Review'",
        listed("Opportunity", of("StageName", "Negotiation/Review")),
    ),
    ask("'open' deals", listed("Opportunity", is_open)),
]

ROWS = [*_NUMBERS, *_TEXTS]
