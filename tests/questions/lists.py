"""Lists of records with filters, orders and cuts."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from tests.questions.expected import ask, ids, ordered
from tests.questions.org import (
    LAST_MONTH,
    NOW,
    Q4,
    THIS_MONTH,
    THIS_YEAR,
    TODAY,
    Org,
    Rec,
    is_lost,
    is_open,
    is_won,
    within,
)

K = Decimal(1000)
NEW_YORK = timedelta(hours=-5)


def _mine(record: Rec) -> bool:
    return bool(record.Owner.Email == "dana@ferrowick.example")


def _deals(o: Org, keep) -> set[str]:  # type: ignore[no-untyped-def]
    return o.ids("Opportunity", keep)


def _local(moment: datetime, hours: int = -5) -> date:
    """The day in New York in November, and close enough for days away from midnight."""
    return moment.astimezone(UTC).date() if hours == 0 else (moment + timedelta(hours=hours)).date()


def _has_open_deal(o: Org, account: Rec) -> bool:
    return any(d.AccountId == account.Id and is_open(d) for d in o.all("Opportunity"))


def _deal_count(o: Org, account: Rec) -> int:
    return sum(d.AccountId == account.Id for d in o.all("Opportunity"))


def _by_amount(o: Org, keep, n: int) -> list[str]:  # type: ignore[no-untyped-def]
    found = [d for d in o.all("Opportunity") if d.Amount is not None and keep(d)]
    return [d.Id for d in sorted(found, key=lambda d: (-d.Amount, d.Name))[:n]]


ROWS = [
    ask("my open deals", ids(lambda o: _deals(o, lambda d: is_open(d) and _mine(d)))),
    ask(
        "show me my open opportunities", ids(lambda o: _deals(o, lambda d: is_open(d) and _mine(d)))
    ),
    ask(
        "which deals do I still have open?",
        ids(lambda o: _deals(o, lambda d: is_open(d) and _mine(d))),
    ),
    ask(
        "open deals over $50k",
        ids(lambda o: _deals(o, lambda d: is_open(d) and (d.Amount or 0) > 50 * K)),
    ),
    ask("opportunities above 100k", ids(lambda o: _deals(o, lambda d: (d.Amount or 0) > 100 * K))),
    ask("deals of at least 100000", ids(lambda o: _deals(o, lambda d: (d.Amount or 0) >= 100 * K))),
    ask(
        "open deals under 5k",
        ids(
            lambda o: _deals(o, lambda d: is_open(d) and d.Amount is not None and d.Amount < 5 * K)
        ),
    ),
    ask(
        "deals between $10k and $20k",
        ids(lambda o: _deals(o, lambda d: d.Amount is not None and 10 * K <= d.Amount <= 20 * K)),
    ),
    ask(
        "open deals closing this month",
        ids(lambda o: _deals(o, lambda d: is_open(d) and within(d.CloseDate, *THIS_MONTH))),
    ),
    ask(
        "what opportunities are closing this quarter",
        ids(lambda o: _deals(o, lambda d: is_open(d) and within(d.CloseDate, *Q4))),
    ),
    ask(
        "my deals closing next quarter",
        ids(
            lambda o: _deals(
                o,
                lambda d: (
                    is_open(d)
                    and _mine(d)
                    and within(d.CloseDate, date(2027, 1, 1), date(2027, 3, 31))
                ),
            )
        ),
    ),
    ask(
        "deals closing by Friday",
        ids(lambda o: _deals(o, lambda d: is_open(d) and d.CloseDate <= date(2026, 11, 20))),
    ),
    ask(
        "deals closing in the next 30 days",
        ids(
            lambda o: _deals(
                o, lambda d: is_open(d) and within(d.CloseDate, TODAY, TODAY + timedelta(30))
            )
        ),
    ),
    ask(
        "deals won this year",
        ids(lambda o: _deals(o, lambda d: is_won(d) and within(d.CloseDate, *THIS_YEAR))),
    ),
    ask(
        "deals we lost last month",
        ids(lambda o: _deals(o, lambda d: is_lost(d) and within(d.CloseDate, *LAST_MONTH))),
    ),
    ask(
        "deals created this month",
        ids(lambda o: _deals(o, lambda d: within(_local(d.CreatedDate), *THIS_MONTH))),
    ),
    ask(
        "deals in negotiation",
        ids(lambda o: _deals(o, lambda d: d.StageName == "Negotiation/Review")),
    ),
    ask(
        "deals in stage Qualification",
        ids(lambda o: _deals(o, lambda d: d.StageName == "Qualification")),
    ),
    ask(
        "opportunities in qualification or needs analysis",
        ids(lambda o: _deals(o, lambda d: d.StageName in {"Qualification", "Needs Analysis"})),
    ),
    ask(
        "open deals not in negotiation",
        ids(lambda o: _deals(o, lambda d: is_open(d) and d.StageName != "Negotiation/Review")),
    ),
    ask("which deals have no next step", ids(lambda o: _deals(o, lambda d: d.NextStep is None))),
    ask(
        "open deals without an amount",
        ids(lambda o: _deals(o, lambda d: is_open(d) and d.Amount is None)),
    ),
    ask(
        "my open deals missing next step",
        ids(lambda o: _deals(o, lambda d: is_open(d) and _mine(d) and d.NextStep is None)),
    ),
    ask(
        "open deals with missing amount or next step",
        ids(lambda o: _deals(o, lambda d: is_open(d) and (d.Amount is None or d.NextStep is None))),
    ),
    ask(
        "open deals whose close date has passed",
        ids(lambda o: _deals(o, lambda d: is_open(d) and d.CloseDate < TODAY)),
    ),
    ask("overdue deals", ids(lambda o: _deals(o, lambda d: is_open(d) and d.CloseDate < TODAY))),
    ask(
        "renewals closing this quarter",
        ids(
            lambda o: _deals(
                o, lambda d: is_open(d) and d.Type == "Renewal" and within(d.CloseDate, *Q4)
            )
        ),
    ),
    ask(
        "deals with high renewal risk",
        ids(lambda o: _deals(o, lambda d: d.Renewal_Risk__c == "High")),
    ),
    ask(
        "open deals where the renewal risk is high",
        ids(lambda o: _deals(o, lambda d: is_open(d) and d.Renewal_Risk__c == "High")),
    ),
    ask(
        "deals with competitor Kestovar",
        ids(lambda o: _deals(o, lambda d: d.Competitor__c == "Kestovar")),
    ),
    ask(
        "deals with a probability above 70%", ids(lambda o: _deals(o, lambda d: d.Probability > 70))
    ),
    ask(
        "deals from partner referral",
        ids(lambda o: _deals(o, lambda d: d.LeadSource == "Partner Referral")),
    ),
    ask(
        "open deals owned by Caleb Strand",
        ids(lambda o: _deals(o, lambda d: is_open(d) and d.Owner.Name == "Caleb Strand")),
    ),
    ask(
        "Caleb's open deals",
        ids(lambda o: _deals(o, lambda d: is_open(d) and d.Owner.Name == "Caleb Strand")),
    ),
    ask(
        "my team's open deals",
        ids(
            lambda o: _deals(
                o,
                lambda d: (
                    is_open(d)
                    and d.Owner.Manager is not None
                    and d.Owner.Manager.Email == "marcus@ferrowick.example"
                ),
            )
        ),
        as_="marcus",
    ),
    ask(
        "open deals at Halden",
        ids(lambda o: _deals(o, lambda d: is_open(d) and d.Account.Name == "Halden")),
    ),
    ask(
        "what are the opportunities for account Quarrowbank Mills?",
        ids(lambda o: _deals(o, lambda d: d.Account.Name == "Quarrowbank Mills")),
    ),
    ask("halden deals", ids(lambda o: _deals(o, lambda d: d.Account.Name == "Halden"))),
    ask(
        "what's open at Halden?",
        ids(lambda o: _deals(o, lambda d: is_open(d) and d.Account.Name == "Halden")),
    ),
    ask(
        "deals of customers in Germany with more than 500 employees",
        ids(
            lambda o: _deals(
                o,
                lambda d: (
                    d.Account.BillingCountry == "Germany"
                    and (d.Account.NumberOfEmployees or 0) > 500
                ),
            )
        ),
    ),
    ask(
        "open deals in Germany",
        ids(lambda o: _deals(o, lambda d: is_open(d) and d.Account.BillingCountry == "Germany")),
    ),
    ask("accounts in Berlin", ids(lambda o: o.ids("Account", lambda a: a.BillingCity == "Berlin"))),
    ask("my accounts", ids(lambda o: o.ids("Account", _mine))),
    ask(
        "accounts in the healthcare industry",
        ids(lambda o: o.ids("Account", lambda a: a.Industry == "Healthcare")),
    ),
    ask(
        "accounts in Retail or Healthcare",
        ids(lambda o: o.ids("Account", lambda a: a.Industry in {"Retail", "Healthcare"})),
    ),
    ask(
        "customers not in Germany",
        ids(lambda o: o.ids("Account", lambda a: a.BillingCountry != "Germany")),
    ),
    ask(
        "accounts without an industry",
        ids(lambda o: o.ids("Account", lambda a: a.Industry is None)),
    ),
    ask(
        "accounts with more than 1000 employees",
        ids(lambda o: o.ids("Account", lambda a: (a.NumberOfEmployees or 0) > 1000)),
    ),
    ask(
        "accounts in the UK",
        ids(lambda o: o.ids("Account", lambda a: a.BillingCountry == "United Kingdom")),
    ),
    ask(
        "accounts without open opportunities",
        ids(lambda o: o.ids("Account", lambda a: not _has_open_deal(o, a))),
    ),
    ask(
        "accounts with more than 10 opportunities",
        ids(lambda o: o.ids("Account", lambda a: _deal_count(o, a) > 10)),
    ),
    ask(
        "accounts owned by Caleb Strand",
        ids(lambda o: o.ids("Account", lambda a: a.Owner.Name == "Caleb Strand")),
    ),
    ask(
        "accounts starting with Br",
        ids(lambda o: o.ids("Account", lambda a: a.Name.startswith("Br"))),
    ),
    ask(
        "accounts called cold", ids(lambda o: o.ids("Account", lambda a: "cold" in a.Name.lower()))
    ),
    ask(
        "contacts at Halden", ids(lambda o: o.ids("Contact", lambda c: c.Account.Name == "Halden"))
    ),
    ask(
        "contacts of my open deals",
        ids(
            lambda o: o.ids(
                "Contact",
                lambda c: any(
                    d.AccountId == c.AccountId and is_open(d) and _mine(d)
                    for d in o.all("Opportunity")
                ),
            )
        ),
    ),
    ask("contacts without email", ids(lambda o: o.ids("Contact", lambda c: c.Email is None))),
    ask("leads from the web", ids(lambda o: o.ids("Lead", lambda x: x.LeadSource == "Web"))),
    ask("leads with status Working", ids(lambda o: o.ids("Lead", lambda x: x.Status == "Working"))),
    ask(
        "my overdue tasks",
        ids(
            lambda o: o.ids(
                "Task",
                lambda t: (
                    _mine(t)
                    and not t.IsClosed
                    and t.ActivityDate is not None
                    and t.ActivityDate < TODAY
                ),
            )
        ),
    ),
    ask(
        "tasks due today",
        ids(lambda o: o.ids("Task", lambda t: t.ActivityDate == TODAY and not t.IsClosed)),
    ),
    ask("my open tasks", ids(lambda o: o.ids("Task", lambda t: _mine(t) and not t.IsClosed))),
    ask(
        "my meetings next week",
        ids(
            lambda o: o.ids(
                "Event",
                lambda e: (
                    _mine(e)
                    and within(_local(e.StartDateTime), date(2026, 11, 23), date(2026, 11, 29))
                ),
            )
        ),
    ),
    ask("open orders", ids(lambda o: o.ids("Order", lambda r: r.Status in {"Draft", "Activated"}))),
    ask(
        "what did Halden order?",
        ids(lambda o: o.ids("Order", lambda r: r.Account.Name == "Halden")),
    ),
    ask(
        "orders over 5000 last month",
        ids(
            lambda o: o.ids(
                "Order",
                lambda r: (r.TotalAmount or 0) > 5000 and within(r.EffectiveDate, *LAST_MONTH),
            )
        ),
    ),
    ask(
        "overdue invoices",
        ids(lambda o: o.ids("Invoice", lambda i: i.Balance > 0 and i.DueDate < TODAY)),
    ),
    ask(
        "what's overdue at Halden?",
        ids(
            lambda o: o.ids(
                "Invoice",
                lambda i: i.Account.Name == "Halden" and i.Balance > 0 and i.DueDate < TODAY,
            )
        ),
    ),
    ask(
        "unpaid invoices of my accounts",
        ids(lambda o: o.ids("Invoice", lambda i: i.Balance > 0 and _mine(i.Account))),
    ),
    ask(
        "products in the Sensors family",
        ids(lambda o: o.ids("Product2", lambda p: p.Family == "Sensors")),
    ),
    ask("reps in APAC", ids(lambda o: o.ids("User", lambda u: u.Region__c == "APAC"))),
    ask("biggest open deal", ordered(lambda o: _by_amount(o, is_open, 1))),
    ask("top 5 open deals", ordered(lambda o: _by_amount(o, is_open, 5))),
    ask(
        "the 3 largest deals won this year",
        ordered(
            lambda o: _by_amount(o, lambda d: is_won(d) and within(d.CloseDate, *THIS_YEAR), 3)
        ),
    ),
    ask(
        "my next meeting",
        ordered(
            lambda o: [
                min(
                    (e for e in o.all("Event") if _mine(e) and e.StartDateTime >= NOW),
                    key=lambda e: e.StartDateTime,
                ).Id
            ]
        ),
    ),
]
