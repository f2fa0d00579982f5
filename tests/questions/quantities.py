"""How many pieces of a product were sold, or ordered."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from tests.questions.expected import Check, ask, groups, outcome, top, value
from tests.questions.org import Q3, THIS_YEAR, Org, Rec, is_open, is_won, summed, within

Keep = Callable[[Rec], bool]
_SOLD, _ORDERED = "OpportunityLineItem", "OrderItem"
_SENSOR = "Tremor vibration sensor"
_LAST_YEAR = (date(2025, 1, 1), date(2025, 12, 31))


def _sold(line: Rec) -> bool:
    return is_won(line.Opportunity)


def _all(line: Rec) -> bool:
    return True


def _both(*keeps: Keep) -> Keep:
    return lambda r: all(keep(r) for keep in keeps)


def _of(product: str) -> Keep:
    return lambda line: bool(line.Product2.Name == product)


def _in_family(name: str) -> Keep:
    return lambda line: bool(line.Product2.Family == name)


def _won_in(period: tuple[date, date]) -> Keep:
    return lambda line: _sold(line) and within(line.Opportunity.CloseDate, *period)


def _ordered_in(period: tuple[date, date]) -> Keep:
    return lambda line: within(line.Order.EffectiveDate, *period)


def _pieces(entity: str, *keeps: Keep) -> Check:
    """The sum of the quantities of the lines that pass, which is not nothing."""

    def expect(o: Org) -> Decimal:
        found = o.total(entity, "Quantity", _both(*keeps))
        assert found
        return found

    return value(expect)


def _per(entity: str, key: Callable[[Rec], Any], *keeps: Keep) -> Callable[[Org], dict[Any, Any]]:
    """By key, the sum of the quantities."""

    def expect(o: Org) -> dict[Any, Any]:
        found = o.grouped(entity, key, _both(*keeps))
        return {k: summed(lines, "Quantity") for k, lines in found.items()}

    return expect


def _product(line: Rec) -> str:
    return str(line.Product2.Name)


def _family(line: Rec) -> str:
    return str(line.Product2.Family)


_IN_2026, _IN_2025 = _won_in(THIS_YEAR), _won_in(_LAST_YEAR)

ROWS = [
    # sold: won deals
    ask(
        "how many units of Tremor vibration sensor did we sell this year",
        _pieces(_SOLD, _of(_SENSOR), _IN_2026),
    ),
    ask(
        "how many Seep leak detectors did we sell this year?",
        _pieces(_SOLD, _of("Seep leak detector"), _IN_2026),
    ),
    ask("how many sensors did we sell in Q3", _pieces(_SOLD, _in_family("Sensors"), _won_in(Q3))),
    ask("quantity of gateways sold this year", _pieces(_SOLD, _in_family("Gateways"), _IN_2026)),
    ask(
        "wie viele Sensors haben wir dieses Jahr verkauft",
        _pieces(_SOLD, _in_family("Sensors"), _IN_2026),
    ),
    ask(
        "how many units did Caleb sell",
        _pieces(_SOLD, _sold, lambda line: line.Opportunity.Owner.Name == "Caleb Strand"),
    ),
    ask(
        "units sold to customers in Germany by product",
        groups(
            _per(
                _SOLD, _product, _sold, lambda x: x.Opportunity.Account.BillingCountry == "Germany"
            )
        ),
    ),
    ask("quantity sold per product line", groups(_per(_SOLD, _family, _sold))),
    ask("units sold by product line this year", groups(_per(_SOLD, _family, _IN_2026))),
    ask("products by units sold", groups(_per(_SOLD, _product, _sold))),
    ask("top 5 products by quantity", top(5, _per(_SOLD, _product, _sold))),
    ask("top 3 products by units sold this year", top(3, _per(_SOLD, _product, _IN_2026))),
    ask("which product sold the most units this year", top(1, _per(_SOLD, _product, _IN_2026))),
    ask(
        "who sold the most sensors",
        top(1, _per(_SOLD, lambda x: x.Opportunity.Owner.Name, _sold, _in_family("Sensors"))),
    ),
    ask(
        "units sold this year vs last year",
        groups(
            lambda o: {
                "2026": o.total(_SOLD, "Quantity", _IN_2026),
                "2025": o.total(_SOLD, "Quantity", _IN_2025),
            }
        ),
    ),
    ask(
        "and last year?",
        _pieces(_SOLD, _in_family("Sensors"), _IN_2025),
        "how many sensors did we sell this year",
    ),
    # not sold yet
    ask(
        "quantity of Seep leak detector in open deals",
        _pieces(_SOLD, _of("Seep leak detector"), lambda line: is_open(line.Opportunity)),
    ),
    # ordered
    ask(
        "how many units did Halden buy",
        _pieces(_ORDERED, lambda x: x.Order.Account.Name == "Halden"),
    ),
    ask(
        "how many gateways did Halden order this year",
        _pieces(
            _ORDERED,
            lambda x: x.Order.Account.Name == "Halden",
            _in_family("Gateways"),
            _ordered_in(THIS_YEAR),
        ),
    ),
    ask("quantity ordered per product line", groups(_per(_ORDERED, _family, _all))),
    ask(
        "what quantity of gateways was ordered in Q3",
        _pieces(_ORDERED, _in_family("Gateways"), _ordered_in(Q3)),
    ),
    ask(
        "total quantity of order 00001279",
        _pieces(_ORDERED, lambda x: x.Order.OrderNumber == "00001279"),
    ),
    ask(
        "which customer bought the most sensors",
        top(1, _per(_ORDERED, lambda x: x.Order.Account.Name, _in_family("Sensors"))),
    ),
    # something else is counted
    ask(
        "how many orders did Halden place",
        value(lambda o: o.count("Order", lambda r: r.Account.Name == "Halden")),
    ),
    ask("how many units of Frobnicator did we sell", outcome("clarify")),
]
