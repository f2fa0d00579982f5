"""What Salesforce is asked for a query, before it is asked: a plan is a value, its calls countable.

First come lookups, where relations in the query are such as SOQL can't say; with what they found,
the query is planned anew, until it is a `Listing`, a `Tally`, a `Fetch` or `Nothing`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import ceil

from crm.backends.salesforce.asking import MOST_IN_ONE
from crm.dialects.plain.figures import name_path
from crm.dialects.plain.records import paths_in
from crm.dialects.soql.conditions import Conditions
from crm.dialects.soql.figures import Tally, tally
from crm.dialects.soql.lists import Listing, listing, selecting
from crm.dialects.soql.literals import LONGEST_QUERY
from crm.dialects.soql.places import Naming, Places
from crm.dialects.soql.records import Columns
from crm.dialects.soql.relations import (
    Found,
    every_unsaid,
    reaching,
    resolved,
    unrelated,
    unsaid,
)
from crm.dialects.soql.unsupported import UNSUPPORTED, refused
from crm.query import Aggregate, Condition, Order, Query, Related, every
from crm.schema import Schema

_SHORTER = (LONGEST_QUERY * 2 // 3, LONGEST_QUERY // 5, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetch:
    """The records themselves, for what is done here: `checked` is what SOQL said only coarsely."""

    query: Query
    soql: str
    columns: Columns
    checked: Condition | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """No record can match: nothing is asked."""

    query: Query


Plan = Listing | Tally | Fetch | Nothing


@dataclass(frozen=True, slots=True)
class Planning:
    """Plans queries over one org, as one person sees it; `zone` is theirs in the org, "" where it
    is not known.
    """

    schema: Schema
    naming: Naming
    zone: str

    def reached(self, query: Query) -> Query:
        """The query without paths that SOQL can't follow in a condition."""
        places = self.places(query.entity)
        return _stated(query, lambda condition: reaching(condition, places))

    def lookups(self, query: Query) -> tuple[Related, ...]:
        """The relations that are looked up before the query can be planned."""
        places = self.places(query.entity)
        own = (every(query.where, aggregate.where) for aggregate in query.aggregates)
        found = (unsaid(condition, places) for condition in (query.where, *own))
        return tuple(dict.fromkeys(related for some in found for related in some))

    def fetch_lookups(self, query: Query) -> tuple[Related, ...]:
        """Those that are looked up besides before figures are done here."""
        places = self.places(query.entity)
        found = (every_unsaid(aggregate.where, places) for aggregate in query.aggregates)
        return tuple(dict.fromkeys(related for some in found for related in some))

    def plan(self, query: Query) -> Plan:
        """What is asked for it; raises Unsupported for what takes more than SOQL can hold."""
        for longest in _SHORTER:
            made = self._plan(query, self.places(query.entity, longest))
            if all(len(soql) <= LONGEST_QUERY for soql in asked(made)):
                return made
        raise refused(UNSUPPORTED.long_query)

    def fetch(self, query: Query) -> Plan:
        """The records of a query, to do all the rest here."""
        for longest in _SHORTER:
            made = self._fetch(query, self.places(query.entity, longest))
            if all(len(soql) <= LONGEST_QUERY for soql in asked(made)):
                return made
        raise refused(UNSUPPORTED.long_query)

    def places(self, entity: str, longest: int = _SHORTER[0]) -> Places:
        """What paths from that entity lead to."""
        return Places(self.schema, self.naming, entity, longest)

    def _plan(self, query: Query, places: Places) -> Plan:
        where = Conditions(places).state(query.where)
        if where.text is None:
            return Nothing(query)
        if not where.exact:
            return self._fetch(query, places)
        if query.is_list:
            return listing(query, places, where) or self._fetch(query, places)
        return tally(query, places, self.zone) or self._fetch(query, places)

    def _fetch(self, query: Query, places: Places) -> Plan:
        where = Conditions(places).state(query.where)
        if where.text is None:
            return Nothing(query)
        checked = None if where.exact or query.where is None else unrelated(query.where)
        paths = paths_in(query, checked)
        if query.is_list:
            paths.add(self.schema.entity(query.entity).name_field)
        named = (name_path(grouping.path, query, self.schema) for grouping in query.group_by)
        columns = Columns(places, tuple(sorted(paths.union(filter(None, named)))))
        soql = selecting(columns, where)
        return Fetch(query=query, soql=soql, columns=columns, checked=checked)


def asked(plan: Plan) -> Iterator[str]:
    """Every SOQL of a plan."""
    match plan:
        case Listing(soql=soql) | Fetch(soql=soql):
            yield soql
        case Tally(queries=queries):
            yield from (one.soql for one in queries if one.soql is not None)


def calls(plan: Plan) -> int:
    """The API calls a plan takes, those of further pages aside."""
    return ceil(len(list(asked(plan))) / MOST_IN_ONE)


def with_found(query: Query, found: Found) -> Query:
    """The query with relations as lists of the ids that were looked up."""
    return _stated(query, lambda condition: resolved(condition, found))


def _stated(query: Query, state: Callable[[Condition], Condition]) -> Query:
    """The query with each of its conditions stated otherwise."""

    def own(aggregate: Aggregate) -> Aggregate:
        return replace(aggregate, where=aggregate.where and state(aggregate.where))

    def order(one: Order) -> Order:
        return replace(one, by=own(one.by)) if isinstance(one.by, Aggregate) else one

    return replace(
        query,
        where=query.where and state(query.where),
        aggregates=tuple(map(own, query.aggregates)),
        order=tuple(map(order, query.order)),
    )
