"""Picklist values by record type: page "Get Values for All Picklist Fields of a Record Type" (User
Interface API Developer Guide). The master record type's id takes in every value.
"""

from typing import Any

from tests.fakes.salesforce.errors import not_found
from tests.fakes.salesforce.org.describe import RecordType, SObject
from tests.fakes.salesforce.org.fields import Field, Kind
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.server.exchange import Answer, Ask

MASTER = "012000000000000AAA"


def picklist_values(org: Org, ask: Ask) -> Answer:
    """`ui-api/object-info/<object>/picklist-values/<record type>`."""
    match ask.method, ask.parts[1:]:
        case "GET", ("object-info", name, "picklist-values", id_):
            sobject = org.seen(ask.user_id).get(name.lower())
            if sobject is not None:
                return Answer(body=_values(sobject, _type(sobject, id_)))
    raise not_found()


def _type(sobject: SObject, id_: str) -> RecordType:
    for known in sobject.record_types:
        if known.id[:15] == id_[:15]:
            return known
    if id_[:15] == MASTER[:15]:
        return RecordType(id=MASTER, name="Master", developer_name="Master", master=True)
    raise not_found()


def _values(sobject: SObject, type_: RecordType) -> dict[str, Any]:
    picklists = (f for f in sobject if f.kind in (Kind.PICKLIST, Kind.MULTIPICKLIST))
    return {"picklistFieldValues": {f.name: _field(sobject, f, type_) for f in picklists}}


def _field(sobject: SObject, field: Field, type_: RecordType) -> dict[str, Any]:
    controlling = sobject.field(field.controller or "")
    places = {c.value: n for n, c in enumerate(controlling.choices)} if controlling else {}
    allowed = type_.values.get(field.name)
    return {
        "controllerValues": places,
        "defaultValue": None,
        "values": [
            {
                "attributes": None,
                "label": choice.label or choice.value,
                "validFor": [places[value] for value in choice.valid_for if value in places],
                "value": choice.value,
            }
            for choice in field.choices
            if choice.active and (allowed is None or choice.value in allowed)
        ],
    }
