"""Yes or no, and the records that show it."""

from collections.abc import Callable
from datetime import date

from handlers.asking.answered import Answered, Outcome
from tests.questions.expected import Check, ask
from tests.questions.org import THIS_YEAR, TODAY, Org, Rec, is_lost, is_open, is_won, within

Keep = Callable[[Rec], bool]


def _says(answered: Answered, *, wanted: bool | None, shown: set[str]) -> None:
    assert answered.outcome is Outcome.ANSWERED, answered.sentence
    assert answered.value is wanted, answered.understood
    assert answered.total == len(shown), answered.understood
    assert {r.ref.id for r in answered.records} <= shown, answered.understood


def _any(entity: str, keep: Keep) -> Check:
    """Yes where one record passes; those are shown."""

    def check(answered: Answered, org: Org) -> None:
        found = org.ids(entity, keep)
        _says(answered, wanted=bool(found), shown=found)

    return check


def _all(entity: str, asked: Keep, true: Keep) -> Check:
    """Yes where all that are asked about pass; else those that do or don't, the fewer."""

    def check(answered: Answered, org: Org) -> None:
        yes = org.ids(entity, lambda r: asked(r) and true(r))
        no = org.ids(entity, lambda r: asked(r) and not true(r))
        assert yes | no
        shown = yes if not no or 0 < len(yes) < len(no) else no
        _says(answered, wanted=not no, shown=shown)

    return check


def _named(name: str) -> Keep:
    return lambda r: bool(r.Name == name)


def _at(account: str) -> Keep:
    return lambda r: bool(r.Account.Name == account)


def _mine(record: Rec) -> bool:
    return bool(record.Owner.Email == "dana@ferrowick.example")


def _paid(invoice: Rec) -> bool:
    return bool(invoice.Balance <= 0)


def _overdue(invoice: Rec) -> bool:
    return not _paid(invoice) and bool(invoice.DueDate < TODAY)


def _this_year(day: date | None) -> bool:
    return within(day, *THIS_YEAR)


def _both(*keeps: Keep) -> Keep:
    return lambda r: all(keep(r) for keep in keeps)


_PILOT = "Halden – Gateway refresh pilot"
_HALDEN_PAID = _all("Invoice", _at("Halden"), _paid)
_WON_AT_HALDEN = _any("Opportunity", _both(_at("Halden"), is_won))

ROWS = [
    # one is enough
    ask(
        "are there any overdue invoices at Halden", _any("Invoice", _both(_at("Halden"), _overdue))
    ),
    ask(
        "any overdue invoices at Skarnvik Shipping?",
        _any("Invoice", _both(_at("Skarnvik Shipping"), _overdue)),
    ),
    ask(
        "does Halden have open orders",
        _any("Order", lambda r: r.Account.Name == "Halden" and r.Status in ("Draft", "Activated")),
    ),
    ask("did we win Halden?", _WON_AT_HALDEN),
    ask("have we won Halden", _WON_AT_HALDEN),
    ask("did we close Halden?", _WON_AT_HALDEN),
    ask("did we lose any deals at Halden?", _any("Opportunity", _both(_at("Halden"), is_lost))),
    ask(
        "has Halden ordered this year?",
        _any("Order", _both(_at("Halden"), lambda r: _this_year(r.EffectiveDate))),
    ),
    ask("did we win Halden – Gateway refresh pilot?", _any("Opportunity", lambda d: False)),
    ask("are there any deals over 5 million", _any("Opportunity", lambda d: False)),
    ask("hat Halden offene Deals?", _any("Opportunity", _both(_at("Halden"), is_open))),
    # one record, and a yes/no field or state of it
    ask("is Caleb active?", _all("User", _named("Caleb Strand"), lambda u: u.IsActive)),
    ask("is Graham Tolliver active", _all("User", _named("Graham Tolliver"), lambda u: u.IsActive)),
    ask(
        "is Graham Tolliver inactive?",
        _all("User", _named("Graham Tolliver"), lambda u: not u.IsActive),
    ),
    ask("is Halden – Gateway refresh pilot won?", _all("Opportunity", _named(_PILOT), is_won)),
    ask(
        "is Halden – Gateway refresh pilot still open?",
        _all("Opportunity", _named(_PILOT), is_open),
    ),
    ask("is it won?", _all("Opportunity", _named(_PILOT), is_won), _PILOT),
    ask(
        "is the amount of Halden – Gateway refresh pilot over 50k?",
        _all("Opportunity", _named(_PILOT), lambda d: d.Amount > 50_000),
    ),
    ask(
        "is invoice INV-02185 paid",
        _all("Invoice", lambda i: i.InvoiceNumber == "INV-02185", _paid),
    ),
    ask(
        "is Door contact, first generation still sold?",
        _all("Product2", _named("Door contact, first generation"), lambda p: p.IsActive),
    ),
    ask("is Halden a prospect", _all("Account", _named("Halden"), lambda a: a.Type == "Prospect")),
    ask("is Dana the owner of Halden?", _all("Account", _named("Halden"), _mine)),
    ask(
        "is Caleb the owner of Halden?",
        _all("Account", _named("Halden"), lambda a: a.Owner.Name == "Caleb Strand"),
    ),
    # all of several
    ask("has Halden paid its invoices?", _HALDEN_PAID),
    ask("did Halden pay their invoices", _HALDEN_PAID),
    ask("have Halden's invoices been paid?", _HALDEN_PAID),
    ask("are all invoices of Halden paid?", _HALDEN_PAID),
    ask("have they paid their invoices?", _HALDEN_PAID, "Halden"),
    ask("sind die Rechnungen von Halden bezahlt?", _HALDEN_PAID),
    ask("is the Halden deal won?", _all("Opportunity", _at("Halden"), is_won)),
    ask(
        "are all my open deals in negotiation?",
        _all("Opportunity", _both(_mine, is_open), lambda d: d.StageName == "Negotiation/Review"),
    ),
    ask(
        "do all my open deals have a next step?",
        _all("Opportunity", _both(_mine, is_open), lambda d: d.NextStep),
    ),
    ask("are all products active", _all("Product2", lambda p: True, lambda p: p.IsActive)),
    ask("are they won?", _all("Opportunity", _both(_mine, is_open), is_won), "my open deals"),
]
