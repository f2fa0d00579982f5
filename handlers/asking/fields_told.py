"""What a kind of record holds, for who asks which fields there are: labels, and what is in them."""

from collections.abc import Callable, Iterator

from crm.figures import usual
from crm.schema import Entity, Field, FieldType, Schema
from handlers.asking.answered import Answered, Line, Outcome
from handlers.speech import noun, say, translated
from handlers.understanding.reading import Choice, NoReading, Reading

_MOST_VALUES = 6
_MOST_QUESTIONS = 4
_HOLDS = {
    FieldType.NUMBER: "a number",
    FieldType.MONEY: "an amount",
    FieldType.PERCENT: "a percentage",
    FieldType.DATE: "a date",
    FieldType.DATETIME: "a date and time",
    FieldType.BOOLEAN: "yes or no",
    FieldType.EMAIL: "an e-mail address",
    FieldType.PHONE: "a phone number",
    FieldType.URL: "a web address",
}

Read = Callable[[str], Reading | NoReading]


def fields_told(name: str, schema: Schema, read: Read) -> Answered:
    """The fields of that entity as this person may see them, with questions that `read` reads."""
    entity = schema.entity(name)
    lines = tuple(
        Line(key=field.label, label=translated(field.label), value=_held(field, schema))
        for field in entity
        if field.type is not FieldType.ID
    )
    questions = [text for text in _questions(entity, schema) if isinstance(read(text), Reading)]
    return Answered(
        outcome=Outcome.HELP,
        understood="",
        sentence=say("Of {records} you can ask for these fields.", records=noun(entity.plural)),
        groups=lines,
        total=len(lines),
        choices=tuple(Choice(text, text) for text in questions[:_MOST_QUESTIONS]),
    )


def _held(field: Field, schema: Schema) -> str:
    """Values of a text are not told: they may stand in records that are hidden from the asker."""
    if field.type is FieldType.REFERENCE:
        if field.refers_to not in schema:
            return say("another record")
        return noun(schema.entity(str(field.refers_to)).label)
    if field.picklist:
        shown = ", ".join(field.picklist[:_MOST_VALUES])
        more = len(field.picklist) - _MOST_VALUES
        return say("{values} and {count} more", values=shown, count=more) if more > 0 else shown
    return translated(_HOLDS.get(field.type, "text"))


def _questions(entity: Entity, schema: Schema) -> Iterator[str]:
    """What could be asked of such records, the usual first."""
    plural, known = entity.plural.lower(), usual(entity, schema.definitions)
    yield f"how many {plural}"
    if known.money in entity and known.date != "CreatedDate":
        label = entity.field(str(known.money)).label.lower()
        yield f"total {label} of {plural} this year"
    for field in entity:
        if field.type is FieldType.PICKLIST:
            yield f"{plural} by {field.label.lower()}"
    if entity.owner_path:
        yield f"{plural} by owner"
