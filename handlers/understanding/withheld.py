"""What somebody asks about that is hidden from them: they are told so, and nothing else of it.

The question is read a second time by somebody who may see all. Where that needs a hidden field to
narrow records down, to count, to group or to rank them, any answer without it would be to another
question.
"""

from dataclasses import replace

from crm.access import Viewer
from crm.errors import CrmError, UnknownField
from crm.query import Query
from crm.schema import Field, Schema
from handlers.speech import noun, say, speaking, speech_of, translated
from handlers.understanding.accounted import Trace
from handlers.understanding.reading import NoReading, Reading, Why


def withheld(reading: Reading | NoReading, viewer: Viewer, schema: Schema) -> NoReading | None:
    """The refusal, where a reading of the whole schema asks for what `schema` withholds."""
    if isinstance(reading, NoReading):
        return None
    trace = Trace(schema.whole())
    for query in (reading.query, reading.second, reading.otherwise, *(reading.also or ())):
        if query:
            trace.query(_asked_for(reading, query))
    hidden = next(((e, f) for e, f in schema.withheld if (e, f.name) in trace.fields), None)
    if hidden is None:
        return None
    with speaking(speech_of(viewer, reading.language)):
        return replace(_refusal(*hidden, schema), language=reading.language)


def unknown(error: CrmError, schema: Schema) -> NoReading:
    """What to say where the CRM has no such field, for this person."""
    if isinstance(error, UnknownField):
        for entity, field in schema.withheld:
            if (entity, field.name) == (error.entity, error.field):
                return _refusal(entity, field, schema)
    return NoReading(why=Why.NOT_UNDERSTOOD, sentence=str(error))


def _refusal(entity: str, field: Field, schema: Schema) -> NoReading:
    sentence = say(
        "{what} of {records} is not visible to you.",
        what=translated(field.label),
        records=noun(schema.entity(entity).plural),
    )
    return NoReading(why=Why.REFUSED, sentence=sentence)


def _asked_for(reading: Reading, query: Query) -> Query:
    """The query without the columns and the order that a list has where nobody asks for any."""
    if not query.is_list:
        return query
    columns = query.columns if reading.field else ()
    order = query.order if reading.ranked else ()
    return replace(query, columns=columns, order=order)
