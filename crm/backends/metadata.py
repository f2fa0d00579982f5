"""What the embedded CRM knows about itself beyond the standard schema, one fact a row.

Kinds of fact, with the name each is under and what its JSON holds:

    setting   currencies                        list of ISO codes, home one first
    entity    API name                          see crm/backends/described.py
    field     Entity.Field                      see crm/backends/described.py
    picklist  Entity.Field                      values beyond those of the field itself
    seen      Entity.Field                      values met in a text field
    used      API name of an entity             true: it has, or had, records
    count     schema | names                    goes up with each change of the schema | of a name
"""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Connection, Text, cast, select

from crm.backends.tables import FACTS
from crm.backends.upserts import insert_into

Facts = dict[str, dict[str, Any]]
"""Kind -> name -> decoded JSON."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often the schema, and the names of records, changed."""

    schema: int = 0
    names: int = 0


def counts(connection: Connection) -> Counts:
    """The counters as of now."""
    query = select(FACTS.c.name, FACTS.c.value).where(FACTS.c.kind == "count")
    found = {name: int(value) for name, value in connection.execute(query)}
    return Counts(found.get("schema", 0), found.get("names", 0))


def read(connection: Connection) -> Facts:
    """All facts, in one query."""
    query = select(FACTS.c.kind, FACTS.c.name, FACTS.c.value)
    facts: Facts = {}
    for kind, name, value in connection.execute(query.order_by(FACTS.c.kind, FACTS.c.name)):
        facts.setdefault(kind, {})[name] = json.loads(value)
    return facts


def put(connection: Connection, kind: str, name: str, value: object) -> None:
    """Keep a fact in place of the one that had its name, and count the change of the schema."""
    insert = insert_into(connection.dialect.name, FACTS)
    replacing = insert.on_conflict_do_update(
        index_elements=[FACTS.c.kind, FACTS.c.name], set_={"value": insert.excluded.value}
    )
    text = json.dumps(value, ensure_ascii=False)
    connection.execute(replacing, {"kind": kind, "name": name, "value": text})
    count_up(connection, "schema")


def count_up(connection: Connection, name: str) -> None:
    """Let everybody who keeps a copy know that it is stale."""
    more = cast(cast(FACTS.c.value, BigInteger) + 1, Text)
    counting = insert_into(connection.dialect.name, FACTS).on_conflict_do_update(
        index_elements=[FACTS.c.kind, FACTS.c.name], set_={"value": more}
    )
    connection.execute(counting, {"kind": "count", "name": name, "value": "1"})
