"""What can be pressed below an answer: up to three next questions, and that it was not meant.

A next question is written as somebody would type it, and read as a follow-up before it is offered:
nothing is on a button that would not be understood when it is pressed.
"""

from collections.abc import Callable, Iterator

from crm.figures import usual
from crm.query import And, Comparison, Condition, Op, Query, Ref
from crm.schema import Entity, FieldType, Schema
from handlers.asking.answered import Answered
from handlers.asking.visible import constants
from handlers.cards import Button, Press
from handlers.carried import travels
from handlers.help import ASK
from handlers.ports import Turn
from handlers.speech import say, translated
from handlers.understanding.reading import NoReading, Reading, Shape

NOT_MEANT = "not_meant"

MOST = 3
_OF_TWO_QUERIES = {"attainment", "gap"}
_PERIODS = ("and last quarter?", "and this quarter?")
# What else there is to know of one record, by what it is.
_BESIDE = {
    "Account": (("Open deals", "their open deals"), ("Contacts", "their contacts")),
    "Opportunity": (
        ("Contacts", "their contacts"),
        ("Open tasks", "their open tasks"),
        ("History", "history"),
    ),
    "Contact": (("Open tasks", "their open tasks"),),
}
_OF_ONE = {Shape.RECORD, Shape.FIELD}
_LAST_CONTACT = {"Account", "Contact"}

Ways = Iterator[tuple[tuple[str, str], ...]]
"""For each place its (label, question) pairs, of which the first that is understood gets it."""
Read = Callable[[str], Reading | NoReading]


def ways_on(
    answered: Answered, question: str, turn: Turn | None, schema: Schema, read: Read
) -> tuple[Button, ...]:
    """The buttons below the answer to `question`; `read` reads a text as the next question."""
    buttons = [
        Button(translated(label), Press(ASK, (text,)))
        for label, text in _next(answered, turn, schema, read)
    ]
    if travels(question):
        buttons.append(Button(say("Not what I meant"), Press(NOT_MEANT, (question,))))
    return tuple(buttons)


def _next(
    answered: Answered, turn: Turn | None, schema: Schema, read: Read
) -> list[tuple[str, str]]:
    if turn is None or turn.query is None or turn.measure in _OF_TWO_QUERIES:
        return []
    if answered.query is None:  # records of several kinds: of which would it go on?
        return []
    record = answered.records[0].ref if answered.shape in _OF_ONE and answered.records else None
    found: dict[str, str] = {}
    for options in _ways(answered, turn, schema):
        for label, text in options:
            if text in found or (travels(text) and _leads_on(read(text), turn, record)):
                found.setdefault(text, label)
                break
    return [(label, text) for text, label in found.items()][:MOST]


def _leads_on(reading: Reading | NoReading, turn: Turn, record: Ref | None) -> bool:
    """Whether it is understood, as something else than before, and of the record that is shown."""
    if isinstance(reading, NoReading):
        return False
    if reading.query == turn.query and not (reading.wanted and reading.said != turn.said):
        return False
    return record is None or record.id in constants(reading.query.where)


def _ways(answered: Answered, turn: Turn, schema: Schema) -> Ways:
    query = turn.asked
    entity = schema.entity(query.entity)
    match answered.shape:
        case Shape.LIST | Shape.CHECK if answered.total > 1:
            yield from _after_list(query, entity, usual(entity, schema.definitions).money)
        case Shape.FIGURE:
            yield from _after_figure(query, entity)
        case Shape.GROUPS if query.group_by:
            yield from _after_groups(query, entity)
        case Shape.CHANGES:
            yield from _after_changes(turn, entity)
        case Shape.RECORD | Shape.FIELD if len(answered.records) == 1:
            yield from _after_record(answered.records[0].name, entity)


def _after_list(query: Query, entity: Entity, money: str | None) -> Ways:
    yield _by_values(query, entity)
    if money and money in entity:
        yield _said(f"total {entity.field(money).label.lower()}")
    yield from _mine(query, entity)
    yield _by_owner(query, entity)


def _after_figure(query: Query, entity: Entity) -> Ways:
    yield _by_owner(query, entity) or _by_values(query, entity)
    if not any(aggregate.where for aggregate in query.aggregates):
        yield _said("show all")
    yield _periods(query, entity)


def _after_groups(query: Query, entity: Entity) -> Ways:
    yield from _mine(query, entity)
    if not any(aggregate.where for aggregate in query.aggregates):
        yield _said("show all")
    yield _periods(query, entity)


def _after_record(name: str, entity: Entity) -> Ways:
    for label, question in _BESIDE.get(entity.name, ()):
        yield ((label, question),)
    if entity.name in _LAST_CONTACT:
        yield _said(f"last contact with {name}")


def _after_changes(turn: Turn, entity: Entity) -> Ways:
    """Another field, everything, or another time."""
    wish = turn.said.change if turn.said else None
    if wish and not (wish.fields or wish.by):
        yield _said("only stage")
    yield _said("and this month?", "and last month?")
    yield from _mine(turn.asked, entity)


def _said(*questions: str) -> tuple[tuple[str, str], ...]:
    return tuple((question[:1].upper() + question[1:], question) for question in questions)


def _by_values(query: Query, entity: Entity) -> tuple[tuple[str, str], ...]:
    """By a picklist that the question says nothing of."""
    taken = {part.path for part in _parts(query.where) if isinstance(part, Comparison)}
    lists = [f for f in entity if f.type is FieldType.PICKLIST and f.name not in taken]
    return _said(*(f"by {f.label.lower()}" for f in lists))


def _by_owner(query: Query, entity: Entity) -> tuple[tuple[str, str], ...]:
    return _said("by owner") if entity.owner_path and not _of_one(query, entity) else ()


def _mine(query: Query, entity: Entity) -> Ways:
    if entity.owner_path and not _of_one(query, entity):
        yield _said("only mine")


def _of_one(query: Query, entity: Entity) -> bool:
    """Whether it is about the records of certain people already."""
    owner = (entity.owner_path or "").removesuffix("Id")
    return any(
        isinstance(part, Comparison) and part.path.startswith(owner) for part in _parts(query.where)
    )


def _periods(query: Query, entity: Entity) -> tuple[tuple[str, str], ...]:
    """Another period, where the question was about one that has a beginning and an end."""
    edges = [p for p in _parts(query.where) if isinstance(p, Comparison) and p.op is Op.LT]
    starts = {p.path for p in _parts(query.where) if isinstance(p, Comparison) and p.op is Op.GE}
    dated = any(
        e.path in starts and e.path in entity and entity.field(e.path).type.is_time for e in edges
    )
    return _said(*_PERIODS) if dated else ()


def _parts(where: Condition | None) -> tuple[Condition, ...]:
    if where is None:
        return ()
    return where.parts if isinstance(where, And) else (where,)
