"""The forecast of a period: amounts by forecast category, or the amount in one of them."""

from dataclasses import replace

from crm.figures import FORECAST_CATEGORY, LEFT_OUT_OF_FORECAST
from crm.query import And, Comparison, Condition, Function, Grouping, Op, Order
from crm.schema import FieldType, Schema
from handlers.speech import say
from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.draft import (
    Draft,
    GroupWish,
    Item,
    NameItem,
    TimeItem,
    ValueItem,
    WhoseItem,
)
from handlers.understanding.figures.compared import compares
from handlers.understanding.figures.held_figures import this_quarter
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import FieldWord, ValueWord
from handlers.understanding.reading import NoReading, Reading, Shape, Unsure, Why

FORECAST = "forecast"
_DEAL = "Opportunity"
_CATEGORY = FieldWord(_DEAL, FORECAST_CATEGORY, FieldType.PICKLIST)
_OMITTED = ValueItem(
    values=((ValueWord(_DEAL, FORECAST_CATEGORY, LEFT_OUT_OF_FORECAST),),), negated=True
)


def settle_forecast(draft: Draft, resolver: Resolver) -> None:
    """Say of the draft what a forecast, or "our commit", implies; raises Unsure."""
    if draft.measure == FORECAST and _of_one_deal(draft):
        draft.measure = None
        draft.fields.append((_CATEGORY,))
        return
    if draft.measure == FORECAST or any(map(_in_category, draft.root.items)):
        # What is forecast has yet to come: "in commit for December" is the next one.
        draft.root.items = [_coming(item) for item in draft.root.items]
    if draft.measure == FORECAST:
        _say_forecast(draft, resolver.schema)
    elif _is_category(draft):
        _say_category(draft)
    else:
        return
    draft.root.entity = draft.root.entity or _DEAL
    timed = any(isinstance(i, TimeItem) for i in draft.root.items)
    if not timed and not any(g.grain for g in draft.groups):
        draft.root.items.append(this_quarter(resolver))


def forecast_grouped(reading: Reading) -> Reading:
    """A forecast is told by category, whatever else it is told by, unless one of them was said."""
    query = reading.query
    by = Grouping(path=FORECAST_CATEGORY)
    told = by in query.group_by or _compares_category(query.where)
    if reading.measure_name != FORECAST or not query.aggregates or told:
        return reading
    groups = (*query.group_by, by)
    order = (*(Order(by=g) for g in query.group_by), Order(by=by, descending=True))
    return replace(
        reading,
        shape=Shape.GROUPS,
        query=replace(query, group_by=groups, order=order, limit=query.limit or 50),
    )


def _of_one_deal(draft: Draft) -> bool:
    """ "forecast of the Halden pilot" is what that deal is in."""
    named = [i for i in draft.root.items if isinstance(i, NameItem)]
    kinds = {m.name.entity for i in named for matches in i.names for m in matches}
    kinds |= {i.id.entity for i in named if i.id}
    return kinds == {_DEAL}


def _coming(item: Item) -> Item:
    return (
        replace(item, time=replace(item.time, past=item.time.future))
        if isinstance(item, TimeItem)
        else item
    )


def _say_forecast(draft: Draft, schema: Schema) -> None:
    if FORECAST_CATEGORY not in schema.entity(_DEAL):
        raise _unsure(say("There are no forecast categories in this CRM."), Why.NOT_UNDERSTOOD)
    if draft.rank:
        raise _unsure(say("Which category of the forecast do you mean?"), Why.CLARIFY)
    draft.groups = [
        replace(g, fields=(_CATEGORY,)) if _CATEGORY in g.fields else g for g in draft.groups
    ]
    if not any(map(_in_category, draft.root.items)):
        draft.root.items.append(_OMITTED)


def _say_category(draft: Draft) -> None:
    """The amount in a category; of several, each."""
    draft.function = Function.SUM
    several = any(isinstance(i, ValueItem) and len(i.values) > 1 for i in draft.root.items)
    if several and not compares(draft) and not draft.groups:
        draft.groups.append(GroupWish(fields=(_CATEGORY,)))


def _is_category(draft: Draft) -> bool:
    """ "our commit", "best case for Q4", "how much is in commit": a category, and no record."""
    root = draft.root
    if root.entity or root.subs or draft.measure or draft.rank or Mark.LIST in draft.question:
        return False
    if draft.share or draft.roles or draft.function not in (None, Function.SUM):
        return False
    others = [options for options in draft.fields if options[0].type is not FieldType.MONEY]
    told = any(map(_in_category, root.items)) and all(map(_says_whose_or_when, root.items))
    return told and not others


def _says_whose_or_when(item: Item) -> bool:
    """ "open commits without a next step" are records: more is said of them."""
    if isinstance(item, TimeItem):
        return item.role is None and not item.fields
    return isinstance(item, WhoseItem | NameItem | ValueItem)


def _in_category(item: Item) -> bool:
    if not isinstance(item, ValueItem) or item.negated:
        return False
    return all(any(v.field == FORECAST_CATEGORY for v in options) for options in item.values)


def _compares_category(where: Condition | None) -> bool:
    """Whether it asks for certain categories."""
    parts = where.parts if isinstance(where, And) else (where,)
    wanted = {Op.EQ, Op.IN}
    return any(
        isinstance(p, Comparison) and p.path == FORECAST_CATEGORY and p.op in wanted for p in parts
    )


def _unsure(sentence: str, why: Why) -> Unsure:
    return Unsure(NoReading(why=why, sentence=sentence))
