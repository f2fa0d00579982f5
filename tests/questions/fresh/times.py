"""Periods and days in the words people have for them."""

from datetime import date

from tests.questions.expected import ask
from tests.questions.fresh.checks import any_of, counted, listed, totalled
from tests.questions.fresh.keeps import (
    Keep,
    both,
    closes,
    created,
    mine,
    owned,
    slipped,
    stale,
    starts,
    unpaid,
)
from tests.questions.org import Q3, TODAY, is_lost, is_open, is_won, within


def _won(first: date, last: date) -> Keep:
    return both(is_won, closes(first, last))


def _due(first: date, last: date) -> Keep:
    return both(is_open, lambda t: within(t.ActivityDate, first, last))


ROWS = [
    ask(
        "deals won last week",
        listed("Opportunity", _won(date(2026, 11, 9), date(2026, 11, 15))),
    ),
    ask(
        "what did we win yesterday",
        any_of(
            listed("Opportunity", _won(date(2026, 11, 17), date(2026, 11, 17))),
            totalled("Opportunity", "Amount", _won(date(2026, 11, 17), date(2026, 11, 17))),
        ),
    ),
    ask("deals lost today", listed("Opportunity", both(is_lost, closes(TODAY, TODAY)))),
    ask(
        "which deals close next week",
        listed("Opportunity", both(is_open, closes(date(2026, 11, 23), date(2026, 11, 29)))),
    ),
    ask(
        "my deals closing tomorrow",
        listed("Opportunity", both(is_open, mine, closes(date(2026, 11, 19), date(2026, 11, 19)))),
    ),
    ask(
        "open deals closing on november 27",
        listed("Opportunity", both(is_open, closes(date(2026, 11, 27), date(2026, 11, 27)))),
    ),
    ask(
        "deals closing between 1 dec and 11 dec",
        listed("Opportunity", both(is_open, closes(date(2026, 12, 1), date(2026, 12, 11)))),
    ),
    ask(
        "how many deals are closing in q1",
        counted("Opportunity", both(is_open, closes(date(2027, 1, 1), date(2027, 3, 31)))),
    ),
    ask(
        "open opps with a close date in may 2027",
        listed("Opportunity", both(is_open, closes(date(2027, 5, 1), date(2027, 5, 31)))),
    ),
    ask(
        "how many open deals close next year",
        counted("Opportunity", both(is_open, closes(date(2027, 1, 1), date(2027, 12, 31)))),
    ),
    ask(
        "how many deals did we win in h1",
        counted("Opportunity", _won(date(2026, 1, 1), date(2026, 6, 30))),
    ),
    ask(
        "how much have we won since march",
        totalled("Opportunity", "Amount", _won(date(2026, 3, 1), TODAY)),
    ),
    ask("revenue ytd", totalled("Opportunity", "Amount", _won(date(2026, 1, 1), TODAY))),
    ask(
        "how much did we win in 2025",
        totalled("Opportunity", "Amount", _won(date(2025, 1, 1), date(2025, 12, 31))),
    ),
    ask("deals won in FY25", listed("Opportunity", _won(date(2025, 1, 1), date(2025, 12, 31)))),
    ask(
        "how many deals did we win two quarters ago",
        counted("Opportunity", _won(date(2026, 4, 1), date(2026, 6, 30))),
    ),
    ask(
        "number of deals won between jan 15 and mar 15 2026",
        counted("Opportunity", _won(date(2026, 1, 15), date(2026, 3, 15))),
    ),
    ask(
        "how many deals did we win in november last year",
        counted("Opportunity", _won(date(2025, 11, 1), date(2025, 11, 30))),
    ),
    ask(
        "how many deals were lost in the second half of 2025",
        counted("Opportunity", both(is_lost, closes(date(2025, 7, 1), date(2025, 12, 31)))),
    ),
    ask(
        "orders since 2026-11-01",
        any_of(
            listed("Order", lambda r: r.EffectiveDate >= date(2026, 11, 1)),
            listed("Order", lambda r: within(r.EffectiveDate, date(2026, 11, 1), TODAY)),
        ),
    ),
    ask(
        "orders before february 2025",
        listed("Order", lambda r: r.EffectiveDate < date(2025, 2, 1)),
    ),
    ask(
        "leads created last week",
        listed("Lead", created(date(2026, 11, 9), date(2026, 11, 15))),
    ),
    ask(
        "leads created on 10/21/2026",
        listed("Lead", created(date(2026, 10, 21), date(2026, 10, 21))),
    ),
    ask(
        "leads we got this month",
        listed("Lead", created(date(2026, 11, 1), date(2026, 11, 30))),
    ),
    ask("meetings tomorrow", listed("Event", starts(date(2026, 11, 19), date(2026, 11, 19)))),
    ask(
        "my meetings next week",
        listed("Event", both(mine, starts(date(2026, 11, 23), date(2026, 11, 29)))),
    ),
    ask("what open tasks do i have due today", listed("Task", both(mine, _due(TODAY, TODAY)))),
    ask(
        "my open tasks due this week",
        listed("Task", both(mine, _due(date(2026, 11, 16), date(2026, 11, 22)))),
    ),
    ask(
        "unpaid invoices due next week",
        listed(
            "Invoice",
            lambda i: unpaid(i) and within(i.DueDate, date(2026, 11, 23), date(2026, 11, 29)),
        ),
    ),
    ask("open deals past their close date", listed("Opportunity", slipped)),
    ask("my stale deals", listed("Opportunity", both(stale, mine))),
    ask(
        "how much did priscilla win last quarter",
        totalled("Opportunity", "Amount", both(_won(*Q3), owned("Priscilla Nakamoto-Reyes"))),
    ),
    ask(
        "accounts created in the year 2024",
        listed("Account", created(date(2024, 1, 1), date(2024, 12, 31))),
    ),
    ask(
        "my deals closing in the next 10 days",
        listed("Opportunity", both(is_open, mine, closes(TODAY, date(2026, 11, 28)))),
    ),
    ask(
        "amount lost in Q3 2025",
        totalled(
            "Opportunity", "Amount", both(is_lost, closes(date(2025, 7, 1), date(2025, 9, 30)))
        ),
    ),
]
