"""Values that a field never had: what is said of them, and how they are looked for."""

from crm.query import Condition, Op, compare
from crm.schema import Schema
from handlers.speech import say, translated
from handlers.understanding.conditions.located import located
from handlers.understanding.draft import UnmetItem
from handlers.understanding.reading import Choice, NoReading, Unsure, Why


def unmet(schema: Schema, item: UnmetItem, entity: str) -> Condition | None:
    """The condition that the field has that value, where nobody knows all it has; raises Unsure
    where its values are known, and this is none of them.
    """
    for word in item.fields:
        field = schema.entity(word.entity).field(word.field)
        if field.picklist or field.seen:
            raise Unsure(_none_of_them(schema, item))
    path = located(schema, item.fields, entity)
    return compare(path, Op.EQ, item.text) if path else None


def _none_of_them(schema: Schema, item: UnmetItem) -> NoReading:
    word = item.fields[0]
    entity = schema.entity(word.entity)
    label = entity.field(word.field).label
    question = f"possible values for {label.lower()} of {entity.plural.lower()}"
    shown = say("What there is of {what}", what=translated(label))
    return NoReading(
        why=Why.CLARIFY,
        sentence=say("No {what} is called “{text}”.", what=translated(label), text=item.text),
        words=(item.text,),
        choices=(Choice(shown, question),),
    )
