"""When: the days, weeks, months and quarters people say."""

from datetime import date
from decimal import Decimal

from tests.questions.expected import ask
from tests.questions.floor.checks import (
    LAST_WEEK,
    NEXT_WEEK,
    THIS_WEEK,
    TOMORROW,
    last_days,
    made,
    next_days,
)
from tests.questions.fresh.checks import any_of, counted, listed
from tests.questions.fresh.keeps import both, closes, mine, owned, team, unpaid
from tests.questions.managers.checks import shown
from tests.questions.managers.keeps import (
    Q3_2025,
    YTD,
    YTD_2025,
    lost_in,
    on_day_of,
    won_in,
    won_sum,
)
from tests.questions.org import TODAY, is_open, is_won, within
from tests.questions.reps.checks import either

_BERLIN, _LONDON, _NEW_YORK = "Europe/Berlin", "Europe/London", "America/New_York"
_OCTOBER_ON = (date(2026, 10, 1), date(2030, 12, 31))
_BEFORE_JULY = (date(2000, 1, 1), date(2026, 6, 30))
_MONTH_END = (TODAY, date(2026, 11, 30))
_ANY_TO_MONTH_END = (date(2000, 1, 1), date(2026, 11, 30))
_Q4_2024 = (date(2024, 10, 1), date(2024, 12, 31))
_Q4_2025 = (date(2025, 10, 1), date(2025, 12, 31))
_SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 30))

ROWS = [
    ask(
        "what's closing this week",
        listed("Opportunity", both(is_open, closes(*THIS_WEEK))),
        as_="marcus",
    ),
    ask(
        "Good morning, could you tell me which deals are closing tomorrow?",
        listed("Opportunity", both(is_open, closes(*TOMORROW))),
        as_="margot",
    ),
    ask(
        "what do i have due to close by end of month",
        any_of(
            listed("Opportunity", both(mine, is_open, closes(*_MONTH_END))),
            listed("Opportunity", both(mine, is_open, closes(*_ANY_TO_MONTH_END))),
        ),
    ),
    ask(
        "opps created last wk",
        listed("Opportunity", made(_BERLIN, *LAST_WEEK)),
        as_="tobias",
    ),
    ask(
        "everything we've won since the start of october",
        listed("Opportunity", both(is_won, closes(*_OCTOBER_ON))),
        as_="fiona",
    ),
    ask(
        "deals we lost over the past 30 days",
        listed("Opportunity", lost_in(last_days(30))),
        as_="marcus",
    ),
    ask(
        "my team's meetings tomorrow",
        listed("Event", both(team("Fiona Macrae"), on_day_of(_LONDON, "StartDateTime", TOMORROW))),
        as_="fiona",
    ),
    ask(
        "Which meetings has my team next week?",
        listed(
            "Event",
            both(
                team("Matthias Krähenbühl"),
                on_day_of("Europe/Zurich", "StartDateTime", NEXT_WEEK),
            ),
        ),
        as_="matthias",
    ),
    ask(
        "leads that came in since last thursday",
        listed("Lead", made(_BERLIN, date(2026, 11, 12), TODAY)),
        as_="tobias",
    ),
    ask(
        "which unpaid invoices fall due in the next 10 days",
        listed("Invoice", both(unpaid, lambda i: within(i.DueDate, *next_days(10)))),
    ),
    ask(
        "orders placed in September",
        any_of(
            listed("Order", lambda r: within(r.EffectiveDate, *_SEPTEMBER)),
            counted("Order", lambda r: within(r.EffectiveDate, *_SEPTEMBER)),
        ),
        as_="tobias",
    ),
    ask(
        "deals closing between 1 dec and 15 dec",
        listed("Opportunity", both(is_open, closes(date(2026, 12, 1), date(2026, 12, 15)))),
        as_="callum",
    ),
    ask(
        "How many opps we won in the third quarter of last year?",
        counted("Opportunity", won_in(Q3_2025)),
        as_="lena",
    ),
    ask(
        "revenue ytd versus same time last year",
        shown(lambda o: [won_sum(closes(*YTD))(o), won_sum(closes(*YTD_2025))(o)]),
        as_="margot",
    ),
    ask(
        "my open deals that were created before july",
        listed("Opportunity", both(mine, is_open, made(_NEW_YORK, *_BEFORE_JULY))),
    ),
    ask(
        "tasks i have due today",
        listed("Task", both(owned("Leo Castellane"), is_open, lambda t: t.ActivityDate == TODAY)),
        as_="leo",
    ),
    ask(
        "number of deals won in Q4 2025 compared to Q4 2024",
        shown(
            lambda o: [
                Decimal(o.count("Opportunity", won_in(_Q4_2025))),
                Decimal(o.count("Opportunity", won_in(_Q4_2024))),
            ]
        ),
        as_="tobias",
    ),
    ask(
        "anything closing on friday?",
        either("Opportunity", both(is_open, closes(date(2026, 11, 20), date(2026, 11, 20)))),
        as_="marcus",
    ),
    ask(
        "orders from the last 14 days",
        listed("Order", lambda r: within(r.EffectiveDate, *last_days(14))),
        as_="tobias",
    ),
    ask(
        "what has my team got closing in the next fortnight",
        listed("Opportunity", both(team("Fiona Macrae"), is_open, closes(*next_days(14)))),
        as_="fiona",
    ),
]
