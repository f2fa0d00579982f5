"""The choices of a question that could mean several records, told apart and only those readable."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from crm.access import Viewer
from crm.port import Crm
from crm.query import Op, Query, Ref, Rows, compare
from crm.schema import Schema
from handlers.speech import noun
from handlers.understanding.reading import Choice
from handlers.wording import show

_TELLING = {
    "Account": ("BillingCity", "Owner.Name"),
    "Contact": ("Title", "Account.Name"),
    "User": ("Title", "Department"),
    "Opportunity": ("Account.Name", "StageName"),
    "Lead": ("Company", "Status"),
    "Product2": ("Family", "ProductCode"),
}


async def readable(
    choices: Sequence[Choice], crm: Crm, viewer: Viewer, schema: Schema
) -> tuple[Choice, ...]:
    """The choices whose record this person may read, labelled with what tells them apart."""
    ids: dict[str, list[str]] = defaultdict(list)
    for choice in choices:
        if choice.ref:
            ids[choice.ref.entity].append(choice.ref.id)
    labels: dict[Ref, str] = {}
    for entity, wanted in ids.items():
        labels |= await _labels(entity, wanted, crm, viewer, schema)
    return tuple(
        replace(c, label=labels[c.ref]) if c.ref else c
        for c in choices
        if c.ref is None or c.ref in labels
    )


async def _labels(
    entity: str, ids: list[str], crm: Crm, viewer: Viewer, schema: Schema
) -> dict[Ref, str]:
    record = schema.entity(entity)
    columns = tuple(c for c in _TELLING.get(entity, ()) if c.split(".")[0] in record or "." in c)
    query = Query(entity=entity, columns=columns, where=compare("Id", Op.IN, *ids), limit=None)
    found = await crm.run(await crm.permit(query, viewer))
    assert isinstance(found, Rows)
    labels: dict[Ref, str] = {}
    for row in found.rows:
        details = [show(v) for v in row.values if v not in (None, "")]
        labels[row.ref] = " · ".join([row.name, noun(record.label), *details])
    return labels
