"""Records of one kind, all or those that a link of ours asks for, a page at a time."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Final

from bot.web.tables import Listed, Tables
from bot.wiring import Crumb
from crm.access import Viewer
from crm.errors import RecordNotFound
from crm.query import Op, Query, Rows, compare
from crm.query_json import from_json
from crm.schema import Entity, Schema
from handlers.asking.visible import constants
from handlers.person import zone_name
from handlers.understanding.described.query import Describer
from handlers.understanding.reading import Reading, Shape

PAGE: Final = 50
LAST: Final = 400
"""The last page that can be opened; whoever wants to see more of it should ask for less."""


class NotOurs(Exception):
    """The address holds a query or a page number that no link of ours has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ListPage:
    """`conditions` says in words which records these are; empty where it is all of them."""

    entity: Entity
    listed: Listed
    conditions: tuple[str, ...]
    number: int
    text: str

    @property
    def first(self) -> int:
        """Which record of all the first one shown is, from 1; 0 where there is none."""
        return (self.number - 1) * PAGE + 1 if self.listed.rows else 0

    @property
    def last(self) -> int:
        """Which record of all the last one shown is."""
        return (self.number - 1) * PAGE + len(self.listed.rows)

    @property
    def has_more(self) -> bool:
        """Whether there is a page after this one."""
        return self.last < self.listed.total and self.number < LAST


async def list_page(crumb: Crumb, viewer: Viewer, entity: str, text: str, page: str) -> ListPage:
    """The page of `text`, a query as JSON, or of all records for "".

    Raises RecordNotFound for a kind that is not there, NotOurs for what no link of ours says, and
    QueryError for a query that makes no sense to this person.
    """
    schema = await crumb.crm.schema(viewer)
    if entity not in schema:
        raise RecordNotFound
    number = _number(page)
    query = _query(schema.entity(entity), text, zone_name(viewer))
    wanted = replace(query, limit=number * PAGE)
    answer = await crumb.crm.run(await crumb.crm.permit(wanted, viewer))
    if not isinstance(answer, Rows):
        raise NotOurs
    shown = replace(answer, rows=answer.rows[(number - 1) * PAGE :])
    names = await _names(crumb, viewer, schema, query)
    words = Describer(schema, viewer, crumb.clock(), names).understood(
        Reading(shape=Shape.LIST, query=replace(query, order=()))
    )
    kind, *conditions = words.split(" · ")
    plural = schema.entity(entity).plural
    return ListPage(
        entity=schema.entity(entity),
        listed=Tables(schema, crumb.links, zone_name(viewer)).listed(shown, kind or plural),
        conditions=tuple(conditions),
        number=number,
        text=text,
    )


async def kinds(crumb: Crumb, viewer: Viewer) -> tuple[Entity, ...]:
    """Every kind of record that is looked up by itself, people last: not the lines of another."""
    schema: Schema = await crumb.crm.schema(viewer)
    named = (entity for entity in schema if entity.name_field != "Id")
    return tuple(sorted(named, key=lambda entity: entity.name == "User"))


def _query(entity: Entity, text: str, zone: str) -> Query:
    if not text:
        return Query(entity=entity.name, columns=entity.columns, zone=zone)
    try:
        query = from_json(text)
    except ValueError as error:
        raise NotOurs from error
    if query.entity != entity.name or not query.is_list:
        raise NotOurs
    return query if query.columns else replace(query, columns=entity.columns)


def _number(page: str) -> int:
    if not page:
        return 1
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 5 else 0
    if not 1 <= number <= LAST:
        raise NotOurs
    return number


class _Names(dict[str, str]):
    """Names of records by id; what the viewer may not read has none."""

    def __missing__(self, id_: str) -> str:
        return "that record"


async def _names(crumb: Crumb, viewer: Viewer, schema: Schema, query: Query) -> _Names:
    """The names of all records that the query is about."""
    index = await crumb.crm.index(viewer)
    ids: dict[str, list[str]] = defaultdict(list)
    for constant in constants(query.where):
        if (name := index.by_id(constant)) and name.entity in schema:
            ids[name.entity].append(name.id)
    names = _Names()
    for entity, wanted in ids.items():
        asked = Query(entity=entity, where=compare("Id", Op.IN, *wanted), limit=None)
        answer = await crumb.crm.run(await crumb.crm.permit(asked, viewer))
        if isinstance(answer, Rows):
            names.update((row.ref.id, row.name) for row in answer.rows)
    return names
