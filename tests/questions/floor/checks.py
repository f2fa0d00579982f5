"""What the rows here need beyond the checks of fresh, reps and managers."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from crm.change import AuditEntry
from handlers.asking.answered import Answered, Outcome
from tests.questions.expected import Check, ids
from tests.questions.fresh.checks import percent
from tests.questions.fresh.keeps import Keep, at, both, day, to_come
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


def last_contact(account: str) -> Callable[[Org], date]:
    """The day of the latest completed task or past event of the account."""

    def expect(org: Org) -> date:
        of = at(account)
        done: list[date] = [t.ActivityDate for t in org.all("Task") if t.IsClosed and of(t)]
        met = [day(e.StartDateTime) for e in org.all("Event") if of(e) and not to_come(e)]
        return max(done + met)

    return expect


def logged(field: str, keep: Callable[[AuditEntry], bool]) -> Callable[[Org], set[str]]:
    """The ids of the records one of whose changes of that field passes."""
    return lambda o: {e.ref.id for e in o.company.history if e.field == field and keep(e)}


def noted(zone: str, first: date, last: date) -> Callable[[AuditEntry], bool]:
    """A change of the period, both ends in it, by the calendar of that zone."""
    return lambda e: first <= e.at.astimezone(ZoneInfo(zone)).date() <= last


def changes_of(expect: Callable[[Org], set[str]]) -> Check:
    """Changes of exactly these records, or these records themselves; of many, some are shown."""

    def check(answered: Answered, org: Org) -> None:
        assert answered.outcome is Outcome.ANSWERED, answered.sentence
        wanted = expect(org)
        found = {c.ref.id for c in answered.changes} or {r.ref.id for r in answered.records}
        assert found <= wanted, answered.understood
        assert len(found) >= min(len(wanted), 15), answered.understood

    return check


def history_of(entity: str, name: str, path: str) -> Check:
    """Every change of that field of the record of that name, and of no other field."""

    def check(answered: Answered, org: Org) -> None:
        assert answered.outcome is Outcome.ANSWERED, answered.sentence
        wanted = org.named(entity, name).Id
        entries = [e for e in org.company.history if e.ref.id == wanted and e.field == path]
        assert {c.ref.id for c in answered.changes} == {wanted}, answered.understood
        assert {c.path for c in answered.changes} <= {path, ""}, answered.understood
        found = [c.after for c in answered.changes if c.path == path]
        assert len(found) == len(entries), answered.understood

    return check


def not_answered(answered: Answered, org: Org) -> None:
    """Nothing is claimed: declined, asked back or helped, and no change begun."""
    held = answered.outcome not in (Outcome.ANSWERED, Outcome.UPDATE)
    assert held, answered.understood or answered.sentence
