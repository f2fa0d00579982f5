"""Exact ids, e-mail addresses, phone numbers, document numbers and pasted links."""

from tests.questions.expected import ask
from tests.questions.fresh.checks import any_of, field, listed, only, record
from tests.questions.operations.checks import cell, not_answered, nothing_found, of

_LINK = "https://crm.ferrowick.example/crm"
_LIGHTNING = "https://ferrowick.lightning.force.com/lightning/r"


# It says there is none, or does not answer.
_NONE_SUCH = any_of(not_answered, nothing_found)

ROWS = [
    ask("006Qk0000000006IAA", only("Opportunity", of("Id", "006Qk0000000006IAA"))),
    ask(
        "amount of 006Qk0000000007IAA?",
        cell("Opportunity", of("Id", "006Qk0000000007IAA"), "Amount"),
    ),
    ask(
        f"{_LINK}/Account/001Qk0000000001IAA",
        record("Account", "Halden"),
    ),
    ask(
        f"what stage is this one in {_LIGHTNING}/Opportunity/006Qk0000000009IAA/view",
        cell("Opportunity", of("Id", "006Qk0000000009IAA"), "StageName"),
    ),
    ask(
        "006Qk000000ZZZZIAA",
        _NONE_SUCH,
    ),
    ask(
        "orlando.radley@tessaly-medical-group.example",
        only("Contact", of("Email", "orlando.radley@tessaly-medical-group.example")),
    ),
    ask(
        "which company is bernard.blankenship@hartsquill-packaging.example with?",
        any_of(
            cell(
                "Contact",
                of("Email", "bernard.blankenship@hartsquill-packaging.example"),
                "Account.Name",
            ),
            record("Account", "Hartsquill Packaging"),
        ),
        as_="tobias",
    ),
    ask(
        "got a mail from clark.odom@umberlea-ceramics.example, who is that",
        only("Lead", of("Email", "clark.odom@umberlea-ceramics.example")),
        as_="tobias",
    ),
    ask(
        "who's calling? +1 617 555-0197",
        only("Contact", of("Phone", "+1 617 555-0197")),
        as_="tobias",
    ),
    ask(
        "missed call from (617) 555-0139, which account is it",
        record("Account", "Halden"),
        as_="tobias",
    ),
    ask(
        "open balance on INV-02259",
        cell("Invoice", of("InvoiceNumber", "INV-02259"), "Balance"),
        as_="tobias",
    ),
    ask(
        "when is inv-02216 due",
        cell("Invoice", of("InvoiceNumber", "INV-02216"), "DueDate"),
        as_="tobias",
    ),
    ask(
        "is invoice INV-09999 paid",
        _NONE_SUCH,
        as_="tobias",
    ),
    ask(
        "status of order #00001257?",
        cell("Order", of("OrderNumber", "00001257"), "Status"),
        as_="tobias",
    ),
    ask(
        "order 1224 - which customer",
        any_of(
            cell("Order", of("OrderNumber", "00001224"), "Account.Name"),
            record("Account", "Greyfen Utilities"),
        ),
        as_="tobias",
    ),
    ask(
        "orders 00001245, 00001246 and 00001247",
        listed("Order", of("OrderNumber", "00001245", "00001246", "00001247")),
        as_="tobias",
    ),
    ask(
        "FW-G300 what is this",
        record("Product2", "Caravan vehicle gateway"),
        as_="tobias",
    ),
    ask(
        "https://www.halden-logistics.example who do we have there as an account",
        record("Account", "Halden Logistics"),
        as_="tobias",
    ),
    ask(
        "dana@ferrowick.example reports to whom",
        any_of(
            field("User", "Dana Whitfield", "Manager.Name"),
            record("User", "Marcus Oyelaran"),
        ),
        as_="tobias",
    ),
    ask(
        "strassfeld logistik, phone no.",
        field("Account", "Straßfeld Logistik AG", "Phone"),
        as_="matthias",
    ),
]
