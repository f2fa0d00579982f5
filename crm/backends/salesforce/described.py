"""Describe as the CRM's schema: what one person sees of an org, in its own labels.

Page "DescribeSObjectResult" of the SOAP API Developer Guide. Describe leaves out what field-level
security hides from who asks.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from crm.backends.salesforce.labels import field_label, object_labels
from crm.backends.salesforce.mapping import OrgMapping
from crm.schema import Entity, Field, FieldType
from crm.standard import STANDARD

Json = Mapping[str, Any]

_TYPES: Final = {
    "id": FieldType.ID,
    "reference": FieldType.REFERENCE,
    "string": FieldType.TEXT,
    "encryptedstring": FieldType.TEXT,
    "combobox": FieldType.TEXT,
    "time": FieldType.TEXT,
    "textarea": FieldType.LONG_TEXT,
    "picklist": FieldType.PICKLIST,
    "multipicklist": FieldType.PICKLIST,
    "boolean": FieldType.BOOLEAN,
    "int": FieldType.NUMBER,
    "long": FieldType.NUMBER,
    "double": FieldType.NUMBER,
    "currency": FieldType.MONEY,
    "percent": FieldType.PERCENT,
    "date": FieldType.DATE,
    "datetime": FieldType.DATETIME,
    "email": FieldType.EMAIL,
    "phone": FieldType.PHONE,
    "url": FieldType.URL,
}
"""Others (addresses, places, files) are made of fields of their own, or hold nothing to ask for."""

_TECHNICAL: Final = frozenset(
    {
        "IsDeleted",
        "SystemModstamp",
        "LastViewedDate",
        "LastReferencedDate",
        "MasterRecordId",
        "PhotoUrl",
        "Jigsaw",
        "JigsawCompanyId",
        "JigsawContactId",
        "CleanStatus",
        # The same as fields beside them, or for the platform to reckon with.
        "Fiscal",
        "FiscalQuarter",
        "FiscalYear",
        "ForecastCategory",
        "ForecastingTypeId",
        "IsAmount",
        "IsQuantity",
        "PeriodId",
        "PersonContactId",
        "PricebookEntryId",
    }
)
_FEW_FIELDS: Final = frozenset({"User"})
"""Of these two hundred fields are the platform's own: ours are the usual ones, and custom ones."""

_BY: Final = frozenset({"CreatedById", "LastModifiedById"})
_COLUMNS: Final = 4


@dataclass(frozen=True, slots=True)
class Described:
    """An entity and, by its own names, what the org can't group or search by, and the references
    that lead to one of several objects.
    """

    entity: Entity
    ungrouped: frozenset[str]
    unfiltered: frozenset[str]
    shared: frozenset[str]


def worth_asking(objects: Iterable[Json], mapping: OrgMapping, most: int) -> tuple[str, ...]:
    """The objects to describe: those of a sales CRM, and up to that many which an admin made."""
    listed = {str(o["name"]): o for o in objects if o.get("queryable")}
    usual = [name for e in STANDARD if (name := mapping.object(e.name)) in listed]
    custom = [
        name
        for name, told in sorted(listed.items())
        if name.endswith("__c")
        and told.get("layoutable")
        and not told.get("customSetting")
        and not told.get("deprecatedAndHidden")
    ]
    return tuple(dict.fromkeys([*usual, *custom[:most]]))


def described(told: Json, visible: frozenset[str], mapping: OrgMapping) -> Described | None:
    """One object as an entity; `visible` are the entities that references may lead to.

    None for one that has no id or no name that this person may see.
    """
    name = mapping.entity(str(told["name"]))
    own = {org: ours for ours, org in mapping.of(name).fields.items()}
    usual = STANDARD.entity(name) if name in STANDARD else None
    kept: dict[str, tuple[Field, Json]] = {}
    for field in told["fields"]:
        ours = own.get(str(field["name"]), str(field["name"]))
        if made := _field(field, ours, visible, mapping, usual):
            kept[ours] = (made, field)
    fields = [made for made, _ in kept.values()]
    fields += _behind(mapping.of(name).fields, told, usual)
    by_name = {f.name for f in fields}
    name_field = usual.name_field if usual else _name_field(told, own, by_name)
    label = str(told.get("label") or name)
    labels = (label, str(told.get("labelPlural") or label))
    if usual:
        labels = object_labels(name, labels, (usual.label, usual.plural))
    if "Id" not in by_name or name_field not in by_name:
        return None
    entity = Entity(
        name=name,
        label=labels[0],
        plural=labels[1],
        fields=tuple(fields),
        name_field=name_field,
        owner_path=_owner(usual, by_name, name),
        columns=_columns(usual, fields, name_field),
        custom=bool(told.get("custom")) and usual is None,
    )
    return Described(
        entity=entity,
        ungrouped=frozenset(n for n, (_, f) in kept.items() if not f.get("groupable", True)),
        unfiltered=frozenset(n for n, (_, f) in kept.items() if not _searched(f)),
        shared=frozenset(n for n, (_, f) in kept.items() if len(f.get("referenceTo") or ()) > 1),
    )


def _searched(told: Json) -> bool:
    """Whether SOQL compares the field as it does others: several values at once it does not."""
    return bool(told.get("filterable", True)) and told.get("type") != "multipicklist"


def _field(
    told: Json, name: str, visible: frozenset[str], mapping: OrgMapping, usual: Entity | None
) -> Field | None:
    org_name = str(told["name"])
    kind = _TYPES.get(str(told.get("type")))
    known = usual is not None and name in usual
    if kind is None or told.get("deprecatedAndHidden") or org_name in _TECHNICAL:
        return None
    if usual and usual.name in _FEW_FIELDS and not known and not told.get("custom"):
        return None
    if kind is FieldType.LONG_TEXT and int(told.get("length") or 0) <= 255:
        kind = FieldType.TEXT
    if usual and known and usual.name in _FEW_FIELDS:
        kind = usual.field(name).type  # a time zone is no value that one asks by
    label = str(told.get("label") or name)
    own_label = usual.field(name).label if usual and known else None
    reference = kind is FieldType.REFERENCE
    return Field(
        name=name,
        label=field_label(usual.name if usual else "", name, label, own_label, reference=reference),
        type=kind,
        picklist=tuple(_values(told)) if kind is FieldType.PICKLIST else (),
        refers_to=_target(told, name, visible, mapping) if reference else None,
        required=_required(told),
        updatable=bool(told.get("updateable")),
        custom=bool(told.get("custom")) and not known,
    )


def _values(told: Json) -> Iterator[str]:
    for value in told.get("picklistValues") or ():
        if value.get("active", True) and value.get("value"):
            yield str(value["value"])


def _required(told: Json) -> bool:
    """A form that makes a record must ask for it; who makes it owns it."""
    given = told.get("nillable") or told.get("defaultedOnCreate") or told["name"] == "OwnerId"
    return not given and bool(told.get("createable")) and told.get("type") != "boolean"


def _target(told: Json, name: str, visible: frozenset[str], mapping: OrgMapping) -> str | None:
    """The entity a reference leads to. None where there are several, or where its relationship has
    another name than paths go by. A queue may own what a person mostly does: that counts as theirs.
    Who made or changed a record is not whose it is: its region is not the record's.
    """
    if name in _BY:
        return None
    targets = [str(target) for target in told.get("referenceTo") or ()]
    if name == "OwnerId" and "User" in targets:
        targets = ["User"]
    if len(targets) != 1:
        return None
    target = mapping.entity(targets[0])
    here = Field(name=str(told["name"]), label="x", type=FieldType.REFERENCE).relationship
    return target if target in visible and told.get("relationshipName") == here else None


def _behind(paths: Mapping[str, str], told: Json, usual: Entity | None) -> Iterator[Field]:
    """Fields of ours that lie on another object in the org, such as the end of a quota's period."""
    relationships = {str(f.get("relationshipName")) for f in told["fields"]}
    for name, path in paths.items():
        if "." in path and path.split(".")[0] in relationships and usual and name in usual:
            yield replace(usual.field(name), updatable=False)


def _name_field(told: Json, own: Mapping[str, str], names: set[str]) -> str:
    for field in told["fields"]:
        if field.get("nameField"):
            found = own.get(str(field["name"]), str(field["name"]))
            if found in names:
                return found
    return "Id"


def _owner(usual: Entity | None, names: set[str], name: str) -> str | None:
    """Whose record it is: as usual, else its own owner's."""
    if (
        usual
        and usual.owner_path
        and usual.owner_path.split(".")[0].removesuffix("Id")
        in {found.removesuffix("Id") for found in names}
    ):
        return usual.owner_path
    return "OwnerId" if "OwnerId" in names else None


def _columns(usual: Entity | None, fields: Iterable[Field], name_field: str) -> tuple[str, ...]:
    """What a list shows unasked; paths that lead nowhere are left out with the schema at hand."""
    if usual and usual.columns:
        return usual.columns
    shown = (
        f for f in fields if f.custom and f.type not in (FieldType.LONG_TEXT, FieldType.REFERENCE)
    )
    return tuple(f.name for f in shown if f.name != name_field)[:_COLUMNS]
