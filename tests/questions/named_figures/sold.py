"""What was sold of a product, what somebody bought, and what records are worth together."""

from datetime import date

from tests.questions.expected import ask
from tests.questions.fresh.checks import per, rate, sides, totalled
from tests.questions.fresh.keeps import Keep, at, both, closes
from tests.questions.managers.checks import ranked, table
from tests.questions.managers.keeps import key, where
from tests.questions.org import Q3, Q4, THIS_YEAR, TODAY, Rec, is_open, is_won, org

_LINE, _ORDERED = "OpportunityLineItem", "OrderItem"
_FAMILY, _PRODUCT = key("Product2.Family"), key("Product2.Name")


def _line(*families: str, period: tuple[date, date] | None = THIS_YEAR) -> Keep:
    """A line of a won deal, of one of these product lines."""

    def keep(item: Rec) -> bool:
        deal = item.Opportunity
        told = not families or item.Product2.Family in families
        return told and is_won(deal) and (period is None or closes(*period)(deal))

    return keep


def _deals_with(family: str) -> set[str]:
    """The deals that have a line of that product line."""
    return {i.Opportunity.Id for i in org().all(_LINE) if i.Product2.Family == family}


def _mine(invoice: Rec) -> bool:
    return bool(invoice.Account.Owner.Name == "Dana Whitfield")


def _overdue(invoice: Rec) -> bool:
    return bool(invoice.Balance > 0 and invoice.DueDate < TODAY)


ROWS = [
    ask("sales of sensors this year", totalled(_LINE, "TotalPrice", _line("Sensors"))),
    ask(
        "how much did we sell of gateways in q3",
        totalled(_LINE, "TotalPrice", _line("Gateways", period=Q3)),
    ),
    ask(
        "pipeline for sensors",
        totalled(
            _LINE,
            "TotalPrice",
            both(where("Product2.Family", "Sensors"), lambda i: is_open(i.Opportunity)),
        ),
    ),
    ask(
        "sensor revenue this year by region",
        table(per(_LINE, key("Opportunity.Owner.Region__c"), _line("Sensors"), "TotalPrice")),
    ),
    ask(
        "sales of sensors by product this year",
        table(per(_LINE, _PRODUCT, _line("Sensors"), "TotalPrice")),
    ),
    ask(
        "gateways vs software revenue in q4",
        sides(per(_LINE, _FAMILY, _line("Gateways", "Software", period=Q4), "TotalPrice")),
    ),
    ask(
        "share of sensors in revenue this year",
        rate(
            lambda o: o.total(_LINE, "TotalPrice", _line("Sensors")),
            lambda o: o.total(_LINE, "TotalPrice", _line()),
        ),
    ),
    ask(
        "top 5 customers by sales of sensors",
        ranked(
            5,
            per(
                _LINE, key("Opportunity.Account.Name"), _line("Sensors", period=None), "TotalPrice"
            ),
        ),
    ),
    ask(
        "total amount of open deals with gateways",
        totalled("Opportunity", "Amount", lambda d: is_open(d) and d.Id in _deals_with("Gateways")),
    ),
    ask(
        "what did Halden order by product line",
        table(per(_ORDERED, _FAMILY, lambda i: at("Halden")(i.Order), "TotalPrice")),
    ),
    ask(
        "what did Halden buy by product",
        table(per(_ORDERED, _PRODUCT, lambda i: at("Halden")(i.Order), "TotalPrice")),
    ),
    ask(
        "value of open orders",
        totalled("Order", "TotalAmount", where("Status", "Draft", "Activated")),
    ),
    ask(
        "value of my open deals",
        totalled(
            "Opportunity", "Amount", both(is_open, lambda d: d.Owner.Name == "Dana Whitfield")
        ),
    ),
    ask(
        "order volume this year",
        totalled("Order", "TotalAmount", lambda r: r.EffectiveDate.year == 2026),
    ),
    ask("overdue balance of my accounts", totalled("Invoice", "Balance", both(_overdue, _mine))),
    ask(
        "how much do our customers owe us", totalled("Invoice", "Balance", lambda i: i.Balance > 0)
    ),
]
