"""Small words that join conditions: or, either, neither and nor, both, but not, except."""

from tests.questions.expected import ask, outcome
from tests.questions.fresh.checks import counted, listed, totalled
from tests.questions.fresh.keeps import (
    K,
    at,
    both,
    closes,
    overdue,
    owned,
    slipped,
    unpaid,
)
from tests.questions.operations.checks import (
    above,
    below,
    either,
    empty,
    filled,
    least,
    linked,
    no,
    of,
)
from tests.questions.org import Q4, THIS_MONTH, TODAY, is_open, is_won

_CHLOE = owned("Chloe Barrowman")
_NEGOTIATION = of("StageName", "Negotiation/Review")
_NO_AMOUNT, _NO_NEXT_STEP = empty("Amount"), empty("NextStep")
_GERMAN, _AUSTRIAN = of("BillingCountry", "Germany"), of("BillingCountry", "Austria")
_CLOSING = both(is_open, closes(*Q4))
_OPEN_DEAL, _OVERDUE = linked("Opportunity", is_open), linked("Invoice", overdue)
_ORDER, _INVOICE = linked("Order"), linked("Invoice")
_RENEWAL = linked("Opportunity", both(is_open, of("Type", "Renewal")))

_OR = [
    ask(
        "deals closing this quarter or owned by Chloe",
        listed("Opportunity", either(_CLOSING, _CHLOE)),
    ),
    ask(
        "open deals over 50k or without an amount",
        listed("Opportunity", both(is_open, either(above("Amount", 50 * K), _NO_AMOUNT))),
    ),
    ask(
        "my open deals that slipped or have no next step",
        listed("Opportunity", both(owned("Caleb Strand"), is_open, either(slipped, _NO_NEXT_STEP))),
        as_="caleb",
    ),
    ask(
        "open deals either in negotiation or closing this month",
        listed("Opportunity", both(is_open, either(_NEGOTIATION, closes(*THIS_MONTH)))),
    ),
    ask(
        "how many open deals are in negotiation or over 100k?",
        counted("Opportunity", both(is_open, either(_NEGOTIATION, above("Amount", 100 * K)))),
    ),
    ask(
        "total amount of open deals over 50k or closing this month",
        totalled(
            "Opportunity",
            "Amount",
            both(is_open, either(above("Amount", 50 * K), closes(*THIS_MONTH))),
        ),
    ),
    ask(
        "invoices overdue or over 50k", listed("Invoice", either(overdue, above("Amount", 50 * K)))
    ),
    ask(
        "deals over 100k or under 5k",
        listed("Opportunity", either(above("Amount", 100 * K), below("Amount", 5 * K))),
    ),
    ask(
        "accounts in healthcare or in Germany",
        listed("Account", either(of("Industry", "Healthcare"), _GERMAN)),
    ),
    ask("accounts in Germany or with an open deal", listed("Account", either(_GERMAN, _OPEN_DEAL))),
    ask(
        "contacts at Halden or without an email",
        listed("Contact", either(at("Halden"), empty("Email"))),
    ),
    ask(
        "accounts with open deals or overdue invoices",
        listed("Account", either(_OPEN_DEAL, _OVERDUE)),
    ),
    ask(
        "accounts without open deals or overdue invoices",
        listed("Account", no(either(_OPEN_DEAL, _OVERDUE))),
    ),
    # What stands on either side is not plain.
    ask("open deals not in negotiation or over 50k", outcome("not_understood")),
    ask("open deals in Germany or over 100k closing this quarter", outcome("not_understood")),
    ask("overdue tasks or meetings this week", outcome("not_understood")),
    ask("is Halden a customer or a partner", outcome("not_understood")),
]

_NEITHER = [
    ask(
        "open deals with neither amount nor next step",
        listed("Opportunity", both(is_open, _NO_AMOUNT, _NO_NEXT_STEP)),
    ),
    ask(
        "accounts neither in Germany nor Austria", listed("Account", no(either(_GERMAN, _AUSTRIAN)))
    ),
    ask(
        "accounts with neither orders nor invoices", listed("Account", no(either(_ORDER, _INVOICE)))
    ),
    ask("leads that no one has converted", listed("Lead", no(of("IsConverted", True)))),
    ask(
        "tasks that have not been started",
        listed("Task", of("Status", "Not Started")),
    ),
    ask(
        "open deals but no renewals",
        listed("Opportunity", both(is_open, no(of("Type", "Renewal")))),
    ),
    ask(
        "deals owned by Callum except those at accounts in Norway",
        listed(
            "Opportunity",
            both(owned("Callum Rathbone"), no(of("Account.BillingCountry", "Norway"))),
        ),
    ),
    ask(
        "contacts at Halden but not at logistics",
        listed("Contact", at("Halden")),
    ),
    ask("products we no longer sell", listed("Product2", of("IsActive", False))),
    ask("products we don't sell anymore", listed("Product2", of("IsActive", False))),
]

_BOTH = [
    ask(
        "accounts missing both industry and phone",
        listed("Account", both(empty("Phone"), empty("Industry"))),
    ),
    ask(
        "accounts with both an open deal and an unpaid invoice",
        listed("Account", both(_OPEN_DEAL, linked("Invoice", unpaid))),
    ),
    ask(
        "accounts with an open renewal and an overdue invoice",
        listed("Account", both(_RENEWAL, _OVERDUE)),
    ),
    ask(
        "accounts with an open renewal but no overdue invoice",
        listed("Account", both(_RENEWAL, no(_OVERDUE))),
    ),
    ask("who has an overdue invoice? accounts please", listed("Account", _OVERDUE)),
    ask(
        "invoices that are both unpaid and not due yet",
        listed("Invoice", both(unpaid, least("DueDate", TODAY))),
    ),
    ask(
        "accounts with orders but no overdue invoice", listed("Account", both(_ORDER, no(_OVERDUE)))
    ),
    ask(
        "accounts we won a deal at this month but with no open deal",
        listed(
            "Account",
            both(linked("Opportunity", both(is_won, closes(*THIS_MONTH))), no(_OPEN_DEAL)),
        ),
    ),
]

_FIELDS = [
    ask(
        "which deals have both an amount and a next step",
        listed("Opportunity", both(filled("Amount"), filled("NextStep"))),
    ),
    ask(
        "contacts with an email or a phone number",
        listed("Contact", either(filled("Email"), filled("Phone"))),
    ),
    ask(
        "contacts with an email but no phone",
        listed("Contact", both(filled("Email"), empty("Phone"))),
    ),
    ask("has nobody on my team closed a deal this month", outcome("not_understood")),
]

_GOING_ON = [
    ask(
        "without overdue invoices",
        listed("Account", both(_GERMAN, no(_OVERDUE))),
        "accounts in Germany",
    ),
    ask("with an open deal", listed("Account", both(_GERMAN, _OPEN_DEAL)), "accounts in Germany"),
    ask("or over 100k", outcome("not_understood"), "open deals in Germany"),
    ask("no overdue invoices in Germany?", outcome("not_understood")),
]

_SAID_IN_GERMAN = [
    ask(
        "offene Deals über 50k oder ohne Betrag",
        listed("Opportunity", both(is_open, either(above("Amount", 50 * K), _NO_AMOUNT))),
    ),
    ask(
        "Kontakte, die weder E-Mail noch Telefon haben",
        listed("Contact", both(empty("Email"), empty("Phone"))),
    ),
    ask(
        "Kunden mit Bestellungen, aber ohne Rechnungen",
        listed("Account", both(_ORDER, no(_INVOICE))),
    ),
]

ROWS = [*_OR, *_NEITHER, *_BOTH, *_FIELDS, *_GOING_ON, *_SAID_IN_GERMAN]
