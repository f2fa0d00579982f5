"""Which of the records that a question names the person may know of.

The index of names holds everybody's, and a name is completed from a part of it: what it finds must
not be said to whom it is hidden.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator

from crm.access import Viewer
from crm.names import NameIndex
from crm.port import Crm
from crm.query import And, Comparison, Condition, Not, Op, Or, Query, Ref, Related, Rows, compare
from crm.schema import Schema


def about(query: Query, index: NameIndex) -> frozenset[Ref]:
    """The records of the index that the query asks about by their ids."""
    conditions = (query.where, *(aggregate.where for aggregate in query.aggregates))
    texts = (text for condition in conditions for text in constants(condition))
    found = (index.by_id(text) for text in texts)
    return frozenset(Ref(name.entity, name.id) for name in found if name)


def constants(condition: Condition | None) -> Iterator[str]:
    """All texts that something is compared with."""
    match condition:
        case Comparison():
            yield from (value for value in condition.values if isinstance(value, str))
        case And(parts) | Or(parts):
            for part in parts:
                yield from constants(part)
        case Not(part):
            yield from constants(part)
        case Related():
            yield from constants(condition.where)


async def hides(refs: Collection[Ref], crm: Crm, viewer: Viewer, schema: Schema) -> bool:
    """Whether one of the records is neither readable to the person nor the parent of one that is,
    as the account of their own deal is (crm/access.py).
    """
    by_entity: dict[str, set[str]] = defaultdict(set)
    for ref in refs:
        by_entity[ref.entity].add(ref.id)
    for entity, ids in by_entity.items():
        asked = Query(entity=entity, where=compare("Id", Op.IN, *sorted(ids)), limit=None)
        found = await crm.run(await crm.permit(asked, viewer))
        assert isinstance(found, Rows)
        for id_ in ids - {row.ref.id for row in found.rows}:
            if not await _is_parent(Ref(entity, id_), crm, viewer, schema):
                return True
    return False


async def _is_parent(ref: Ref, crm: Crm, viewer: Viewer, schema: Schema) -> bool:
    for entity in schema:
        for field in entity.references.values():
            if field.refers_to != ref.entity:
                continue
            child = Query(entity=entity.name, where=compare(field.name, Op.EQ, ref.id), limit=1)
            found = await crm.run(await crm.permit(child, viewer))
            if isinstance(found, Rows) and found.rows:
                return True
    return False
