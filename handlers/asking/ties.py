"""What a ranking hides: those beyond its cut that stand where its last one does, and that amounts
of several currencies are compared by their numbers.

A CRM cuts where it is told to. It is asked for a few more than are shown, which tell.
"""

from collections.abc import Sequence

from crm.query import And, Comparison, Condition, Not, Or, Value

MARGIN = 20


def tied(values: Sequence[Value], shown: int) -> int:
    """How many of those that are not shown equal the last that is; of empty ones none do."""
    if not 0 < shown < len(values):
        return 0
    last = values[shown - 1]
    if last is None:
        return 0
    found = 0
    for value in values[shown:]:
        if value != last:
            break
        found += 1
    return found


def compared(where: Condition | None) -> frozenset[str]:
    """The paths that a condition compares, of the records themselves."""
    match where:
        case Comparison():
            return frozenset({where.path})
        case And(parts) | Or(parts):
            return frozenset(path for part in parts for path in compared(part))
        case Not(part):
            return compared(part)
    return frozenset()
