"""What is held against quotas: attainment, gap and coverage, of whom and by what."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from handlers.asking.answered import Answered
from tests.questions.expected import Check, ask, groups, outcome, top, value
from tests.questions.org import Q3, Q4, Org, Rec, is_open, is_won, within

Keep = Callable[[Rec], bool]
Period = tuple[date, date]
_NEXT = (date(2027, 1, 1), date(2027, 3, 31))
_Q1 = (date(2026, 1, 1), date(2026, 3, 31))


def _all(record: Rec) -> bool:
    return True


def _of(name: str) -> Keep:
    return lambda r: bool(r.Owner.Name == name)


def _team(name: str) -> Keep:
    return lambda r: r.Owner.Manager is not None and r.Owner.Manager.Name == name


_DANA, _CALEB, _MARCUS = _of("Dana Whitfield"), _of("Caleb Strand"), _team("Marcus Oyelaran")


def _won(o: Org, keep: Keep, period: Period) -> Decimal:
    return o.total(
        "Opportunity", "Amount", lambda d: is_won(d) and keep(d) and within(d.CloseDate, *period)
    )


def _open(o: Org, keep: Keep, period: Period) -> Decimal:
    return o.total(
        "Opportunity", "Amount", lambda d: is_open(d) and keep(d) and within(d.CloseDate, *period)
    )


def _quota(o: Org, keep: Keep, period: Period) -> Decimal:
    return o.total("Quota", "Amount", lambda q: keep(q) and within(q.StartDate, *period))


def _percent(one: Decimal, other: Decimal) -> Decimal:
    return (Decimal(100) * one / other).quantize(Decimal("0.01"))


def _times(one: Decimal, other: Decimal) -> Decimal:
    return (one / other).quantize(Decimal("0.01"))


def attained(keep: Keep, period: Period) -> Check:
    """One attainment, with the won amount and the quota beside it."""

    def check(answered: Answered, o: Org) -> None:
        won, quota = _won(o, keep, period), _quota(o, keep, period)
        value(lambda _: _percent(won, quota), "%")(answered, o)
        assert [getattr(part.value, "amount", None) for part in answered.parts] == [won, quota]
        if answered.language == "en":
            assert [part.name for part in answered.parts] == ["Won amount", "Quota"]

    return check


def covered(keep: Keep, period: Period) -> Check:
    """One coverage, as a multiple."""
    return value(lambda o: _times(_open(o, keep, period), _quota(o, keep, period)), "x")


def short(keep: Keep, period: Period) -> Check:
    """What is missing to quota."""
    return value(lambda o: _quota(o, keep, period) - _won(o, keep, period), "USD")


def _per(
    o: Org, key: Callable[[Rec], Any], made: Callable[[Keep], Decimal | None], keep: Keep = _all
) -> dict[Any, Any]:
    """A figure of each that has a quota at all."""
    keys = {key(q) for q in o.all("Quota") if keep(q)}
    return {k: made(lambda r, k=k: key(r) == k) for k in keys}  # type: ignore[misc]


def _rep(record: Rec) -> Any:
    return record.Owner.Name


def _manager(record: Rec) -> Any:
    return record.Owner.Manager.Name if record.Owner.Manager else None


def _region(record: Rec) -> Any:
    return record.Owner.Region__c


def _attainments(
    o: Org, key: Callable[[Rec], Any], period: Period, keep: Keep = _all
) -> dict[Any, Any]:
    return _per(o, key, lambda k: _percent(_won(o, k, period), _quota(o, k, period)), keep)


def _gaps(o: Org, key: Callable[[Rec], Any], period: Period) -> dict[Any, Any]:
    return _per(o, key, lambda k: _quota(o, k, period) - _won(o, k, period))


def _coverages(o: Org, key: Callable[[Rec], Any], period: Period) -> dict[Any, Any]:
    return _per(o, key, lambda k: _times(_open(o, k, period), _quota(o, k, period)))


def _within(low: int, high: int, period: Period, keep: Keep = _all) -> Check:
    """Exactly the reps whose attainment is from `low` to under `high` per cent."""
    return groups(
        lambda o: {k: v for k, v in _attainments(o, _rep, period, keep).items() if low <= v < high}
    )


_LOTS = 100_000

ROWS = [
    # one person, a team, everybody
    ask("my quota attainment this quarter", attained(_DANA, Q4)),
    ask("quota attainment last quarter", attained(_DANA, Q3)),
    ask("our quota attainment", attained(_all, Q4)),
    ask("my team's attainment", attained(_MARCUS, Q4), as_="marcus"),
    ask("how is my team tracking against quota", attained(_MARCUS, Q4), as_="marcus"),
    ask("Caleb Strand's attainment in Q3", attained(_CALEB, Q3)),
    ask("did Caleb Strand hit his quota last quarter", attained(_CALEB, Q3)),
    ask("did I make my number last quarter", attained(_DANA, Q3)),
    ask("my won amount vs quota", attained(_DANA, Q4)),
    ask("where do I stand against my target", attained(_DANA, Q4)),
    ask("and last quarter?", attained(_DANA, Q3), "my attainment"),
    ask("for Caleb Strand", attained(_CALEB, Q3), "my attainment last quarter"),
    ask("how far am I from quota", short(_DANA, Q4)),
    ask("how far off quota am I", short(_DANA, Q4)),
    ask("how much do I still need to close to make quota", short(_DANA, Q4)),
    ask("and last quarter?", short(_DANA, Q3), "my gap to quota"),
    # coverage
    ask("pipeline coverage", covered(_all, Q4)),
    ask("my pipeline coverage", covered(_DANA, Q4)),
    ask("my team's coverage next quarter", covered(_MARCUS, _NEXT), as_="marcus"),
    ask("Caleb Strand's pipeline coverage", covered(_CALEB, Q4)),
    ask("coverage of our pipeline in Q1", covered(_all, _NEXT)),
    ask("my pipeline vs my quota this quarter", covered(_DANA, Q4)),
    ask("pipeline coverage by rep", groups(lambda o: _coverages(o, _rep, Q4))),
    ask(
        "pipeline coverage by region next quarter", groups(lambda o: _coverages(o, _region, _NEXT))
    ),
    ask(
        "reps with coverage below 3",
        groups(lambda o: {k: v for k, v in _coverages(o, _rep, Q4).items() if v < 3}),
    ),
    # by group
    ask("quota attainment by rep", groups(lambda o: _attainments(o, _rep, Q4))),
    ask("attainment per team this quarter", groups(lambda o: _attainments(o, _manager, Q4))),
    ask("attainment by manager last quarter", groups(lambda o: _attainments(o, _manager, Q3))),
    ask("quota attainment by region", groups(lambda o: _attainments(o, _region, Q4))),
    ask(
        "attainment by rep for Marcus Oyelaran's team last quarter",
        groups(lambda o: _attainments(o, _rep, Q3, _MARCUS)),
    ),
    ask("by rep", groups(lambda o: _attainments(o, _rep, Q3)), "our attainment last quarter"),
    ask("quota gap by team", groups(lambda o: _gaps(o, _manager, Q4))),
    ask(
        "my attainment by quarter this year",
        groups(
            lambda o: {
                f"2026-Q{n + 1}": _percent(_won(o, _DANA, p), _quota(o, _DANA, p))
                for n, p in enumerate((_Q1, (date(2026, 4, 1), date(2026, 6, 30)), Q3, Q4))
            }
        ),
    ),
    ask(
        "my attainment this quarter vs last quarter",
        groups(
            lambda o: {
                "2026-Q4": _percent(_won(o, _DANA, Q4), _quota(o, _DANA, Q4)),
                "2026-Q3": _percent(_won(o, _DANA, Q3), _quota(o, _DANA, Q3)),
            }
        ),
    ),
    # the first and the last
    ask("top 3 by attainment", top(3, lambda o: _attainments(o, _rep, Q4))),
    ask("top 5 reps by quota attainment last quarter", top(5, lambda o: _attainments(o, _rep, Q3))),
    ask("who has the best attainment", top(1, lambda o: _attainments(o, _rep, Q4))),
    ask("who is furthest behind quota", top(1, lambda o: _gaps(o, _rep, Q4))),
    ask("which team is furthest behind quota", top(1, lambda o: _gaps(o, _manager, Q4))),
    ask("which region has the best attainment", top(1, lambda o: _attainments(o, _region, Q4))),
    # who made it
    ask("who made quota", _within(100, _LOTS, Q4)),
    ask("who made their quota last quarter", _within(100, _LOTS, Q3)),
    ask("and this quarter?", _within(100, _LOTS, Q4), "who made their quota last quarter"),
    ask("who hasn't hit quota", _within(0, 100, Q4)),
    ask("who missed quota in Q3", _within(0, 100, Q3)),
    ask("who on my team is under 50% attainment", _within(0, 50, Q4, _MARCUS), as_="marcus"),
    ask("which reps are below 50% of quota", _within(0, 50, Q4)),
    ask(
        "how many reps made quota last quarter",
        value(lambda o: sum(v >= 100 for v in _attainments(o, _rep, Q3).values()), "count"),
    ),
    ask(
        "which teams missed quota",
        groups(lambda o: {k: v for k, v in _attainments(o, _manager, Q4).items() if v < 100}),
    ),
    ask(
        "who is behind quota",
        groups(lambda o: {k: v for k, v in _gaps(o, _rep, Q4).items() if v > 0}),
    ),
    # what quotas know nothing of
    ask("attainment by month", outcome("not_understood")),
    ask("attainment by industry", outcome("not_understood")),
    ask("by stage", outcome("not_understood"), "my attainment"),
    ask("attainment of lost deals", outcome("not_understood")),
    ask("average attainment by rep", outcome("not_understood")),
    ask("deals of reps who made quota", outcome("not_understood")),
    ask("who made coffee", outcome("not_understood")),
]
