"""What the rows here need beyond fresh/checks.py: who asks, and answers that may take two forms."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from crm.money import Money
from handlers.asking.answered import Answered, Outcome
from tests.questions.expected import Check, ids, value
from tests.questions.fresh.checks import any_of, counted, listed, only, totalled, truth
from tests.questions.fresh.keeps import Keep, both, owned
from tests.questions.org import Org, Rec, is_open, is_won

DANA = "Dana Whitfield"
CALEB = "Caleb Strand"
CALLUM = "Callum Rathbone"
LEO = "Leo Castellane"

dana, caleb, callum, leo = owned(DANA), owned(CALEB), owned(CALLUM), owned(LEO)


def open_of(name: str) -> Keep:
    """Open, and owned by the person of that name."""
    return both(is_open, owned(name))


def won_by(name: str) -> Keep:
    """Won, and owned by the person of that name."""
    return both(is_won, owned(name))


def staged(stage: str) -> Keep:
    """In that stage."""
    return lambda d: bool(d.StageName == stage)


def billed(name: str) -> Keep:
    """An invoice to an account of the person of that name."""
    return lambda i: bool(i.Account.Owner.Name == name)


def categorised(*categories: str) -> Keep:
    """In one of these forecast categories."""
    return lambda d: d.ForecastCategoryName in categories


def declined(answered: Answered, org: Org) -> None:
    """No answer is given: it is asked back, refused, or not understood."""
    assert answered.outcome is not Outcome.ANSWERED, answered.understood


def cell(entity: str, key: str, name: str, path: str, unit: str | None = None) -> Check:
    """One field of the record whose `key` is `name`, where the record is known by its number."""

    def check(answered: Answered, org: Org) -> None:
        (wanted,) = (r for r in org.all(entity) if getattr(r, key) == name)
        value(lambda o: getattr(wanted, path), unit)(answered, org)
        assert [r.ref.id for r in answered.records] == [wanted.Id], answered.understood

    return check


def numbered(entity: str, key: str, name: str) -> Check:
    """The record whose `key` is `name`."""
    return only(entity, lambda r: bool(getattr(r, key) == name))


def either(entity: str, keep: Keep) -> Check:
    """Whether or how many there are, or which."""

    def check(answered: Answered, org: Org) -> None:
        there = truth(org.count(entity, keep) > 0)
        any_of(listed(entity, keep), counted(entity, keep), there)(answered, org)

    return check


def worth(entity: str, path: str, keep: Keep) -> Check:
    """What they come to, or which they are."""
    return any_of(totalled(entity, path, keep), listed(entity, keep))


def contacts_where(keep: Callable[[Org, Rec], bool]) -> Check:
    """Exactly the contacts that pass."""
    return ids(lambda o: {c.Id for c in o.all("Contact") if keep(o, c)})


def accounts_where(keep: Callable[[Org, Rec], bool]) -> Check:
    """Exactly the accounts that pass."""
    return ids(lambda o: {a.Id for a in o.all("Account") if keep(o, a)})


def accounts_of(org: Org, entity: str, keep: Keep) -> set[str]:
    """The ids of the accounts that those that pass belong to."""
    return {r.AccountId for r in org.all(entity) if keep(r)}


def figures(*expect: Callable[[Org], Decimal | int]) -> Check:
    """Groups with these figures, in any order and by any name."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        found = sorted(plain(g.value) or 0 for g in answered.groups)
        assert found == sorted(each(org) for each in expect), answered.understood

    return check


def series(expect: Callable[[Org], list[Decimal]]) -> Check:
    """Figures over time, earliest first; those of none or as before may be missing."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        found = [plain(g.value) or Decimal(0) for g in answered.groups]
        assert _changes(found) == _changes(expect(org)), answered.understood

    return check


def plain(found: Any) -> Any:
    """A figure without its currency."""
    return found.amount if isinstance(found, Money) else found


def _changes(figures: list[Decimal]) -> list[Decimal]:
    some = [figure for figure in figures if figure]
    return [now for was, now in zip([Decimal(0), *some], some, strict=False) if was != now]


def _answered(answered: Answered) -> None:
    assert answered.outcome is Outcome.ANSWERED, answered.sentence
