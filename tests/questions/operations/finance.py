"""Money owed, orders and what was sold: finance and customer service."""

from datetime import date
from decimal import Decimal

from tests.questions.expected import ask, value
from tests.questions.fresh.checks import (
    about,
    any_of,
    by,
    counted,
    first,
    listed,
    only,
    per,
    percent,
    rate,
    totalled,
    truth,
)
from tests.questions.fresh.keeps import at, both, closes, overdue, owned, team, unpaid
from tests.questions.operations.checks import (
    LAST_YEAR,
    between,
    either,
    filled,
    no,
    not_answered,
    of,
    on_top,
    series,
)
from tests.questions.org import Q4, THIS_YEAR, Org, Rec, is_lost, is_open, is_won, summed

_OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
_OPEN_RANGE_ITEM = of("Order.Account.Name", "Open Range")
_KILDORAN = at("Kildoran Pharma")
_SENSORS_2026 = both(of("Product2.Family", "Sensors"), between("Order.EffectiveDate", *THIS_YEAR))
_NOT_CANCELLED = no(of("Order.Status", "Cancelled"))
_RENEWALS_2026 = both(of("Type", "Renewal"), closes(*THIS_YEAR))
_Q1_COMMIT = both(
    is_open,
    filled("Amount"),
    of("ForecastCategoryName", "Commit"),
    closes(date(2027, 1, 1), date(2027, 3, 31)),
)
_QUARTERS_2025 = (
    (date(2025, 1, 1), date(2025, 3, 31)),
    (date(2025, 4, 1), date(2025, 6, 30)),
    (date(2025, 7, 1), date(2025, 9, 30)),
    (date(2025, 10, 1), date(2025, 12, 31)),
)


def _part_paid(invoice: Rec) -> bool:
    return bool(0 < invoice.Balance < invoice.Amount)


def _attainment(org: Org) -> dict[str, object]:
    """Won this quarter in per cent of the quota, for everybody who has one."""
    quotas = org.grouped("Quota", lambda q: q.Owner.Name, of("StartDate", Q4[0]))
    won = both(is_won, closes(*Q4))
    return {
        name: percent(
            org.total("Opportunity", "Amount", both(won, owned(name))), summed(own, "Amount")
        )
        for name, own in quotas.items()
    }


def _sales_days(region: str, org: Org) -> list[int]:
    return [
        (d.CloseDate - d.CreatedDate.date()).days
        for d in org.all("Opportunity")
        if is_won(d) and d.Owner.Region__c == region and closes(*THIS_YEAR)(d)
    ]


ROWS = [
    # owed
    ask(
        "of everything we invoiced, how many dollars are overdue right now",
        totalled("Invoice", "Balance", overdue),
        as_="tobias",
    ),
    ask(
        "percentage of unpaid invoices that are overdue",
        rate(lambda o: o.count("Invoice", overdue), lambda o: o.count("Invoice", unpaid)),
        as_="tobias",
    ),
    ask(
        "overdue balance per account owner",
        by(per("Invoice", lambda i: i.Account.Owner.Name, overdue, "Balance")),
        as_="margot",
    ),
    ask(
        "what is the open balance of Halden (not logistics)",
        totalled("Invoice", "Balance", both(at("Halden"), unpaid)),
    ),
    ask(
        "does Tessaly Medical owe us anything?",
        any_of(
            truth(True),
            listed("Invoice", both(at("Tessaly Medical Group"), unpaid)),
            totalled("Invoice", "Balance", both(at("Tessaly Medical Group"), unpaid)),
            counted("Invoice", both(at("Tessaly Medical Group"), unpaid)),
        ),
    ),
    ask(
        "partially paid invoices",
        any_of(listed("Invoice", _part_paid), not_answered),
        as_="tobias",
    ),
    ask(
        "the invoice that's been overdue longest",
        first(1, "Invoice", overdue, lambda i: i.DueDate, descending=False),
        as_="tobias",
    ),
    ask(
        "unpaid invoices of Fiona's team, sum of the balances",
        totalled(
            "Invoice",
            "Balance",
            both(unpaid, lambda i: team("Fiona Macrae")(i.Account)),
        ),
        as_="fiona",
    ),
    # invoices and orders in figures
    ask(
        "invoices per country, how many",
        by(per("Invoice", lambda i: i.Account.BillingCountry)),
        as_="tobias",
    ),
    ask(
        "what share of 2025 orders are cancelled?",
        rate(
            lambda o: o.count(
                "Order", both(of("Status", "Cancelled"), between("EffectiveDate", *LAST_YEAR))
            ),
            lambda o: o.count("Order", between("EffectiveDate", *LAST_YEAR)),
        ),
        as_="tobias",
    ),
    ask(
        "order volume in $ by quarter, calendar year 2025",
        series(
            lambda o: [
                o.total("Order", "TotalAmount", between("EffectiveDate", first_day, last_day))
                for first_day, last_day in _QUARTERS_2025
            ]
        ),
        as_="margot",
    ),
    ask(
        "smallest order shipped in 2026",
        first(
            1,
            "Order",
            both(of("Status", "Shipped"), between("EffectiveDate", *THIS_YEAR)),
            lambda r: r.TotalAmount,
            descending=False,
        ),
        as_="tobias",
    ),
    ask(
        "when did kildoran pharma last order",
        any_of(
            only("Order", _KILDORAN),
            value(lambda o: next(r.EffectiveDate for r in o.all("Order") if _KILDORAN(r))),
            not_answered,
        ),
        as_="tobias",
    ),
    # what was sold
    ask(
        "what did Open Range order by product line",
        by(per("OrderItem", lambda i: i.Product2.Family, _OPEN_RANGE_ITEM, "TotalPrice")),
    ),
    ask(
        "which product was ordered the most, by quantity",
        on_top(per("OrderItem", lambda i: i.Product2.Name, path="Quantity")),
        as_="tobias",
    ),
    ask(
        "order product revenue from sensors in 2026",
        any_of(
            totalled("OrderItem", "TotalPrice", _SENSORS_2026),
            totalled("OrderItem", "TotalPrice", both(_SENSORS_2026, _NOT_CANCELLED)),
        ),
        as_="tobias",
    ),
    # sales figures
    ask(
        "weighted pipeline for commits closing in Q1 2027",
        value(
            lambda o: sum(
                (d.Amount * d.Probability / 100 for d in o.all("Opportunity") if _Q1_COMMIT(d)),
                Decimal(0),
            ).quantize(Decimal("0.01")),
            "USD",
        ),
        as_="margot",
    ),
    ask(
        "win rate of renewals this year",
        rate(
            lambda o: o.count("Opportunity", both(is_won, _RENEWALS_2026)),
            lambda o: o.count("Opportunity", both(either(is_won, is_lost), _RENEWALS_2026)),
        ),
        as_="tobias",
    ),
    ask(
        "quota attainment of Mei-Ling's team",
        rate(
            lambda o: o.total(
                "Opportunity", "Amount", both(is_won, closes(*Q4), team("Mei-Ling Tan"))
            ),
            lambda o: o.total(
                "Quota", "Amount", both(of("StartDate", Q4[0]), team("Mei-Ling Tan"))
            ),
        ),
        as_="margot",
    ),
    ask(
        "who has the highest attainment this quarter",
        on_top(_attainment),
        as_="margot",
    ),
    ask(
        "sales cycle in EMEA Central for deals won this year",
        about(
            lambda o: Decimal(sum(days := _sales_days("EMEA Central", o))) / len(days),
            Decimal(1),
            "days",
        ),
        as_="margot",
    ),
    ask(
        "pipeline of the AMER West region that's not in commit",
        totalled(
            "Opportunity",
            "Amount",
            both(
                is_open,
                of("Owner.Region__c", "AMER West"),
                no(of("ForecastCategoryName", "Commit")),
            ),
        ),
        as_="margot",
    ),
]
