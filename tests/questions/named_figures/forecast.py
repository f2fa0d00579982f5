"""The forecast of a period, whole and by category, and the amount in one of them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from handlers.asking.answered import Answered
from tests.questions.expected import Check, ask, groups, ids, outcome, value
from tests.questions.org import Q4, Org, Rec, summed, within

Keep = Callable[[Rec], bool]
Period = tuple[date, date]
_NEXT = (date(2027, 1, 1), date(2027, 3, 31))
_DECEMBER = (date(2026, 12, 1), date(2026, 12, 31))


def _all(record: Rec) -> bool:
    return True


def _mine(record: Rec) -> bool:
    return bool(record.Owner.Email == "dana@ferrowick.example")


def _team(record: Rec) -> bool:
    manager = record.Owner.Manager
    return manager is not None and manager.Name == "Marcus Oyelaran"


def _forecast(
    o: Org, period: Period, keep: Keep = _all, key: Callable[[Rec], Any] | None = None
) -> dict[Any, Any]:
    """The amounts by category, those left out of the forecast aside."""

    def told(deal: Rec) -> Any:
        category = deal.ForecastCategoryName
        return f"{key(deal)} · {category}" if key else category

    found = o.grouped(
        "Opportunity",
        told,
        lambda d: d.ForecastCategoryName != "Omitted" and within(d.CloseDate, *period) and keep(d),
    )
    return {
        k: summed(deals, "Amount") if any(d.Amount is not None for d in deals) else None
        for k, deals in found.items()
    }


def forecast(period: Period, keep: Keep = _all, key: Callable[[Rec], Any] | None = None) -> Check:
    """The forecast of a period by category."""
    return groups(lambda o: _forecast(o, period, keep, key))


def _in(category: str) -> Keep:
    return lambda d: bool(d.ForecastCategoryName == category)


def amount(category: str, period: Period, keep: Keep = _all) -> Check:
    """The amount in one category."""
    return value(
        lambda o: o.total(
            "Opportunity",
            "Amount",
            lambda d: _in(category)(d) and within(d.CloseDate, *period) and keep(d),
        ),
        "USD",
    )


def _in_order(answered: Answered, o: Org) -> None:
    """What is sure comes first."""
    forecast(Q4)(answered, o)
    assert [g.key for g in answered.groups] == ["Closed", "Commit", "Best Case", "Pipeline"]


def _of(category: str, key: Callable[[Rec], Any]) -> Check:
    def expect(o: Org) -> dict[Any, Decimal]:
        found = o.grouped(
            "Opportunity", key, lambda d: _in(category)(d) and within(d.CloseDate, *Q4)
        )
        return {k: summed(deals, "Amount") for k, deals in found.items()}

    return groups(expect)


ROWS = [
    ask("forecast this quarter", _in_order),
    ask("what's our forecast", forecast(Q4)),
    ask("forecast by category", forecast(Q4)),
    ask("my forecast for next quarter", forecast(_NEXT, _mine)),
    ask("my team's forecast", forecast(Q4, _team), as_="marcus"),
    ask("forecast for Halden", forecast(Q4, lambda d: d.Account.Name == "Halden")),
    ask("forecast for December", forecast(_DECEMBER)),
    ask("forecast by region", forecast(Q4, key=lambda d: d.Owner.Region__c)),
    ask("what's our commit", amount("Commit", Q4)),
    ask("my commit number for this quarter", amount("Commit", Q4, _mine)),
    ask("best case for Q1", amount("Best Case", _NEXT)),
    ask("how much is in commit", amount("Commit", Q4)),
    ask("commit forecast for next quarter", amount("Commit", _NEXT)),
    ask("commit by region", _of("Commit", lambda d: d.Owner.Region__c)),
    ask(
        "commit vs best case",
        groups(
            lambda o: {k: v for k, v in _forecast(o, Q4).items() if k in {"Commit", "Best Case"}}
        ),
    ),
    ask(
        "commit and best case for Q4",
        groups(
            lambda o: {k: v for k, v in _forecast(o, Q4).items() if k in {"Commit", "Best Case"}}
        ),
    ),
    # where records or a field are asked for, they are given
    ask("commit deals", ids(lambda o: o.ids("Opportunity", _in("Commit")))),
    ask(
        "number of deals in best case closing in December",
        value(
            lambda o: o.count(
                "Opportunity", lambda d: _in("Best Case")(d) and within(d.CloseDate, *_DECEMBER)
            ),
            "count",
        ),
    ),
    ask("forecast of Halden gateway refresh pilot", value(lambda o: "Commit")),
    # going on from it
    ask("and next quarter?", forecast(_NEXT), "forecast this quarter"),
    ask("only mine", forecast(Q4, _mine), "forecast this quarter"),
    ask("by region", forecast(Q4, key=lambda d: d.Owner.Region__c), "forecast this quarter"),
    ask("and best case?", amount("Best Case", Q4), "what's our commit"),
    # what has no one answer
    ask("top 3 reps by forecast", outcome("clarify")),
    ask("forecast growth this quarter", outcome("not_understood")),
    ask("forecast accuracy", outcome("not_understood")),
]
