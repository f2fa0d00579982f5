"""Figures, alone and in groups."""

from datetime import date
from decimal import Decimal

from tests.questions.expected import ask, groups, outcome, top, value
from tests.questions.org import (
    LAST_MONTH,
    Q3,
    Q4,
    THIS_YEAR,
    TODAY,
    Org,
    Rec,
    is_lost,
    is_open,
    is_won,
    summed,
    within,
)


def _mine(record: Rec) -> bool:
    return bool(record.Owner.Email == "dana@ferrowick.example")


def _amount(o: Org, keep) -> Decimal:  # type: ignore[no-untyped-def]
    return o.total("Opportunity", "Amount", keep)


def _summed_by(o: Org, key, keep) -> dict:  # type: ignore[no-untyped-def, type-arg]
    found = o.grouped("Opportunity", key, keep)
    return {k: summed(v, "Amount") for k, v in found.items()}


def _counted_by(o: Org, entity: str, key, keep=lambda r: True) -> dict:  # type: ignore[no-untyped-def, type-arg]
    return {k: Decimal(len(v)) for k, v in o.grouped(entity, key, keep).items()}


def _win_rates(o: Org) -> dict:  # type: ignore[type-arg]
    rates = {}
    for name, deals in o.grouped("Opportunity", lambda d: d.Owner.Name, lambda d: True).items():
        closed = [d for d in deals if d.IsClosed]
        won = [d for d in closed if d.IsWon]
        rates[name] = (
            (Decimal(100) * len(won) / len(closed)).quantize(Decimal("0.01")) if closed else None
        )
    return rates


def _product_lines(o: Org) -> dict:  # type: ignore[type-arg]
    found: dict[str, Decimal] = {}
    for line in o.all("OpportunityLineItem"):
        if line.Opportunity.IsWon:
            family = line.Product2.Family
            found[family] = found.get(family, Decimal(0)) + line.TotalPrice
    return found


ROWS = [
    ask(
        "what's my pipeline this quarter?",
        value(
            lambda o: _amount(o, lambda d: is_open(d) and _mine(d) and within(d.CloseDate, *Q4)),
            "USD",
        ),
    ),
    ask("my pipeline", value(lambda o: _amount(o, lambda d: is_open(d) and _mine(d)), "USD")),
    ask("what is our pipeline", value(lambda o: _amount(o, is_open), "USD")),
    ask(
        "my team's pipeline",
        value(
            lambda o: _amount(
                o,
                lambda d: (
                    is_open(d)
                    and d.Owner.Manager is not None
                    and d.Owner.Manager.Name == "Marcus Oyelaran"
                ),
            ),
            "USD",
        ),
        as_="marcus",
    ),
    ask(
        "Caleb Strand's pipeline",
        value(lambda o: _amount(o, lambda d: is_open(d) and d.Owner.Name == "Caleb Strand"), "USD"),
    ),
    ask(
        "how many open deals do I have",
        value(lambda o: o.count("Opportunity", lambda d: is_open(d) and _mine(d)), "count"),
    ),
    ask(
        "how many deals did we win last quarter",
        value(
            lambda o: o.count("Opportunity", lambda d: is_won(d) and within(d.CloseDate, *Q3)),
            "count",
        ),
    ),
    ask(
        "number of deals lost this year",
        value(
            lambda o: o.count(
                "Opportunity", lambda d: is_lost(d) and within(d.CloseDate, *THIS_YEAR)
            ),
            "count",
        ),
    ),
    ask(
        "how many accounts are in Germany",
        value(lambda o: o.count("Account", lambda a: a.BillingCountry == "Germany"), "count"),
    ),
    ask(
        "count of orders in the past 6 days",
        value(
            lambda o: o.count(
                "Order", lambda r: within(r.EffectiveDate, date(2026, 11, 12), TODAY)
            ),
            "count",
        ),
    ),
    ask(
        "how many contacts do we have at Halden",
        value(lambda o: o.count("Contact", lambda c: c.Account.Name == "Halden"), "count"),
    ),
    ask(
        "how much did we win last quarter",
        value(lambda o: _amount(o, lambda d: is_won(d) and within(d.CloseDate, *Q3)), "USD"),
    ),
    ask(
        "how much did we close in Q3?",
        value(lambda o: _amount(o, lambda d: is_won(d) and within(d.CloseDate, *Q3)), "USD"),
    ),
    ask(
        "total value of open deals for Halden",
        value(lambda o: _amount(o, lambda d: is_open(d) and d.Account.Name == "Halden"), "USD"),
    ),
    ask(
        "how much is still open at Halden?",
        value(lambda o: _amount(o, lambda d: is_open(d) and d.Account.Name == "Halden"), "USD"),
    ),
    ask(
        "average deal size this year",
        value(
            lambda o: o.average("Opportunity", "Amount", lambda d: within(d.CloseDate, *THIS_YEAR)),
            "USD",
        ),
    ),
    ask(
        "average amount of won deals",
        value(lambda o: o.average("Opportunity", "Amount", is_won), "USD"),
    ),
    ask(
        "total of open orders",
        value(
            lambda o: o.total("Order", "TotalAmount", lambda r: r.Status in {"Draft", "Activated"}),
            "USD",
        ),
    ),
    ask(
        "how much do they owe us in total",
        value(lambda o: o.total("Invoice", "Balance", lambda i: i.Balance > 0), "USD"),
    ),
    ask(
        "how much does Halden owe us?",
        value(
            lambda o: o.total(
                "Invoice", "Balance", lambda i: i.Balance > 0 and i.Account.Name == "Halden"
            ),
            "USD",
        ),
    ),
    ask(
        "revenue last month",
        value(
            lambda o: _amount(o, lambda d: is_won(d) and within(d.CloseDate, *LAST_MONTH)), "USD"
        ),
    ),
    ask(
        "win rate this year",
        value(
            lambda o: (
                Decimal(100)
                * o.count("Opportunity", lambda d: is_won(d) and within(d.CloseDate, *THIS_YEAR))
                / o.count("Opportunity", lambda d: d.IsClosed and within(d.CloseDate, *THIS_YEAR))
            ).quantize(Decimal("0.01")),
            "%",
        ),
    ),
    ask("win rate by rep", groups(_win_rates)),
    ask(
        "open deals by stage",
        groups(lambda o: _counted_by(o, "Opportunity", lambda d: d.StageName, is_open)),
    ),
    ask(
        "total amount by stage",
        groups(lambda o: _summed_by(o, lambda d: d.StageName, lambda d: True)),
    ),
    ask("pipeline by owner", groups(lambda o: _summed_by(o, lambda d: d.Owner.Name, is_open))),
    ask(
        "pipeline per industry",
        groups(lambda o: _summed_by(o, lambda d: d.Account.Industry, is_open)),
    ),
    ask(
        "revenue by month this year",
        groups(
            lambda o: _summed_by(
                o,
                lambda d: d.CloseDate.isoformat()[:7],
                lambda d: is_won(d) and within(d.CloseDate, *THIS_YEAR),
            )
        ),
    ),
    ask(
        "won deals by quarter this year",
        groups(
            lambda o: _counted_by(
                o,
                "Opportunity",
                lambda d: f"2026-Q{(d.CloseDate.month + 2) // 3}",
                lambda d: is_won(d) and within(d.CloseDate, *THIS_YEAR),
            )
        ),
    ),
    ask(
        "how many customers do we have by industry",
        groups(lambda o: _counted_by(o, "Account", lambda a: a.Industry)),
    ),
    ask("number of leads by status", groups(lambda o: _counted_by(o, "Lead", lambda x: x.Status))),
    ask("sales by product line", groups(_product_lines)),
    ask(
        "top 5 customers by revenue",
        top(5, lambda o: _summed_by(o, lambda d: d.Account.Name, is_won)),
    ),
    ask(
        "which rep has the most open deals",
        top(1, lambda o: _counted_by(o, "Opportunity", lambda d: d.Owner.Name, is_open)),
    ),
    ask(
        "who sold the most last quarter",
        top(
            1,
            lambda o: _summed_by(
                o, lambda d: d.Owner.Name, lambda d: is_won(d) and within(d.CloseDate, *Q3)
            ),
        ),
    ),
    ask(
        "top 3 reps by pipeline",
        top(3, lambda o: _summed_by(o, lambda d: d.Owner.Name, is_open)),
    ),
    ask(
        "who has the biggest pipeline?",
        top(1, lambda o: _summed_by(o, lambda d: d.Owner.Name, is_open)),
    ),
    ask("how many deals did Zyxcorp sign", outcome("clarify")),
]
