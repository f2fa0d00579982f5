"""Small words that decide an answer: before, our, whose."""

from collections.abc import Callable
from datetime import date

from tests.questions.expected import Check, ask, ids, outcome
from tests.questions.org import THIS_MONTH, THIS_YEAR, Rec, is_open

Keep = Callable[[Rec], bool]


def _closing_until(last: date) -> Check:
    return ids(lambda o: o.ids("Opportunity", lambda d: is_open(d) and d.CloseDate <= last))


def _until_year_end() -> Check:
    return _closing_until(THIS_YEAR[1])


_BEFORE = [
    ask("deals closing before year end", _until_year_end()),
    ask("what closes before the year end?", _until_year_end()),
    ask("deals closing by year's end", _until_year_end()),
    ask("deals closing before eoy", _until_year_end()),
    ask("open deals closing by end of year", _until_year_end()),
    ask("deals closing before the end of the quarter", _until_year_end()),
    ask("deals closing before the quarter ends", _until_year_end()),
    ask("deals closing before Q4 is over", _until_year_end()),
    ask("open deals with a close date before the month is out", _closing_until(THIS_MONTH[1])),
    ask("Chancen offen bevor das Jahr endet", _until_year_end()),
    ask("deals closing before 1 Dec", _closing_until(date(2026, 11, 30))),
    ask("deals closing before December 31", _closing_until(date(2026, 12, 30))),
    ask("deals closing before December", _closing_until(date(2026, 11, 30))),
]


def _owned_by(mailbox: str) -> Keep:
    return lambda d: bool(d.Owner.Email == f"{mailbox}@ferrowick.example")


def _at(account: str) -> Keep:
    return lambda r: bool(r.Account.Name == account)


def _deals(*keeps: Keep) -> Check:
    return ids(lambda o: o.ids("Opportunity", lambda d: all(keep(d) for keep in keeps)))


def _one(entity: str, name: str) -> Check:
    return ids(lambda o: {o.named(entity, name).Id})


_OPEN_AT_HALDEN = _deals(is_open, _at("Halden"))

_APPOSITIONS = [
    ask("colleague Caleb's deals", _deals(_owned_by("caleb"))),
    ask("deals of my colleague Caleb", _deals(_owned_by("caleb"))),
    ask("my colleague Caleb's open deals", _deals(_owned_by("caleb"), is_open)),
    ask("my colleague Caleb", _one("User", "Caleb Strand")),
    ask("my manager Marcus", _one("User", "Marcus Oyelaran")),
    ask("my colleague Anna", outcome("clarify", "Anna Moretti", "Anna Lindqvist")),
    ask("our customer Halden", _one("Account", "Halden")),
    ask("the customer Halden", _one("Account", "Halden")),
    ask("my customer Nethergill Utilities", _one("Account", "Nethergill Utilities")),
    ask("customer named Nethergill Utilities", _one("Account", "Nethergill Utilities")),
    ask("the company called Halden", _one("Account", "Halden")),
    ask("open deals of our customer Halden", _OPEN_AT_HALDEN),
    ask("my customer Halden's open deals", _OPEN_AT_HALDEN, as_="caleb"),
    ask("open deals with the customer named Halden", _OPEN_AT_HALDEN, as_="caleb"),
    ask("offene Deals von unserem Kunden Halden", _OPEN_AT_HALDEN),
    ask("my deals with our customer Halden", _deals(_owned_by("dana"), _at("Halden"))),
]


ROWS = [*_BEFORE, *_APPOSITIONS]
