"""What the CRM gives back about an account: what is open, ordered, unpaid and overdue there."""

from dataclasses import dataclass
from datetime import datetime

from crm.access import Viewer
from crm.errors import QueryError
from crm.figures import State, state, usual
from crm.links import Links
from crm.port import Crm
from crm.query import Aggregate, Figures, Function, Op, Query, Ref, compare, every
from crm.schema import Schema
from handlers.asking.answered import Aside
from handlers.speech import say
from handlers.wording import show


@dataclass(frozen=True, slots=True)
class _Give:
    """What is told of an account's other records: how many there are, and their usual amount unless
    another is named.
    """

    label: str
    entity: str
    state: State
    money: str | None = None


_GIVES = (
    _Give("Open opportunities", "Opportunity", State.OPEN),
    _Give("Won so far", "Opportunity", State.WON),
    _Give("Open orders", "Order", State.OPEN),
    _Give("Unpaid invoices", "Invoice", State.UNPAID, "Balance"),
    _Give("Overdue invoices", "Invoice", State.OVERDUE, "Balance"),
)


async def account_lines(
    account: Ref, crm: Crm, viewer: Viewer, now: datetime, schema: Schema, links: Links
) -> tuple[Aside, ...]:
    """A line for each of these that there is any of, as this person may read it."""
    lines = []
    for give in _GIVES:
        if give.entity in schema:
            line = await _line(give, account, crm, viewer, now, links, schema)
            lines += [line] if line else []
    return tuple(lines)


async def _line(
    give: _Give,
    account: Ref,
    crm: Crm,
    viewer: Viewer,
    now: datetime,
    links: Links,
    schema: Schema,
) -> Aside | None:
    """The count, and the money, which is hidden from some."""
    entity = schema.entity(give.entity)
    money = give.money or usual(entity, schema.definitions).money
    total = (Aggregate(function=Function.SUM, path=money),) if money in entity else ()
    meant = state(give.entity, give.state, now, schema.definitions)
    where = every(compare("AccountId", Op.EQ, account.id), meant)
    query = Query(
        entity=give.entity,
        where=where,
        aggregates=(Aggregate(function=Function.COUNT), *total),
        zone=viewer.time_zone,
    )
    try:
        found = await crm.run(await crm.permit(query, viewer))
    except QueryError:
        return None
    assert isinstance(found, Figures)
    count, *_ = values = found.groups[0].values
    if not count:
        return None
    said = [show(value) for value in values if value is not None]
    return Aside(label=say(give.label), text=", ".join(said), link=links.records(query))
