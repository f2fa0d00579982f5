"""Those of a group whose figure is over or under a number."""

from decimal import Decimal
from typing import Any

from tests.questions.expected import ask, groups, ids, value
from tests.questions.org import Org, is_open, summed

K = Decimal(1000)


def _pipelines(o: Org) -> dict[Any, Decimal]:
    found = o.grouped("Opportunity", lambda d: d.Owner.Name, is_open)
    return {name: summed(deals, "Amount") for name, deals in found.items()}


def _rates(o: Org, key: Any) -> dict[Any, Decimal]:
    closed = o.grouped("Opportunity", key, lambda d: d.IsClosed)
    return {
        name: (Decimal(100) * sum(map(bool, (d.IsWon for d in deals))) / len(deals)).quantize(
            Decimal("0.01")
        )
        for name, deals in closed.items()
    }


ROWS = [
    ask(
        "reps with pipeline over 400k",
        groups(lambda o: {k: v for k, v in _pipelines(o).items() if v > 400 * K}),
    ),
    ask(
        "who has a pipeline under 100k",
        groups(lambda o: {k: v for k, v in _pipelines(o).items() if v < 100 * K}),
    ),
    ask(
        "how many reps have pipeline over 400k",
        value(lambda o: sum(v > 400 * K for v in _pipelines(o).values()), "count"),
    ),
    ask(
        "which reps have a win rate below 20%",
        groups(
            lambda o: {k: v for k, v in _rates(o, lambda d: d.Owner.Name).items() if v < 20},
        ),
    ),
    ask(
        "industries with win rate over 40%",
        groups(
            lambda o: {k: v for k, v in _rates(o, lambda d: d.Account.Industry).items() if v > 40},
        ),
    ),
    ask(
        "accounts with revenue over 100 million",
        ids(lambda o: o.ids("Account", lambda a: (a.AnnualRevenue or 0) > 100_000 * K)),
    ),
]
