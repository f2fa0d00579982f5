"""Which relations SOQL says as sub-queries, and how those it can't are looked up first.

A sub-query stands at the top of WHERE, at most two of them, none in another, none over the object
of the query itself, over tasks or events, or behind a path: page "Comparison Operators". What NOT
IN makes of an empty reference, that page does not say: only an own id is asked for so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from crm.dialects.base import settled
from crm.dialects.plain.records import paths_of
from crm.dialects.soql.conditions import Conditions, beside
from crm.dialects.soql.places import Places
from crm.dialects.soql.records import Columns
from crm.dialects.soql.unsupported import MOST_GROUPS, MOST_SEMI_JOINS, NEVER_INSIDE
from crm.query import And, Comparison, Condition, Not, Op, Or, Related

KEY: Final = "related"
"""The alias of the id in groups that are looked up."""

Found = Mapping[Related, Sequence[str]]


def reaching(condition: Condition, places: Places) -> Condition:
    """The condition with relations in place of paths through references to several objects: leads
    whose owner is of a region are leads with such a user as their owner.
    """
    match condition:
        case And(parts):
            return And(tuple(reaching(part, places) for part in parts))
        case Or(parts):
            return Or(tuple(reaching(part, places) for part in parts))
        case Not(part):
            return Not(reaching(part, places))
        case Related(where=where):
            inner = places.inner(condition.entity)
            return replace(condition, where=where and reaching(where, inner))
        case Comparison(op=Op.NE):
            return Not(_reached(replace(condition, op=Op.EQ), places))
        case Comparison():
            return _reached(condition, places)


def _reached(comparison: Comparison, places: Places) -> Condition:
    beyond = places.beyond(places.schema.resolve(places.entity, comparison.path))
    if beyond is None:
        return comparison
    there, inner = replace(comparison, path=beyond.rest), places.inner(beyond.entity)
    if comparison.op is Op.EMPTY:
        filled = reaching(Not(there), inner)
        return Not(Related(entity=beyond.entity, via="Id", own=beyond.own, where=filled))
    where = reaching(there, inner)
    return Related(entity=beyond.entity, via="Id", own=beyond.own, where=where)


def unsaid(condition: Condition | None, places: Places) -> tuple[Related, ...]:
    """The relations whose ids have to be known before the condition can be stated: the innermost,
    where one lies in another. Each once.
    """
    if condition is None:
        return ()
    kept = set(said(condition, places))
    waiting = (related for related in _all(settled(condition)) if related not in kept)
    return _innermost(waiting, places)


def every_unsaid(condition: Condition | None, places: Places) -> tuple[Related, ...]:
    """The same for a condition that is checked here, where no relation can be stated at all."""
    return () if condition is None else _innermost(_all(settled(condition)), places)


def _innermost(waiting: Iterator[Related], places: Places) -> tuple[Related, ...]:
    first: list[Related] = []
    for related in waiting:
        first += unsaid(related.where, places.inner(related.entity)) or (related,)
    return tuple(dict.fromkeys(first))


def said(condition: Condition, places: Places) -> tuple[Related, ...]:
    """The relations that can be stated, of those at the top of a condition."""
    top = settled(condition)
    found: list[Related] = []
    for part in top.parts if isinstance(top, And) else (top,):
        negated = isinstance(part, Not)
        related = part.part if isinstance(part, Not) else part
        if isinstance(related, Related) and _sayable(related, places, negated=negated):
            found.append(related)
    return tuple(found[:MOST_SEMI_JOINS])


def _sayable(related: Related, places: Places, *, negated: bool) -> bool:
    inner = places.inner(related.entity)
    if related.at_least > 1 or "." in related.own or (negated and related.own != "Id"):
        return False
    if inner.object == places.object or inner.object in NEVER_INSIDE:
        return False
    if related.where is None:
        return True
    nested = any(_all(settled(related.where)))
    return not nested and Conditions(inner).state(related.where).exact


def _all(condition: Condition) -> Iterator[Related]:
    """The relations in a condition, but not those within them."""
    match condition:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _all(part)
        case Not(part):
            yield from _all(part)
        case Related():
            yield condition
        case Comparison():
            return


def resolved(condition: Condition, found: Found) -> Condition:
    """The condition with the relations that were looked up as lists of ids."""
    match condition:
        case And(parts):
            return And(tuple(resolved(part, found) for part in parts))
        case Or(parts):
            return Or(tuple(resolved(part, found) for part in parts))
        case Not(part):
            return Not(resolved(part, found))
        case Related() if condition in found:
            return Comparison(path=condition.own, op=Op.IN, values=tuple(found[condition]))
        case Related(where=where) if where is not None:
            return replace(condition, where=resolved(where, found))
    return condition


def unrelated(condition: Condition) -> Condition:
    """What is left to be checked here of a condition whose stated relations hold already."""
    top = settled(condition)
    parts = top.parts if isinstance(top, And) else (top,)
    left = (p for p in parts if not isinstance(p.part if isinstance(p, Not) else p, Related))
    return And(tuple(left))


@dataclass(frozen=True, kw_only=True, slots=True)
class Lookup:
    """A relation that is looked up first.

    Where `soql` is grouped, each record has as KEY the id of one that is related often enough; else
    they are the records themselves, with the `paths` that the rest is checked by.
    """

    related: Related
    soql: str
    grouped: bool
    paths: tuple[str, ...] = ()


def lookup(related: Related, places: Places, *, grouped: bool = True) -> Lookup | None:
    """How a relation is looked up; None where nothing can meet it. Without `grouped`, by the
    records one by one, since there are too many of their groups.
    """
    inner = places.inner(related.entity)
    via = inner.at(related.via)
    where = Conditions(inner).state(related.where)
    if where.text is None:
        return None
    source = f"FROM {inner.object} WHERE {beside(f'{via.text} != null', where)}"
    if not where.exact or not grouped:
        checked = related.where and unrelated(related.where)
        paths = tuple(sorted({related.via, *paths_of(checked)}))
        selected = ", ".join(Columns(inner, paths).texts())
        return Lookup(
            related=related, soql=f"SELECT {selected} {source}", grouped=False, paths=paths
        )
    often = f" HAVING COUNT(Id) >= {related.at_least}" if related.at_least > 1 else ""
    soql = f"SELECT {via.text} {KEY} {source} GROUP BY {via.text}{often} LIMIT {MOST_GROUPS}"
    return Lookup(related=related, soql=soql, grouped=True)
