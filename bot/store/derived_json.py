"""What becomes of the figures of a turn as JSON, and back."""

from decimal import Decimal, InvalidOperation

from crm.periods import Grain
from crm.query import Op
from handlers.derived import Bound, Derived, Growth

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def to_json(derived: Derived) -> Json:
    """As an object with a key for each part."""
    bound = derived.bound
    growth = derived.growth
    return {
        "growth": [growth.count, growth.grain.value if growth.grain else None] if growth else None,
        "bound": [bound.op.value, str(bound.value), bound.counted] if bound else None,
    }


def from_json(found: Json) -> Derived:
    """What `to_json` wrote; raises ValueError, TypeError or KeyError for anything else."""
    if not isinstance(found, dict) or set(found) != {"growth", "bound"}:
        raise ValueError("that is nothing that becomes of figures")
    return Derived(growth=_growth(found["growth"]), bound=_bound(found["bound"]))


def _growth(found: Json) -> Growth | None:
    match found:
        case None:
            return None
        case [int(count), None]:
            return Growth(count)
        case [int(count), str(grain)]:
            return Growth(count, Grain(grain))
    raise ValueError("that is no growth")


def _bound(found: Json) -> Bound | None:
    match found:
        case None:
            return None
        case [str(op), str(value), bool(counted)]:
            return Bound(Op(op), _number(value), counted)
    raise ValueError("that is no bound")


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError("that is no number") from error
