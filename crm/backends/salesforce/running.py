"""A permitted query, asked of Salesforce: one call for a list, one for figures, as a rule."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from crm.access import Permitted
from crm.backends.salesforce.asking import MOST_IN_ONE, Asking, Page, Record
from crm.backends.salesforce.mapping import OrgMapping
from crm.backends.salesforce.planning import Fetch, Nothing, Plan, Planning, with_found
from crm.dialects.plain.conditions import holds
from crm.dialects.plain.figures import tallied
from crm.dialects.plain.lists import listed
from crm.dialects.plain.records import Record as PlainRecord
from crm.dialects.soql.conditions import one_of_ids
from crm.dialects.soql.figures import Tally
from crm.dialects.soql.lists import Listing, selecting
from crm.dialects.soql.records import Columns
from crm.dialects.soql.relations import KEY, Lookup, lookup, unrelated
from crm.dialects.soql.unsupported import MOST_FETCHED, MOST_GROUPS, UNSUPPORTED, refused
from crm.query import Answer, Figures, Query, Related, Rows, Value
from crm.schema import Schema

SMALLEST_PAGE, LARGEST_PAGE = 200, 2_000


async def run(
    permitted: Permitted, *, schema: Schema, asking: Asking, mapping: OrgMapping
) -> Answer:
    """Rows for a list, Figures for aggregates; `schema` is the person's own.

    Raises Unsupported for what would take more than 50,000 records to be looked at.
    """
    viewer = permitted.viewer
    zone = viewer.time_zone if viewer.zone_known else ""
    running = _Running(Planning(schema, mapping, zone), asking)
    answer = await running.answer(permitted.query)
    return replace(answer, query=permitted.query)


class _Running:
    def __init__(self, planning: Planning, asking: Asking) -> None:
        self._planning, self._asking = planning, asking

    async def answer(self, query: Query) -> Answer:
        query = self._planning.reached(query)
        while pending := self._planning.lookups(query):
            query = with_found(query, await self._found(query, pending))
        plan = self._planning.plan(query)
        if isinstance(plan, Tally):
            return await self._tallied(plan) or await self._fetched(plan.query)
        if isinstance(plan, Fetch):
            return await self._fetched(plan.query)
        return await self._listed(plan) if isinstance(plan, Listing) else self._nothing(plan)

    def _nothing(self, plan: Nothing) -> Answer:
        if plan.query.is_list:
            return Rows(query=plan.query, rows=(), total=0)
        return tallied([], plan.query, self._planning.schema)

    async def _listed(self, plan: Listing) -> Rows:
        limit = plan.query.limit
        size = LARGEST_PAGE if limit is None else min(max(limit, SMALLEST_PAGE), LARGEST_PAGE)
        page = await self._asking.query(plan.soql, batch=size)
        found = list(page.records)
        if limit is None and page.total > MOST_FETCHED:
            raise refused(UNSUPPORTED.fetched)
        while page.next is not None and (limit is None or len(found) < limit):
            page = await self._asking.more(page.next)
            found += page.records
        shown = plan.columns.records(found[:limit])
        return plan.rows(await self._completed(plan.columns, shown), page.total)

    async def _tallied(self, plan: Tally) -> Figures | None:
        asked = [one.soql for one in plan.queries if one.soql is not None]
        found = iter(await self._together(asked))
        groups = [[] if one.soql is None else next(found).records for one in plan.queries]
        return plan.figures(groups)

    async def _fetched(self, query: Query) -> Answer:
        """What SOQL can't do, over the records themselves."""
        schema = self._planning.schema
        while pending := self._planning.fetch_lookups(query):
            query = with_found(query, await self._found(query, pending))
        plan: Plan = self._planning.fetch(query)
        if not isinstance(plan, Fetch):
            return self._nothing(Nothing(query))
        page = await self._asking.query(plan.soql, batch=LARGEST_PAGE)
        found = plan.columns.records(await self._all(page, UNSUPPORTED.fetched))
        records = await self._completed(plan.columns, found)
        if plan.checked is not None:
            meets = holds(plan.checked, query.entity, schema)
            records = [record for record in records if meets(record)]
        if query.is_list:
            return listed(records, query, schema, len(records))
        return tallied(records, query, schema)

    async def _completed(self, columns: Columns, records: list[PlainRecord]) -> list[PlainRecord]:
        """The records with what SOQL does not reach, asked for by its id."""
        for (_, entity), wanted in columns.beyond().items():
            rests = {place.path: place.beyond.rest for place in wanted if place.beyond}
            inner = Columns(columns.places.inner(entity), tuple(rests.values()))
            path = next(iter(rests))
            ids = sorted({str(r.values[path]) for r in records if r.values[path] is not None})
            there = {record.id: record.values for record in await self._by_id(inner, ids)}
            records = [_with(record, rests, there) for record in records]
        return records

    async def _by_id(self, columns: Columns, ids: Sequence[str]) -> list[PlainRecord]:
        found: list[PlainRecord] = []
        for at in range(0, len(ids), LARGEST_PAGE):
            soql = selecting(columns, one_of_ids(ids[at : at + LARGEST_PAGE]))
            page = await self._asking.query(soql, batch=LARGEST_PAGE)
            found += columns.records(await self._all(page, UNSUPPORTED.fetched))
        return await self._completed(columns, found)

    # Relations that are looked up first

    async def _found(
        self, query: Query, pending: Sequence[Related]
    ) -> dict[Related, tuple[str, ...]]:
        """The ids that meet each relation."""
        places = self._planning.places(query.entity)
        lookups = [(related, lookup(related, places)) for related in pending]
        pages = iter(await self._together([one.soql for _, one in lookups if one is not None]))
        found: dict[Related, tuple[str, ...]] = {}
        for related, one in lookups:
            found[related] = () if one is None else await self._ids(one, next(pages), query)
        return found

    async def _ids(self, one: Lookup, page: Page, query: Query) -> tuple[str, ...]:
        if not one.grouped:
            return await self._checked(one, page, query)
        if len(page.records) < MOST_GROUPS:
            return tuple(sorted(str(group[KEY]) for group in page.records))
        places = self._planning.places(query.entity)
        single = lookup(one.related, places, grouped=False)
        assert single is not None
        page = await self._asking.query(single.soql, batch=LARGEST_PAGE)
        return await self._checked(single, page, query)

    async def _checked(self, one: Lookup, page: Page, query: Query) -> tuple[str, ...]:
        related = one.related
        places = self._planning.places(query.entity).inner(related.entity)
        found = await self._all(page, UNSUPPORTED.related)
        records = Columns(places, one.paths).records(found)
        checked = None if related.where is None else unrelated(related.where)
        meets = holds(checked, related.entity, self._planning.schema)
        counted = Counter(str(r.values[related.via]) for r in records if meets(r))
        return tuple(sorted(id_ for id_, count in counted.items() if count >= related.at_least))

    # Calls

    async def _together(self, queries: Sequence[str]) -> list[Page]:
        """The first pages of several queries, five in a call."""
        if len(queries) == 1:
            return [await self._asking.query(queries[0], batch=LARGEST_PAGE)]
        found: list[Page] = []
        for at in range(0, len(queries), MOST_IN_ONE):
            found += await self._asking.composite(queries[at : at + MOST_IN_ONE])
        return found

    async def _all(self, page: Page, too_many: str) -> list[Record]:
        """The records of all pages; raises Unsupported, in these words, for too many of them."""
        if page.total > MOST_FETCHED:
            raise refused(too_many)
        found = list(page.records)
        while page.next is not None:
            page = await self._asking.more(page.next)
            found += page.records
        return found


def _with(
    record: PlainRecord, rests: Mapping[str, str], there: Mapping[str, Mapping[str, Value]]
) -> PlainRecord:
    """The record with the values of the one whose id stands in the place of each."""
    behind = {
        path: there.get(str(record.values[path]), {}).get(rest) for path, rest in rests.items()
    }
    return replace(record, values={**record.values, **behind})
