"""Before a meeting: orders, invoices, the last and the next contact, tasks, what changed."""

from datetime import date

from handlers.asking.answered import Answered, Outcome
from tests.questions.expected import Check, ask, groups
from tests.questions.fresh.checks import (
    any_of,
    counted,
    first,
    listed,
    on_day,
    only,
    per,
    totalled,
    truth,
)
from tests.questions.fresh.keeps import (
    at,
    both,
    created,
    day,
    open_order,
    overdue,
    starts,
    to_come,
    unpaid,
)
from tests.questions.org import NOW, TODAY, Org, Rec, is_open, is_won, within
from tests.questions.reps.checks import (
    CALLUM,
    DANA,
    billed,
    callum,
    cell,
    dana,
    either,
    open_of,
    worth,
)

_TOMORROW = date(2026, 11, 19)
_MONDAY, _SUNDAY = date(2026, 11, 16), date(2026, 11, 22)


def _opens_with(account: str) -> Check:
    """The account is what is shown first, or what is asked about."""

    def check(answered: Answered, org: Org) -> None:
        assert answered.outcome is Outcome.ANSWERED, answered.sentence
        wanted = org.named("Account", account).Id
        assert wanted in {r.ref.id for r in answered.records}, answered.understood

    return check


def _past(event: Rec) -> bool:
    return bool(event.EndDateTime <= NOW)


def _last_contact(account: str) -> Check:
    def expect(org: Org) -> date:
        done = [
            t.ActivityDate for t in org.all("Task") if at(account)(t) and t.Status == "Completed"
        ]
        met = [day(e.StartDateTime) for e in org.all("Event") if at(account)(e) and _past(e)]
        last: date = max(done + met)
        return last

    return on_day(expect)


ROWS = [
    ask("open range overdue invoices?", either("Invoice", both(overdue, at("Open Range")))),
    ask("what does halden owe us", worth("Invoice", "Balance", both(unpaid, at("Halden")))),
    ask("when did we last talk to quarrowbank mills", _last_contact("Quarrowbank Mills")),
    ask("last contact w/ penhollow paper", _last_contact("Penhollow Paper"), as_="leo"),
    ask(
        "last order from tessaly",
        first(1, "Order", at("Tessaly Medical Group"), lambda r: r.EffectiveDate),
    ),
    ask(
        "whats my next mtg",
        any_of(
            first(1, "Event", both(dana, to_come), lambda e: e.StartDateTime, descending=False),
            on_day(lambda o: _TOMORROW),
        ),
    ),
    ask(
        "when am i seeing quarrowbank next",
        any_of(
            first(
                1,
                "Event",
                both(dana, to_come, at("Quarrowbank Mills")),
                lambda e: e.StartDateTime,
                descending=False,
            ),
            on_day(lambda o: date(2026, 11, 26)),
        ),
    ),
    ask(
        "my todos due today",
        listed("Task", both(dana, is_open, lambda t: t.ActivityDate == TODAY)),
    ),
    ask("what mtgs i got tomorrow", listed("Event", both(dana, starts(_TOMORROW, _TOMORROW)))),
    ask(
        "meetings nxt week, mine",
        listed("Event", both(dana, starts(date(2026, 11, 23), date(2026, 11, 29)))),
    ),
    ask(
        "open orders quarrowbank how much",
        worth("Order", "TotalAmount", both(open_order, at("Quarrowbank Mills"))),
    ),
    ask("my orders still in draft", listed("Order", both(dana, lambda r: r.Status == "Draft"))),
    ask(
        "what has tessaly bought from us by product line",
        any_of(
            groups(
                per(
                    "OrderItem",
                    lambda i: i.Product2.Family,
                    lambda i: at("Tessaly Medical Group")(i.Order),
                    "TotalPrice",
                )
            ),
            groups(
                per(
                    "OpportunityLineItem",
                    lambda i: i.Product2.Family,
                    lambda i: is_won(i.Opportunity) and at("Tessaly Medical Group")(i.Opportunity),
                    "TotalPrice",
                )
            ),
        ),
    ),
    ask("unpaid invoices hartsquill", either("Invoice", both(unpaid, at("Hartsquill Packaging")))),
    ask("brief me on tessaly", _opens_with("Tessaly Medical Group")),
    ask(
        "which of my opps were changed this week",
        listed("Opportunity", both(dana, lambda d: day(d.LastModifiedDate) >= _MONDAY)),
    ),
    ask(
        "did any of my open deals change stage since nov 1",
        either(
            "Opportunity",
            both(
                open_of(DANA),
                lambda d: (
                    d.LastStageChangeDate is not None
                    and day(d.LastStageChangeDate) >= date(2026, 11, 1)
                ),
            ),
        ),
    ),
    ask(
        "most recent meeting with fjellhavn",
        any_of(
            first(
                1,
                "Event",
                both(at("Fjellhavn Offshore AS"), _past),
                lambda e: e.StartDateTime,
            ),
            on_day(lambda o: date(2026, 11, 4)),
        ),
        as_="callum",
    ),
    ask(
        "open tasks on wychling", listed("Task", both(is_open, at("Wychling Motors"))), as_="callum"
    ),
    ask(
        "when's my next demo",
        any_of(
            first(
                1,
                "Event",
                both(dana, to_come, lambda e: e.Subject == "Demo"),
                lambda e: e.StartDateTime,
                descending=False,
            ),
            on_day(lambda o: date(2026, 11, 27)),
        ),
    ),
    ask(
        "my high prio tasks still open",
        listed("Task", both(is_open, callum, lambda t: t.Priority == "High")),
        as_="callum",
    ),
    ask(
        "has wexcombe paid INV-02181",
        any_of(
            truth(False),
            cell("Invoice", "InvoiceNumber", "INV-02181", "Status"),
            cell("Invoice", "InvoiceNumber", "INV-02181", "Balance"),
            only("Invoice", lambda i: i.InvoiceNumber == "INV-02181"),
        ),
        as_="caleb",
    ),
    ask(
        "past due balance across my accounts",
        totalled("Invoice", "Balance", both(overdue, billed(DANA))),
    ),
    ask(
        "how many orders did wexcombe place this yr",
        counted("Order", both(at("Wexcombe Plastics"), lambda r: r.EffectiveDate.year == 2026)),
        as_="caleb",
    ),
    ask(
        "what got shipped to open range",
        any_of(
            listed("Order", both(at("Open Range"), lambda r: r.Status == "Shipped")),
        ),
    ),
    ask(
        "oldest unpaid invoice on my accts",
        any_of(
            first(
                1,
                "Invoice",
                both(unpaid, billed(DANA)),
                lambda i: i.InvoiceDate,
                descending=False,
            ),
            first(1, "Invoice", both(unpaid, billed(DANA)), lambda i: i.DueDate, descending=False),
        ),
    ),
    ask(
        "how many meetings do we have w halden coming up",
        counted("Event", both(at("Halden"), to_come)),
    ),
    ask(
        "stuff i finished this week, completed tasks",
        listed(
            "Task",
            both(dana, lambda t: t.IsClosed, lambda t: within(t.ActivityDate, _MONDAY, _SUNDAY)),
        ),
    ),
    ask(
        "new opps on my accounts since nov 1",
        either(
            "Opportunity",
            both(created(date(2026, 11, 1), TODAY), lambda d: d.Account.Owner.Name == DANA),
        ),
    ),
    ask(
        "what time is the fjellhavn pricing review tmrw",
        any_of(
            only(
                "Event",
                lambda e: (
                    e.Owner.Name == CALLUM
                    and e.Subject == "Pricing review"
                    and e.StartDateTime > NOW
                ),
            ),
            on_day(lambda o: _TOMORROW),
        ),
        as_="callum",
    ),
]
