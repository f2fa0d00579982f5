"""Who may read what. `Crm.run` takes only a `Permitted`, and only `narrow` makes one.

The embedded CRM's own rule, modelled on Salesforce's org-wide defaults: either everybody reads
everything, or people read what they and those below them in the manager tree own. A record's parent
(the account of my deal) is readable with it, as Salesforce's implicit sharing has it. Fields can be
hidden from a role; to those people a hidden field does not exist.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from crm.check import check
from crm.query import (
    Aggregate,
    And,
    Condition,
    Not,
    Op,
    Or,
    Order,
    Query,
    Related,
    compare,
    every,
)
from crm.schema import Schema


class Role(StrEnum):
    """What a person is in the manager tree: nobody above, somebody below, or neither."""

    LEADER = "leader"
    MANAGER = "manager"
    REP = "rep"


class Sharing(StrEnum):
    """The company's setting for the embedded CRM."""

    PUBLIC = "public"
    PRIVATE = "private"


@dataclass(frozen=True, kw_only=True, slots=True)
class Viewer:
    """The person in whose name the CRM is asked.

    `reports` are the ids of everybody below in the manager tree, `time_zone` is an IANA name; with
    `zone_known` False it only stands in for one that the CRM does not have. `locale` is how they
    write numbers and dates, `language` what they read (`de_DE`, `de`); "" where the CRM has none.
    """

    user_id: str
    name: str
    email: str
    role: Role = Role.REP
    time_zone: str = "UTC"
    zone_known: bool = True
    manager_id: str | None = None
    locale: str = ""
    language: str = ""
    reports: frozenset[str] = frozenset()
    active: bool = True

    @property
    def first_name(self) -> str:
        """How the person is addressed."""
        return self.name.split(" ")[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessRules:
    """What the owner set: the sharing model, and (entity, field) pairs hidden by role."""

    sharing: Sharing = Sharing.PUBLIC
    hidden: Mapping[Role, frozenset[tuple[str, str]]] = field(default_factory=dict)

    def visible(self, schema: Schema, viewer: Viewer) -> Schema:
        """The schema as this person sees it."""
        return schema.without(self.hidden.get(viewer.role, frozenset()))


_SEAL: Final = object()


class Permitted:
    """A checked query that may run, with the person it runs for. Made by `narrow` alone."""

    __slots__ = ("query", "viewer")

    def __init__(self, query: Query, viewer: Viewer, *, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("only crm.access.narrow permits a query")
        self.query: Final = query
        self.viewer: Final = viewer


def narrow(query: Query, viewer: Viewer, *, schema: Schema, rules: AccessRules) -> Permitted:
    """The query cut down to what `viewer` may read.

    `schema` is the whole schema. Raises a QueryError for anything wrong in the query, and for a
    hidden field in the same words as for one that is not there.
    """
    seen = rules.visible(schema, viewer)
    check(query, seen)
    owners = owners_read(viewer, rules)
    if owners is None:
        return Permitted(query, viewer, seal=_SEAL)
    narrower = _Narrower(seen, owners)
    limited = replace(
        query,
        where=every(narrower.owned(query.entity), narrower.inner(query.where)),
        aggregates=tuple(narrower.aggregate(a) for a in query.aggregates),
        order=tuple(narrower.order(o) for o in query.order),
    )
    return Permitted(limited, viewer, seal=_SEAL)


def knowable(
    entity: str, viewer: Viewer, *, schema: Schema, rules: AccessRules
) -> Condition | None:
    """The condition that a person may know of a record: that it is theirs to read, or the parent of
    one that is, as the account of their own deal. None where they may know of all.
    """
    seen = rules.visible(schema, viewer)
    owners = owners_read(viewer, rules)
    if owners is None or seen.entity(entity).owner_path is None:
        return None
    narrower = _Narrower(seen, owners)
    children = (
        Related(entity=child.name, via=field.name, where=narrower.owned(child.name))
        for child in seen
        for field in child
        if field.refers_to == entity
    )
    return Or(tuple(filter(None, (narrower.owned(entity), *children))))


def owners_read(viewer: Viewer, rules: AccessRules) -> tuple[str, ...] | None:
    """Whose records a person reads; None where everybody's."""
    if rules.sharing is Sharing.PUBLIC:
        return None
    return tuple(sorted({viewer.user_id, *viewer.reports}))


@dataclass(frozen=True, slots=True)
class _Narrower:
    """Adds "owned by one of these" to the query and to the records looked at through `Related`."""

    schema: Schema
    owners: tuple[str, ...]

    def owned(self, entity: str) -> Condition | None:
        path = self.schema.entity(entity).owner_path
        return compare(path, Op.IN, *self.owners) if path else None

    def aggregate(self, aggregate: Aggregate) -> Aggregate:
        return replace(aggregate, where=self.inner(aggregate.where))

    def order(self, order: Order) -> Order:
        """An order by a figure names that figure, which is another one by now."""
        by = order.by
        return replace(order, by=self.aggregate(by)) if isinstance(by, Aggregate) else order

    def inner(self, condition: Condition | None) -> Condition | None:
        match condition:
            case And(parts):
                return And(tuple(self._each(p) for p in parts))
            case Or(parts):
                return Or(tuple(self._each(p) for p in parts))
            case Not(part):
                return Not(self._each(part))
            case Related():
                where = every(self.owned(condition.entity), self.inner(condition.where))
                return replace(condition, where=where)
        return condition

    def _each(self, part: Condition) -> Condition:
        inner = self.inner(part)
        return part if inner is None else inner
