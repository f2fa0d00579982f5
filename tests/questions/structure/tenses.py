"""When a verb says it: what has happened lies back, what is to come ahead; periods in a row."""

from datetime import date

from tests.questions.expected import ask, groups
from tests.questions.fresh.checks import counted, listed, totalled
from tests.questions.fresh.keeps import both, closes, created, starts, team
from tests.questions.operations.checks import between, either
from tests.questions.org import LAST_MONTH, Q3, Q4, THIS_MONTH, TODAY, is_lost, is_open, is_won

_THIRD = date(2026, 11, 3)
_MONDAY = date(2026, 11, 16)
_DEALS = "Opportunity"
_NOVEMBER_2025 = (date(2025, 11, 1), date(2025, 11, 30))
_DECEMBER_2025 = (date(2025, 12, 1), date(2025, 12, 31))
_WEEK_41 = (date(2026, 10, 5), date(2026, 10, 11))

_PAST = [
    ask("open deals created in october", listed(_DEALS, both(is_open, created(*LAST_MONTH)))),
    ask(
        "open deals last touched in august",
        listed(
            _DEALS, both(is_open, between("LastActivityDate", date(2026, 8, 1), date(2026, 8, 31)))
        ),
    ),
    ask(
        "open orders in october",
        listed(
            "Order",
            both(
                lambda r: r.Status in {"Draft", "Activated"}, between("EffectiveDate", *LAST_MONTH)
            ),
        ),
    ),
    ask("invoices that were due in october", listed("Invoice", between("DueDate", *LAST_MONTH))),
    ask("invoices due in october", listed("Invoice", between("DueDate", *LAST_MONTH))),
    ask(
        "deals that should have closed by now",
        listed(_DEALS, both(is_open, closes(date(2020, 1, 1), date(2026, 11, 17)))),
    ),
    ask(
        "deals that should have closed",
        listed(_DEALS, both(is_open, closes(date(2020, 1, 1), date(2026, 11, 17)))),
    ),
    ask(
        "deals that were supposed to close in october",
        listed(_DEALS, both(is_open, closes(*LAST_MONTH))),
    ),
    ask("what did we close this month", listed(_DEALS, both(is_won, closes(*THIS_MONTH)))),
    ask(
        "how much did we close last quarter", totalled(_DEALS, "Amount", both(is_won, closes(*Q3)))
    ),
    ask("meetings we had on monday", listed("Event", starts(_MONDAY, _MONDAY))),
]

_AHEAD = [
    ask(
        "what does my team have closing this month",
        listed(_DEALS, both(is_open, team("Fiona Macrae"), closes(*THIS_MONTH))),
        as_="fiona",
    ),
    ask("meetings on monday", listed("Event", starts(date(2026, 11, 23), date(2026, 11, 23)))),
    ask(
        "deals closing in december or january",
        listed(_DEALS, both(is_open, closes(date(2026, 12, 1), date(2027, 1, 31)))),
    ),
]

_SEVERAL = [
    ask(
        "won in Nov or Dec 2025",
        listed(_DEALS, both(is_won, either(closes(*_NOVEMBER_2025), closes(*_DECEMBER_2025)))),
    ),
    ask(
        "deals lost in august or october",
        listed(
            _DEALS,
            both(is_lost, either(closes(date(2026, 8, 1), date(2026, 8, 31)), closes(*LAST_MONTH))),
        ),
    ),
    ask(
        "lost from mid september until 15/10",
        listed(_DEALS, both(is_lost, closes(date(2026, 9, 11), date(2026, 10, 15)))),
    ),
    ask(
        "won this quarter vs lost last quarter",
        groups(
            lambda o: {
                "won 2026-Q4": o.count(_DEALS, both(is_won, closes(*Q4))),
                "lost 2026-Q3": o.count(_DEALS, both(is_lost, closes(*Q3))),
            }
        ),
    ),
]

_DOCUMENTS = [
    ask("invoices from 3 Nov", listed("Invoice", between("InvoiceDate", _THIRD, _THIRD))),
    ask("invoices from 3 Nov on", listed("Invoice", between("InvoiceDate", _THIRD, TODAY))),
    ask("orders from 3 November 2026", listed("Order", between("EffectiveDate", _THIRD, _THIRD))),
    ask("deals created from 3 Nov", listed(_DEALS, created(_THIRD, TODAY))),
    ask(
        "how many orders in calendar week 41", counted("Order", between("EffectiveDate", *_WEEK_41))
    ),
]

ROWS = [*_PAST, *_AHEAD, *_SEVERAL, *_DOCUMENTS]
