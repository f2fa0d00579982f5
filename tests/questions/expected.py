"""What a question must be answered with, and how an answer is held against it."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from crm.money import Money
from handlers.asking.answered import Answered, Outcome
from tests.questions.org import Org


@dataclass(frozen=True)
class Row:
    """One question, the check of its answer, who asks, and what was asked before in the thread."""

    question: str
    check: Callable[[Answered, Org], None]
    as_: str = "dana@ferrowick.example"
    before: tuple[str, ...] = ()


def ask(
    question: str, check: Callable[[Answered, Org], None], *before: str, as_: str = "dana"
) -> Row:
    """A row of the table; `as_` is the mailbox of who asks."""
    return Row(question, check, f"{as_}@ferrowick.example", before)


Check = Callable[[Answered, Org], None]


def _answered(answered: Answered) -> None:
    assert answered.outcome is Outcome.ANSWERED, answered.sentence


def value(expect: Callable[[Org], Any], unit: str | None = None) -> Check:
    """One figure or field."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        assert _plain(answered.value) == expect(org), answered.understood
        if unit:
            assert answered.unit == unit

    return check


def ids(expect: Callable[[Org], set[str]]) -> Check:
    """Exactly these records, in any order; with more than are shown, those shown are of them."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        wanted = expect(org)
        shown = {r.ref.id for r in answered.records}
        assert answered.total == len(wanted), answered.understood
        assert shown <= wanted, answered.understood
        assert len(shown) == min(len(wanted), 50)

    return check


def ordered(expect: Callable[[Org], list[str]]) -> Check:
    """These records first, in this order, and no others shown."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        assert [r.ref.id for r in answered.records] == expect(org), answered.understood

    return check


def groups(expect: Callable[[Org], dict[Any, Any]]) -> Check:
    """These groups with these figures, in any order."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        found = {g.label if g.ref else g.key: _plain(g.value) for g in answered.groups}
        wanted = expect(org)
        assert answered.total == len(wanted), answered.understood
        assert found == {k: v for k, v in wanted.items() if k in found}, answered.understood
        assert len(found) == min(len(wanted), 50)

    return check


def top(count: int, expect: Callable[[Org], dict[Any, Any]]) -> Check:
    """The so many largest of these groups, largest first; of equals, any."""

    def check(answered: Answered, org: Org) -> None:
        _answered(answered)
        found = [(g.label if g.ref else g.key, _plain(g.value)) for g in answered.groups]
        wanted = expect(org)
        largest = sorted(wanted.values(), reverse=True)[:count]
        assert [v for _, v in found] == largest, answered.understood
        assert all(wanted[key] == v for key, v in found), answered.understood

    return check


def outcome(name: str, *choices: str) -> Check:
    """No answer but this outcome, with these among the choices."""

    def check(answered: Answered, org: Org) -> None:
        assert answered.outcome.value == name, answered.understood or answered.sentence
        labels = " | ".join(c.label for c in answered.choices)
        assert all(choice in labels for choice in choices), labels

    return check


def _plain(found: Any) -> Any:
    if isinstance(found, Money):
        return found.amount
    return found.quantize(Decimal("0.01")) if isinstance(found, Decimal) else found
