"""Dates and periods in every written form."""

from datetime import date
from decimal import Decimal

from tests.questions.expected import ask
from tests.questions.fresh.checks import (
    any_of,
    counted,
    listed,
    only,
    sides,
    totalled,
)
from tests.questions.fresh.keeps import (
    both,
    closes,
    created,
    mine,
    overdue,
    starts,
    unpaid,
)
from tests.questions.operations.checks import (
    LAST_YEAR,
    TOMORROW,
    WEEK_BEFORE_LAST,
    YESTERDAY,
    ago,
    asked_back,
    below,
    between,
    least,
    moment,
    most,
    of,
    series,
)
from tests.questions.org import TODAY, Org, is_lost, is_open, is_won

_Q1_NEXT = (date(2027, 1, 1), date(2027, 3, 31))
_Q2 = (date(2026, 4, 1), date(2026, 6, 30))
_WEEK_41 = (date(2026, 10, 5), date(2026, 10, 11))
_WEEK_44 = (date(2026, 10, 26), date(2026, 11, 1))
_MONTHS = tuple(
    (date(2026, m, 1), date(2026, m, day))
    for m, day in zip(range(1, 12), (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30), strict=True)
)


def _won_in(org: Org, first: date, last: date) -> Decimal:
    return org.total("Opportunity", "Amount", both(is_won, closes(first, last)))


ROWS = [
    # a day
    ask(
        "orders dated 2026-10-08",
        listed("Order", of("EffectiveDate", date(2026, 10, 8))),
        as_="tobias",
    ),
    ask(
        "invoice from 3 Nov",
        any_of(only("Invoice", of("InvoiceDate", date(2026, 11, 3))), asked_back),
        as_="tobias",
    ),
    ask(
        "orders on 11/3/2026",
        any_of(listed("Order", of("EffectiveDate", date(2026, 11, 3))), asked_back),
    ),
    ask(
        "what's closing on Dec 4th?",
        listed("Opportunity", both(is_open, closes(date(2026, 12, 4), date(2026, 12, 4)))),
        as_="tobias",
    ),
    ask(
        "orders from last thursday",
        listed("Order", of("EffectiveDate", date(2026, 11, 12))),
        as_="tobias",
    ),
    ask(
        "opps modified yesterday, how many",
        counted("Opportunity", moment("LastModifiedDate", YESTERDAY, YESTERDAY)),
    ),
    ask(
        "tasks due tmrw for the AMER East region",
        listed("Task", both(of("ActivityDate", TOMORROW), of("Owner.Region__c", "AMER East"))),
        as_="marcus",
    ),
    ask(
        "my meetings on the 26th of november",
        listed("Event", both(mine, starts(date(2026, 11, 26), date(2026, 11, 26)))),
    ),
    ask(
        "deals lost the day before yesterday",
        listed("Opportunity", both(is_lost, closes(date(2026, 11, 16), date(2026, 11, 16)))),
        as_="tobias",
    ),
    # weeks
    ask(
        "number of orders in calendar week 41",
        counted("Order", between("EffectiveDate", *_WEEK_41)),
        as_="tobias",
    ),
    ask(
        "opps created in week 44",
        listed("Opportunity", created(*_WEEK_44)),
    ),
    ask(
        "what did we close the week before last, won or lost",
        listed("Opportunity", both(lambda d: d.IsClosed, closes(*WEEK_BEFORE_LAST))),
        as_="tobias",
    ),
    ask(
        "orders of the last fortnight",
        any_of(
            listed("Order", between("EffectiveDate", ago(14), TODAY)),
            listed("Order", between("EffectiveDate", ago(13), TODAY)),
            listed("Order", between("EffectiveDate", date(2026, 11, 2), date(2026, 11, 15))),
        ),
        as_="tobias",
    ),
    # months, quarters, years
    ask(
        "bookings h1",
        totalled(
            "Opportunity", "Amount", both(is_won, closes(date(2026, 1, 1), date(2026, 6, 30)))
        ),
        as_="margot",
    ),
    ask(
        "FY25 revenue, in total",
        totalled("Opportunity", "Amount", both(is_won, closes(*LAST_YEAR))),
        as_="margot",
    ),
    ask(
        "how many did we lose two quarters ago?",
        counted("Opportunity", both(is_lost, closes(*_Q2))),
        as_="tobias",
    ),
    ask(
        "revenue in the third quarter of last year",
        totalled(
            "Opportunity", "Amount", both(is_won, closes(date(2025, 7, 1), date(2025, 9, 30)))
        ),
        as_="margot",
    ),
    ask(
        "won q4 last year vs won q4 this year by amount",
        sides(
            lambda o: {
                "2025": _won_in(o, date(2025, 10, 1), date(2025, 12, 31)),
                "2026": _won_in(o, date(2026, 10, 1), date(2026, 12, 31)),
            }
        ),
        as_="margot",
    ),
    ask(
        "won deals per month this year, how many each",
        series(lambda o: [o.count("Opportunity", both(is_won, closes(*m))) for m in _MONTHS]),
        as_="tobias",
    ),
    ask(
        "open opps last touched in august",
        listed(
            "Opportunity",
            both(is_open, between("LastActivityDate", date(2026, 8, 1), date(2026, 8, 31))),
        ),
        as_="tobias",
    ),
    # since, until, past, within, between
    ask(
        "won since March - sum please",
        totalled("Opportunity", "Amount", both(is_won, closes(date(2026, 3, 1), TODAY))),
        as_="margot",
    ),
    ask(
        "how many orders in the past 90 days",
        any_of(
            counted("Order", between("EffectiveDate", ago(90), TODAY)),
            counted("Order", between("EffectiveDate", ago(89), TODAY)),
        ),
        as_="tobias",
    ),
    ask(
        "orders between the 1st and the 15th of october above 10k",
        listed(
            "Order",
            both(
                between("EffectiveDate", date(2026, 10, 1), date(2026, 10, 15)),
                lambda r: r.TotalAmount > 10_000,
            ),
        ),
        as_="tobias",
    ),
    ask(
        "deals expected to close within the next 10 days worth 50k+",
        listed(
            "Opportunity",
            both(is_open, closes(TODAY, date(2026, 11, 28)), least("Amount", 50_000)),
        ),
        as_="tobias",
    ),
    ask(
        "invoices overdue by more than 60 days",
        listed("Invoice", both(overdue, below("DueDate", ago(60)))),
        as_="tobias",
    ),
    ask(
        "open invoices due by the end of this month",
        any_of(
            listed("Invoice", both(unpaid, most("DueDate", date(2026, 11, 30)))),
            listed("Invoice", both(unpaid, between("DueDate", TODAY, date(2026, 11, 30)))),
            listed(
                "Invoice", both(unpaid, between("DueDate", date(2026, 11, 1), date(2026, 11, 30)))
            ),
        ),
        as_="tobias",
    ),
    ask(
        "lost from mid september 2026 (15/09) until 15/10",
        listed("Opportunity", both(is_lost, closes(date(2026, 9, 15), date(2026, 10, 15)))),
        as_="fiona",
    ),
    ask(
        "opportunities won in Nov or Dec 2025, over 60,000",
        listed(
            "Opportunity",
            both(
                is_won,
                closes(date(2025, 11, 1), date(2025, 12, 31)),
                lambda d: d.Amount is not None and d.Amount > 60_000,
            ),
        ),
        as_="tobias",
    ),
]
