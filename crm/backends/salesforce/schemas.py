"""What each person sees of an org, described once in a while.

People with the same rights share one schema, and entities that look the same to several people are
one object: a thousand people of a large org fit into memory.
"""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256
from time import monotonic
from typing import Any, Final

from crm.backends.salesforce.client import Client
from crm.backends.salesforce.described import Described, described, worth_asking
from crm.backends.salesforce.facts import OrgFacts, org_facts
from crm.backends.salesforce.mapping import OrgMapping
from crm.backends.salesforce.met import values_met, with_met
from crm.definitions import USUAL_DEFINITIONS, Definitions
from crm.schema import Schema
from crm.standard import STANDARD

LASTS: Final = timedelta(hours=12)
MOST_CUSTOM: Final = 40
_MOST_PEOPLE: Final = 5_000
_MOST_SHAPES: Final = 2_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """One person's view: `mapping` knows what can't be grouped or searched by, `lacks` the kinds of
    record of a sales CRM that this person has none of.
    """

    schema: Schema
    mapping: OrgMapping
    facts: OrgFacts
    lacks: tuple[str, ...] = ()


@dataclass(kw_only=True)
class Schemas:
    """The views of one org's people. `clock` counts seconds; `currency` is that of an org with one
    alone.
    """

    mapping: OrgMapping = field(default_factory=OrgMapping)
    definitions: Definitions = USUAL_DEFINITIONS
    currency: str = ""
    lasts: timedelta = LASTS
    most_custom: int = MOST_CUSTOM
    clock: Callable[[], float] = monotonic

    def __post_init__(self) -> None:
        self._views: OrderedDict[str, tuple[float, Known]] = OrderedDict()
        self._shapes: OrderedDict[str, Described | None] = OrderedDict()
        self._shared: OrderedDict[str, Known] = OrderedDict()
        self._locks: dict[str, asyncio.Lock] = {}
        self._facts: tuple[float, OrgFacts] | None = None
        self._facts_lock = asyncio.Lock()

    async def of(self, client: Client) -> Known:
        """What the person behind the client sees, as of the last hours."""
        person = client.signed_in.person
        if known := self._fresh(person):
            return known
        lock = self._locks.setdefault(person, asyncio.Lock())
        async with lock:
            if known := self._fresh(person):
                return known
            known = await self._described(client)
            self._views[person] = (self.clock() + self.lasts.total_seconds(), known)
            if len(self._views) > _MOST_PEOPLE:
                self._views.popitem(last=False)
        self._locks.pop(person, None)
        return known

    def forget(self, person: str | None = None) -> None:
        """Describe anew for that person, or everybody: a field is gone, or was renamed (D27)."""
        if person is None:
            self._views.clear()
            self._facts = None
        else:
            self._views.pop(person, None)

    def define(self, definitions: Definitions) -> None:
        """Go by these definitions from now on."""
        self.definitions = definitions
        self._shared.clear()
        self._views.clear()

    async def facts(self, client: Client) -> OrgFacts:
        """What the org says of itself, as of the last hours."""
        async with self._facts_lock:
            if self._facts is None or self._facts[0] < self.clock():
                found = await org_facts(client, self.currency)
                self._facts = (self.clock() + self.lasts.total_seconds(), found)
            return self._facts[1]

    def _fresh(self, person: str) -> Known | None:
        until, known = self._views.get(person, (0.0, None))
        return known if known and self.clock() < until else None

    async def _described(self, client: Client) -> Known:
        facts = await self.facts(client)
        names = worth_asking(await client.objects(), self.mapping, self.most_custom)
        told = [found for found in await client.describes(names) if found is not None]
        visible = frozenset(self.mapping.entity(str(found["name"])) for found in told)
        seen = repr(sorted(visible))
        keys = [_digest(seen, json.dumps(found, sort_keys=True, default=str)) for found in told]
        whole = _digest(repr(facts), *keys)
        if whole not in self._shared:
            parts = [self._shape(k, t, visible) for k, t in zip(keys, told, strict=True)]
            kept = [part for part in parts if part]
            self._keep(whole, self._made(kept, facts))
        return await self._knowing(client, whole)

    async def _knowing(self, client: Client, key: str) -> Known:
        """The view with the values that this person meets, shared by those who meet the same."""
        bare = self._shared[key]
        met = await values_met(client, bare.schema, bare.mapping)
        own = _digest(key, repr(sorted(met.items())))
        if own not in self._shared:
            self._keep(own, replace(bare, schema=with_met(bare.schema, met)))
        return self._shared[own]

    def _keep(self, key: str, known: Known) -> None:
        self._shared[key] = known
        _cut(self._shared, _MOST_SHAPES)

    def _shape(
        self, key: str, told: Mapping[str, Any], visible: frozenset[str]
    ) -> Described | None:
        if key not in self._shapes:
            self._shapes[key] = described(told, visible, self.mapping)
            _cut(self._shapes, _MOST_SHAPES)
        return self._shapes[key]

    def _made(self, parts: list[Described], facts: OrgFacts) -> Known:
        mapping = self.mapping
        for part in parts:
            mapping = mapping.learnt(
                part.entity.name,
                ungrouped=part.ungrouped,
                unfiltered=part.unfiltered,
                shared=part.shared,
            )
        definitions = replace(self.definitions, fiscal_start_month=facts.fiscal_start_month)
        schema = Schema(
            entities=tuple(part.entity for part in parts),
            currencies=facts.currencies,
            definitions=definitions,
        )
        missing = [e.label for e in STANDARD if e.name not in schema]
        return Known(
            schema=leading_somewhere(schema), mapping=mapping, facts=facts, lacks=tuple(missing)
        )


def leading_somewhere(schema: Schema) -> Schema:
    """Without the columns and owners of paths that this person can't follow."""
    entities = (
        replace(
            entity,
            columns=tuple(c for c in entity.columns if schema.leads(entity.name, c)),
            owner_path=entity.owner_path
            if entity.owner_path and schema.leads(entity.name, entity.owner_path)
            else None,
        )
        for entity in schema
    )
    return replace(schema, entities=tuple(entities))


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()


def _cut(kept: OrderedDict[str, Any], most: int) -> None:
    while len(kept) > most:
        kept.popitem(last=False)
