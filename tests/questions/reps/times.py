"""Time as it is said in a hurry."""

from datetime import date

from tests.questions.expected import ask
from tests.questions.fresh.checks import any_of, listed, totalled
from tests.questions.fresh.keeps import both, closes, created, starts, unpaid
from tests.questions.org import LAST_MONTH, THIS_MONTH, TODAY, is_lost, is_open, within
from tests.questions.reps.checks import (
    CALEB,
    DANA,
    caleb,
    dana,
    either,
    open_of,
    won_by,
    worth,
)

_FRIDAY, _CHRISTMAS_EVE = date(2026, 11, 20), date(2026, 12, 24)
_NEXT_WEEK = (date(2026, 11, 23), date(2026, 11, 29))

ROWS = [
    ask(
        "whats closing tmrw",
        listed("Opportunity", both(is_open, closes(date(2026, 11, 19), date(2026, 11, 19)))),
    ),
    ask(
        "my deals closing by friday",
        any_of(
            listed("Opportunity", both(open_of(DANA), lambda d: d.CloseDate <= _FRIDAY)),
            listed("Opportunity", both(open_of(DANA), closes(TODAY, _FRIDAY))),
        ),
    ),
    ask(
        "opps i created in sept",
        listed("Opportunity", both(dana, created(date(2026, 9, 1), date(2026, 9, 30)))),
    ),
    ask(
        "whatd i lose in oct",
        worth("Opportunity", "Amount", both(dana, is_lost, closes(*LAST_MONTH))),
    ),
    ask(
        "my orders since nov 1",
        listed("Order", both(dana, lambda r: r.EffectiveDate >= date(2026, 11, 1))),
    ),
    ask(
        "won last 90 days, me",
        worth("Opportunity", "Amount", both(won_by(DANA), closes(date(2026, 8, 20), TODAY))),
    ),
    ask(
        "mtgs on the 26th",
        any_of(
            listed("Event", both(dana, starts(date(2026, 11, 26), date(2026, 11, 26)))),
            listed("Event", starts(date(2026, 11, 26), date(2026, 11, 26))),
        ),
    ),
    ask(
        "deals of mine closing in jan",
        listed("Opportunity", both(open_of(DANA), closes(date(2027, 1, 1), date(2027, 1, 31)))),
    ),
    ask(
        "anything of mine closing btw nov 20 and dec 5",
        either("Opportunity", both(open_of(CALEB), closes(date(2026, 11, 20), date(2026, 12, 5)))),
        as_="caleb",
    ),
    ask(
        "what can i still close before xmas",
        any_of(
            listed("Opportunity", both(open_of(DANA), lambda d: d.CloseDate <= _CHRISTMAS_EVE)),
            listed("Opportunity", both(open_of(DANA), closes(TODAY, _CHRISTMAS_EVE))),
        ),
    ),
    ask(
        "tasks due monday",
        any_of(
            listed("Task", both(is_open, caleb, lambda t: t.ActivityDate == date(2026, 11, 23))),
            listed("Task", both(is_open, lambda t: t.ActivityDate == date(2026, 11, 23))),
            listed("Task", lambda t: t.ActivityDate == date(2026, 11, 23)),
        ),
        as_="caleb",
    ),
    ask(
        "leads that came in this month",
        listed("Lead", created(*THIS_MONTH)),
    ),
    ask(
        "unpaid invoices due nxt week",
        listed("Invoice", both(unpaid, lambda i: within(i.DueDate, *_NEXT_WEEK))),
    ),
    ask(
        "h1 wins, mine, this yr",
        worth(
            "Opportunity", "Amount", both(won_by(DANA), closes(date(2026, 1, 1), date(2026, 6, 30)))
        ),
    ),
    ask(
        "my q1 27 pipeline",
        totalled(
            "Opportunity",
            "Amount",
            both(open_of(DANA), closes(date(2027, 1, 1), date(2027, 3, 31))),
        ),
    ),
    ask(
        "lost yesterday?",
        either("Opportunity", both(is_lost, closes(date(2026, 11, 17), date(2026, 11, 17)))),
        as_="callum",
    ),
    ask(
        "renewals coming up next quarter",
        listed(
            "Opportunity",
            both(
                is_open,
                lambda d: d.Type == "Renewal",
                closes(date(2027, 1, 1), date(2027, 3, 31)),
            ),
        ),
    ),
]
