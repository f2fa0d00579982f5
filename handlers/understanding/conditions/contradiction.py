"""Conditions that no record can meet: two periods, or two owners, that were joined by mistake."""

from typing import Any

from crm.query import And, Comparison, Condition, Constant, Op


def contradicts(condition: Condition | None) -> bool:
    """Whether one field would have to hold two values, or lie in two periods, at the same time."""
    parts = condition.parts if isinstance(condition, And) else ()
    compared = [p for p in _flat(parts) if isinstance(p, Comparison)]
    paths = {p.path for p in compared}
    return any(_none_fits([p for p in compared if p.path == path]) for path in paths)


def _flat(parts: tuple[Condition, ...]) -> list[Condition]:
    found: list[Condition] = []
    for part in parts:
        found += _flat(part.parts) if isinstance(part, And) else [part]
    return found


def _none_fits(compared: list[Comparison]) -> bool:
    equal = {_folded(p.value) for p in compared if p.op is Op.EQ}
    if len(equal) > 1:
        return True
    lows: list[Any] = [p.value for p in compared if p.op in {Op.GE, Op.GT}]
    highs: list[Any] = [p.value for p in compared if p.op in {Op.LT, Op.LE}]
    if not lows or not highs:
        return False
    return bool(max(lows) >= min(highs)) and not _touch(compared)


def _touch(compared: list[Comparison]) -> bool:
    """ "at least 5 and at most 5" is a point, and no contradiction."""
    lows = {p.value for p in compared if p.op is Op.GE}
    highs = {p.value for p in compared if p.op is Op.LE}
    return bool(lows & highs)


def _folded(value: Constant) -> Constant:
    return value.casefold() if isinstance(value, str) else value
