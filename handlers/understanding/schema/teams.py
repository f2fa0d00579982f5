"""Who is in somebody's team: whoever reports to them, or everybody below, as is defined."""

from collections.abc import Iterator

from crm.definitions import Definitions, Team
from crm.query import Comparison, Condition, Op, Or, compare

_LEVELS = 8
"""How deep a team reaches: a query names each level, and no sales organisation has more."""


def in_team(people: str, of: tuple[str, ...], meant: Definitions) -> Condition:
    """The condition that the person at the path `people` ("" for a user itself) works for one of
    the people of these ids.
    """
    op = Op.EQ if len(of) == 1 else Op.IN
    levels = _LEVELS if meant.team is Team.BELOW else 1
    parts = tuple(compare(path, op, *of) for path in _managers(people, levels))
    return parts[0] if len(parts) == 1 else Or(parts)


def team_told(condition: Condition) -> Comparison | None:
    """What `in_team` says first, where the condition is a team of several levels."""
    if not isinstance(condition, Or) or len(condition.parts) != _LEVELS:
        return None
    first = condition.parts[0]
    if not isinstance(first, Comparison) or not first.path.endswith("ManagerId"):
        return None
    people = first.path.removesuffix("ManagerId").removesuffix(".")
    told = tuple(compare(path, first.op, *first.values) for path in _managers(people, _LEVELS))
    return first if told == condition.parts else None


def _managers(people: str, levels: int) -> Iterator[str]:
    """`Owner.ManagerId`, `Owner.Manager.ManagerId` and so on."""
    step = f"{people}." if people else ""
    for _ in range(levels):
        yield f"{step}ManagerId"
        step += "Manager."
