"""One thing against another: states, values, people and periods side by side."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from tests.questions.expected import Check, ask, groups, outcome
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
    summed,
    within,
)

Keep = Callable[[Rec], bool]
Sides = dict[str, Keep]
_NEW_YORK = timedelta(hours=-5)


def _counts(sides: Sides, entity: str = "Opportunity") -> Check:
    """How many there are on each side."""
    return groups(lambda o: {k: Decimal(o.count(entity, keep)) for k, keep in sides.items()})


def _sums(sides: Sides, keep: Keep = lambda d: True) -> Check:
    """How much the deals on each side come to."""

    def expect(o: Org) -> dict[str, Decimal]:
        return {
            k: o.total("Opportunity", "Amount", lambda d, one=one: one(d) and keep(d))  # type: ignore[misc]
            for k, one in sides.items()
        }

    return groups(expect)


def _by(sides: Sides, key: Callable[[Rec], str], path: str | None = None) -> Check:
    """In each group the sides, as many as there are groups with a record on any side."""

    def expect(o: Org) -> dict[str, Decimal]:
        found = {}
        keys = {key(d) for d in o.all("Opportunity")}
        for label in keys:
            for side, keep in sides.items():
                those = [d for d in o.all("Opportunity") if key(d) == label and keep(d)]
                found[f"{label} · {side}"] = summed(those, path) if path else Decimal(len(those))
        return found

    return groups(expect)


def _both(*keeps: Keep) -> Keep:
    return lambda r: all(keep(r) for keep in keeps)


def _closes(period: tuple[date, date]) -> Keep:
    return lambda d: within(d.CloseDate, *period)


def _quarter(deal: Rec) -> str:
    return f"Q{(deal.CloseDate.month - 1) // 3 + 1} {deal.CloseDate.year}"


def _created(period: tuple[date, date]) -> Keep:
    return lambda d: within((d.CreatedDate + _NEW_YORK).date(), *period)


def _of_type(name: str) -> Keep:
    return lambda d: bool(d.Type == name)


def _source(name: str) -> Keep:
    return lambda r: bool(r.LeadSource == name)


def _owner(mailbox: str) -> Keep:
    return lambda d: bool(d.Owner.Email == f"{mailbox}@ferrowick.example")


def _customer(kind: str) -> Keep:
    return lambda a: bool(a.Type == kind)


_WON_LOST: Sides = {"won": is_won, "lost": is_lost}
_THIS_YEAR = _closes(THIS_YEAR)
_WON_LOST_THIS_YEAR = {k: _both(keep, _THIS_YEAR) for k, keep in _WON_LOST.items()}
_TYPES = {name: _of_type(name) for name in ("New Business", "Renewal")}
_TWO = {"Dana Whitfield": _owner("dana"), "Caleb Strand": _owner("caleb")}

ROWS = [
    # states
    ask("won vs lost this year", _counts(_WON_LOST_THIS_YEAR)),
    ask("lost versus won deals this year", _counts(_WON_LOST_THIS_YEAR)),
    ask("compare won and lost this year", _counts(_WON_LOST_THIS_YEAR)),
    ask("how many deals did we win compared to lose this year", _counts(_WON_LOST_THIS_YEAR)),
    ask("won vs lost amount this year", _sums(_WON_LOST_THIS_YEAR)),
    ask("value of won vs lost deals this year", _sums(_WON_LOST_THIS_YEAR)),
    ask("open vs closed", _counts({"open": is_open, "closed": lambda d: d.IsClosed})),
    ask("won vs lost vs open", _counts({**_WON_LOST, "open": is_open})),
    ask("won versus lost deals by quarter", _by(_WON_LOST, _quarter)),
    ask("amount won vs lost by region", _by(_WON_LOST, lambda d: d.Owner.Region__c, "Amount")),
    ask(
        "paid vs unpaid invoices",
        _counts({"paid": lambda i: i.Balance <= 0, "unpaid": lambda i: i.Balance > 0}, "Invoice"),
    ),
    ask(
        "overdue vs unpaid invoices",
        _counts(
            {
                "overdue": lambda i: i.Balance > 0 and i.DueDate < TODAY,
                "unpaid": lambda i: i.Balance > 0,
            },
            "Invoice",
        ),
    ),
    ask(
        "vergleiche gewonnen und verloren dieses Jahr",
        _counts({"gewonnen": _WON_LOST_THIS_YEAR["won"], "verloren": _WON_LOST_THIS_YEAR["lost"]}),
    ),
    # values of one field
    ask("new business vs renewals", _counts(_TYPES)),
    ask(
        "new business vs renewals this year",
        _counts({k: _both(v, _THIS_YEAR) for k, v in _TYPES.items()}),
    ),
    ask(
        "new vs existing business",
        _counts({n: _of_type(n) for n in ("New Business", "Existing Business")}),
    ),
    ask("pipeline new business vs renewals", _sums(_TYPES, is_open)),
    ask("new business vs renewals by region", _by(_TYPES, lambda d: d.Owner.Region__c)),
    ask(
        "web vs partner leads",
        _counts({n: _source(n) for n in ("Web", "Partner Referral")}, "Lead"),
    ),
    ask(
        "web vs trade show deals won this year",
        _counts({n: _both(_source(n), is_won, _THIS_YEAR) for n in ("Web", "Trade Show")}),
    ),
    ask(
        "healthcare vs retail pipeline in the United States",
        _sums(
            {n: lambda d, n=n: d.Account.Industry == n for n in ("Healthcare", "Retail")},  # type: ignore[misc]
            lambda d: is_open(d) and d.Account.BillingCountry == "United States",
        ),
    ),
    ask(
        "customers vs prospects",
        _counts({n: _customer(n) for n in ("Customer", "Prospect")}, "Account"),
    ),
    ask(
        "pipeline of customers vs prospects",
        _sums(
            {n: lambda d, n=n: d.Account.Type == n for n in ("Customer", "Prospect")},  # type: ignore[misc]
            is_open,
        ),
    ),
    # periods: what is said with one is said of both
    ask(
        "deals won this quarter vs last quarter",
        _counts({"2026-Q4": _both(is_won, _closes(Q4)), "2026-Q3": _both(is_won, _closes(Q3))}),
    ),
    ask(
        "deals created this month vs last month",
        _counts({"2026-11": _created(THIS_MONTH), "2026-10": _created(LAST_MONTH)}),
    ),
    ask(
        "deals created vs closed this month",
        _counts(
            {
                "created": _created(THIS_MONTH),
                "closed": lambda d: d.IsClosed and within(d.CloseDate, *THIS_MONTH),
            }
        ),
    ),
    ask(
        "revenue 2025 vs 2026",
        _sums({str(y): lambda d, y=y: d.CloseDate.year == y for y in (2025, 2026)}, is_won),  # type: ignore[misc]
    ),
    # people
    ask("Dana vs Caleb revenue this year", _sums(_TWO, _both(is_won, _THIS_YEAR))),
    ask(
        "my pipeline vs Caleb's",
        _sums({"you": _owner("dana"), "Caleb Strand": _owner("caleb")}, is_open),
    ),
    ask(
        "how many open deals do I have vs Caleb",
        _counts(
            {"you": _both(_owner("dana"), is_open), "Caleb Strand": _both(_owner("caleb"), is_open)}
        ),
    ),
    # what nobody could tell
    ask("Dana vs Caleb", outcome("clarify", "Revenue", "Pipeline", "Win rate")),
    ask("this quarter vs last quarter?", outcome("clarify", "Revenue")),
    ask("created vs closed deals by month", outcome("not_understood")),
    ask("open deals vs accounts", outcome("clarify")),
]
