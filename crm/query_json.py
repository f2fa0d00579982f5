"""A query as JSON text, and back: for conversations that are kept, and threads in a file.

Constants keep their kind: text is a string, true and false are themselves, and the others are
objects: `{"decimal": "1.50"}`, `{"date": "2026-11-16"}`, `{"moment": "2026-11-16T09:00:00+01:00"}`,
the last with the zone's name where it has one. Reading is strict, so that what an older or foreign
program wrote is refused and never half understood.
"""

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TypeVar
from zoneinfo import ZoneInfo

from crm.periods import Grain
from crm.query import (
    Aggregate,
    And,
    Comparison,
    Condition,
    Constant,
    Function,
    Grouping,
    Not,
    Op,
    Or,
    Order,
    Query,
    Related,
)

Json = str | bool | int | None | list["Json"] | dict[str, "Json"]
T = TypeVar("T")


def to_json(query: Query) -> str:
    """The query as one line of ASCII."""
    return json.dumps(_query(query), separators=(",", ":"))


def from_json(text: str) -> Query:
    """The query that `to_json` wrote; raises ValueError for anything else."""
    try:
        found = json.loads(text)
        query = _read_query(found)
    except (KeyError, TypeError, OverflowError, RecursionError, InvalidOperation) as error:
        raise ValueError("that is no query") from error
    # What was left unread, or written in another way, shows when the query is written again.
    if json.dumps(_query(query), sort_keys=True) != json.dumps(found, sort_keys=True):
        raise ValueError("that is no query as it is written here")
    return query


def _query(query: Query) -> Json:
    return {
        "entity": query.entity,
        "columns": list(query.columns),
        "where": _condition(query.where),
        "aggregates": [_aggregate(a) for a in query.aggregates],
        "group_by": [_grouping(g) for g in query.group_by],
        "order": [_order(o) for o in query.order],
        "limit": query.limit,
        "zone": query.zone,
    }


def _condition(condition: Condition | None) -> Json:
    match condition:
        case None:
            return None
        case Comparison():
            values = [_constant(v) for v in condition.values]
            return {"path": condition.path, "op": condition.op.value, "values": values}
        case And(parts):
            return {"and": [_condition(p) for p in parts]}
        case Or(parts):
            return {"or": [_condition(p) for p in parts]}
        case Not(part):
            return {"not": _condition(part)}
    return {
        "related": condition.entity,
        "via": condition.via,
        "own": condition.own,
        "where": _condition(condition.where),
        "at_least": condition.at_least,
    }


def _constant(value: Constant) -> Json:
    match value:
        case bool() | str():
            return value
        case Decimal():
            return {"decimal": str(value)}
        case datetime():
            return _moment(value)
    return {"date": value.isoformat()}


def _moment(value: datetime) -> Json:
    zone = value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None
    if zone is None:
        return {"moment": value.isoformat()}
    local = value.replace(tzinfo=None, fold=0).isoformat()
    return {"moment": local, "zone": zone, "fold": value.fold}


def _aggregate(aggregate: Aggregate) -> Json:
    return {
        "function": aggregate.function.value,
        "path": aggregate.path,
        "where": _condition(aggregate.where),
        "since": aggregate.since,
        "weight": aggregate.weight,
    }


def _grouping(grouping: Grouping) -> Json:
    return {"grain": grouping.grain.value if grouping.grain else None, "path": grouping.path}


def _order(order: Order) -> Json:
    by: Json
    match order.by:
        case Aggregate():
            by = _aggregate(order.by)
        case Grouping():
            by = _grouping(order.by)
        case _:
            by = order.by
    return {"by": by, "descending": order.descending}


def _read_query(found: Json) -> Query:
    given = _object(found)
    limit = given["limit"]
    return Query(
        entity=_text(given["entity"]),
        columns=_each(given["columns"], _text),
        where=_read_where(given["where"]),
        aggregates=_each(given["aggregates"], _read_aggregate),
        group_by=_each(given["group_by"], _read_grouping),
        order=_each(given["order"], _read_order),
        limit=None if limit is None else _whole(limit),
        zone=_text(given["zone"]),
    )


def _read_where(found: Json) -> Condition | None:
    return None if found is None else _read_condition(found)


def _read_condition(found: Json) -> Condition:
    match found:
        case {"and": parts}:
            return And(_each(parts, _read_condition))
        case {"or": parts}:
            return Or(_each(parts, _read_condition))
        case {"not": part}:
            return Not(_read_condition(part))
        case {"related": entity, "via": via, "own": own, "where": where, "at_least": at_least}:
            return Related(
                entity=_text(entity),
                via=_text(via),
                own=_text(own),
                where=_read_where(where),
                at_least=_whole(at_least),
            )
        case {"path": path, "op": op, "values": values}:
            constants = _each(values, _read_constant)
            return Comparison(path=_text(path), op=Op(_text(op)), values=constants)
    raise ValueError("that is no condition")


def _read_constant(found: Json) -> Constant:
    match found:
        case bool() | str():
            return found
        case {"decimal": str(text)}:
            return Decimal(text)
        case {"date": str(text)}:
            return date.fromisoformat(text)
        case {"moment": str(text), "zone": str(zone), "fold": fold}:
            local = datetime.fromisoformat(text)
            return local.replace(tzinfo=_zone(zone), fold=_whole(fold))
        case {"moment": str(text)}:
            return datetime.fromisoformat(text)
    raise ValueError("that is no constant")


def _read_aggregate(found: Json) -> Aggregate:
    given = _object(found)
    return Aggregate(
        function=Function(_text(given["function"])),
        path=_text_or_none(given["path"]),
        where=_read_where(given["where"]),
        since=_text_or_none(given["since"]),
        weight=_text_or_none(given["weight"]),
    )


def _read_grouping(found: Json) -> Grouping:
    given = _object(found)
    grain = given["grain"]
    return Grouping(path=_text(given["path"]), grain=None if grain is None else Grain(_text(grain)))


def _read_order(found: Json) -> Order:
    given = _object(found)
    by, descending = given["by"], given["descending"]
    if not isinstance(descending, bool):
        raise TypeError("descending is true or false")
    match by:
        case {"function": _}:
            return Order(by=_read_aggregate(by), descending=descending)
        case {"grain": _}:
            return Order(by=_read_grouping(by), descending=descending)
    return Order(by=_text(by), descending=descending)


def _object(found: Json) -> dict[str, Json]:
    if not isinstance(found, dict):
        raise TypeError("an object is wanted")
    return found


def _each(found: Json, read: Callable[[Json], T]) -> tuple[T, ...]:
    if not isinstance(found, list):
        raise TypeError("a list is wanted")
    return tuple(read(item) for item in found)


def _text(found: Json) -> str:
    if not isinstance(found, str):
        raise TypeError("text is wanted")
    return found


def _text_or_none(found: Json) -> str | None:
    return None if found is None else _text(found)


def _whole(found: Json) -> int:
    if not isinstance(found, int) or isinstance(found, bool):
        raise TypeError("a whole number is wanted")
    return found


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (OSError, LookupError) as error:
        raise ValueError("that is no time zone") from error
