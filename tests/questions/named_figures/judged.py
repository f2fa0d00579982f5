"""Is it better than before, are we ahead; this quarter vs last; new since; each of my reps."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from handlers.asking.answered import Answered, Outcome
from tests.questions.expected import Check, ask, outcome
from tests.questions.fresh.checks import counted, first, per, totalled
from tests.questions.fresh.keeps import Keep, both, closes, owned, team
from tests.questions.managers.checks import grown, shown, table
from tests.questions.managers.keeps import (
    EMEA,
    LAST_YEAR,
    NEXT_QUARTER,
    YTD,
    YTD_2025,
    key,
    region,
    where,
    won_in,
)
from tests.questions.org import (
    LAST_MONTH,
    Q3,
    Q4,
    THIS_MONTH,
    THIS_YEAR,
    TODAY,
    Org,
    Rec,
    is_lost,
    is_open,
    is_won,
)

_OPP, _INVOICE = "Opportunity", "Invoice"
_REP = key("Owner.Name")
_DANA = owned("Dana Whitfield")


def _won(keep: Keep) -> Callable[[Org], Decimal]:
    return lambda o: o.total(_OPP, "Amount", both(is_won, keep))


def _rate(keep: Keep) -> Callable[[Org], Decimal]:
    """Won of won and lost, in per cent."""

    def expect(o: Org) -> Decimal:
        won, lost = o.count(_OPP, both(is_won, keep)), o.count(_OPP, both(is_lost, keep))
        return Decimal(100 * won) / (won + lost)

    return expect


def _created(first_day: date, last: date = TODAY) -> Keep:
    return lambda d: first_day <= d.CreatedDate.date() <= last


def _cycle(keep: Keep) -> Check:
    """Days from created to closed, on average."""

    def check(answered: Answered, org: Org) -> None:
        assert answered.outcome is Outcome.ANSWERED, answered.sentence
        deals = [d for d in org.all(_OPP) if is_won(d) and keep(d)]
        days = sum((d.CloseDate - d.CreatedDate.date()).days for d in deals)
        wanted = (Decimal(days) / len(deals)).quantize(Decimal("0.01"))
        assert answered.value == wanted, answered.understood

    return check


def _weighted(keep: Keep) -> Check:
    """Amount by probability, added up."""

    def check(answered: Answered, org: Org) -> None:
        assert answered.outcome is Outcome.ANSWERED, answered.sentence
        deals = [d for d in org.all(_OPP) if keep(d) and d.Amount is not None]
        wanted = sum((d.Amount * d.Probability / 100 for d in deals), Decimal(0))
        assert isinstance(answered.value, Decimal)
        assert abs(answered.value - wanted) < Decimal("0.01"), answered.understood

    return check


def _regions(o: Org) -> set[str]:
    return {d.Owner.Region__c for d in o.all(_OPP)}


def _late(invoice: Rec) -> bool:
    return bool(invoice.Balance > 0 and invoice.DueDate < TODAY)


ROWS = [
    ask(
        "is our win rate higher this year than last",
        shown(lambda o: [_rate(closes(*THIS_YEAR))(o), _rate(closes(*LAST_YEAR))(o)]),
    ),
    ask(
        "is emea's win rate worse this quarter than last quarter?",
        shown(
            lambda o: [
                _rate(both(closes(*Q4), region(*EMEA)))(o),
                _rate(both(closes(*Q3), region(*EMEA)))(o),
            ]
        ),
    ),
    ask("is our pipeline higher than last year", outcome("not_understood")),
    ask(
        "are we ahead of last year?",
        grown(_won(closes(*YTD_2025)), _won(closes(*YTD))),
    ),
    ask(
        "is EMEA behind last year",
        grown(
            _won(both(closes(*YTD_2025), region(*EMEA))), _won(both(closes(*YTD), region(*EMEA)))
        ),
    ),
    ask(
        "my bookings this year vs last",
        shown(lambda o: [_won(both(closes(*p), _DANA))(o) for p in (THIS_YEAR, LAST_YEAR)]),
    ),
    ask(
        "revenue this month compared to last",
        shown(lambda o: [_won(closes(*p))(o) for p in (THIS_MONTH, LAST_MONTH)]),
    ),
    ask(
        "pipeline closing this quarter vs next",
        shown(
            lambda o: [
                o.total(_OPP, "Amount", both(is_open, closes(*p))) for p in (Q4, NEXT_QUARTER)
            ]
        ),
    ),
    ask("deals this month or last", outcome("not_understood")),
    ask(
        "win rate by region in percent",
        table(lambda o: {r: _rate(region(r))(o) for r in _regions(o)}),
    ),
    ask(
        "revenue of renewals this year, all regions",
        totalled(_OPP, "Amount", both(won_in(THIS_YEAR), where("Type", "Renewal"))),
    ),
    ask(
        "pipeline of each of my reps for deals closing this quarter",
        table(per(_OPP, _REP, both(is_open, closes(*Q4), team("Fiona Macrae")), "Amount")),
        as_="fiona",
    ),
    ask(
        "bookings of each of Fiona's reps this year",
        table(per(_OPP, _REP, both(won_in(THIS_YEAR), team("Fiona Macrae")), "Amount")),
    ),
    ask(
        "how many new deals have we got on my accounts since october",
        counted(
            _OPP,
            both(_created(date(2026, 10, 1)), lambda d: d.Account.Owner.Name == "Dana Whitfield"),
        ),
    ),
    ask(
        "new opportunities created by month since august",
        table(per(_OPP, lambda d: f"{d.CreatedDate:%Y-%m}", _created(date(2026, 8, 1)))),
    ),
    ask("pipeline q1 27", totalled(_OPP, "Amount", both(is_open, closes(*NEXT_QUARTER)))),
    ask("bookings q3 26", totalled(_OPP, "Amount", won_in(Q3))),
    ask("how long is my sales cycle", _cycle(_DANA)),
    ask(
        "how long was the sales cycle in EMEA this year",
        _cycle(both(region(*EMEA), closes(*THIS_YEAR))),
    ),
    ask(
        "weighted?",
        _weighted(both(is_open, closes(*Q4))),
        "pipeline closing this quarter",
    ),
    ask(
        "leave out the united states",
        table(
            per(
                _OPP,
                key("Account.BillingCountry"),
                both(won_in(THIS_YEAR), lambda d: d.Account.BillingCountry != "United States"),
                "Amount",
            )
        ),
        "revenue by country this year",
    ),
    ask(
        "the two with the largest balance",
        first(2, _INVOICE, _late, key("Balance")),
        "overdue invoices",
    ),
    ask(
        "lost this year without a competitor, number per quarter",
        table(
            per(
                _OPP,
                lambda d: f"{d.CloseDate.year}-Q{(d.CloseDate.month + 2) // 3}",
                both(is_lost, closes(*THIS_YEAR), lambda d: d.Competitor__c is None),
            )
        ),
    ),
]
