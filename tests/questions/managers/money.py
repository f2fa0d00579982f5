"""What the CFO asks: receivables, invoices, orders and sales by product line."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from tests.questions.expected import Check, Row, ask, ids, value
from tests.questions.fresh.checks import (
    any_of,
    first,
    listed,
    per,
    percent,
    rate,
    sides,
    sorted_by,
    totalled,
)
from tests.questions.fresh.keeps import Keep, at, both, open_order, overdue, team, unpaid
from tests.questions.managers.checks import named, near, ranked, series, table
from tests.questions.managers.keeps import (
    LAST_YEAR,
    Period,
    delivered,
    key,
    months,
    ordered,
    sold,
    where,
    won_in,
)
from tests.questions.org import Q3, Q4, THIS_YEAR, TODAY, Org, Rec, within

_FAMILY = key("Product2.Family")
_SOLD = "OpportunityLineItem"
_CARAVAN = where("Product2.Name", "Caravan vehicle gateway")


def _invoiced(period: Period) -> Keep:
    return lambda i: within(i.InvoiceDate, *period)


def _total(entity: str, keep: Keep, field: str = "TotalPrice") -> Callable[[Org], Decimal]:
    return lambda o: o.total(entity, field, keep)


def _ordered_in(org: Org, period: Period) -> set[str]:
    return set(org.grouped("Order", key("AccountId"), ordered(period)))


def _lapsed(org: Org) -> set[str]:
    return _ordered_in(org, LAST_YEAR) - _ordered_in(org, THIS_YEAR)


def _sales(period: Period, by: Callable[[Rec], object], make: Callable[..., Check]) -> Check:
    """Sales by a key of the product, by opportunity product or by order product."""
    return any_of(
        make(per(_SOLD, by, sold(period), "TotalPrice")),
        make(per("OrderItem", by, delivered(period), "TotalPrice")),
    )


ROWS: list[Row] = [
    ask(
        "How much money do customers still owe us in total?",
        totalled("Invoice", "Balance", unpaid),
        as_="margot",
    ),
    ask("total overdue?", totalled("Invoice", "Balance", overdue), "unpaid invoices", as_="margot"),
    ask(
        "overdue balance by country",
        table(per("Invoice", key("Account.BillingCountry"), overdue, "Balance")),
        as_="margot",
    ),
    ask(
        "which five customers owe us the most",
        ranked(5, per("Invoice", key("Account.Name"), unpaid, "Balance")),
        as_="margot",
    ),
    ask(
        "Invoices which are more than 60 days overdue, please.",
        listed("Invoice", both(overdue, lambda i: bool((TODAY - i.DueDate).days > 60))),
        as_="tobias",
    ),
    ask(
        "what did we invoice in q3 in total",
        totalled("Invoice", "Amount", _invoiced(Q3)),
        as_="margot",
    ),
    ask(
        "share of the outstanding balance that is overdue",
        rate(_total("Invoice", overdue, "Balance"), _total("Invoice", unpaid, "Balance")),
        as_="margot",
    ),
    ask(
        "order amount by month this year",
        series(months("Order", "EffectiveDate", ordered(THIS_YEAR), "TotalAmount")),
        as_="margot",
    ),
    ask(
        "what are my team's open orders worth in total",
        totalled("Order", "TotalAmount", both(open_order, team("Fiona Macrae"))),
        as_="fiona",
    ),
    ask(
        "value of cancelled orders, 2026",
        totalled("Order", "TotalAmount", both(where("Status", "Cancelled"), ordered(THIS_YEAR))),
        as_="margot",
    ),
    ask(
        "Could you please give me sales by product line for the third quarter?",
        _sales(Q3, _FAMILY, table),
        as_="margot",
    ),
    ask(
        "which product sold best this year by value",
        _sales(THIS_YEAR, key("Product2.Name"), lambda expect: ranked(1, expect)),
        as_="margot",
    ),
    ask(
        "software as a percentage of sales this year",
        any_of(
            *(
                rate(
                    _total(entity, both(keep, lambda i: i.Product2.Family == "Software")),
                    _total(entity, keep),
                )
                for entity, keep in (
                    (_SOLD, sold(THIS_YEAR)),
                    ("OrderItem", delivered(THIS_YEAR)),
                )
            ),
            near(
                Decimal("0.01"),
                lambda o: percent(
                    _total(_SOLD, both(sold(THIS_YEAR), lambda i: i.Product2.Family == "Software"))(
                        o
                    ),
                    o.total("Opportunity", "Amount", won_in(THIS_YEAR)),
                ),
            ),
        ),
        as_="margot",
    ),
    ask(
        "sensors vs gateways sales q4",
        any_of(
            *(
                sides(
                    per(
                        entity,
                        _FAMILY,
                        both(keep, where("Product2.Family", "Sensors", "Gateways")),
                        "TotalPrice",
                    )
                )
                for entity, keep in ((_SOLD, sold(Q4)), ("OrderItem", delivered(Q4)))
            )
        ),
        as_="margot",
    ),
    ask(
        "what did Vogelsand Reederei buy this year, by product line",
        table(
            per(
                "OrderItem",
                _FAMILY,
                both(delivered(THIS_YEAR), lambda i: at("Vogelsand Reederei")(i.Order)),
                "TotalPrice",
            )
        ),
        as_="matthias",
    ),
    ask(
        "vogelsand last order",
        first(1, "Order", at("Vogelsand Reederei"), key("EffectiveDate")),
        as_="matthias",
    ),
    ask(
        "Which accounts ordered something last year but haven't ordered anything this year?",
        any_of(
            ids(_lapsed),
            named(lambda o: {o.by_id["Account"][i].Name for i in _lapsed(o)}),
        ),
        as_="margot",
    ),
    ask(
        "how many caravan vehicle gateways have we sold in 2026",
        any_of(
            *(
                value(
                    _total(
                        entity,
                        both(keep, where("Product2.Name", "Caravan vehicle gateway")),
                        "Quantity",
                    )
                )
                for entity, keep in (
                    (_SOLD, sold(THIS_YEAR)),
                    ("OrderItem", delivered(THIS_YEAR)),
                )
            )
        ),
        as_="margot",
    ),
    ask(
        "open pipeline by product line",
        table(per(_SOLD, _FAMILY, lambda i: not i.Opportunity.IsClosed, "TotalPrice")),
        as_="margot",
    ),
    ask(
        "invoices due in the rest of this month, total balance",
        totalled(
            "Invoice",
            "Balance",
            both(unpaid, lambda i: within(i.DueDate, TODAY, date(2026, 11, 30))),
        ),
        as_="margot",
    ),
    ask(
        "unpaid invoices over 50,000 sorted by due date",
        any_of(
            sorted_by("Invoice", both(unpaid, lambda i: bool(i.Amount > 50000)), key("DueDate")),
            sorted_by("Invoice", lambda i: bool(i.Balance > 50000), key("DueDate")),
        ),
        as_="margot",
    ),
    ask(
        "how much of our revenue this year came from the food and beverage industry",
        any_of(
            totalled(
                "Opportunity",
                "Amount",
                both(won_in(THIS_YEAR), where("Account.Industry", "Food & Beverage")),
            ),
            rate(
                lambda o: o.total(
                    "Opportunity",
                    "Amount",
                    both(won_in(THIS_YEAR), where("Account.Industry", "Food & Beverage")),
                ),
                lambda o: o.total("Opportunity", "Amount", won_in(THIS_YEAR)),
            ),
        ),
        as_="margot",
    ),
]
