"""Whom they mean and how their answers are held against the company, where fresh has it not."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from crm.money import Money
from handlers.asking.answered import Answered, Outcome
from tests.questions.expected import Check
from tests.questions.fresh.checks import Groups, any_of, field, on_day, only, percent, record
from tests.questions.fresh.keeps import Keep, both, day, team
from tests.questions.org import TODAY, Org, Rec, is_lost, is_won, within

OURS = team("Marcus Oyelaran")
CENT = Decimal("0.01")
SO_FAR = (date(2026, 1, 1), TODAY)
LAST_WEEK = (date(2026, 11, 9), date(2026, 11, 15))
THIS_WEEK = (date(2026, 11, 16), date(2026, 11, 22))
NEXT_WEEK = (date(2026, 11, 23), date(2026, 11, 29))
DECEMBER = (date(2026, 12, 1), date(2026, 12, 31))


def of_dana(invoice: Rec) -> bool:
    """An invoice to an account of Dana's."""
    return bool(invoice.Account.Owner.Name == "Dana Whitfield")


def renewal(deal: Rec) -> bool:
    """A renewal."""
    return bool(deal.Type == "Renewal")


def priced(deal: Rec) -> bool:
    """With an amount."""
    return deal.Amount is not None


def ordered_in(first: date, last: date) -> Keep:
    """An order of that time."""
    return lambda r: within(r.EffectiveDate, first, last)


def due(first: date, last: date) -> Keep:
    """A task that is due in that time."""
    return lambda t: within(t.ActivityDate, first, last)


def meeting(account: str, subject: str = "") -> Keep:
    """A meeting with that account, of that subject."""
    return lambda e: (
        e.Account is not None and e.Account.Name == account and e.Subject.startswith(subject)
    )


def weighed(deal: Rec) -> Decimal:
    """Its amount by its probability."""
    return Decimal((deal.Amount or 0) * (deal.Probability or 0) / 100)


def weighted(org: Org, keep: Keep) -> Decimal:
    """Amount by probability, added up."""
    return sum((weighed(d) for d in org.all("Opportunity") if keep(d)), Decimal(0)).quantize(CENT)


def quota(org: Org, keep: Keep, first: date, last: date) -> Decimal:
    """The quotas that start in the period."""
    return org.total("Quota", "Amount", both(keep, lambda q: within(q.StartDate, first, last)))


def win_rate(*keeps: Keep) -> Callable[[Org], Decimal]:
    """Won of won and lost, in per cent."""

    def expect(org: Org) -> Decimal:
        won = org.count("Opportunity", both(is_won, *keeps))
        return percent(won, won + org.count("Opportunity", both(is_lost, *keeps)))

    return expect


def in_region(name: str) -> Keep:
    """Owned by somebody of that region."""
    return lambda d: bool(d.Owner.Region__c == name)


def regional_win_rates(*keeps: Keep) -> Groups:
    """The win rate of each region."""
    regions = ("AMER East", "AMER West", "EMEA North", "EMEA Central", "APAC")
    return lambda org: {r: win_rate(in_region(r), *keeps)(org) for r in regions}


def share(entity: str, part: Keep, whole: Keep, path: str | None = None) -> Callable[[Org], Any]:
    """The part's per cent of the whole, by number or by a field's sum."""

    def expect(org: Org) -> Decimal:
        if path is None:
            return percent(org.count(entity, both(part, whole)), org.count(entity, whole))
        some = org.total(entity, path, both(part, whole))
        return percent(some, org.total(entity, path, whole))

    return expect


def figures(expect: Callable[[Org], list[Decimal | int]]) -> Check:
    """Groups or sides with these figures, whatever they are called, in any order."""

    def check(answered: Answered, org: Org) -> None:
        assert answered.outcome is Outcome.ANSWERED, answered.sentence
        found = sorted(Decimal(_number(g.value)) for g in answered.groups)
        assert found == sorted(Decimal(v) for v in expect(org)), answered.understood

    return check


def person(entity: str, name: str) -> Check:
    """Somebody's record, or their name as what is asked for."""

    def named(answered: Answered, org: Org) -> None:
        assert answered.outcome is Outcome.ANSWERED, answered.sentence
        assert answered.value == name, answered.understood

    return any_of(record(entity, name), named)


def owner(account: str, name: str) -> Check:
    """Who has that account."""
    return any_of(field("Account", account, "Owner.Name"), person("User", name))


def when(entity: str, keep: Keep, path: str) -> Check:
    """The day of the one record that passes, or that record."""

    def its_day(org: Org) -> date:
        (found,) = (getattr(r, path) for r in org.all(entity) if keep(r))
        return day(found) if hasattr(found, "hour") else found

    return any_of(on_day(its_day), only(entity, keep))


def unanswered(answered: Answered, org: Org) -> None:
    """Neither answered nor taken for a change."""
    assert answered.outcome not in (Outcome.ANSWERED, Outcome.UPDATE), answered.understood


def _number(found: Any) -> Any:
    if isinstance(found, Money):
        return found.amount
    found = Decimal(0) if found is None else found
    return found.quantize(CENT) if isinstance(found, Decimal) else found
