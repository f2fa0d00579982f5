"""When it was or will be, as people say it."""

from datetime import date

from tests.questions.fresh.checks import counted, listed, totalled
from tests.questions.fresh.keeps import both, closes, owned
from tests.questions.newcomers.checks import (
    HARRIET,
    YOLANDA,
    harriet,
    local,
    margot,
    nadia,
    yolanda,
)
from tests.questions.org import THIS_YEAR, TODAY, is_lost, is_open, is_won, within

_NEW_YORK, _LONDON = "America/New_York", "Europe/London"

ROWS = [
    nadia(
        "deals closing in the next 14 days",
        listed("Opportunity", both(is_open, closes(TODAY, date(2026, 12, 2)))),
    ),
    margot(
        "opps lost in the first half of 2026",
        listed("Opportunity", both(is_lost, closes(date(2026, 1, 1), date(2026, 6, 30)))),
    ),
    harriet(
        "orders between 1 and 10 november",
        listed("Order", lambda r: within(r.EffectiveDate, date(2026, 11, 1), date(2026, 11, 10))),
    ),
    harriet(
        "how many invoices were issued in September?",
        counted("Invoice", lambda i: within(i.InvoiceDate, date(2026, 9, 1), date(2026, 9, 30))),
    ),
    harriet(
        "what meetings do i have on friday",
        listed(
            "Event",
            both(
                owned(HARRIET),
                local(_LONDON, "StartDateTime", date(2026, 11, 20), date(2026, 11, 20)),
            ),
        ),
    ),
    yolanda(
        "tasks due today assigned to me",
        listed(
            "Task",
            both(owned(YOLANDA), is_open, lambda t: t.ActivityDate == TODAY),
        ),
    ),
    margot(
        "deals that should have closed in october",
        listed("Opportunity", both(is_open, closes(date(2026, 10, 1), date(2026, 10, 31)))),
    ),
    margot(
        "revenue last 30 days",
        totalled("Opportunity", "Amount", both(is_won, closes(date(2026, 10, 19), TODAY))),
    ),
    nadia(
        "accounts created this year",
        listed("Account", local(_NEW_YORK, "CreatedDate", *THIS_YEAR)),
    ),
    margot(
        "How many deals are closing in January?",
        counted("Opportunity", both(is_open, closes(date(2027, 1, 1), date(2027, 1, 31)))),
    ),
]
