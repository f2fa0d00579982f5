"""What a stretch of words means, said for the owner by the names that a file of words has."""

from crm.schema import Schema
from handlers.understanding.meaning import (
    CompareWord,
    DateWord,
    EntityWord,
    FieldWord,
    FunctionWord,
    GrainWord,
    IdWord,
    Mark,
    Meaning,
    MeasureWord,
    NameWord,
    OrdinalWord,
    StateWord,
    SuperWord,
    TextWord,
    UnitWord,
    ValueWord,
    WhoseWord,
)
from handlers.understanding.numbers import Number
from handlers.understanding.times import Duration, TimeFound
from handlers.wording import period


def told(meaning: Meaning, schema: Schema) -> str:
    """The meaning in short: `Opportunity.Amount`, `Account.Industry is Retail`, `state won`."""
    match meaning:
        case EntityWord(entity):
            return entity
        case FieldWord(entity, field):
            return f"{entity}.{field}"
        case ValueWord(entity, field, value):
            return f"{entity}.{field} is {value}"
        case NameWord(matches):
            entity = schema.entity(matches[0].name.entity).label.lower()
            return f"{entity} {matches[0].name.text}"
        case IdWord(entity, id_):
            return f"{entity} {id_}"
        case TimeFound():
            return period(meaning.past)
        case Duration(count, grain):
            return f"{count} {grain}{'s' if count != 1 else ''}"
        case Number(value, currency, percent):
            return f"{value:,f}{'%' if percent else ''}{f' {currency}' if currency else ''}"
        case TextWord(text):
            return f"the text {text}"
        case OrdinalWord(number):
            return f"number {number} of them"
    return _of_the_language(meaning)


def _of_the_language(meaning: Meaning) -> str:
    """A word that means the same in every CRM."""
    match meaning:
        case StateWord(state):
            return f"state {state}"
        case MeasureWord(measure):
            return f"measure {measure}"
        case FunctionWord(function):
            return f"figure {function}"
        case CompareWord(op):
            return f"compare {op}"
        case SuperWord(direction):
            return f"order {direction}"
        case DateWord(role):
            return f"date {role}"
        case WhoseWord(whose):
            return f"whose {whose}"
        case GrainWord(grain) | UnitWord(grain):
            return f"by {grain}"
    return "passed over" if meaning is Mark.FILLER else f"small word {meaning}"
