"""Questions that take two queries: the last contact, and what was won against the quota."""

from dataclasses import replace

from crm.figures import MEASURES, State, measured, state
from crm.periods import Grain
from crm.query import Condition, Op, Order, Query, compare, every
from handlers.understanding.compared import compares
from handlers.understanding.draft import (
    Draft,
    Item,
    NameItem,
    Phrase,
    StateItem,
    TimeItem,
    WhoseItem,
)
from handlers.understanding.meaning import Mark, Whose
from handlers.understanding.reading import Combine, NoReading, Reading, Shape, Unsure, Why
from handlers.understanding.resolve import Resolver
from handlers.understanding.times import TimeFound

_QUOTA = MEASURES["quota"].aggregates


def last_contact(draft: Draft, resolver: Resolver) -> Reading:
    """The latest completed task or past event with whoever was named."""
    if not draft.root.items:
        raise Unsure(NoReading(why=Why.CLARIFY, sentence="With whom?"))
    task = resolver.condition(Phrase(entity="Task", items=list(draft.root.items)))
    event = resolver.condition(Phrase(entity="Event", items=list(draft.root.items)))
    meant = resolver.schema.definitions
    today = compare("ActivityDate", Op.LE, resolver.now.date())
    done = every(task, state("Task", State.CLOSED, resolver.now, meant), today)
    met = every(event, state("Event", State.PAST, resolver.now, meant))
    zone = resolver.viewer.time_zone
    return Reading(
        shape=Shape.FIELD if Mark.WHEN in draft.question else Shape.LIST,
        query=_latest("Task", "ActivityDate", done, zone),
        second=_latest("Event", "StartDateTime", met, zone),
        combine=Combine.LATER,
        field="ActivityDate" if Mark.WHEN in draft.question else None,
        named=tuple(resolver.named),
    )


def _latest(entity: str, path: str, where: Condition | None, zone: str) -> Query:
    order = (Order(by=path, descending=True),)
    return Query(entity=entity, columns=(path,), where=where, order=order, limit=1, zone=zone)


def against_quota(draft: Draft, resolver: Resolver) -> Reading:
    """Won amount against the quota of the same people and period; this quarter unless said."""
    measure = MEASURES[draft.measure or "attainment"]
    items: list[Item] = [i for i in draft.root.items if not isinstance(i, StateItem)]
    periods = [i for i in items if isinstance(i, TimeItem)]
    people = [i for i in items if isinstance(i, NameItem | WhoseItem)]
    several = compares(draft) or len(periods) > 1 or len(people) > 1
    if draft.groups or draft.root.subs or several:
        raise Unsure(
            NoReading(
                why=Why.NOT_UNDERSTOOD,
                sentence="I can tell quota attainment for one person or team at a time.",
            )
        )
    if not any(isinstance(i, TimeItem) for i in items):
        items.append(_this_quarter(resolver))
    if not items[:-1] and Mark.HAVE not in draft.question:
        items.insert(0, WhoseItem(whose=Whose.ME))
    items = [replace(i, role=None) if isinstance(i, TimeItem) else i for i in items]
    won = Phrase(entity="Opportunity", items=[*items, StateItem(state=State.WON)])
    zone = resolver.viewer.time_zone
    schema = resolver.schema
    measure = measured(measure, schema.entity("Opportunity"), schema.definitions)
    query = Query(
        entity="Opportunity",
        where=resolver.condition(won),
        aggregates=measure.aggregates,
        zone=zone,
    )
    quota = resolver.condition(Phrase(entity="Quota", items=items))
    return Reading(
        shape=Shape.FIGURE,
        query=query,
        measure=measure,
        named=tuple(resolver.named),
        second=Query(entity="Quota", where=quota, aggregates=_QUOTA, zone=zone),
        combine=Combine.GAP if draft.measure == "gap" else Combine.RATIO,
    )


def _this_quarter(resolver: Resolver) -> TimeItem:
    calendar = resolver.schema.definitions.calendar(resolver.now.date())
    period = calendar.period(Grain.QUARTER)
    return TimeItem(time=TimeFound(period, period, 0, "this quarter"))
