"""Of which records something is said: conditions and related records moved to where they belong.

The parser puts what it reads to the records named last. That holds for most sentences; here stand
the rules for the others, told by the schema: what only the outer records can have, what was said
after a comma, and records that hang together only by way of a third.
"""

from crm.figures import usual
from crm.schema import Schema
from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.draft import (
    AgeItem,
    EmptyItem,
    FlagItem,
    Item,
    NameItem,
    NumberItem,
    Phrase,
    StateItem,
    TextItem,
    TimeItem,
    ValueItem,
    WhoseItem,
)
from handlers.understanding.language.meaning import DateRole
from handlers.understanding.schema.connect import connect

# Records with a worth of their own: "over 50k" is said of them, and not of an account.
_WORTH = {
    "Opportunity", "Order", "Invoice", "Quota", "OrderItem", "OpportunityLineItem",
}  # fmt: skip
_DATED = _WORTH | {"Task", "Event"}
_ROLE_OF = {
    DateRole.CLOSING: {"Opportunity"},
    DateRole.WON: {"Opportunity"},
    DateRole.LOST: {"Opportunity"},
    DateRole.CLOSED: {"Opportunity", "Task"},
    DateRole.PLACED: {"Order"},
    DateRole.DUE: {"Invoice", "Task"},
}


def attach(phrase: Phrase, resolver: Resolver) -> None:
    """Move what is said of inner records, and records inside them, to where it belongs."""
    for sub in phrase.subs:
        attach(sub.phrase, resolver)
        inner, outer = sub.phrase, phrase
        for item in tuple(inner.items):
            loose = any(item is said for said in inner.loose)
            if _belongs_outside(item, inner, outer, resolver, loose=loose):
                inner.items.remove(item)
                outer.items.append(item)
                outer.loose += [item] if loose else []
    for sub in tuple(phrase.subs):
        for deeper in tuple(sub.phrase.subs):
            if _nearer(phrase, sub.phrase, deeper.phrase, resolver.schema):
                sub.phrase.subs.remove(deeper)
                phrase.subs.append(deeper)


def _belongs_outside(
    item: Item, inner: Phrase, outer: Phrase, resolver: Resolver, *, loose: bool
) -> bool:
    here, there = inner.entity or "", outer.entity or ""
    if _only_outer_has(item, here, there):
        return True
    if not resolver.fits(item, here):
        return resolver.fits(item, there)
    return loose and _said_of(item, there, resolver)


def _only_outer_has(item: Item, inner: str, outer: str) -> bool:
    """ "contacts at my accounts without email": the e-mail is the contacts' own field."""
    if not isinstance(item, EmptyItem):
        return False
    entities = {option.entity for options in item.fields for option in options}
    return outer in entities and inner not in entities


def _said_of(item: Item, entity: str, resolver: Resolver) -> bool:
    """Whether such records have it themselves: after a comma it is said of them."""
    match item:
        case NumberItem() if not item.fields:
            record = resolver.schema.entity(entity)
            return entity in _WORTH and bool(usual(record, resolver.schema.definitions).money)
        case TimeItem() if not item.fields:
            return entity in _ROLE_OF.get(item.role, _DATED) if item.role else entity in _DATED
        case NumberItem() | TimeItem() | TextItem() | FlagItem():
            return any(field.entity == entity for field in item.fields)
        case EmptyItem():
            return all(any(f.entity == entity for f in options) for options in item.fields)
        case ValueItem():
            return any(value.entity == entity for options in item.values for value in options)
        case StateItem() | AgeItem():
            return resolver.fits(item, entity)
        case WhoseItem() | NameItem(owner=True):
            return entity != "User" and resolver.schema.entity(entity).owner_path is not None
    return False


def _nearer(outer: Phrase, inner: Phrase, deeper: Phrase, schema: Schema) -> bool:
    """ "accounts with overdue invoices and an open renewal": deals have to do with invoices only
    by way of the account, so it is the account's deal.
    """
    roundabout = connect(schema, inner.entity or "", deeper.entity or "")
    direct = connect(schema, outer.entity or "", deeper.entity or "")
    if roundabout is None or direct is None or outer.entity == deeper.entity:
        return False
    return roundabout.shared and not direct.shared
