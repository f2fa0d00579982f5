"""Questions that go on from the one before."""

from decimal import Decimal

from tests.questions.expected import ask, groups, ids, ordered, value
from tests.questions.org import Q3, Q4, Org, Rec, is_open, is_won, within


def _mine(record: Rec) -> bool:
    return bool(record.Owner.Email == "dana@ferrowick.example")


def _open(o: Org, more=lambda d: True) -> set[str]:  # type: ignore[no-untyped-def]
    return o.ids("Opportunity", lambda d: is_open(d) and _mine(d) and more(d))


def _by_close_date(o: Org) -> list[str]:
    found = [d for d in o.all("Opportunity") if is_open(d) and _mine(d) and (d.Amount or 0) > 50000]
    return [d.Id for d in sorted(found, key=lambda d: (d.CloseDate, d.Name))]


def _won(o: Org, period, owner: str | None = None) -> int:  # type: ignore[no-untyped-def]
    return o.count(
        "Opportunity",
        lambda d: is_won(d) and within(d.CloseDate, *period) and owner in (None, d.Owner.Name),
    )


def _won_by_rep(o: Org) -> dict[str, Decimal]:
    found = o.grouped(
        "Opportunity", lambda d: d.Owner.Name, lambda d: is_won(d) and within(d.CloseDate, *Q3)
    )
    return {name: Decimal(len(deals)) for name, deals in found.items()}


MINE = "my open deals"
WON = "how many deals did we win last quarter"

ROWS = [
    ask("only those over 50k", ids(lambda o: _open(o, lambda d: (d.Amount or 0) > 50000)), MINE),
    ask(
        "only the ones closing this quarter",
        ids(lambda o: _open(o, lambda d: within(d.CloseDate, *Q4))),
        MINE,
    ),
    ask("sort by close date", ordered(_by_close_date), MINE, "only those over 50k"),
    ask(
        "the second one",
        ids(lambda o: {_by_close_date(o)[1]}),
        MINE,
        "only those over 50k",
        "sort by close date",
    ),
    ask("how many is that", value(lambda o: len(_open(o)), "count"), MINE),
    ask("how many are there?", value(lambda o: len(_open(o)), "count"), MINE),
    ask(
        "what's the total amount?",
        value(lambda o: o.total("Opportunity", "Amount", lambda d: is_open(d) and _mine(d)), "USD"),
        MINE,
    ),
    ask("and this quarter?", value(lambda o: _won(o, Q4), "count"), WON),
    ask("and Caleb Strand?", value(lambda o: _won(o, Q3, "Caleb Strand"), "count"), WON),
    ask("just mine", value(lambda o: _won(o, Q3, "Dana Whitfield"), "count"), WON),
    ask("by rep", groups(_won_by_rep), WON),
    ask(
        "show all",
        ids(lambda o: o.ids("Opportunity", lambda d: is_won(d) and within(d.CloseDate, *Q3))),
        WON,
    ),
    ask("what about Quarrowbank Mills", value(lambda o: "Dana Whitfield"), "who owns Halden"),
    ask(
        "their contacts",
        ids(lambda o: o.ids("Contact", lambda c: c.Account.Name == "Halden")),
        "who owns Halden",
    ),
    ask("who owns it", value(lambda o: "Dana Whitfield"), "Halden"),
    ask(
        "how many open deals do I have",
        value(lambda o: len(_open(o)), "count"),
        "who owns Halden Logistics",
    ),
]
