"""The last contact: the latest of what two queries find."""

from crm.figures import State, state
from crm.query import Condition, Op, Order, Query, compare, every
from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.draft import (
    Draft,
    Phrase,
    StateItem,
)
from handlers.understanding.language.marks import Mark
from handlers.understanding.reading import NoReading, Reading, Shape, Unsure, Why


def last_contact(draft: Draft, resolver: Resolver) -> Reading:
    """The latest completed task or past event with whoever was named."""
    if not draft.root.items:
        raise Unsure(NoReading(why=Why.CLARIFY, sentence="With whom?"))
    # "their open deals / when was the last contact with them": what was open are no tasks.
    whom = [item for item in draft.root.items if not isinstance(item, StateItem)]
    task = resolver.condition(Phrase(entity="Task", items=list(whom)))
    event = resolver.condition(Phrase(entity="Event", items=list(whom)))
    meant = resolver.schema.definitions
    today = compare("ActivityDate", Op.LE, resolver.now.date())
    done = every(task, state("Task", State.CLOSED, resolver.now, meant), today)
    met = every(event, state("Event", State.PAST, resolver.now, meant))
    zone = resolver.viewer.time_zone
    day = Mark.LIST not in draft.question and Mark.WHAT not in draft.question
    return Reading(
        shape=Shape.FIELD if day else Shape.LIST,
        query=_latest("Task", "ActivityDate", done, zone),
        second=_latest("Event", "StartDateTime", met, zone),
        field="ActivityDate" if day else None,
        named=tuple(resolver.named),
    )


def _latest(entity: str, path: str, where: Condition | None, zone: str) -> Query:
    order = (Order(by=path, descending=True),)
    return Query(entity=entity, columns=(path,), where=where, order=order, limit=1, zone=zone)
