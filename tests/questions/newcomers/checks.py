"""Who asks here, and the few checks the others lack."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from crm.money import Money
from handlers.asking.answered import Answered, Outcome
from tests.questions.expected import Check, Row, ask, value
from tests.questions.fresh.checks import one_of
from tests.questions.fresh.keeps import Keep
from tests.questions.org import NOW, Org, Rec, summed, within

NADIA, HARRIET, YOLANDA = "Nadia Prewitt", "Harriet Pym", "Yolanda Ferris"
LAST_WEEK = (date(2026, 11, 9), date(2026, 11, 15))
NEXT_WEEK = (date(2026, 11, 23), date(2026, 11, 29))
LAST_YEAR = (date(2025, 1, 1), date(2025, 12, 31))
Q1_2027 = (date(2027, 1, 1), date(2027, 3, 31))
Q2 = (date(2026, 4, 1), date(2026, 6, 30))


def nadia(question: str, check: Check, *before: str) -> Row:
    """A new account executive in New York asks."""
    return ask(question, check, *before, as_="nadia")


def harriet(question: str, check: Check, *before: str) -> Row:
    """Customer success in London asks."""
    return ask(question, check, *before, as_="harriet")


def yolanda(question: str, check: Check, *before: str) -> Row:
    """Inside sales in Chicago asks."""
    return ask(question, check, *before, as_="yolanda")


def margot(question: str, check: Check, *before: str) -> Row:
    """The one above all of them asks, from New York."""
    return ask(question, check, *before, as_="margot")


# No answer, in whatever manner; and no change either.
unanswered = one_of("clarify", "not_understood", "refused", "help")


def where(path: str, wanted: Any) -> Keep:
    """What is at the path is this; what leads nowhere is not."""

    def keep(record: Rec) -> bool:
        found: Any = record
        for step in path.split("."):
            if found is None:
                return False
            found = getattr(found, step)
        return bool(found == wanted)

    return keep


def local(zone: str, path: str, first: date, last: date) -> Keep:
    """The moment is in the period for somebody in that zone."""

    def keep(record: Rec) -> bool:
        return within(getattr(record, path).astimezone(ZoneInfo(zone)).date(), first, last)

    return keep


def ahead(event: Rec) -> bool:
    """A meeting that begins after now."""
    return bool(event.StartDateTime > NOW)


def field_of(entity: str, keep: Keep, path: str, unit: str | None = None) -> Check:
    """One field of the only record that passes, with it as the one row."""

    def check(answered: Answered, org: Org) -> None:
        (wanted,) = [r for r in org.all(entity) if keep(r)]
        found: Any = wanted
        for step in path.split("."):
            found = getattr(found, step)
        value(lambda o: found, unit)(answered, org)
        assert [r.ref.id for r in answered.records] == [wanted.Id], answered.understood

    return check


def per_owner(
    entity: str, field: str, keep: Keep = lambda r: True, path: str = "Owner.Name"
) -> Callable[[Org], dict[Any, Any]]:
    """The sum of a field by whose it is."""

    def expect(org: Org) -> dict[Any, Any]:
        found: dict[Any, list[Rec]] = {}
        for record in filter(keep, org.all(entity)):
            key: Any = record
            for step in path.split("."):
                key = getattr(key, step)
            found.setdefault(key, []).append(record)
        return {key: summed(records, field) for key, records in found.items()}

    return expect


def series(expect: Callable[[Org], list[Any]]) -> Check:
    """The figures of the periods in their order, whatever the periods are called.

    Periods still to come, and so without anything, may follow.
    """

    def check(answered: Answered, org: Org) -> None:
        assert answered.outcome is Outcome.ANSWERED, answered.sentence
        found, wanted = _figures(answered), expect(org)
        assert [v or 0 for v in found[: len(wanted)]] == wanted, answered.understood
        assert not any(found[len(wanted) :]), answered.understood

    return check


def pair(expect: Callable[[Org], Iterable[Any]]) -> Check:
    """The sides of a comparison, whatever they are called and whichever is first."""

    def check(answered: Answered, org: Org) -> None:
        assert answered.outcome is Outcome.ANSWERED, answered.sentence
        assert sorted(_figures(answered)) == sorted(expect(org)), answered.understood

    return check


def names(expect: Callable[[Org], set[str]]) -> Check:
    """These people, accounts or values: as records or as groups, with whatever figures."""

    def check(answered: Answered, org: Org) -> None:
        assert answered.outcome is Outcome.ANSWERED, answered.sentence
        found = [g.label for g in answered.groups] or [r.name for r in answered.records]
        assert sorted(found) == sorted(expect(org)), answered.understood

    return check


def lowest(expect: Callable[[Org], dict[Any, Any]]) -> Check:
    """The one with the least of the figure, or one of them."""

    def check(answered: Answered, org: Org) -> None:
        assert answered.outcome is Outcome.ANSWERED, answered.sentence
        wanted = expect(org)
        found = [g.label for g in answered.groups] or [r.name for r in answered.records]
        assert len(found) == 1, answered.understood
        assert wanted[found[0]] == min(wanted.values()), answered.understood

    return check


def to_cents(number: Decimal) -> Decimal:
    """Rounded as figures are held against each other."""
    return number.quantize(Decimal("0.01"))


def _figures(answered: Answered) -> list[Any]:
    return [_plain(group.value) for group in answered.groups]


def _plain(found: Any) -> Any:
    if isinstance(found, Money):
        return found.amount
    return to_cents(found) if isinstance(found, Decimal) else found
