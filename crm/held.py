"""How one figure is held against another: won amount against quota, this year against last."""

from decimal import Decimal
from enum import StrEnum

_HUNDREDTH = Decimal("0.01")


class Held(StrEnum):
    """What is made of two figures, the one and the other."""

    PERCENT = "percent"  # the one in per cent of the other
    MULTIPLE = "multiple"  # how many times the other is in the one
    MISSING = "missing"  # what the one falls short of the other
    GROWTH = "growth"  # by how many per cent of the other the one is more
    POINTS = "points"  # by how many points of per cent the one is more, where both are rates


def held(how: Held, one: Decimal, other: Decimal) -> Decimal | None:
    """The figure of both, to two decimals; None where there is nothing to divide by."""
    match how:
        case Held.PERCENT:
            return percent(one, other)
        case Held.MULTIPLE:
            return (one / other).quantize(_HUNDREDTH) if other else None
        case Held.MISSING:
            return other - one
        case Held.GROWTH:
            # Against a loss, more is still growth.
            return percent(one - other, abs(other))
    return one - other


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """100 × part / whole, to two decimals; None where there is nothing to divide by."""
    return (part * 100 / whole).quantize(_HUNDREDTH) if whole else None
