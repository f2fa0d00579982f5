"""What the sides of a comparison are told by, in words."""

from collections.abc import Callable

from crm.query import And, Comparison, Condition, Query
from crm.schema import Schema


def sided_date(query: Query, schema: Schema, label: Callable[[str, str], str]) -> str:
    """The date that the sides are told by, where it is one: "Created Date "; "" else."""
    told = [p for a in query.aggregates for p in _flat(a.where) if isinstance(p, Comparison)]
    fields = {p.path: schema.resolve(query.entity, p.path).field for p in told}
    dates = [path for path, field in fields.items() if field.type.is_time]
    return f"{label(query.entity, dates[0])} " if len(dates) == 1 else ""


def _flat(condition: Condition | None) -> tuple[Condition, ...]:
    """The conditions that hold together."""
    if isinstance(condition, And):
        return tuple(each for part in condition.parts for each in _flat(part))
    return () if condition is None else (condition,)
