"""What sales people say every day in a way of their own, and how they go on from it."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from tests.questions.expected import ask, ids, top, value
from tests.questions.fresh.checks import by, counted, field, first, listed, on_day, truth
from tests.questions.fresh.keeps import (
    K,
    at,
    both,
    closes,
    created,
    mine,
    open_order,
    overdue,
    owned,
    team,
    to_come,
    unpaid,
)
from tests.questions.org import LAST_MONTH, THIS_YEAR, TODAY, Org, Rec, is_lost, is_open, within
from tests.questions.reps.checks import cell, declined, open_of, staged

_HALDEN_ORDERS = both(at("Halden"), lambda o: within(o.EffectiveDate, *THIS_YEAR))
_WEEK = (date(2026, 11, 16), date(2026, 11, 22))
_ESKERFIELD = "open deals of Eskerfield Dairies"


def _owing(over: Decimal, keep: Any = lambda a: True) -> Any:
    """What those accounts owe that owe more than so much."""

    def expect(org: Org) -> dict[Any, Any]:
        owed: Counter[str] = Counter()
        for invoice in org.all("Invoice"):
            if unpaid(invoice) and keep(invoice.Account):
                owed[invoice.Account.Name] += invoice.Balance
        return {name: sum_ for name, sum_ in owed.items() if sum_ > over}

    return by(expect)


def _sized(keep: Any) -> Any:
    return lambda a: keep(a.AnnualRevenue, a.NumberOfEmployees)


def _child_of(name: str) -> Any:
    return lambda a: a.Parent is not None and a.Parent.Name == name


def _biggest(org: Org) -> Rec:
    """The open deal with the largest amount."""
    deals = [d for d in org.all("Opportunity") if is_open(d) and d.Amount is not None]
    return max(deals, key=lambda d: d.Amount)


def _lines(entity: str, of: str, keep: Any) -> Any:
    return ids(lambda o: {i.Id for i in o.all(entity) if keep(getattr(i, of))})


def _last_order(name: str) -> Any:
    return first(1, "Order", at(name), lambda o: o.EffectiveDate)


def _stayed(days: int) -> Any:
    return lambda d: (TODAY - d.LastStageChangeDate.date()).days > days


def _rivals(org: Org) -> dict[Any, Any]:
    lost = [d for d in org.all("Opportunity") if is_lost(d) and within(d.CloseDate, *THIS_YEAR)]
    return dict(Counter(d.Competitor__c for d in lost if d.Competitor__c))


_OWNER = field("Account", "Fjellhavn Offshore AS", "Owner.Name")
_TASKS_TOMORROW = both(mine, is_open, lambda t: t.ActivityDate == date(2026, 11, 19))

ROWS = [
    ask("who is the company owner of Fjellhavn Offshore", _OWNER),
    ask("relationship manager of Fjellhavn Offshore?", _OWNER),
    ask("accounts whose parent account is Halden", listed("Account", _child_of("Halden"))),
    ask("accounts with parent Corvane", listed("Account", _child_of("Corvane"))),
    ask("does Halden have any subsidiaries", truth(True)),
    ask("how many subsidiaries does Halden have", counted("Account", _child_of("Halden"))),
    ask(
        "new leads that came in via the web",
        listed("Lead", lambda x: x.Status == "New" and x.LeadSource == "Web"),
    ),
    ask(
        "how many accounts does Wesley Quon look after?",
        counted("Account", owned("Wesley Quon")),
    ),
    ask(
        "someone just rang from +353 21 555-0112, who is that?",
        listed("Contact", lambda c: c.Phone == "+353 21 555-0112"),
    ),
    ask("new deals created this week", listed("Opportunity", created(*_WEEK))),
    ask(
        "deals that should have closed last month but haven't",
        listed("Opportunity", both(is_open, closes(*LAST_MONTH))),
    ),
    ask("what's on my plate tomorrow", listed("Task", _TASKS_TOMORROW)),
    ask("tasks about contracts due this month", declined),
    ask(
        "tasks in progress on Halden",
        listed("Task", both(at("Halden"), lambda t: t.Status == "In Progress")),
    ),
    ask("which customers owe us more than 20k", _owing(20 * K)),
    ask("who owes us more than 20k", _owing(20 * K)),
    ask(
        "customers in Germany that owe more than 5k",
        _owing(5 * K, lambda a: a.BillingCountry == "Germany"),
    ),
    ask(
        "accounts with revenue above 100m and fewer than 500 employees",
        listed("Account", _sized(lambda r, n: r and r > 100_000 * K and n is not None and n < 500)),
    ),
    ask("where is Quarrowbank based", field("Account", "Quarrowbank Mills", "BillingCity")),
    ask("in which city does Open Range sit", field("Account", "Open Range", "BillingCity")),
    ask("where does Hector Cordero work", field("Contact", "Hector Cordero", "Account.Name")),
    ask(
        "Germany-based accounts without an order",
        ids(
            lambda o: (
                o.ids("Account", lambda a: a.BillingCountry == "Germany")
                - {x.AccountId for x in o.all("Order")}
            )
        ),
    ),
    ask(
        "my negotiation-stage deals",
        listed("Opportunity", both(mine, staged("Negotiation/Review"))),
    ),
    ask("leads without a company", listed("Lead", lambda x: x.Company is None)),
    ask(
        "line items on Greyfen Utilities – Remote sites",
        _lines(
            "OpportunityLineItem",
            "Opportunity",
            lambda d: d.Name == "Greyfen Utilities – Remote sites",
        ),
    ),
    ask(
        "when does the Halden renewal close",
        listed("Opportunity", both(is_open, at("Halden"), lambda d: d.Type == "Renewal")),
    ),
    ask(
        "how likely is the Halden gateway refresh pilot to close",
        field("Opportunity", "Halden – Gateway refresh pilot", "Probability"),
    ),
    ask(
        "how big is Tessaly in terms of headcount",
        field("Account", "Tessaly Medical Group", "NumberOfEmployees"),
    ),
    ask(
        "last touch on Open Range",
        on_day(lambda o: o.named("Account", "Open Range").LastActivityDate),
    ),
    ask(
        "when was order 1043 placed and what was it worth",
        cell("Order", "OrderNumber", "00001043", "EffectiveDate"),
    ),
    ask(
        "when do we next meet Quarrowbank",
        first(
            1,
            "Event",
            both(at("Quarrowbank Mills"), to_come),
            lambda e: e.StartDateTime,
            descending=False,
        ),
    ),
    ask("what is Caleb working on", listed("Opportunity", open_of("Caleb Strand"))),
    ask(
        "what are Marcus's people working on",
        listed("Opportunity", both(is_open, team("Marcus Oyelaran"))),
    ),
    ask("who did we lose the most deals to this year", top(1, _rivals)),
    ask(
        "deals in negotiation for over 30 days",
        listed("Opportunity", both(staged("Negotiation/Review"), _stayed(30))),
    ),
    ask(
        "deals stuck in qualification for more than 60 days",
        listed("Opportunity", both(is_open, staged("Qualification"), _stayed(60))),
    ),
    ask(
        "my invoices that are overdue by two weeks or more",
        listed(
            "Invoice",
            both(overdue, lambda i: mine(i.Account) and (TODAY - i.DueDate).days > 14),
        ),
    ),
    ask(
        "orders in draft older than 30 days",
        listed("Order", lambda o: o.Status == "Draft" and (TODAY - o.EffectiveDate).days > 30),
    ),
    ask("which orders contain battery packs", declined),
    # How they go on.
    ask("what's the next step", value(lambda o: _biggest(o).NextStep), "biggest open deal"),
    ask(
        "who owns it",
        value(lambda o: _biggest(o).Owner.Name),
        "biggest open deal",
        "what's the next step",
    ),
    ask("last order?", _last_order("Eskerfield Dairies"), _ESKERFIELD),
    ask("contacts?", listed("Contact", at("Eskerfield Dairies")), _ESKERFIELD),
    ask(
        "unpaid invoices?",
        listed("Invoice", both(at("Eskerfield Dairies"), unpaid)),
        _ESKERFIELD,
    ),
    ask(
        "open orders",
        listed("Order", both(at("Halden"), open_order)),
        "pipeline of Halden",
    ),
    ask("all overdue invoices", listed("Invoice", overdue), _ESKERFIELD),
    ask("my open tasks", listed("Task", both(mine, is_open)), _ESKERFIELD),
    ask(
        "what was in them",
        _lines("OrderItem", "Order", _HALDEN_ORDERS),
        "orders of Halden this year",
    ),
    ask(
        "which ones have open deals",
        ids(
            lambda o: (
                o.ids("Account", lambda a: a.BillingCountry == "Norway")
                & {d.AccountId for d in o.all("Opportunity") if is_open(d)}
            )
        ),
        "accounts in Norway",
    ),
    ask(
        "which of them are qualified",
        listed("Lead", lambda x: x.Status == "Qualified" and x.Country == "Germany"),
        "leads in Germany",
        "how many is that",
    ),
    ask(
        "how many employees",
        field("Account", "Jurablick Uhren", "NumberOfEmployees"),
        "Jurablick Uhren",
        "who owns it",
    ),
    ask("owners", listed("Lead", lambda x: x.Country == "Germany"), "leads in Germany"),
    ask(
        "top 3",
        first(3, "Opportunity", both(mine, is_open), lambda d: d.CloseDate, descending=False),
        "my open deals",
        "sorted by close date",
    ),
    ask(
        "the biggest one",
        first(1, "Opportunity", both(mine, is_open), lambda d: d.Amount or Decimal(0)),
        "my open deals",
    ),
]
