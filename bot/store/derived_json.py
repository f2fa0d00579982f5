"""What becomes of the figures of a turn as JSON, and back."""

from decimal import Decimal, InvalidOperation

from crm.query import Op
from handlers.derived import Bound, Derived

Json = str | bool | None | list["Json"] | dict[str, "Json"]


def to_json(derived: Derived) -> Json:
    """As an object with a key for each part."""
    bound = derived.bound
    return {"bound": [bound.op.value, str(bound.value), bound.counted] if bound else None}


def from_json(found: Json) -> Derived:
    """What `to_json` wrote; raises ValueError, TypeError or KeyError for anything else."""
    match found:
        case {"bound": None}:
            return Derived()
        case {"bound": [str(op), str(value), bool(counted)]}:
            return Derived(bound=Bound(Op(op), _number(value), counted))
    raise ValueError("that is nothing that becomes of figures")


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError("that is no number") from error
