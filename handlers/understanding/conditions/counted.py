"""Conditions on numbers: more than 500 employees, over $50k, 20 %."""

from crm.definitions import Definitions
from crm.figures import usual
from crm.query import And, Condition, Op, compare
from crm.schema import Entity, FieldType, Schema
from handlers.speech import say
from handlers.understanding.conditions.located import located
from handlers.understanding.draft import NumberItem
from handlers.understanding.reading import NoReading, Unsure, Why
from handlers.understanding.schema.connect import connect

_OF_TEXT = {Op.CONTAINS, Op.STARTS, Op.ENDS}  # "called 50k" compares no number


def counted(schema: Schema, item: NumberItem, entity: str) -> Condition | None:
    """The condition that the field said, or the usual one, compares so with the number."""
    path = located(schema, item.fields, entity) if item.fields else None
    if item.fields and path is None:
        return _elsewhere(schema, item, entity)
    foreign = item.number.currency
    if foreign and foreign not in schema.currencies:
        raise Unsure(_of_another(foreign, schema))
    path = path or _usual(item, schema.entity(entity), schema.definitions)
    if path is None:
        return None
    type_ = schema.resolve(entity, path).field.type
    if type_.is_number and item.op not in _OF_TEXT:
        condition: Condition = compare(path, item.op, item.number.value)
    elif type_ in {FieldType.TEXT, FieldType.PICKLIST} and item.op is Op.EQ:
        condition = compare(path, Op.EQ, format(item.number.value.normalize(), "f"))
    else:
        return None
    if item.number.currency and len(schema.currencies) > 1:
        holder = path.rpartition(".")[0]
        money = f"{holder}.CurrencyIsoCode" if holder else "CurrencyIsoCode"
        return And((condition, compare(money, Op.EQ, item.number.currency)))
    return condition


def _of_another(currency: str, schema: Schema) -> NoReading:
    """Amounts are held in no such currency: compared as mere numbers they would mislead."""
    sentence = say(
        "Amounts are held in {held}; in {held}, how much is it?", held=schema.currencies[0]
    )
    return NoReading(why=Why.CLARIFY, sentence=sentence, words=(currency,))


def _elsewhere(schema: Schema, item: NumberItem, entity: str) -> Condition | None:
    """accounts with an order amount over 5k: the field is on records that point here."""
    for option in item.fields:
        way = connect(schema, entity, option.entity)
        if way and schema.resolve(option.entity, option.field).field.type.is_number:
            return way.one(compare(option.field, item.op, item.number.value))
    return None


def _usual(item: NumberItem, entity: Entity, meant: Definitions) -> str | None:
    if item.number.percent:
        return next((f.name for f in entity if f.type is FieldType.PERCENT), None)
    numbers = [f.name for f in entity if f.type is FieldType.NUMBER]
    return usual(entity, meant).money or next(iter(numbers), None)
