"""Which fields a question for changes is about, which way they went, and from what to what."""

from collections.abc import Iterable, Iterator

from crm.figures import State
from crm.moves import Course, is_lost, is_won
from crm.periods import Period
from crm.schema import FieldType, Schema
from handlers.speech import noun, say
from handlers.understanding.draft import ChangeWish, StateItem, TimeItem, ValueItem
from handlers.understanding.language.meaning import ChangeKind, FieldWord
from handlers.understanding.reading import NoReading, Unsure, Why
from handlers.understanding.schema.connect import connect

Options = tuple[FieldWord, ...]
"""The fields one word can mean."""
End = ValueItem | StateItem | TimeItem
"""What a field came to hold, or held."""
Found = tuple[tuple[str, str], ...]
"""(entity, field) pairs."""

_COURSES = {
    ChangeKind.FORWARD: Course.FORWARD,
    ChangeKind.BACK: Course.BACK,
    ChangeKind.LATER: Course.LATER,
    ChangeKind.EARLIER: Course.EARLIER,
    ChangeKind.UP: Course.UP,
    ChangeKind.DOWN: Course.DOWN,
}
_USUAL_FIELDS = {
    Course.FORWARD: ("StageName", FieldType.PICKLIST),
    Course.BACK: ("StageName", FieldType.PICKLIST),
    Course.LATER: ("CloseDate", FieldType.DATE),
    Course.EARLIER: ("CloseDate", FieldType.DATE),
    Course.UP: ("Amount", FieldType.MONEY),
    Course.DOWN: ("Amount", FieldType.MONEY),
}
_ORDERED = {
    Course.FORWARD: (FieldType.PICKLIST,),
    Course.BACK: (FieldType.PICKLIST,),
    Course.LATER: (FieldType.DATE, FieldType.DATETIME),
    Course.EARLIER: (FieldType.DATE, FieldType.DATETIME),
    Course.UP: (FieldType.MONEY, FieldType.NUMBER, FieldType.PERCENT),
    Course.DOWN: (FieldType.MONEY, FieldType.NUMBER, FieldType.PERCENT),
}
# What a verb means that speaks of another kind of field: an amount that "moved back" is less.
_MEANT = {
    (Course.FORWARD, FieldType.MONEY): Course.UP,
    (Course.BACK, FieldType.MONEY): Course.DOWN,
    (Course.UP, FieldType.PICKLIST): Course.FORWARD,
    (Course.DOWN, FieldType.PICKLIST): Course.BACK,
}
_STAGE = (FieldWord("Opportunity", "StageName", FieldType.PICKLIST),)
_FIRST = ("Opportunity", "Order", "Invoice", "Contact", "Task", "Event")


def course_of(wish: ChangeWish) -> Course | None:
    """Which way the verb says; "pushed to Negotiation" says where to, and not which way."""
    courses = {course for kind in wish.kinds if (course := _COURSES.get(kind))}
    if len(courses) > 1:
        raise cannot("I can't tell two ways at once. Which one do you mean?")
    if any(not isinstance(end, TimeItem) for end in wish.into):
        return None
    return next(iter(courses), None)


def options_of(
    wish: ChangeWish, said: list[Options], course: Course | None, schema: Schema
) -> list[Options]:
    """The fields that were said, or those that the verb or a value speaks of."""
    ends = [end for end in (*wish.into, *wish.out_of) if not isinstance(end, TimeItem)]
    if said or not (ends or course or wish.kinds):
        return said
    if ends:
        return [_of_values(ends, schema)]
    if course:
        name, type_ = _USUAL_FIELDS[course]
        return [(FieldWord("Opportunity", name, type_),)]
    if ChangeKind.REASSIGNED in wish.kinds:
        return [_owners(schema)]
    return [_STAGE] if ChangeKind.MOVED in wish.kinds else []


def fields_of(options: list[Options], entity: str, schema: Schema) -> Found:
    """The fields as those records have them, or others that hang on them; raises Unsure."""
    found: list[tuple[str, str]] = []
    there = hanging(schema) if entity == "Account" else ()
    for words in options:
        own = [(word.entity, word.field) for word in words if word.entity == entity]
        other = [(word.entity, word.field) for word in words if word.entity in there]
        if not own and not other:
            label = words[0].field
            records = noun(schema.entity(entity).plural)
            told = say("I can't tell “{what}” for {records}.", what=label, records=records)
            raise cannot(told, label)
        found += own or other
    return tuple(dict.fromkeys(found))


def fitting(course: Course | None, found: Found, schema: Schema) -> Course | None:
    """The course as the fields have it; raises Unsure where they have none of the kind."""
    if course is None:
        return None
    types = {schema.entity(entity).field(name).type for entity, name in found}
    meant = {_MEANT.get((course, type_), course) for type_ in types}
    if len(meant) > 1 or not types <= set(_ORDERED[next(iter(meant))]):
        if types <= set(_ORDERED[Course.LATER]):
            raise cannot("Moved to a later date, or to an earlier one?")
        raise cannot(say("I can't tell what goes “{way}” there.", way=course.value))
    return next(iter(meant))


def values_of(ends: Iterable[End], found: Found, schema: Schema) -> Iterator[str]:
    """The values that were said, in small letters; raises Unsure for what is none of the field."""
    for end in ends:
        match end:
            case ValueItem(values=(words,)):
                told = words[0].value
                values = [w.value for w in words if (w.entity, w.field) in found]
            case StateItem(state=name):
                told = name.value
                values = list(_in_state(name, schema)) if _is_stage(found) else []
            case _:
                continue
        if not values:
            raise cannot(say("I can't tell what went to “{value}”.", value=told), told)
        yield from (value.casefold() for value in values)


def days_of(ends: Iterable[End]) -> Period | None:
    """The days that a date went to or came from, where such were said."""
    times = [end.time for end in ends if isinstance(end, TimeItem)]
    return times[0].future if times else None


def hanging(schema: Schema) -> tuple[str, ...]:
    """The kinds of record that hang on an account, those people speak of first."""
    found = [
        entity.name
        for entity in schema
        if entity.name not in {*schema.unused, "Account"}
        and entity.name_field != "Id"
        and (way := connect(schema, entity.name, "Account")) is not None
        and way.path is not None
        and "." not in way.path
    ]
    known = [name for name in _FIRST if name in found]
    return (*known, *sorted(set(found) - set(known)))


def cannot(sentence: str, *words: str) -> Unsure:
    """What to raise where the person has to say it otherwise."""
    why = Why.NOT_UNDERSTOOD if words else Why.CLARIFY
    return Unsure(NoReading(why=why, sentence=sentence, words=words, misplaced=bool(words)))


def _of_values(ends: Iterable[End], schema: Schema) -> Options:
    """The fields that the values are of: "to Negotiation" speaks of the stage."""
    words = [w for end in ends if isinstance(end, ValueItem) for each in end.values for w in each]
    named = dict.fromkeys((word.entity, word.field) for word in words)
    found = (FieldWord(e, name, schema.entity(e).field(name).type) for e, name in named)
    return tuple(found) or _STAGE


def _owners(schema: Schema) -> Options:
    """The owner of every kind of record, that of deals first."""
    kinds = sorted((e.name for e in schema if "OwnerId" in e), key=lambda e: e != "Opportunity")
    return tuple(FieldWord(kind, "OwnerId", FieldType.REFERENCE) for kind in kinds)


def _is_stage(found: Found) -> bool:
    return found == (("Opportunity", "StageName"),)


def _in_state(state: State, schema: Schema) -> Iterator[str]:
    """The stages of won, lost, closed or open deals."""
    for stage in schema.entity("Opportunity").field("StageName").picklist:
        won, lost = is_won(stage), is_lost(stage)
        told = {State.WON: won, State.LOST: lost, State.CLOSED: won or lost}
        if told.get(state, state is State.OPEN and not (won or lost)):
            yield stage
