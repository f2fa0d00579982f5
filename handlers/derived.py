"""What becomes of figures once the CRM has given them, beyond what one query can say."""

from dataclasses import dataclass
from decimal import Decimal

from crm.periods import Grain
from crm.query import Op

BOUNDS = frozenset({Op.LT, Op.LE, Op.GT, Op.GE})


@dataclass(frozen=True, slots=True)
class Bound:
    """Only groups whose figure compares so with a number are shown: reps with 100 % and more.

    With `counted` it is not those groups that are asked for, but how many they are.
    """

    op: Op
    value: Decimal
    counted: bool = False

    def holds(self, value: Decimal) -> bool:
        """Whether a figure is within."""
        match self.op:
            case Op.LT:
                return value < self.value
            case Op.LE:
                return value <= self.value
            case Op.GT:
                return value > self.value
            case Op.GE:
                return value >= self.value
        return value == self.value


@dataclass(frozen=True, slots=True)
class Growth:
    """Held against the same period so many units earlier; with no unit, against the one before."""

    count: int = 1
    grain: Grain | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Derived:
    """All that is to become of them; as it stands, nothing. `running` adds each period to those
    before it; of what is in order, only what stands at `place` and after is shown.
    """

    growth: Growth | None = None
    running: bool = False
    bound: Bound | None = None
    place: int = 1


NOTHING = Derived()
