"""An answer as the one line of JSON that scripts read; docs/schemas/ask.schema.json is its form."""

from datetime import date
from decimal import Decimal

from crm.money import Money
from crm.query import Value
from handlers.asking.answered import Answered, Changed, Line, Outcome, Part, Record
from handlers.understanding.reading import Shape, Wish

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def to_json(answered: Answered, milliseconds: float) -> dict[str, Json]:
    """The answer with its keys in the documented order; money as a number in `unit`."""
    line: dict[str, Json] = {
        "outcome": answered.outcome.value,
        "understood": answered.understood or answered.sentence,
        "value": plain(answered.value),
        "unit": answered.unit,
        "parts": [_part(part) for part in answered.parts],
        "rows": [_row(r) for r in answered.records],
        "total": answered.total,
        "groups": [_group(line) for line in answered.groups],
        "choices": [choice.label for choice in answered.choices],
        "link": answered.link,
        "change": _change(answered.wish) if answered.outcome is Outcome.UPDATE else None,
        "ms": round(milliseconds, 2),
    }
    if answered.shape is Shape.CHANGES:
        line["changes"] = [_changed(change) for change in answered.changes]
    return line


def plain(value: Value) -> Json:
    """A value in JSON: dates as ISO 8601, money as its number."""
    match value:
        case Money():
            return plain(value.amount)
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
    return value


def _row(record: Record) -> dict[str, Json]:
    cells = {cell.path: plain(cell.value) for cell in record.cells}
    return {"id": record.ref.id, "name": record.name} | cells


def _changed(change: Changed) -> Json:
    new = not change.path
    return {
        "id": change.ref.id,
        "object": change.ref.entity,
        "field": None if new else change.path,
        "before": plain(change.before),
        "after": plain(change.after),
        "by": change.by or None,
        "at": change.at.isoformat(),
    }


def _group(line: Line) -> dict[str, Json]:
    found: dict[str, Json] = {
        "key": line.label if line.ref else plain(line.key),
        "value": plain(line.value),
    }
    if line.parts:
        found["parts"] = [_part(part) for part in line.parts]
    return found


def _part(part: Part) -> dict[str, Json]:
    return {"name": part.name, "value": plain(part.value), "unit": part.unit}


def _change(wish: Wish | None) -> Json:
    if wish is None:
        return None
    return {
        "object": wish.entity,
        "ref": wish.ref.id if wish.ref else None,
        "field": wish.field,
        "value": wish.value,
        "action": wish.action,
    }
