"""Lists narrowed through other records: of accounts in, with more than, without any."""

from functools import cache

from tests.questions.expected import ask
from tests.questions.fresh.checks import listed
from tests.questions.fresh.keeps import (
    K,
    Keep,
    amount,
    at,
    both,
    mine,
    open_order,
    overdue,
    unpaid,
)
from tests.questions.org import Q4, Rec, is_open, is_won, org, within


def _of(entity: str, keep: Keep, account: Rec) -> int:
    return sum(1 for r in org().all(entity) if r.AccountId == account.Id and keep(r))


def _has(entity: str, keep: Keep = lambda r: True, least: int = 1) -> Keep:
    return lambda a: _of(entity, keep, a) >= least


def _none(entity: str, keep: Keep = lambda r: True) -> Keep:
    return lambda a: _of(entity, keep, a) == 0


def _ordered(product: str) -> Keep:
    @cache
    def orders() -> set[str]:
        return {i.OrderId for i in org().all("OrderItem") if i.Product2.Name == product}

    return _has("Order", lambda r: r.Id in orders())


def _selling(keep: Keep) -> Keep:
    @cache
    def deals() -> set[str]:
        items = org().all("OpportunityLineItem")
        return {i.OpportunityId for i in items if keep(i.Product2)}

    return lambda d: d.Id in deals()


_with_products = _selling(lambda p: True)

ROWS = [
    # through the account
    ask(
        "open healthcare deals",
        listed("Opportunity", both(is_open, lambda d: d.Account.Industry == "Healthcare")),
    ),
    ask(
        "open opportunities at companies with more than 5000 employees",
        listed("Opportunity", both(is_open, lambda d: d.Account.NumberOfEmployees > 5000)),
    ),
    ask(
        "deals of accounts in norway with more than 500 employees that are still open",
        listed(
            "Opportunity",
            both(
                is_open,
                lambda d: (
                    d.Account.BillingCountry == "Norway" and d.Account.NumberOfEmployees > 500
                ),
            ),
        ),
    ),
    ask(
        "contacts at companies in singapore",
        listed("Contact", lambda c: c.Account.BillingCountry == "Singapore"),
    ),
    ask("contacts of my accounts", listed("Contact", lambda c: mine(c.Account))),
    ask(
        "orders from accounts in leeds", listed("Order", lambda r: r.Account.BillingCity == "Leeds")
    ),
    ask("invoices of halden", listed("Invoice", at("Halden"))),
    ask(
        "unpaid invoices for healthcare accounts",
        listed("Invoice", both(unpaid, lambda i: i.Account.Industry == "Healthcare")),
    ),
    ask("contacts at tessaly", listed("Contact", at("Tessaly Medical Group"))),
    ask(
        "greyfen utilities open opps", listed("Opportunity", both(is_open, at("Greyfen Utilities")))
    ),
    ask(
        "greyfen utilities deals that are still open",
        listed("Opportunity", both(is_open, at("Greyfen Utilities"))),
    ),
    ask(
        "contacts with no phone number at halden",
        listed("Contact", both(at("Halden"), lambda c: c.Phone is None)),
    ),
    # through the owner
    ask(
        "open deals in apac over 60k",
        listed(
            "Opportunity",
            both(is_open, lambda d: d.Owner.Region__c == "APAC", amount(lambda a: a > 60 * K)),
        ),
    ),
    # with and without
    ask(
        "accounts without open opportunities",
        listed("Account", _none("Opportunity", is_open)),
    ),
    ask(
        "my accounts with no open orders", listed("Account", both(mine, _none("Order", open_order)))
    ),
    ask("accounts with more than 4 open deals", listed("Account", _has("Opportunity", is_open, 5))),
    ask("accounts that have overdue invoices", listed("Account", _has("Invoice", overdue))),
    ask("accounts with no contacts", listed("Account", _none("Contact"))),
    ask("which accounts have at least 5 contacts", listed("Account", _has("Contact", least=5))),
    ask(
        "which of my accounts have unpaid invoices",
        listed("Account", both(mine, _has("Invoice", unpaid))),
    ),
    ask(
        "my accounts with an open deal over 70k",
        listed(
            "Account", both(mine, _has("Opportunity", both(is_open, amount(lambda a: a > 70 * K))))
        ),
    ),
    ask(
        "accounts we won a deal with this quarter",
        listed("Account", _has("Opportunity", lambda d: is_won(d) and within(d.CloseDate, *Q4))),
    ),
    ask(
        "accounts in germany without an open deal",
        listed(
            "Account",
            both(lambda a: a.BillingCountry == "Germany", _none("Opportunity", is_open)),
        ),
    ),
    # one through the other
    ask(
        "contacts of my open deals",
        listed("Contact", lambda c: _has("Opportunity", both(is_open, mine))(c.Account)),
    ),
    ask(
        "my open deals that include gateways",
        listed("Opportunity", both(is_open, mine, _selling(lambda p: p.Family == "Gateways"))),
    ),
    ask(
        "my open deals without products",
        listed("Opportunity", both(is_open, mine, lambda d: not _with_products(d))),
    ),
    ask(
        "open deals with the wickview enterprise in them",
        listed(
            "Opportunity",
            both(is_open, _selling(lambda p: p.Name == "Wickview Enterprise, year")),
        ),
    ),
    ask(
        "open deals of german companies",
        listed("Opportunity", both(is_open, lambda d: d.Account.BillingCountry == "Germany")),
    ),
    ask(
        "open deals for accounts in the energy industry in the us",
        listed(
            "Opportunity",
            both(
                is_open,
                lambda d: (
                    d.Account.Industry == "Energy" and d.Account.BillingCountry == "United States"
                ),
            ),
        ),
    ),
    ask("who works at halden", listed("Contact", at("Halden"))),
    ask(
        "open deals whose owner is inactive",
        listed("Opportunity", both(is_open, lambda d: not d.Owner.IsActive)),
    ),
    ask("accounts that never placed an order", listed("Account", _none("Order"))),
    ask(
        "accounts that ordered the caravan vehicle gateway",
        listed("Account", _ordered("Caravan vehicle gateway")),
    ),
    ask(
        "chief financial officers at my accounts",
        listed("Contact", lambda c: mine(c.Account) and c.Title == "Chief Financial Officer"),
    ),
]
