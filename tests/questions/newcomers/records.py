"""One record, or one thing about it."""

from datetime import date

from tests.questions.expected import value
from tests.questions.fresh.checks import any_of, field, on_day, only, record, truth
from tests.questions.fresh.keeps import at, both
from tests.questions.newcomers.checks import field_of, harriet, margot, nadia, where, yolanda

_PILOT = "Norleigh Cold Storage – Energy metering pilot"
_REMOTE = "Greyfen Utilities – Remote sites"
_SECOND = "Greyfen Utilities – Compressor monitoring, second site"

ROWS = [
    # Nadia, who knows companies, deals and their properties
    nadia(
        "who is the company owner of Fjellhavn Offshore",
        field("Account", "Fjellhavn Offshore AS", "Owner.Name"),
    ),
    nadia(
        "what deal stage is the norleigh energy metering pilot in",
        field("Opportunity", _PILOT, "StageName"),
    ),
    nadia(
        f"whats the expected close date on {_SECOND}",
        any_of(field("Opportunity", _SECOND, "CloseDate"), on_day(lambda o: date(2026, 10, 19))),
    ),
    nadia(
        "deal value of Greyfen Utilities – Gateway refresh pilot",
        field("Opportunity", "Greyfen Utilities – Gateway refresh pilot", "Amount", "USD"),
    ),
    nadia(
        "win probability for the greyfen compressor monitoring second site deal",
        field("Opportunity", _SECOND, "Probability"),
    ),
    nadia(
        f"next step on {_REMOTE}?",
        field("Opportunity", _REMOTE, "NextStep"),
    ),
    nadia("email for felicia calloway pls", field("Contact", "Felicia Calloway", "Email")),
    nadia("Pull up the contact record for Cody Cordero", record("Contact", "Cody Cordero")),
    nadia(
        "Lead source on the Belwethy compliance reporting pilot?",
        field("Opportunity", "Belwethy Grocers – Compliance reporting pilot", "LeadSource"),
    ),
    # Harriet and Yolanda, who care for customers
    harriet(
        "what is the balance on INV-02211",
        field_of("Invoice", where("InvoiceNumber", "INV-02211"), "Balance", "USD"),
    ),
    harriet(
        "when is invoice 2219 due",
        on_day(lambda o: date(2026, 11, 23)),
    ),
    harriet("Has INV-02235 been paid?", truth(False)),
    harriet(
        "status of order 1224 please",
        field_of("Order", where("OrderNumber", "00001224"), "Status"),
    ),
    harriet(
        "how much was order 00001141 for?",
        field_of("Order", where("OrderNumber", "00001141"), "TotalAmount", "USD"),
    ),
    harriet(
        "which customer placed order 1202",
        any_of(
            field_of("Order", where("OrderNumber", "00001202"), "Account.Name"),
            record("Account", "Eskerfield Dairies"),
        ),
    ),
    harriet(
        "someone just rang from +353 21 555-0112, who is that?",
        record("Contact", "Winifred Redmayne"),
    ),
    harriet(
        "What's the main phone number for Brackwater Ports?",
        field("Account", "Brackwater Ports", "Phone"),
    ),
    yolanda(
        "who's the buyer at fennimoor bottling",
        only("Contact", both(at("Fennimoor Bottling"), where("Title", "Buyer"))),
    ),
    # Margot, about her people
    margot(
        "Who is Kavita Ranasing's manager?",
        any_of(value(lambda o: "Mei-Ling Tan"), record("User", "Mei-Ling Tan")),
    ),
    margot("what region is piotr zalesny in", field("User", "Piotr Zalesny", "Region__c")),
]
