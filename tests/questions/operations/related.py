"""Records through other records: contacts of accounts, accounts with or without something."""

from datetime import date

from tests.questions.expected import Check, ask, ids
from tests.questions.fresh.checks import any_of, counted, listed
from tests.questions.fresh.keeps import (
    K,
    at,
    both,
    closes,
    day,
    mine,
    open_order,
    overdue,
    starts,
    team,
    to_come,
    unpaid,
)
from tests.questions.operations.checks import (
    TOMORROW,
    above,
    account,
    between,
    contents,
    least,
    linked,
    most,
    no,
    of,
)
from tests.questions.org import (
    Q4,
    THIS_MONTH,
    THIS_YEAR,
    TODAY,
    Rec,
    is_lost,
    is_open,
    is_won,
)

_HAS_OPEN_DEAL = linked("Opportunity", is_open)
_HAS_OVERDUE = linked("Invoice", overdue)
_DIRECTOR = of("Title", "Regional Sales Director", "Chief Revenue Officer", "Sales Operations Lead")
_WON_THIS_QUARTER = linked("Opportunity", both(is_won, closes(*Q4)), through="OwnerId")


def _tomorrow(event: Rec) -> bool:
    return mine(event) and day(event.StartDateTime) == TOMORROW


def _ordered_software(since: date) -> Check:
    """Accounts with an order of software from that day on, until today or with what is planned."""
    bought = both(of("Product2.Family", "Software"), least("Order.EffectiveDate", since))
    until_today = both(bought, most("Order.EffectiveDate", TODAY))
    return any_of(
        listed("Account", linked("OrderItem", bought, through="Order.AccountId")),
        listed("Account", linked("OrderItem", until_today, through="Order.AccountId")),
    )


ROWS = [
    # contacts of
    ask(
        "contacts at the accounts where i have a deal closing this month",
        listed(
            "Contact",
            account(linked("Opportunity", both(mine, is_open, closes(*THIS_MONTH)))),
        ),
    ),
    ask(
        "emails of contacts at companies with overdue invoices of more than 30k",
        listed(
            "Contact",
            account(linked("Invoice", both(overdue, above("Balance", 30 * K)))),
        ),
        as_="tobias",
    ),
    ask(
        "all CFOs of accounts in germany (chief financial officers)",
        listed(
            "Contact",
            both(of("Title", "Chief Financial Officer"), of("Account.BillingCountry", "Germany")),
        ),
        as_="matthias",
    ),
    ask(
        "contacts of Halden but not of Halden Logistics",
        listed("Contact", at("Halden")),
    ),
    # accounts with and without
    ask(
        "which accounts have no open opportunity at all",
        listed("Account", no(_HAS_OPEN_DEAL)),
        as_="tobias",
    ),
    ask(
        "accounts with four or more open opps",
        listed("Account", linked("Opportunity", is_open, at_least=4)),
        as_="tobias",
    ),
    ask(
        "accounts of type customer that never placed an order",
        listed("Account", both(of("Type", "Customer"), no(linked("Order")))),
        as_="tobias",
    ),
    ask(
        "how many accounts have orders but no invoice yet",
        counted("Account", both(linked("Order"), no(linked("Invoice")))),
        as_="tobias",
    ),
    ask(
        "accounts with more than one unpaid invoice",
        listed("Account", linked("Invoice", unpaid, at_least=2)),
        as_="tobias",
    ),
    ask(
        "who has both an open renewal and an overdue invoice? accounts please",
        listed(
            "Account",
            both(linked("Opportunity", both(is_open, of("Type", "Renewal"))), _HAS_OVERDUE),
        ),
        as_="tobias",
    ),
    ask(
        "my accounts without a meeting in the next 14 days",
        listed(
            "Account",
            both(
                mine,
                no(linked("Event", both(to_come, starts(TODAY, date(2026, 12, 2))))),
            ),
        ),
    ),
    ask(
        "accounts with a cancelled order this year",
        listed(
            "Account",
            linked(
                "Order",
                both(of("Status", "Cancelled"), between("EffectiveDate", *THIS_YEAR)),
            ),
        ),
        as_="tobias",
    ),
    ask(
        "accounts we lost a deal at since october but won nothing this year",
        listed(
            "Account",
            both(
                linked("Opportunity", both(is_lost, closes(date(2026, 10, 1), TODAY))),
                no(linked("Opportunity", both(is_won, closes(*THIS_YEAR)))),
            ),
        ),
        as_="tobias",
    ),
    ask(
        "accounts of my team with an open order but no open task",
        listed(
            "Account",
            both(
                team("Marcus Oyelaran"),
                linked("Order", open_order),
                no(linked("Task", lambda t: not t.IsClosed)),
            ),
        ),
        as_="marcus",
    ),
    ask(
        "accounts with at most one open deal, Teresa's people",
        any_of(
            listed(
                "Account",
                both(team("Teresa Villaseñor"), no(linked("Opportunity", is_open, at_least=2))),
            ),
            listed(
                "Account",
                both(
                    team("Teresa Villaseñor"),
                    _HAS_OPEN_DEAL,
                    no(linked("Opportunity", is_open, at_least=2)),
                ),
            ),
        ),
        as_="teresa",
    ),
    ask(
        "subsidiaries of halden",
        listed("Account", of("Parent.Name", "Halden")),
    ),
    # the other way round
    ask(
        "open tasks at accounts that are overdue with a payment",
        listed("Task", both(lambda t: not t.IsClosed, account(_HAS_OVERDUE))),
        as_="tobias",
    ),
    ask(
        "open deals at accounts with an overdue invoice, over 50k",
        listed("Opportunity", both(is_open, above("Amount", 50 * K), account(_HAS_OVERDUE))),
        as_="tobias",
    ),
    ask(
        "opportunities closing this month where the account is still just a prospect",
        listed(
            "Opportunity",
            both(is_open, closes(*THIS_MONTH), of("Account.Type", "Prospect")),
        ),
        as_="tobias",
    ),
    ask(
        "meetings with accounts in singapore, upcoming ones only",
        listed("Event", both(to_come, of("Account.BillingCountry", "Singapore"))),
        as_="mei-ling",
    ),
    ask(
        "who am i meeting tomorrow",
        any_of(
            listed("Event", _tomorrow),
            ids(lambda o: {e.WhoId for e in o.all("Event") if _tomorrow(e)}),
        ),
    ),
    ask(
        "reps without a won deal this quarter",
        any_of(
            listed("User", both(no(_WON_THIS_QUARTER), no(_DIRECTOR))),
            listed("User", no(_WON_THIS_QUARTER)),
            listed("User", both(no(_WON_THIS_QUARTER), no(_DIRECTOR), of("IsActive", True))),
            listed("User", both(no(_WON_THIS_QUARTER), of("IsActive", True))),
        ),
        as_="margot",
    ),
    # products
    ask(
        "what's on order 00001289",
        contents("OrderItem", of("Order.OrderNumber", "00001289")),
        as_="tobias",
    ),
    ask(
        "products of orders over 130k",
        contents("OrderItem", above("Order.TotalAmount", 130 * K)),
        as_="tobias",
    ),
    ask(
        "which accounts ordered software in the past 12 months",
        any_of(_ordered_software(date(2025, 11, 18)), _ordered_software(date(2025, 12, 1))),
        as_="tobias",
    ),
    ask(
        "opportunity products with a quantity of at least 300 on open deals",
        listed(
            "OpportunityLineItem", both(least("Quantity", 300), lambda i: is_open(i.Opportunity))
        ),
        as_="tobias",
    ),
]
