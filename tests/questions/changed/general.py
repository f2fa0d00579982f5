"""What changed, what is new: of my accounts and what hangs on them, of deals, since when."""

from datetime import date, timedelta

from tests.questions.changed.past import (
    Edit,
    Past,
    by,
    during,
    edits,
    of_accounts,
    of_deals,
    since,
    told,
)
from tests.questions.expected import ask, outcome
from tests.questions.fresh.keeps import at, mine, owned, team
from tests.questions.org import NOW, Org, Rec

_YESTERDAY, _MONDAY, _FRIDAY = date(2026, 11, 17), date(2026, 11, 16), date(2026, 11, 13)
_WEEK = during(_MONDAY, date(2026, 11, 23))
_MONTH = during(date(2026, 11, 1), date(2026, 12, 1))
_SEVEN_DAYS = Past(NOW - timedelta(days=7))


def _halden(account: Rec) -> bool:
    return bool(account.Name == "Halden")


def _everything_by(o: Org, name: str, past: Past) -> set[Edit]:
    entities = ("Account", "Opportunity", "Order", "Invoice", "Contact", "Task")
    return set().union(*(edits(o, entity, past, change=by(name, o)) for entity in entities))


_MY_ACCOUNTS = told(lambda o: of_accounts(o, since(_YESTERDAY), mine))
_MY_WEEK = told(lambda o: of_accounts(o, _WEEK, mine))
_MY_DEALS_TODAY = told(lambda o: of_deals(o, during(NOW.date(), date(2026, 11, 19)), mine))
_HALDEN_LATELY = told(lambda o: of_accounts(o, _SEVEN_DAYS, _halden))
_LEO = told(lambda o: _everything_by(o, "Leo Castellane", _WEEK))

ROWS = [
    ask("what changed on my accounts since yesterday", _MY_ACCOUNTS),
    ask("Anything new at my customers since yesterday?", _MY_ACCOUNTS),
    ask("what has changed on my accounts and deals since yesterday", _MY_ACCOUNTS),
    ask("show me all changes on my accounts since yesterday please", _MY_ACCOUNTS),
    ask("what changed on my accounts this week", _MY_WEEK),
    ask("any news on my accts this week", _MY_WEEK),
    ask(
        "what changed on my accounts since monday",
        told(lambda o: of_accounts(o, since(_MONDAY), mine)),
    ),
    ask(
        "updates on my accounts since Friday",
        told(lambda o: of_accounts(o, since(_FRIDAY), mine)),
    ),
    ask("what's new on Halden", _HALDEN_LATELY),
    ask("whats new with halden", _HALDEN_LATELY),
    ask(
        "what happened on Halden in the last 7 days",
        told(lambda o: of_accounts(o, during(date(2026, 11, 11), date(2026, 11, 19)), _halden)),
    ),
    ask("what's new on Halden this month", told(lambda o: of_accounts(o, _MONTH, _halden))),
    ask("change log of Halden", told(lambda o: of_accounts(o, Past(), _halden))),
    ask("any changes on my deals today", _MY_DEALS_TODAY),
    ask("did anything change on my deals today?", _MY_DEALS_TODAY),
    ask("changes to my deals this week", told(lambda o: of_deals(o, _WEEK, mine))),
    ask(
        "what changed on Leo's deals yesterday",
        told(lambda o: of_deals(o, during(_YESTERDAY, NOW.date()), owned("Leo Castellane"))),
    ),
    ask(
        "what changed on my team's open deals since Monday",
        told(
            lambda o: of_deals(
                o, since(_MONDAY), lambda d: not d.IsClosed and team("Marcus Oyelaran")(d)
            )
        ),
        as_="marcus",
    ),
    ask("what did Leo change this week", _LEO),
    ask("changes by Leo this week", _LEO),
    ask("Leo's changes this week", _LEO),
    ask("what has leo changed this week", _LEO),
    ask("what did Anna change this week", outcome("clarify", "Anna Moretti", "Anna Lindqvist")),
    ask("what did I change this week", told(lambda o: _everything_by(o, "Dana Whitfield", _WEEK))),
    ask(
        "accounts changed this month",
        told(
            lambda o: (
                edits(o, "Account", _MONTH)
                | {e for e in of_accounts(o, _MONTH, lambda a: True) if e[0] in o.by_id["Account"]}
            )
        ),
    ),
    ask(
        "history of Halden – Gateway refresh pilot",
        told(lambda o: of_deals(o, Past(), lambda d: d.Name == "Halden – Gateway refresh pilot")),
    ),
    ask("history of the Halden deal", told(lambda o: of_deals(o, Past(), at("Halden")))),
    ask(
        "history",
        told(lambda o: of_deals(o, Past(), lambda d: d.Name == "Halden – Gateway refresh pilot")),
        "Halden – Gateway refresh pilot",
    ),
    ask("was hat sich seit gestern auf meinen Kunden geändert", _MY_ACCOUNTS),
    ask("Änderungen an meinen Deals heute", _MY_DEALS_TODAY),
    ask("was hat Leo diese Woche geändert", _LEO),
    ask("who changed it", outcome("clarify")),
    ask("what changed by owner this week", outcome("clarify")),
    ask("no changes on my deals", outcome("not_understood")),
]
