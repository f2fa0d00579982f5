"""What a stretch of words means, said for the owner by the names that a file of words has."""

from crm.schema import Schema
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    BoundWord,
    CompareWord,
    DateWord,
    EntityWord,
    FieldWord,
    FunctionWord,
    GrainWord,
    IdWord,
    KeyWord,
    Meaning,
    MeasureWord,
    NameWord,
    OrdinalWord,
    PlaceWord,
    StateWord,
    SuperWord,
    TextWord,
    TitleWord,
    UnitWord,
    ValueWord,
    WhoseWord,
)
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.times import Duration, TimeFound
from handlers.wording import period


def told(meaning: Meaning, schema: Schema) -> str:
    """The meaning in short: `Opportunity.Amount`, `Account.Industry is Retail`, `state won`."""
    return _in_the_crm(meaning, schema) or _counted(meaning) or _of_the_language(meaning)


def _in_the_crm(meaning: Meaning, schema: Schema) -> str:
    """A kind of record, a field, a value, or one record by what it goes by."""
    match meaning:
        case EntityWord(entity):
            return entity
        case FieldWord(entity, field):
            return f"{entity}.{field}"
        case ValueWord(entity, field, value):
            return f"{entity}.{field} is {value}"
        case NameWord(matches):
            name = matches[0].name
            return f"{schema.entity(name.entity).label.lower()} {name.text}"
        case IdWord(entity, id_):
            return f"{entity} {id_}"
        case KeyWord(key, text):
            return f"{key} {text}"
        case TitleWord(names):
            return f"title {names[0]}"
        case PlaceWord(text):
            return f"place {text}, which the CRM has not met"
    return ""


def _counted(meaning: Meaning) -> str:
    """A time, a number, or a text to be taken literally."""
    match meaning:
        case TimeFound():
            return period(meaning.past)
        case Duration(count, grain):
            return f"{count} {grain}{'s' if count != 1 else ''}"
        case Number(value, currency, percent):
            return f"{value:,f}{'%' if percent else ''}{f' {currency}' if currency else ''}"
        case OrdinalWord(number):
            return f"number {number} of them"
        case GrainWord(grain) | UnitWord(grain):
            return f"by {grain}"
        case TextWord(text):
            return f"the text {text}"
    return ""


def _of_the_language(meaning: Meaning) -> str:
    """A word that means the same in every CRM."""
    match meaning:
        case StateWord(state):
            return f"state {state}"
        case MeasureWord(measure):
            return f"measure {measure}"
        case FunctionWord(function):
            return f"figure {function}"
        case CompareWord(op) | BoundWord(op):
            return f"compare {op}"
        case SuperWord(direction):
            return f"order {direction}"
        case DateWord(role):
            return f"date {role}"
        case WhoseWord(whose):
            return f"whose {whose}"
        case Mark.FILLER:
            return "passed over"
        case Mark():
            return f"small word {meaning}"
    return type(meaning).__name__.removesuffix("Word").lower()
