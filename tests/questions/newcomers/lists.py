"""Lists of records, filtered as people filter in other CRMs."""

from decimal import Decimal

from tests.questions.expected import Check, ids
from tests.questions.fresh.checks import listed
from tests.questions.fresh.keeps import (
    Keep,
    at,
    both,
    closes,
    late,
    overdue,
    owned,
    starts,
    unpaid,
)
from tests.questions.newcomers.checks import (
    HARRIET,
    NADIA,
    NEXT_WEEK,
    YOLANDA,
    ahead,
    harriet,
    margot,
    nadia,
    where,
    yolanda,
)
from tests.questions.org import Q4, THIS_YEAR, Org, Rec, is_lost, is_open, within


def _without(found: str, test: Keep, keep: Keep = lambda a: True) -> Check:
    """Accounts that pass and of which no record of that kind passes its own test."""

    def expect(org: Org) -> set[str]:
        taken = {r.AccountId for r in org.all(found) if test(r)}
        return org.ids("Account", lambda a: a.Id not in taken and keep(a))

    return ids(expect)


def _with(found: str, test: Keep) -> Check:
    """Accounts of which a record of that kind passes."""
    return ids(lambda o: {r.AccountId for r in o.all(found) if test(r)})


def _ordered_this_year(order: Rec) -> bool:
    return within(order.EffectiveDate, *THIS_YEAR)


ROWS = [
    # deals
    nadia("show all open deals I own", listed("Opportunity", both(owned(NADIA), is_open))),
    nadia(
        "which open opportunities list Kestovar as competitor",
        listed("Opportunity", both(is_open, where("Competitor__c", "Kestovar"))),
    ),
    nadia(
        "my closed lost deals this year",
        listed("Opportunity", both(owned(NADIA), is_lost, closes(*THIS_YEAR))),
    ),
    nadia(
        "opps I own that don't have an amount yet",
        listed("Opportunity", both(owned(NADIA), lambda d: d.Amount is None)),
    ),
    nadia(
        "renewals with high risk that are still open",
        listed("Opportunity", both(is_open, where("Renewal_Risk__c", "High"))),
    ),
    margot(
        "Can you list the opportunities in commit that close this quarter?",
        listed(
            "Opportunity",
            both(is_open, where("ForecastCategoryName", "Commit"), closes(*Q4)),
        ),
    ),
    margot(
        "open renewals in Germany",
        listed(
            "Opportunity",
            both(is_open, where("Type", "Renewal"), where("Account.BillingCountry", "Germany")),
        ),
    ),
    nadia(
        "existing business deals that came from a trade show and are still open",
        listed(
            "Opportunity",
            both(
                is_open,
                where("Type", "Existing Business"),
                where("LeadSource", "Trade Show"),
            ),
        ),
    ),
    nadia(
        "deals with a probability of at least 85 percent that aren't closed",
        listed("Opportunity", both(is_open, lambda d: d.Probability >= 85)),
    ),
    # accounts
    nadia("my companies", listed("Account", owned(NADIA))),
    nadia(
        "organizations based in singapore",
        listed("Account", where("BillingCountry", "Singapore")),
    ),
    nadia(
        "prospects in the transportation industry",
        listed("Account", both(where("Type", "Prospect"), where("Industry", "Transportation"))),
    ),
    nadia(
        "companies with over 5000 employees",
        listed("Account", lambda a: a.NumberOfEmployees and a.NumberOfEmployees > 5000),
    ),
    nadia(
        "prospects without any open deal",
        _without("Opportunity", is_open, where("Type", "Prospect")),
    ),
    nadia(
        "accounts whose parent account is Halden",
        listed("Account", where("Parent.Name", "Halden")),
    ),
    harriet("customers in Ireland", listed("Account", where("BillingCountry", "Ireland"))),
    harriet(
        "which accounts have not placed an order this year?",
        _without("Order", _ordered_this_year),
    ),
    harriet("accounts with overdue invoices", _with("Invoice", overdue)),
    margot(
        "Accounts with annual revenue above 1 billion",
        listed("Account", lambda a: a.AnnualRevenue and a.AnnualRevenue > Decimal(1_000_000_000)),
    ),
    harriet(
        "accounts that dont have an industry filled in",
        listed("Account", lambda a: a.Industry is None),
    ),
    # people at accounts
    nadia(
        "contacts associated with Norleigh Cold Storage",
        listed("Contact", at("Norleigh Cold Storage")),
    ),
    nadia(
        "plant managers at my accounts",
        listed(
            "Contact",
            both(where("Title", "Plant Manager"), where("Account.Owner.Name", NADIA)),
        ),
    ),
    nadia(
        "CFOs at prospect accounts",
        listed(
            "Contact",
            both(where("Title", "Chief Financial Officer"), where("Account.Type", "Prospect")),
        ),
    ),
    harriet(
        "my contacts without an email address",
        listed("Contact", both(owned(HARRIET), lambda c: c.Email is None)),
    ),
    yolanda(
        "contact persons in Atlanta",
        listed("Contact", where("Account.BillingCity", "Atlanta")),
    ),
    # leads
    yolanda(
        "new leads that came in via the web",
        listed("Lead", both(where("Status", "New"), where("LeadSource", "Web"))),
    ),
    yolanda(
        "leads in the food & beverage industry that we haven't converted",
        listed("Lead", both(where("Industry", "Food & Beverage"), where("IsConverted", False))),
    ),
    # orders and invoices
    yolanda(
        "unpaid invoices for my customers",
        listed("Invoice", both(where("Account.Owner.Name", YOLANDA), unpaid)),
    ),
    harriet(
        "which invoices of Hinokura Denki are past due",
        listed("Invoice", both(at("Hinokura Denki"), overdue)),
    ),
    harriet(
        "unpaid invoices due next week",
        listed("Invoice", both(unpaid, lambda i: within(i.DueDate, *NEXT_WEEK))),
    ),
    yolanda(
        "orders that got cancelled this year",
        listed("Order", both(where("Status", "Cancelled"), _ordered_this_year)),
    ),
    harriet(
        "hi, could you show me all the orders placed by Ó Dálmhaigh Creameries? thanks",
        listed("Order", at("Ó Dálmhaigh Creameries")),
    ),
    # what is to be done
    nadia("my upcoming appointments", listed("Event", both(owned(NADIA), ahead))),
    nadia("overdue to-dos of mine", listed("Task", both(owned(NADIA), late))),
    harriet(
        "upcoming meetings with Eskerfield Dairies",
        listed("Event", both(at("Eskerfield Dairies"), ahead)),
    ),
    margot(
        "all high priority tasks that are not completed",
        listed("Task", both(is_open, where("Priority", "High"))),
    ),
    margot(
        "demos scheduled for next week",
        listed("Event", both(where("Subject", "Demo"), starts(*NEXT_WEEK))),
    ),
    # products
    harriet(
        "what products do we have in the sensors family",
        listed("Product2", where("Family", "Sensors")),
    ),
    harriet("products no longer active", listed("Product2", where("IsActive", False))),
    nadia(
        "line items on Greyfen Utilities – Remote sites",
        listed(
            "OpportunityLineItem", where("Opportunity.Name", "Greyfen Utilities – Remote sites")
        ),
    ),
]
