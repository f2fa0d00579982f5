"""The names of records and people, out of the database and into an index."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, select

from crm.backends.catalogue import Known
from crm.names import Name, NameIndex
from crm.schema import Entity
from crm.standard import ACCOUNT, CONTACT, LEAD, OPPORTUNITY, PRODUCT, USER

# Tasks, orders and the like have a subject or a number, which nobody asks for by heart.
NAMED: Final = frozenset(e.name for e in (USER, ACCOUNT, CONTACT, OPPORTUNITY, PRODUCT, LEAD))


def is_named(entity: Entity) -> bool:
    """Whether people ask for such records by their name."""
    return entity.name in NAMED or (entity.custom and entity.name_field != "Id")


def read_index(connection: Connection, known: Known) -> NameIndex:
    """An index of all names as of now."""
    return NameIndex(
        name for e in known.schema if is_named(e) for name in _of(connection, known, e)
    )


def _of(connection: Connection, known: Known, entity: Entity) -> Iterator[Name]:
    """Of two people with one name, the active one is meant first."""
    table = known.tables(entity.name)
    name = table.c[entity.name_field]
    active = table.c.get("IsActive") if entity.name == USER.name else None
    columns = [table.c.Id, name, *([] if active is None else [active])]
    for id_, text, *more in connection.execute(select(*columns).where(name.is_not(None))):
        worth = 1.0 if more and more[0] is not False else 0.0
        yield Name(entity=entity.name, id=id_, text=text, worth=worth)
