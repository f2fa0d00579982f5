"""Field history: a row for each tracked field that changed, two for a reference.

Object Reference, "OpportunityFieldHistory" and "StandardObjectHistory": of a reference there is a
row with the names, and one with the ids.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes.salesforce.org.describe import SObject
from tests.fakes.salesforce.org.fields import Field, Kind
from tests.fakes.salesforce.org.store import Store
from tests.fakes.salesforce.soql.values import written

Row = dict[str, Any]


def history_rows(
    store: Store,
    objects: Mapping[str, SObject],
    sobject: SObject,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    tracked: frozenset[str],
) -> Iterator[tuple[SObject, Row]]:
    """Rows for the object's history, without who and when."""
    kept = next((h for h in objects.values() if h.history_of == sobject.name), None)
    if kept is None:
        return
    parent = next(f.name for f in kept if sobject.name in f.refers_to)
    for field in sobject:
        if field.name in tracked and before.get(field.name) != after.get(field.name):
            for called, old, new in _told(store, objects, field, before, after):
                yield (
                    kept,
                    {
                        parent: after["Id"],
                        "Field": called,
                        "DataType": "EntityId" if field.kind is Kind.REFERENCE else "Text",
                        "OldValue": old,
                        "NewValue": new,
                    },
                )


def _told(
    store: Store,
    objects: Mapping[str, SObject],
    field: Field,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> Iterator[tuple[str, Any, Any]]:
    old, new = before.get(field.name), after.get(field.name)
    if field.kind is not Kind.REFERENCE:
        yield field.name, _json(field, old), _json(field, new)
        return
    called = field.relationship or field.name
    yield called, _name(store, objects, field, old), _name(store, objects, field, new)
    yield called, old, new


def _json(field: Field, value: Any) -> Any:
    return written(field.kind, field.decimals, value)


def _name(store: Store, objects: Mapping[str, SObject], field: Field, id_: Any) -> Any:
    for target in field.refers_to:
        found = store.find(objects[target.lower()], str(id_))
        if found is not None:
            return found.get("Name")
    return None
