"""Checks the rows here share: the common answers in one line each."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crm.money import Money
from handlers.asking.answered import Answered, Outcome
from tests.questions.expected import Check, ids, value
from tests.questions.fresh.keeps import Keep, day
from tests.questions.org import Org, Rec, summed

Groups = Callable[[Org], dict[Any, Any]]


def listed(entity: str, keep: Keep = lambda r: True) -> Check:
    """Exactly the records that pass."""
    return ids(lambda o: o.ids(entity, keep))


def record(entity: str, name: str) -> Check:
    """The one record of that name."""
    return ids(lambda o: {o.named(entity, name).Id})


def only(entity: str, keep: Keep) -> Check:
    """The one record that passes; the row is wrong where several do."""

    def check(answered: Answered, org: Org) -> None:
        (wanted,) = org.ids(entity, keep)
        _answered(answered)
        assert [r.ref.id for r in answered.records] == [wanted], answered.understood

    return check


def field(entity: str, name: str, path: str, unit: str | None = None) -> Check:
    """One field of the record of that name, with it as the one row."""

    def check(answered: Answered, org: Org) -> None:
        found = wanted = org.named(entity, name)
        for step in path.split("."):
            found = getattr(found, step)
        value(lambda o: found, unit)(answered, org)
        assert [r.ref.id for r in answered.records] == [wanted.Id], answered.understood

    return check


def counted(entity: str, keep: Keep = lambda r: True) -> Check:
    """How many pass."""
    return value(lambda o: o.count(entity, keep), "count")


def totalled(entity: str, path: str, keep: Keep) -> Check:
    """The sum of a money field over those that pass."""
    return value(lambda o: o.total(entity, path, keep), "USD")


def averaged(entity: str, path: str, keep: Keep, unit: str | None = None) -> Check:
    """The average of a field over those that pass and have it."""
    return value(lambda o: o.average(entity, path, keep), unit)


def rate(part: Callable[[Org], Decimal | int], whole: Callable[[Org], Decimal | int]) -> Check:
    """100 × part / whole in per cent, to two decimals."""
    return value(lambda o: percent(part(o), whole(o)), "%")


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """100 × part / whole, to two decimals."""
    return (Decimal(100) * part / whole).quantize(Decimal("0.01"))


def truth(wanted: bool) -> Check:
    """Yes or no, and nothing else that is equal to it."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        assert answered.value is wanted, answered.understood

    return check


def on_day(expect: Callable[[Org], date]) -> Check:
    """A day, or a moment of that day."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        found = answered.value
        found = day(found) if isinstance(found, datetime) else found
        assert found == expect(org), answered.understood

    return check


def about(expect: Callable[[Org], Decimal], give: Decimal, unit: str) -> Check:
    """A figure where halves of days and roundings make no difference."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        assert isinstance(answered.value, Decimal), answered.understood
        assert abs(answered.value - expect(org)) <= give, answered.understood
        assert answered.unit == unit

    return check


def sorted_by(
    entity: str, keep: Keep, key: Callable[[Rec], Any], *, descending: bool = False
) -> Check:
    """Exactly those that pass, in this order; of equals, any first."""

    def check(answered: Answered, org: Org) -> None:
        listed(entity, keep)(answered, org)
        shown = [org.by_id[entity][r.ref.id] for r in answered.records]
        wanted = sorted((key(r) for r in org.all(entity) if keep(r)), reverse=descending)
        assert [key(r) for r in shown] == wanted[: len(shown)], answered.understood

    return check


def first(
    count: int, entity: str, keep: Keep, key: Callable[[Rec], Any], *, descending: bool = True
) -> Check:
    """So many records from the top, in order; of equals, any."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        assert {r.ref.entity for r in answered.records} <= {entity}, answered.understood
        shown = [org.by_id[entity][r.ref.id] for r in answered.records]
        wanted = sorted((key(r) for r in org.all(entity) if keep(r)), reverse=descending)[:count]
        assert all(keep(r) for r in shown), answered.understood
        assert [key(r) for r in shown] == wanted, answered.understood

    return check


def by(expect: Groups) -> Check:
    """These groups with these figures, in any order; one for no value may be there or not.

    A sum of nothing but missing amounts may be nothing or 0.
    """

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        found = {k: v or 0 for k, v in _groups(answered) if k not in (None, "")}
        wanted = {k: v for k, v in expect(org).items() if k is not None}
        assert found == wanted, answered.understood

    return check


def sides(expect: Groups) -> Check:
    """The sides of a comparison; a side is found by its key, its label or a part of that."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        wanted = expect(org)
        assert len(answered.groups) == len(wanted), answered.understood
        for name, figure in wanted.items():
            found = [_plain(g.value) for g in answered.groups if name in f"{g.key} {g.label}"]
            assert found == [figure], answered.understood

    return check


def leading(count: int, expect: Groups) -> Check:
    """Who comes out on top, largest first: groups with their figures, or records by their names."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        wanted = expect(org)
        largest = sorted(wanted.values(), reverse=True)[:count]
        names = [k for k, _ in _groups(answered)] or [r.name for r in answered.records]
        assert [wanted[n] for n in names] == largest, answered.understood

    return check


def change(entity: str, name: str, path: str | None = None, said: str | None = None) -> Check:
    """A change is wanted to that record: this field, to what begins with or equals these words."""

    def check(answered: Answered, org: Org) -> None:
        wish = wished(answered)
        assert wish.ref is not None
        assert wish.ref.id == org.named(entity, name).Id
        assert wish.entity == entity
        if path is not None:
            assert wish.field == path
        if said is not None:
            assert _same(str(wish.value), said), wish.value

    return check


def wished(answered: Answered) -> Any:
    """The change that was recognised."""
    assert answered.outcome is Outcome.UPDATE, answered.understood or answered.sentence
    assert answered.wish is not None
    return answered.wish


def some_change(answered: Answered, org: Org) -> None:
    """A change is wanted, whatever its parts."""
    wished(answered)


def one_of(*outcomes: str) -> Check:
    """Any of these outcomes."""

    def check(answered: Answered, org: Org) -> None:
        said = answered.understood or answered.sentence
        assert answered.outcome.value in outcomes, f"{answered.outcome}: {said}"

    return check


def any_of(*checks: Check) -> Check:
    """The same answer in any of these forms."""

    def check(answered: Answered, org: Org) -> None:
        failures: list[AssertionError] = []
        for each in checks:
            try:
                return each(answered, org)
            except AssertionError as failure:
                failures.append(failure)
        raise failures[0]

    return check


def per(
    entity: str, key: Callable[[Rec], Any], keep: Keep = lambda r: True, path: str | None = None
) -> Groups:
    """By key: how many pass, or the sum of a field over them."""

    def expect(org: Org) -> dict[Any, Any]:
        found = org.grouped(entity, key, keep)
        return {k: summed(v, path) if path else Decimal(len(v)) for k, v in found.items()}

    return expect


def distinct(values: Iterable[Any]) -> int:
    """How many different ones there are, empty ones left out."""
    return len({v for v in values if v is not None})


def _answered(answered: Answered) -> None:
    assert answered.outcome is Outcome.ANSWERED, answered.sentence


def _groups(answered: Answered) -> list[tuple[Any, Any]]:
    return [(g.label if g.ref else g.key, _plain(g.value)) for g in answered.groups]


def _plain(found: Any) -> Any:
    if isinstance(found, Money):
        return found.amount
    return found.quantize(Decimal("0.01")) if isinstance(found, Decimal) else found


def _same(found: str, said: str) -> bool:
    """Numbers by their worth, everything else by how it begins."""
    try:
        return Decimal(found) == Decimal(said)
    except ArithmeticError:
        return found.casefold().startswith(said.casefold())
