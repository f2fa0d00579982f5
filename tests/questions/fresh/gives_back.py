"""What the CRM gives back about an account, and what is still to be filled in."""

from datetime import date, timedelta
from decimal import Decimal

from handlers.asking.answered import Answered, Outcome
from tests.questions.expected import ask
from tests.questions.fresh.checks import (
    any_of,
    by,
    counted,
    first,
    listed,
    on_day,
    per,
    totalled,
    truth,
)
from tests.questions.fresh.keeps import (
    at,
    both,
    day,
    late,
    mine,
    open_order,
    overdue,
    slipped,
    team,
    to_come,
    unpaid,
)
from tests.questions.org import TODAY, Org, Rec, is_open, org, summed

_MARCUS = team("Marcus Oyelaran")


def _families_ordered(o: Org) -> dict[str, Decimal]:
    items = o.grouped(
        "OrderItem", lambda i: i.Product2.Family, lambda i: at("Quarrowbank Mills")(i.Order)
    )
    return {family: summed(found, "TotalPrice") for family, found in items.items()}


def _ordered_by_quarrowbank(product: Rec) -> bool:
    return any(
        i.Product2Id == product.Id and at("Quarrowbank Mills")(i.Order)
        for i in org().all("OrderItem")
    )


def _untouched(days: int, deal: Rec) -> bool:
    touched = deal.LastActivityDate or day(deal.CreatedDate)
    return is_open(deal) and TODAY - touched > timedelta(days=days)


def _gaps(answered: Answered, org: Org) -> None:
    """All my deals with a gap are there, and nothing that is not mine."""
    assert answered.outcome is Outcome.ANSWERED, answered.sentence
    shown = {r.ref.id for r in answered.records}
    wanted = org.ids(
        "Opportunity",
        lambda d: is_open(d) and mine(d) and (d.Amount is None or d.NextStep is None),
    )
    assert wanted <= shown, answered.understood
    assert shown <= org.ids("Opportunity", mine) | org.ids("Account", mine), answered.understood


ROWS = [
    # orders and invoices
    ask("open orders for halden", listed("Order", both(open_order, at("Halden")))),
    ask(
        "overdue invoices for my accounts",
        listed("Invoice", both(overdue, lambda i: mine(i.Account))),
    ),
    ask(
        "does open range have any overdue invoices",
        any_of(truth(True), listed("Invoice", both(overdue, at("Open Range")))),
    ),
    ask(
        "has tessaly got overdue invoices?",
        any_of(truth(False), listed("Invoice", both(overdue, at("Tessaly Medical Group")))),
    ),
    ask(
        "how much does open range owe us",
        totalled("Invoice", "Balance", both(unpaid, at("Open Range"))),
    ),
    ask(
        "last order of quarrowbank",
        first(1, "Order", at("Quarrowbank Mills"), lambda r: r.EffectiveDate),
    ),
    ask(
        "when did halden last order",
        any_of(
            on_day(lambda o: date(2026, 11, 13)),
            first(1, "Order", at("Halden"), lambda r: r.EffectiveDate),
        ),
    ),
    ask(
        "tessaly's most recent order",
        first(1, "Order", at("Tessaly Medical Group"), lambda r: r.EffectiveDate),
    ),
    # meetings, contacts, tasks
    ask(
        "my next meeting",
        first(1, "Event", both(mine, to_come), lambda e: e.StartDateTime, descending=False),
    ),
    ask(
        "when is my next meeting with halden",
        any_of(
            on_day(lambda o: date(2026, 11, 26)),
            first(
                1,
                "Event",
                both(mine, to_come, at("Halden")),
                lambda e: e.StartDateTime,
                descending=False,
            ),
        ),
    ),
    ask("my open tasks", listed("Task", both(is_open, mine))),
    ask("which of my tasks are overdue", listed("Task", both(late, mine))),
    ask("open tasks for halden", listed("Task", both(is_open, at("Halden")))),
    ask(
        "my open high priority todos",
        listed("Task", both(is_open, mine, lambda t: t.Priority == "High")),
    ),
    ask(
        "upcoming meetings with quarrowbank",
        listed("Event", both(to_come, at("Quarrowbank Mills"))),
    ),
    # what is missing
    ask(
        "which of my deals have no amount",
        listed("Opportunity", both(mine, lambda d: d.Amount is None)),
    ),
    ask(
        "my open deals that are missing a next step",
        listed("Opportunity", both(is_open, mine, lambda d: d.NextStep is None)),
    ),
    ask(
        "how many of my open deals have no next step",
        counted("Opportunity", both(is_open, mine, lambda d: d.NextStep is None)),
    ),
    ask(
        "how many open deals have no amount per rep on my team",
        by(
            per(
                "Opportunity",
                lambda d: d.Owner.Name,
                both(is_open, _MARCUS, lambda d: d.Amount is None),
            )
        ),
        as_="marcus",
    ),
    ask("my leads without an email", listed("Lead", both(mine, lambda x: x.Email is None))),
    ask(
        "anything unpaid at quarrowbank",
        any_of(listed("Invoice", both(unpaid, at("Quarrowbank Mills"))), truth(True)),
    ),
    ask(
        "which products has quarrowbank ordered",
        any_of(
            listed("Product2", _ordered_by_quarrowbank),
            listed("OrderItem", lambda i: at("Quarrowbank Mills")(i.Order)),
        ),
    ),
    ask("order value by product family for quarrowbank", by(_families_ordered)),
    ask(
        "last contact with tessaly",
        any_of(
            on_day(lambda o: date(2026, 11, 17)),
            first(
                1,
                "Task",
                both(at("Tessaly Medical Group"), lambda t: t.IsClosed),
                lambda t: t.ActivityDate,
            ),
        ),
    ),
    ask(
        "when was our last contact with quarrowbank",
        any_of(
            on_day(lambda o: date(2026, 11, 10)),
            first(
                1,
                "Task",
                both(at("Quarrowbank Mills"), lambda t: t.IsClosed),
                lambda t: t.ActivityDate,
            ),
        ),
    ),
    ask("what do i still have to fill in", _gaps),
    ask(
        "which of my open deals have a close date in the past",
        listed("Opportunity", both(slipped, mine)),
    ),
    ask(
        "accounts on my team w/o industry",
        listed("Account", both(_MARCUS, lambda a: a.Industry is None)),
        as_="marcus",
    ),
    ask(
        "open deals on my team nobody has touched for 45 days",
        listed("Opportunity", both(_MARCUS, lambda d: _untouched(45, d))),
        as_="marcus",
    ),
    ask(
        "contacts at my accounts that have no email address",
        listed("Contact", lambda c: mine(c.Account) and c.Email is None),
    ),
    ask(
        "my deals that are open and stuck in the same stage for more than 60 days",
        listed(
            "Opportunity",
            both(is_open, mine, lambda d: (TODAY - day(d.LastStageChangeDate)).days > 60),
        ),
    ),
]
