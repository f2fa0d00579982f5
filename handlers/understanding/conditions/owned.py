"""Conditions on whose records they are, and on which records they hang."""

from crm.access import Viewer
from crm.query import And, Condition, Op, Ref, compare
from crm.schema import Schema
from handlers.understanding.language.meaning import Whose
from handlers.understanding.schema.connect import connect
from handlers.understanding.schema.teams import in_team


def about(
    schema: Schema, refs: tuple[Ref, ...], entity: str, *, team: bool = False
) -> Condition | None:
    """The condition that a record of `entity` is, or belongs to, one of these; with `team`, to one
    of the people, or of the subsidiaries, below them.
    """
    ids = tuple(r.id for r in refs)
    op = Op.EQ if len(ids) == 1 else Op.IN
    there = refs[0].entity
    owner = "Id" if there == entity else schema.entity(entity).owner_path
    if there == "User" and owner and team:
        return in_team(_person(owner), ids, schema.definitions)
    if there == "User" and owner:
        return compare(owner, op, *ids)
    told = _above(schema, there) if team else "Id"
    way = connect(schema, entity, there)
    return way.one(compare(told, op, *ids)) if way and told else None


def _above(schema: Schema, entity: str) -> str | None:
    """The reference by which such records hang below others of their kind."""
    return next((f.name for f in schema.entity(entity) if f.refers_to == entity), None)


def owned(schema: Schema, viewer: Viewer, whose: Whose, entity: str) -> Condition | None:
    """The condition that a record is mine, my team's, my manager's; None where it has no owner."""
    owner = schema.entity(entity).owner_path
    if entity == "User":
        return _among_people(schema, viewer, whose)
    if owner is None:
        return None
    match whose:
        case Whose.ME:
            return compare(owner, Op.EQ, viewer.user_id)
        case Whose.TEAM:
            return in_team(_person(owner), (viewer.user_id,), schema.definitions)
        case Whose.MANAGER:
            return compare(owner, Op.EQ, viewer.manager_id or "")
    return And(())


def _among_people(schema: Schema, viewer: Viewer, whose: Whose) -> Condition:
    if whose is Whose.MANAGER:
        return compare("Id", Op.EQ, viewer.manager_id or "")
    return in_team("", (viewer.user_id,), schema.definitions)


def _person(owner_path: str) -> str:
    """`OwnerId` -> `Owner`; `Id` -> ""."""
    return owner_path.removesuffix("Id")
