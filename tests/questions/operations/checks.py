"""Conditions and checks the rows here share, beside those of `tests.questions.fresh`."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from crm.money import Money
from handlers.asking.answered import Answered, Outcome
from tests.questions.expected import Check, ids, value
from tests.questions.fresh.checks import Groups, any_of, listed, one_of, truth
from tests.questions.fresh.keeps import Keep
from tests.questions.org import TODAY, Org, Rec, org

DECEMBER = (date(2026, 12, 1), date(2026, 12, 31))
THIS_WEEK = (date(2026, 11, 16), date(2026, 11, 22))
LAST_WEEK = (date(2026, 11, 9), date(2026, 11, 15))
WEEK_BEFORE_LAST = (date(2026, 11, 2), date(2026, 11, 8))
LAST_YEAR = (date(2025, 1, 1), date(2025, 12, 31))
TOMORROW = date(2026, 11, 19)
YESTERDAY = date(2026, 11, 17)

not_answered = one_of("not_understood", "clarify", "help", "refused")
no_change_or_answer = one_of("not_understood", "clarify", "help", "refused", "update")
asked_back = one_of("clarify")


def get(record: Rec | None, path: str) -> Any:
    """The value at a path; nothing where a step is missing."""
    found: Any = record
    for step in path.split("."):
        found = None if found is None else getattr(found, step)
    return found


def of(path: str, *values: Any) -> Keep:
    """The value is one of these."""
    return lambda r: get(r, path) in values


def empty(path: str) -> Keep:
    """There is no value."""
    return lambda r: get(r, path) in (None, "")


def filled(path: str) -> Keep:
    """There is a value."""
    return lambda r: get(r, path) not in (None, "")


def says(path: str, part: str) -> Keep:
    """The text has this in it, in capitals or not."""
    return lambda r: part.casefold() in (get(r, path) or "").casefold()


def begins(path: str, part: str) -> Keep:
    """The text begins with this, in capitals or not."""
    return lambda r: (get(r, path) or "").casefold().startswith(part.casefold())


def between(path: str, low: Any, high: Any) -> Keep:
    """The value is there and between these, both included."""
    return lambda r: get(r, path) is not None and low <= get(r, path) <= high


def above(path: str, than: Any) -> Keep:
    """The value is there and strictly more; of days, later."""
    return lambda r: get(r, path) is not None and get(r, path) > than


def below(path: str, than: Any) -> Keep:
    """The value is there and strictly less; of days, earlier."""
    return lambda r: get(r, path) is not None and get(r, path) < than


def least(path: str, number: Any) -> Keep:
    """The value is there and this or more."""
    return lambda r: get(r, path) is not None and get(r, path) >= number


def most(path: str, number: Any) -> Keep:
    """The value is there and this or less."""
    return lambda r: get(r, path) is not None and get(r, path) <= number


def no(keep: Keep) -> Keep:
    """Those that do not pass."""
    return lambda r: not keep(r)


def either(*keeps: Keep) -> Keep:
    """Any of these."""
    return lambda r: any(keep(r) for keep in keeps)


def linked(
    entity: str, keep: Keep = lambda r: True, *, through: str = "AccountId", at_least: int = 1
) -> Keep:
    """So many records of that entity that pass are linked to this one."""
    found: Counter[str] = Counter()
    counted: list[bool] = []

    def check(record: Rec) -> bool:
        if not counted:
            found.update(get(r, through) for r in org().all(entity) if keep(r))
            counted.append(True)
        return found[record.Id] >= at_least

    return check


def moment(path: str, first: date, last: date, zone: str = "America/New_York") -> Keep:
    """A moment that is in the period where who asks is, both ends in it."""
    return lambda r: first <= get(r, path).astimezone(ZoneInfo(zone)).date() <= last


def account(keep: Keep) -> Keep:
    """The account it is of passes."""
    return lambda r: r.Account is not None and keep(r.Account)


def ago(days: int) -> date:
    """So many days before today."""
    return TODAY - timedelta(days=days)


def idle_for(days: int) -> Keep:
    """Nothing done in so many days, counted from creation when there never was anything."""

    def check(record: Rec) -> bool:
        created: datetime = record.CreatedDate
        touched = record.LastActivityDate or created.astimezone(ZoneInfo("America/New_York")).date()
        return bool(touched < ago(days))

    return check


def cell(entity: str, keep: Keep, path: str) -> Check:
    """One field of the one record that passes, as a value or as a cell of that record."""

    def check(answered: Answered, org: Org) -> None:
        (wanted,) = [r for r in org.all(entity) if keep(r)]
        answered_at_all(answered)
        expected = get(wanted, path)
        shown = [plain(c.value) for r in answered.records for c in r.cells]
        named = [r.name for r in answered.records]
        assert expected in [plain(answered.value), *shown, *named], answered.understood
        assert len(answered.records) <= 1, answered.understood

    return check


def contents(entity: str, keep: Keep) -> Check:
    """The items, the products on them, or a figure for each of those products."""

    def products(org: Org) -> set[str]:
        return {r.Product2Id for r in org.all(entity) if keep(r)}

    def grouped(answered: Answered, org: Org) -> None:
        answered_at_all(answered)
        names = {org.by_id["Product2"][p].Name for p in products(org)}
        assert {g.label for g in answered.groups} == names, answered.understood

    return any_of(listed(entity, keep), ids(products), grouped)


def series(expect: Callable[[Org], Sequence[Decimal | int]]) -> Check:
    """Figures in the order of time, or the other way round; nothing may be left out or be 0."""

    def check(answered: Answered, org: Org) -> None:
        answered_at_all(answered)
        found = [plain(g.value) for g in answered.groups if plain(g.value)]
        wanted = [figure for figure in expect(org) if figure]
        assert found in (wanted, wanted[::-1]), answered.understood

    return check


def on_top(expect: Groups) -> Check:
    """The group or record shown first has the largest figure."""

    def check(answered: Answered, org: Org) -> None:
        wanted = {k: v for k, v in expect(org).items() if k is not None}
        answered_at_all(answered)
        names = [g.label if g.ref else g.key for g in answered.groups]
        names = [n for n in names if n is not None] or [r.name for r in answered.records]
        assert names, answered.understood
        assert wanted.get(names[0]) == max(wanted.values()), answered.understood

    return check


def yes(entity: str, keep: Keep) -> Check:
    """Yes, how many, or which."""
    return any_of(truth(True), listed(entity, keep), value(lambda o: o.count(entity, keep)))


def none_at_all(answered: Answered, org: Org) -> None:
    """No, 0, or a list with nothing in it."""
    any_of(truth(False), nothing_found, value(lambda o: 0))(answered, org)


def nothing_found(answered: Answered, org: Org) -> None:
    """A list with nothing in it, and neither a yes nor a no."""
    answered_at_all(answered)
    assert answered.value is None, answered.understood
    assert (answered.total, answered.records, answered.groups) == (0, (), ()), answered.understood


def answered_at_all(answered: Answered) -> None:
    """There is an answer."""
    assert answered.outcome is Outcome.ANSWERED, answered.understood or answered.sentence


def plain(found: Any) -> Any:
    """Money and decimals as plain numbers."""
    if isinstance(found, Money):
        return found.amount
    return found.quantize(Decimal("0.01")) if isinstance(found, Decimal) else found
