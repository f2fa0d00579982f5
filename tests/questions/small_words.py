"""Small words that decide an answer: before, our, whose."""

from datetime import date

from tests.questions.expected import Check, ask, ids
from tests.questions.org import THIS_MONTH, THIS_YEAR, is_open


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


ROWS = [*_BEFORE]
