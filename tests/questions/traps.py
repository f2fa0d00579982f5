"""Questions that were once answered wrongly and without a doubt; never again."""

from datetime import date
from decimal import Decimal

from handlers.asking.answered import Answered
from tests.questions.expected import ask, groups, ids, ordered, outcome, value
from tests.questions.org import Q4, THIS_YEAR, TODAY, Org, Rec, is_open, is_won, within


def _mine(record: Rec) -> bool:
    return bool(record.Owner.Email == "dana@ferrowick.example")


def _this_year(deal: Rec) -> bool:
    return within(deal.CloseDate, *THIS_YEAR)


def _won_by_me(o: Org) -> Decimal:
    return o.total(
        "Opportunity",
        "Amount",
        lambda d: is_won(d) and _mine(d) and _this_year(d),
    )


def _ordered(o: Org, account: Rec) -> bool:
    return any(
        r.AccountId == account.Id and within(r.EffectiveDate, *THIS_YEAR) for r in o.all("Order")
    )


def _share_won(o: Org) -> Decimal:
    part = o.count("Opportunity", is_won)
    return (Decimal(100) * part / o.count("Opportunity")).quantize(Decimal("0.01"))


def _share_without_step(o: Org) -> Decimal:
    part = o.count("Opportunity", lambda d: is_open(d) and d.NextStep is None)
    return (Decimal(100) * part / o.count("Opportunity", is_open)).quantize(Decimal("0.01"))


def _smallest(o: Org) -> list[str]:
    known = [a for a in o.all("Account") if a.AnnualRevenue is not None]
    return [a.Id for a in sorted(known, key=lambda a: (a.AnnualRevenue, a.Name))[:3]]


def _types(o: Org) -> dict[str, Decimal]:
    found = o.grouped("Opportunity", lambda d: d.Type, lambda d: True)
    return {k: Decimal(len(v)) for k, v in found.items()}


def _open_at_halden(o: Org) -> Decimal:
    return o.total("Opportunity", "Amount", lambda d: is_open(d) and d.Account.Name == "Halden")


def _overdue(o: Org) -> Decimal:
    return o.total("Invoice", "Balance", lambda i: i.Balance > 0 and i.DueDate < TODAY)


def _last_won(o: Org) -> date:
    days: list[date] = [d.CloseDate for d in o.all("Opportunity") if is_won(d)]
    return max(days)


def _best_rates(answered: Answered, o: Org) -> None:
    """The three highest rates over all reps, though their deals are few."""
    closed = o.grouped("Opportunity", lambda d: d.Owner.Name, lambda d: d.IsClosed).values()
    rates = [Decimal(100) * sum(map(is_won, deals)) / len(deals) for deals in closed]
    wanted = [rate.quantize(Decimal("0.01")) for rate in sorted(rates, reverse=True)[:3]]
    assert [g.value for g in answered.groups] == wanted, answered.understood


def _invoiced(o: Org) -> Decimal:
    return o.total("Invoice", "Amount", lambda i: within(i.InvoiceDate, *THIS_YEAR))


ROWS = [
    ask("how much have I won this year?", value(_won_by_me, "USD")),
    ask("how much have I sold this year?", value(_won_by_me, "USD")),
    ask(
        "which deals did I not win this quarter",
        ids(
            lambda o: o.ids(
                "Opportunity", lambda d: _mine(d) and not is_won(d) and within(d.CloseDate, *Q4)
            )
        ),
    ),
    ask(
        "incomplete tasks of mine",
        ids(lambda o: o.ids("Task", lambda t: _mine(t) and not t.IsClosed)),
    ),
    ask("unconverted leads", ids(lambda o: o.ids("Lead", lambda x: not x.IsConverted))),
    ask("bottom 3 accounts by annual revenue", ordered(_smallest)),
    ask(
        "customers who ordered this year", ids(lambda o: o.ids("Account", lambda a: _ordered(o, a)))
    ),
    ask("how much is overdue?", value(_overdue, "USD")),
    ask(
        "accounts with revenue over 100 million",
        ids(lambda o: o.ids("Account", lambda a: (a.AnnualRevenue or 0) > 100_000_000)),
    ),
    ask("percentage of deals won", value(_share_won, "%")),
    ask("what percentage of open deals have no next step?", value(_share_without_step, "%")),
    ask(
        "total invoiced this year",
        value(
            lambda o: o.total("Invoice", "Amount", lambda i: within(i.InvoiceDate, *THIS_YEAR)),
            "USD",
        ),
    ),
    ask("draft orders", ids(lambda o: o.ids("Order", lambda r: r.Status == "Draft"))),
    ask("deals by type", groups(_types)),
    ask(
        "how much is still open at Halden?",
        value(_open_at_halden, "USD"),
        "top 5 customers by revenue",
    ),
    ask("how much is open at Halden?", value(_open_at_halden, "USD"), "won deals this year"),
    ask("when did we win the last deal", value(_last_won)),
    ask("top 3 reps by win rate", _best_rates),
    ask("min and max amount of open deals", outcome("not_understood")),
    ask("average phone of accounts", outcome("not_understood")),
    ask("revenue by employee", outcome("not_understood")),
    ask("deals closing this month and closing next month", outcome("clarify")),
]
