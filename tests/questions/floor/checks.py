"""What the rows here need beyond the checks of fresh, reps and managers."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from tests.questions.expected import Check, ids
from tests.questions.fresh.checks import percent
from tests.questions.fresh.keeps import Keep, both
from tests.questions.org import TODAY, Org, Rec, is_open

Counted = Callable[[Org], dict[str, int]]

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
DECEMBER = (date(2026, 12, 1), date(2026, 12, 31))
THIS_WEEK = (date(2026, 11, 16), date(2026, 11, 22))
NEXT_WEEK = (date(2026, 11, 23), date(2026, 11, 29))
LAST_WEEK = (date(2026, 11, 9), date(2026, 11, 15))
TOMORROW = (date(2026, 11, 19), date(2026, 11, 19))


def last_days(count: int) -> tuple[date, date]:
    """So many days before today, and today."""
    return TODAY - timedelta(days=count), TODAY


def next_days(count: int) -> tuple[date, date]:
    """Today, and so many days after it."""
    return TODAY, TODAY + timedelta(days=count)


def made(zone: str, first: date, last: date) -> Keep:
    """Created in the period, both ends in it, by the calendar of that zone."""
    return lambda r: first <= r.CreatedDate.astimezone(ZoneInfo(zone)).date() <= last


def of_owner(name: str) -> Keep:
    """Of an account that the person of that name owns."""
    return lambda r: r.Account is not None and bool(r.Account.Owner.Name == name)


def in_country(*names: str) -> Keep:
    """An account in one of these countries."""
    return lambda a: a.BillingCountry in names


def accounts(keep: Keep, has: Callable[[Org, Rec], bool]) -> Check:
    """Exactly the accounts that pass, and have or have not what is asked."""
    return ids(lambda o: {a.Id for a in o.all("Account") if keep(a) and has(o, a)})


def having(entity: str, keep: Keep) -> Callable[[Org, Rec], bool]:
    """The account has one of those that pass."""
    return lambda o, a: number(o, a, entity, keep) > 0


def lacking(entity: str, keep: Keep) -> Callable[[Org, Rec], bool]:
    """The account has none of those that pass."""
    return lambda o, a: number(o, a, entity, keep) == 0


def number(org: Org, account: Rec, entity: str, keep: Keep) -> int:
    """How many of those that pass the account has."""
    return sum(1 for r in org.all(entity) if r.AccountId == account.Id and keep(r))


def share(entity: str, path: str, part: Keep, whole: Keep) -> Callable[[Org], Decimal]:
    """What a part is of the whole, by the sum of a field, in per cent."""
    return lambda o: percent(o.total(entity, path, both(part, whole)), o.total(entity, path, whole))


def multiple(keep: Keep, period: tuple[date, date]) -> Callable[[Org], Decimal]:
    """What is open and closes in the period, as a multiple of its quotas."""

    def figure(org: Org) -> Decimal:
        due = both(is_open, keep, lambda d: period[0] <= d.CloseDate <= period[1])
        of = both(keep, lambda q: period[0] <= q.StartDate <= period[1])
        there = org.total("Opportunity", "Amount", due)
        return (there / org.total("Quota", "Amount", of)).quantize(Decimal("0.01"))

    return figure
