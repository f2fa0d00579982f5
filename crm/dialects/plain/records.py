"""Records that were fetched: what is in them by the paths of the query they were fetched for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crm.errors import WrongType
from crm.query import And, Comparison, Condition, Not, Or, Query, Related, Value


@dataclass(frozen=True, slots=True)
class Record:
    """One of them, with its values by path."""

    id: str
    version: str
    values: Mapping[str, Value]


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """The zone; raises WrongType for one that is not known."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WrongType(f"{name} is not a time zone.") from None


def day_of(value: Value, zone: str) -> date | None:
    """The day of a date, or on which a point in time falls there; None for what is neither."""
    if isinstance(value, datetime):
        try:
            return value.astimezone(zone_of(zone)).date()
        except OverflowError:
            return value.date()
    return value if isinstance(value, date) else None


def paths_of(condition: Condition | None) -> set[str]:
    """The paths a condition looks at, those on this side of relations among them."""
    match condition:
        case None:
            return set()
        case And(parts) | Or(parts):
            return set().union(*map(paths_of, parts))
        case Not(part):
            return paths_of(part)
        case Related(own=own):
            return {own}
        case Comparison(path=path):
            return {path}


def paths_in(query: Query, where: Condition | None) -> set[str]:
    """The paths that have to be there for `where` to be checked, and all else answered here."""
    found = {*query.columns, *paths_of(where)}
    for order in query.order:
        if isinstance(order.by, str):
            found.add(order.by)
    for aggregate in query.aggregates:
        found |= {p for p in (aggregate.path, aggregate.since, aggregate.weight) if p}
        found |= paths_of(aggregate.where)
    return found | {grouping.path for grouping in query.group_by}
