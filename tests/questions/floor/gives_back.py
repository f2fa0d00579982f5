"""What the back office knows of an account: orders, invoices, meetings, tasks, what changed."""

from datetime import date

from tests.questions.expected import ask
from tests.questions.floor.checks import (
    changes_of,
    history_of,
    last_contact,
    last_days,
    logged,
    noted,
    of_owner,
)
from tests.questions.fresh.checks import (
    any_of,
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
    late,
    mine,
    open_order,
    overdue,
    team,
    to_come,
    unpaid,
)
from tests.questions.managers.checks import table
from tests.questions.managers.keeps import key, ordered, won_in
from tests.questions.org import THIS_YEAR, Org, is_open, is_won
from tests.questions.reps.checks import either

_ACCOUNT = "Trevarrick Motors"
_TWO_WEEKS = noted("America/New_York", *last_days(14))
_SINCE_MONDAY = noted("America/New_York", date(2026, 11, 16), date(2026, 11, 18))
_THIS_WEEK = noted("Europe/London", date(2026, 11, 16), date(2026, 11, 18))


def _fresh_on_danas_deals(org: Org) -> set[str]:
    deals = org.ids("Opportunity", mine)
    return {e.ref.id for e in org.company.history if e.ref.id in deals and _SINCE_MONDAY(e)}


def _pushed_by_fionas_team(org: Org) -> set[str]:
    deals = org.ids("Opportunity", team("Fiona Macrae"))
    later = logged("CloseDate", lambda e: _THIS_WEEK(e) and str(e.after) > str(e.before))
    return deals & later(org)


def _now_negotiated(org: Org) -> set[str]:
    deals = org.ids("Opportunity", team("Marcus Oyelaran"))
    moved = logged("StageName", lambda e: _TWO_WEEKS(e) and e.after == "Negotiation/Review")
    return deals & moved(org)


ROWS = [
    ask("halden, which orders are still open", listed("Order", both(at("Halden"), open_order))),
    ask(
        "which invoices has open range still got to pay",
        listed("Invoice", both(at("Open Range"), unpaid)),
    ),
    ask(
        "when did tessaly last place an order",
        any_of(
            on_day(
                lambda o: max(
                    r.EffectiveDate for r in o.all("Order") if at("Tessaly Medical Group")(r)
                )
            ),
            first(1, "Order", at("Tessaly Medical Group"), lambda r: r.EffectiveDate),
        ),
    ),
    ask(
        "What has Corriewick Textiles bought from us so far, by product line?",
        any_of(
            table(
                per(
                    "OpportunityLineItem",
                    key("Product2.Family"),
                    lambda r: is_won(r.Opportunity) and at("Corriewick Textiles")(r.Opportunity),
                    "TotalPrice",
                )
            ),
            table(
                per(
                    "OrderItem",
                    key("Product2.Family"),
                    lambda r: at("Corriewick Textiles")(r.Order),
                    "TotalPrice",
                )
            ),
        ),
        as_="bettina",
    ),
    ask(
        "next meeting i have, when and with who",
        first(1, "Event", both(mine, to_come), lambda e: e.StartDateTime, descending=False),
    ),
    ask(
        "when did anyone last speak to trevarrick motors",
        any_of(
            on_day(last_contact(_ACCOUNT)),
            on_day(lambda o: o.named("Account", _ACCOUNT).LastActivityDate),
        ),
        as_="teresa",
    ),
    ask(
        "penhollow paper to do's that are still open",
        listed("Task", both(at("Penhollow Paper"), is_open)),
        as_="leo",
    ),
    ask(
        "what happened on my deals since monday, any changes",
        changes_of(_fresh_on_danas_deals),
    ),
    ask(
        "stage history of moorsedge line monitoring 2026",
        history_of("Opportunity", "Moorsedge Quarries – Line monitoring 2026", "StageName"),
        as_="ingrid",
    ),
    ask(
        "has vogelsand reederei paid all their invoices",
        truth(wanted=False),
        as_="annelies",
    ),
    ask(
        "is there any open order from Skarnvik Shipping?",
        either("Order", both(at("Skarnvik Shipping"), open_order)),
        as_="anna.lindqvist",
    ),
    ask(
        "how much did halden order this year in total",
        totalled("Order", "TotalAmount", both(at("Halden"), ordered(THIS_YEAR))),
    ),
    ask(
        "revenue with halden this year",
        totalled("Opportunity", "Amount", both(at("Halden"), won_in(THIS_YEAR))),
    ),
    ask(
        "all our contacts at nethergill utilities with their titles",
        listed("Contact", at("Nethergill Utilities")),
        as_="niamh",
    ),
    ask(
        "Which meetings have we upcoming with Garuvaya Cement?",
        listed("Event", both(at("Garuvaya Cement"), to_come)),
        as_="mei-ling",
    ),
    ask(
        "Which invoices of my accounts are already overdue?",
        listed("Invoice", both(of_owner("Stefan Oberlack"), overdue)),
        as_="stefan",
    ),
    ask(
        "tasks in my team which are past the due date and still open",
        listed("Task", both(team("Matthias Krähenbühl"), late)),
        as_="matthias",
    ),
    ask(
        "which of my team's deals got pushed out this week",
        changes_of(_pushed_by_fionas_team),
        as_="fiona",
    ),
    ask(
        "deals on my team that moved to negotiation in the last 14 days",
        changes_of(_now_negotiated),
        as_="marcus",
    ),
    ask(
        "what does westering freightways still owe",
        any_of(
            totalled("Invoice", "Balance", both(at("Westering Freightways"), unpaid)),
            listed("Invoice", both(at("Westering Freightways"), unpaid)),
        ),
        as_="sterling",
    ),
]
