"""A rule put as a question to the CRM, and whether somebody may be asked it at all."""

from datetime import date

from crm.check import check
from crm.errors import QueryError, UnknownField
from crm.query import Comparison, Condition, Not, Op, Query, compare, every
from crm.schema import Schema
from nudges.rule import Rule
from nudges.settings import NudgeSettings


def owner_path(rule: Rule, schema: Schema) -> str:
    """The path to whom the rule's records belong; raises QueryError where that is nobody."""
    entity = schema.entity(rule.entity)
    if entity.owner_path is None:
        raise QueryError(f"A {entity.label} belongs to nobody who could be asked.")
    return entity.owner_path


def seen(rule: Rule, schema: Schema, *paths: str | None) -> tuple[str, ...]:
    """Those of the paths that are there for whomever the schema is."""
    return tuple(path for path in paths if path and _leads_somewhere(rule, schema, path))


def condition(rule: Rule, schema: Schema, today: date, settings: NudgeSettings) -> Condition:
    """What the rule flags on that day, by what the organisation of that schema means."""
    return rule.condition(today, settings, schema.definitions)


def insist(rule: Rule, schema: Schema, today: date, settings: NudgeSettings) -> None:
    """Raises QueryError unless whoever has that schema may see and answer what the rule asks."""
    field = schema.entity(rule.entity).field(rule.field)
    if not field.updatable:
        raise QueryError(f"{field.label} can't be changed.")
    check(Query(entity=rule.entity, where=condition(rule, schema, today, settings)), schema)


def flagged(rule: Rule, schema: Schema, today: date, settings: NudgeSettings) -> Query:
    """All records that the rule flags on that day and that belong to somebody.

    The first column is the owner, then those of `size` and `due` that are there.
    """
    owner = owner_path(rule, schema)
    return Query(
        entity=rule.entity,
        columns=(owner, *seen(rule, schema, rule.size, rule.due)),
        where=every(condition(rule, schema, today, settings), Not(compare(owner, Op.EMPTY))),
        limit=None,
        zone=settings.zone,
    )


def one(id_: str) -> Comparison:
    """The record of that id."""
    return compare("Id", Op.EQ, id_)


def _leads_somewhere(rule: Rule, schema: Schema, path: str) -> bool:
    try:
        schema.resolve(rule.entity, path)
    except UnknownField:
        return False
    return True
