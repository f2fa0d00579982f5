"""What something said of records is about: their owner, their place, their state, a date.

Two things said about the same topic rule each other out in a conversation: the later one takes the
place of the earlier.
"""

from collections.abc import Iterator

from crm.figures import State
from crm.query import And, Comparison, Condition, Not, Op, Or, Related
from crm.schema import FieldType, Schema
from handlers.understanding.draft import (
    AgeItem,
    Item,
    NumberItem,
    StateItem,
    TimeItem,
)

_STAGES = {"IsClosed", "IsWon", "StageName", "Status", "IsConverted", "IsActive"}
# States that say no more than how far a record has come; "overdue" says more.
_PLAIN = {State.OPEN, State.CLOSED, State.WON, State.LOST, State.CONVERTED}
_PLACES = {"City", "State", "Country"}
_UPWARD, _DOWNWARD = {Op.GT, Op.GE}, {Op.LT, Op.LE}
_PERSON = "User"

STATE, STAGE, PLACE = "state", "stage", "place"
OWNER, MANAGER, WHOSE = "owner", "manager", "whose"


def topics(item: Item, condition: Condition | None, schema: Schema, entity: str) -> frozenset[str]:
    """What the item is about, to the field; `condition` is what it means of such records."""
    match item:
        case StateItem(state=name):
            return frozenset({STATE, *({STAGE} if name in _PLAIN else ())})
        case AgeItem(what=what):
            return frozenset({f"age {what}"})
        case NumberItem(op=op):
            ends = {"from": op not in _DOWNWARD, "to": op not in _UPWARD}
            told = _fields(condition, schema, entity)
            return frozenset(f"{end} {each}" for each in told for end, has in ends.items() if has)
        case TimeItem():
            told = _dates(condition, schema, entity)
            return frozenset(f"date {each}" for each in told)
    return frozenset(_fields(condition, schema, entity))


def coarse(found: frozenset[str]) -> frozenset[str]:
    """The same more coarsely: whose, for people and what they are; and for cities, the place."""
    return frozenset(
        WHOSE
        if each in {OWNER, MANAGER} or each.startswith(f"{_PERSON}.")
        else each.partition(":")[0]
        for each in found
    )


def _fields(condition: Condition | None, schema: Schema, entity: str) -> set[str]:
    return {_topic(path, schema, holder) for holder, path in compared(condition, entity)}


def _dates(condition: Condition | None, schema: Schema, entity: str) -> set[str]:
    found = ((schema.resolve(e, p), p) for e, p in compared(condition, entity))
    return {f"{r.entity.name}.{r.field.name}" for r, _ in found if r.field.type.is_time}


def _topic(path: str, schema: Schema, entity: str) -> str:
    resolved = schema.resolve(entity, path)
    holder, field = resolved.entity, resolved.field
    if field.name in _STAGES:
        return STAGE
    if (holder.name, field.name) == (_PERSON, "ManagerId"):
        return MANAGER
    if field.name == "Id" or field.type is FieldType.REFERENCE:
        record = holder.name if field.name == "Id" else str(field.refers_to)
        return OWNER if record == _PERSON else f"record {record}"
    if field.type.is_text and field.label.split()[-1] in _PLACES:
        return f"{PLACE}: {field.label}"
    return f"{holder.name}.{field.name}"


def compared(condition: Condition | None, entity: str) -> Iterator[tuple[str, str]]:
    """The fields a condition compares: the kind of record a path begins with, and the path."""
    match condition:
        case Comparison():
            yield entity, condition.path
        case And(parts) | Or(parts):
            for part in parts:
                yield from compared(part, entity)
        case Not(part):
            yield from compared(part, entity)
        case Related():
            yield from compared(condition.where, condition.entity)
