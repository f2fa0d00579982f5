"""Of which records something is said: after a comma, of reps' deals, where, what was ordered."""

from datetime import date

from tests.questions.expected import ask, outcome
from tests.questions.fresh.checks import counted, listed
from tests.questions.fresh.keeps import K, at, both, closes, mine, overdue, team
from tests.questions.operations.checks import above, account, between, linked, no, of
from tests.questions.org import THIS_MONTH, THIS_YEAR, TODAY, Rec, is_open, is_won, org, within

_DEALS = "Opportunity"
_LATE = linked("Invoice", overdue)
_RENEWAL = linked(_DEALS, both(is_open, of("Type", "Renewal")))
_THIS_MONTH = linked(_DEALS, both(mine, is_open, closes(*THIS_MONTH)))
_TO_COME = linked("Event", lambda e: e.StartDateTime.date() > TODAY)


def _ordered(family: str, first: date, last: date) -> set[str]:
    """The accounts with an order in that time that has a product of the family."""
    lines = [i for i in org().all("OrderItem") if i.Product2.Family == family]
    return {i.Order.AccountId for i in lines if within(i.Order.EffectiveDate, first, last)}


def _software(record: Rec) -> bool:
    return record.Id in _ordered("Software", *THIS_YEAR)


def _software_and_sensors(record: Rec) -> bool:
    return _software(record) and record.Id in _ordered("Sensors", *THIS_YEAR)


_AFTER_A_COMMA = [
    ask(
        "open deals at accounts with an overdue invoice, over 50k",
        listed(_DEALS, both(is_open, above("Amount", 50 * K), account(_LATE))),
    ),
    ask(
        "open deals at accounts with an overdue invoice, closing this month",
        listed(_DEALS, both(is_open, closes(*THIS_MONTH), account(_LATE))),
    ),
    ask(
        "accounts with open deals, over 500 employees",
        listed("Account", both(above("NumberOfEmployees", 500), linked(_DEALS, is_open))),
    ),
    ask(
        "accounts with open deals, over 50k",
        listed("Account", linked(_DEALS, both(is_open, above("Amount", 50 * K)))),
    ),
]

_TOGETHER = [
    ask(
        "accounts with overdue invoices where a renewal is still open",
        listed("Account", both(_LATE, _RENEWAL)),
    ),
    ask(
        "accounts with an overdue invoice and an open renewal",
        listed("Account", both(_LATE, _RENEWAL)),
    ),
    ask(
        "accounts with overdue invoices and no open renewal",
        listed("Account", both(_LATE, no(_RENEWAL))),
    ),
    ask(
        "contacts at accounts where I have an open opportunity",
        listed("Contact", account(linked(_DEALS, both(is_open, mine)))),
    ),
    ask(
        "contacts at the accounts where i have a deal closing this month",
        listed("Contact", account(_THIS_MONTH)),
    ),
    ask(
        "people at the accounts of my open deals",
        listed("Contact", account(linked(_DEALS, both(is_open, mine)))),
    ),
    ask("everyone at Halden", listed("Contact", at("Halden"))),
]

_THEIRS = [
    ask(
        "my reps' open deals over 50k",
        listed(_DEALS, both(is_open, team("Fiona Macrae"), above("Amount", 50 * K))),
        as_="fiona",
    ),
    ask("my accounts' open deals", listed(_DEALS, both(is_open, account(mine)))),
    ask(
        "how many open deals do my reps have",
        counted(_DEALS, both(is_open, team("Fiona Macrae"))),
        as_="fiona",
    ),
]

_DID = [
    ask("which accounts ordered software this year", listed("Account", _software)),
    ask("who ordered software this year", listed("Account", _software)),
    ask(
        "accounts that bought software and sensors this year",
        listed("Account", _software_and_sensors),
    ),
    ask(
        "accounts I won something with since 1 September",
        listed(
            "Account",
            linked(_DEALS, both(is_won, mine, between("CloseDate", date(2026, 9, 1), TODAY))),
        ),
    ),
    ask("accounts this year", outcome("not_understood")),
    ask("accounts whose latest deal was lost", outcome("not_understood")),
]

_COMING = [
    ask("my accounts with no meeting coming up", listed("Account", both(mine, no(_TO_COME)))),
    ask(
        "deals coming up this month",
        listed(_DEALS, both(is_open, closes(TODAY, date(2026, 11, 30)))),
    ),
]

ROWS = [*_AFTER_A_COMMA, *_TOGETHER, *_THEIRS, *_DID, *_COMING]
