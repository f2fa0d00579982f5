"""Checks for what managers are given: tables, series and rankings, whatever their layout."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from crm.money import Money
from handlers.asking.answered import Answered, Outcome
from tests.questions.expected import Check
from tests.questions.org import Org

Table = Callable[[Org], dict[Any, Any]]
Series = Callable[[Org], list[Decimal]]

_CENT = Decimal("0.01")
_SHOWN = 50


def table(expect: Table, give: Decimal = _CENT, *, zeros: bool = False) -> Check:
    """These groups with these figures, in any order.

    Groups of nothing may be there or not, unless `zeros` are wanted; one without a key may be too.
    """

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        wanted = {k: v for k, v in expect(org).items() if k is not None and (zeros or v)}
        found = {k: v for k, v in _groups(answered) if k not in (None, "") and (v or k in wanted)}
        assert found.keys() <= wanted.keys(), answered.understood
        assert len(found) >= min(len(wanted), _SHOWN - 1), answered.understood
        assert all(abs(v - wanted[k]) <= give for k, v in found.items()), answered.understood

    return check


def ranked(count: int, expect: Table, *, ascending: bool = False) -> Check:
    """The first so many groups or records by their figures, in order; of equals, any."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        wanted = {k: v for k, v in expect(org).items() if k is not None}
        best = sorted(wanted.values(), reverse=not ascending)[:count]
        names = [k for k, _ in _groups(answered) if k not in (None, "")] or _names(answered)
        assert [wanted.get(n) for n in names] == best, answered.understood

    return check


def tops(expect: Callable[[Org], Decimal], give: Decimal = _CENT) -> Check:
    """What stands first has this figure, however its group is called."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        assert _groups(answered), answered.understood
        assert _near(_groups(answered)[0][1], expect(org), give), answered.understood

    return check


def series(expect: Series, give: Decimal = _CENT) -> Check:
    """These figures one after the other in time; periods of nothing may be there or not."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        found = [v for _, v in _groups(answered) if v]
        wanted = [v for v in expect(org) if v]
        assert len(found) == len(wanted), answered.understood
        close = (_near(a, b, give) for a, b in zip(found, wanted, strict=True))
        assert all(close), answered.understood

    return check


def shown(expect: Series, give: Decimal = _CENT) -> Check:
    """Each of these figures stands somewhere, as the value or as that of a group."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        found = [_plain(answered.value), *(v for _, v in _groups(answered))]
        for wanted in expect(org):
            assert any(_near(v, wanted, give) for v in found), answered.understood

    return check


def grown(before: Callable[[Org], Decimal], after: Callable[[Org], Decimal]) -> Check:
    """A growth: in per cent, or as the difference, or both figures side by side."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        old, new = before(org), after(org)
        found = [_plain(answered.value), *(v for _, v in _groups(answered))]
        if answered.unit == "%" and answered.value is not None:
            assert _near(found[0], (100 * (new - old) / old).quantize(_CENT)), answered.understood
            return
        both = all(any(_near(v, wanted) for v in found) for wanted in (old, new))
        assert both or _near(found[0], new - old), answered.understood

    return check


def cross(expect: Callable[[Org], dict[tuple[str, ...], Decimal]]) -> Check:
    """Groups by several things at once: each is found by the parts its label holds."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        wanted = {k: v for k, v in expect(org).items() if v and None not in k}
        for parts, figure in wanted.items():
            found = [_plain(g.value) for g in answered.groups if all(p in g.label for p in parts)]
            assert figure in found, f"{parts}: {answered.understood}"

    return check


def named(expect: Callable[[Org], set[str]]) -> Check:
    """Exactly these people or accounts by name, as records or as groups, in any order."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        names = [k for k, _ in _groups(answered)] or _names(answered)
        assert Counter(names) == Counter(expect(org)), answered.understood

    return check


def near(give: Decimal, *expect: Callable[[Org], Decimal]) -> Check:
    """One of these figures, within a little, whatever its unit."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        found = _plain(answered.value)
        assert any(_near(found, e(org), give) for e in expect), answered.understood

    return check


def person(name: str) -> Check:
    """It is this person: named as the value, as the one record or on it, or as the one group."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        assert len(answered.records) <= 1, answered.understood
        assert len(answered.groups) <= 1, answered.understood
        cells = [str(c.value) for r in answered.records for c in r.cells]
        labels = [str(k) for k, _ in _groups(answered)]
        said = [str(answered.value), *_names(answered), *cells, *labels]
        assert any(name in s for s in said if s), answered.understood

    return check


def unanswered(answered: Answered, org: Org) -> None:
    """Nothing is claimed: declined, asked back or helped, and no change begun."""
    held = answered.outcome not in (Outcome.ANSWERED, Outcome.UPDATE)
    assert held, answered.understood or answered.sentence


def _answered(answered: Answered) -> None:
    assert answered.outcome is Outcome.ANSWERED, answered.sentence


def _names(answered: Answered) -> list[str]:
    return [r.name for r in answered.records]


def _groups(answered: Answered) -> list[tuple[Any, Any]]:
    return [(g.label if g.ref else g.key, _plain(g.value) or Decimal(0)) for g in answered.groups]


def _near(found: Any, wanted: Decimal, give: Decimal = _CENT) -> bool:
    return isinstance(found, Decimal | int) and abs(found - wanted) <= give


def _plain(found: Any) -> Any:
    if isinstance(found, Money):
        return found.amount
    return found.quantize(_CENT) if isinstance(found, Decimal) else found
