"""Values that come back in text fields: countries, cities, job titles, by which people ask.

Describe knows none of them, and *accounts in Bergen* would be a riddle. They are read as the person
who asks: nobody learns of a city in which only others have accounts.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from crm.backends.salesforce.asking import MOST_IN_ONE, Page
from crm.backends.salesforce.client import Client
from crm.backends.salesforce.mapping import OrgMapping
from crm.errors import CrmUnavailable, QueryError, RecordNotFound
from crm.schema import Entity, FieldType, Schema

MOST: Final = 500
"""Values of one field: where there are more, they tell nothing apart."""

SECONDS: Final = 5.0
"""What it may cost the first question of the day; an org too large for it goes without."""

_SAMPLE: Final = 2_000
_COMING_BACK: Final = (
    ("Account", "BillingCountry"),
    ("Account", "BillingState"),
    ("Account", "BillingCity"),
    ("Contact", "Title"),
    ("User", "Title"),
    ("User", "Department"),
    ("Lead", "Country"),
    ("Lead", "Title"),
    ("Event", "Subject"),
)

Met = Mapping[tuple[str, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A field, and how it is asked; without groups the latest records stand for all."""

    entity: str
    field: str
    org_field: str
    soql: str
    grouped: bool

    def values(self, page: Page) -> tuple[str, ...]:
        """Those that come back, each in one of the ways it is written."""
        texts = [str(r[self.org_field]) for r in page.records if r.get(self.org_field)]
        counts = Counter(text.casefold() for text in texts)
        least = 1 if self.grouped else 2
        often = {t.casefold(): t for t in reversed(texts) if counts[t.casefold()] >= least}
        return tuple(sorted(often.values())) if len(often) <= MOST else ()


async def values_met(client: Client, schema: Schema, mapping: OrgMapping) -> Met:
    """By entity and field. What can't be read in time is left out, for it only helps."""
    asked = tuple(_asked(schema, mapping))
    parts = [asked[at : at + MOST_IN_ONE] for at in range(0, len(asked), MOST_IN_ONE)]
    met: dict[tuple[str, str], tuple[str, ...]] = {}
    for part, pages in zip(
        parts, await asyncio.gather(*(_read(client, part) for part in parts)), strict=True
    ):
        for one, page in zip(part, pages, strict=False):
            if values := one.values(page):
                met[one.entity, one.field] = values
    return met


def with_met(schema: Schema, met: Met) -> Schema:
    """The schema, in which those values are known."""
    return replace(schema, entities=tuple(_knowing(entity, met) for entity in schema))


def _knowing(entity: Entity, met: Met) -> Entity:
    more = [
        replace(field, seen=met[entity.name, field.name])
        for field in entity
        if (entity.name, field.name) in met
    ]
    return entity.with_fields(*more) if more else entity


async def _read(client: Client, asked: Sequence[_Asked]) -> Sequence[Page]:
    try:
        async with asyncio.timeout(SECONDS):
            return await client.composite([one.soql for one in asked])
    except (TimeoutError, CrmUnavailable, QueryError, RecordNotFound):
        return ()


def _asked(schema: Schema, mapping: OrgMapping) -> Iterator[_Asked]:
    for entity, name in _COMING_BACK:
        if entity not in schema or name not in schema.entity(entity):
            continue
        if schema.entity(entity).field(name).type is not FieldType.TEXT:
            continue
        table, column = mapping.object(entity), mapping.field(entity, name)
        if "." in column or not mapping.searches(entity, name):
            continue
        grouped = mapping.groups(entity, name)
        where = f"SELECT {column} FROM {table} WHERE {column} != null"
        end = f"GROUP BY {column} ORDER BY {column} LIMIT {MOST + 1}"
        if not grouped:
            end = f"ORDER BY SystemModstamp DESC LIMIT {_SAMPLE}"
        yield _Asked(entity, name, column, f"{where} {end}", grouped)
