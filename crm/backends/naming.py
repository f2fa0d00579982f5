"""The names of records and people, out of the database and into an index."""

from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy import Connection, select

from crm.backends.catalogue import Known
from crm.dialects.conditions import Conditions
from crm.dialects.scope import Scope
from crm.dialects.sql import DIALECTS
from crm.names import Name, NameIndex
from crm.query import Condition
from crm.schema import Entity
from crm.standard import ACCOUNT, CONTACT, LEAD, OPPORTUNITY, PRODUCT, USER

# Tasks, orders and the like have a subject or a number, which nobody asks for by heart.
NAMED: Final = frozenset(e.name for e in (USER, ACCOUNT, CONTACT, OPPORTUNITY, PRODUCT, LEAD))


def is_named(entity: Entity) -> bool:
    """Whether people ask for such records by their name."""
    return entity.name in NAMED or (entity.custom and entity.name_field != "Id")


def read_index(
    connection: Connection, known: Known, conditions: Mapping[str, Condition | None]
) -> NameIndex:
    """An index of the names of these entities' records as of now, of those that meet the condition
    where there is one.
    """
    return NameIndex(
        name
        for entity, condition in conditions.items()
        for name in _of(connection, known, known.schema.entity(entity), condition)
    )


def _of(
    connection: Connection, known: Known, entity: Entity, condition: Condition | None
) -> Iterator[Name]:
    """Of two people with one name, the active one is meant first."""
    scope = Scope(known.schema, known.tables, entity.name)
    table = scope.record
    name = table.c[entity.name_field]
    active = table.c.get("IsActive") if entity.name == USER.name else None
    columns = [table.c.Id, name, *([] if active is None else [active])]
    told = Conditions(DIALECTS[connection.dialect.name]).state(condition, scope)
    query = select(*columns).select_from(scope.source).where(name.is_not(None), told)
    for id_, text, *more in connection.execute(query):
        worth = 1.0 if more and more[0] is not False else 0.0
        yield Name(entity=entity.name, id=id_, text=text, worth=worth)
