"""Whether a query makes sense in a schema, before anything is sent anywhere.

`check` raises UnknownEntity, UnknownField or WrongType and names what is wrong; it returns nothing.
"""

from datetime import date, datetime
from decimal import Decimal

from crm.errors import WrongType
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
    Query,
    Related,
)
from crm.schema import Field, FieldType, Schema

_ORDERED = {Op.LT, Op.LE, Op.GT, Op.GE}
_SEARCHED = {Op.CONTAINS, Op.STARTS, Op.ENDS, Op.MENTIONS, Op.PHONE, Op.NUMBERED}


def check(query: Query, schema: Schema) -> None:
    """Refuse a query that names a wrong entity or field, or uses a field against its type."""
    schema.entity(query.entity)
    for path in query.columns:
        schema.resolve(query.entity, path)
    _condition(query.where, query.entity, schema)
    for aggregate in query.aggregates:
        _aggregate(aggregate, query.entity, schema)
    for grouping in query.group_by:
        _grouping(grouping, query.entity, schema)
    for order in query.order:
        if isinstance(order.by, str):
            schema.resolve(query.entity, order.by)
        elif order.by not in query.aggregates and order.by not in query.group_by:
            raise WrongType("Figures can be ordered only by one of themselves.")


def _condition(condition: Condition | None, entity: str, schema: Schema) -> None:
    match condition:
        case And(parts) | Or(parts):
            for part in parts:
                _condition(part, entity, schema)
        case Not(part):
            _condition(part, entity, schema)
        case Related():
            _related(condition, entity, schema)
        case Comparison():
            _comparison(condition, schema.resolve(entity, condition.path).field)


def _related(related: Related, entity: str, schema: Schema) -> None:
    via = schema.entity(related.entity).field(related.via)
    own = schema.resolve(entity, related.own)
    target = own.entity.name if own.field.name == "Id" else own.field.refers_to
    if via.type is not FieldType.REFERENCE or via.refers_to not in (target, None):
        raise WrongType(f"{related.entity}.{related.via} does not point at {entity}.{related.own}.")
    _condition(related.where, related.entity, schema)


def _comparison(comparison: Comparison, field: Field) -> None:
    if comparison.op in _SEARCHED and not field.type.is_text:
        raise WrongType(f"{field.label} is a {field.type} and can't be searched as text.")
    ordered = field.type.is_number or field.type.is_time
    if comparison.op in _ORDERED and not ordered:
        raise WrongType(f"{field.label} is a {field.type}; it has no more or less.")
    for value in comparison.values:
        if not _fits(value, field.type):
            raise WrongType(f"{field.label} is a {field.type}, not {type(value).__name__}.")


def _fits(value: Constant, type_: FieldType) -> bool:
    if type_.is_number:
        return isinstance(value, Decimal) and value.is_finite()
    if type_ is FieldType.DATETIME:
        return isinstance(value, datetime)
    if type_ is FieldType.DATE:
        return isinstance(value, date) and not isinstance(value, datetime)
    if type_ is FieldType.BOOLEAN:
        return isinstance(value, bool)
    return isinstance(value, str)


def _aggregate(aggregate: Aggregate, entity: str, schema: Schema) -> None:
    _condition(aggregate.where, entity, schema)
    if aggregate.path is None:
        return
    field = schema.resolve(entity, aggregate.path).field
    if aggregate.since:
        _days(field, schema.resolve(entity, aggregate.since).field)
        return
    if aggregate.weight and not schema.resolve(entity, aggregate.weight).field.type.is_number:
        raise WrongType("Only a number can weigh a sum.")
    numeric = {Function.SUM, Function.AVERAGE, Function.MEDIAN}
    if aggregate.function in numeric and not field.type.is_number:
        raise WrongType(f"There is no {aggregate.function} of {field.label}, a {field.type}.")
    extremes = {Function.MIN, Function.MAX}
    if aggregate.function in extremes and not (field.type.is_number or field.type.is_time):
        raise WrongType(f"There is no {aggregate.function} of {field.label}, a {field.type}.")


def _days(last: Field, first: Field) -> None:
    for field in (last, first):
        if not field.type.is_time:
            raise WrongType(f"{field.label} is a {field.type}; days are counted between dates.")


def _grouping(grouping: Grouping, entity: str, schema: Schema) -> None:
    field = schema.resolve(entity, grouping.path).field
    if grouping.grain and not field.type.is_time:
        raise WrongType(f"{field.label} is a {field.type} and has no {grouping.grain}.")
    if field.type is FieldType.LONG_TEXT:
        raise WrongType(f"{field.label} is long text and can't be grouped by.")
