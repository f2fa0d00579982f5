"""Short ways to write down a schema."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tests.fakes.salesforce.org.describe import SObject
from tests.fakes.salesforce.org.fields import Choice, Field, Kind

_SETTLED: dict[str, Any] = {"createable": False, "updateable": False}


def text(name: str, label: str, length: int = 255, **more: Any) -> Field:
    """One line of text."""
    return Field(name=name, label=label, length=length, **more)


def of(kind: Kind, name: str, label: str, **more: Any) -> Field:
    """A field of that kind."""
    return Field(name=name, label=label, kind=kind, **more)


def settled(kind: Kind, name: str, label: str, **more: Any) -> Field:
    """A field that nobody writes: the system keeps it, or a formula computes it."""
    return Field(name=name, label=label, kind=kind, **_SETTLED, **more)


def pick(name: str, label: str, *values: str, restricted: bool = False, **more: Any) -> Field:
    """A picklist."""
    choices = tuple(Choice(value) for value in values)
    kind = more.pop("kind", Kind.PICKLIST)
    return Field(name=name, label=label, kind=kind, choices=choices, restricted=restricted, **more)


def ref(name: str, label: str, *to: str, child: str | None = None, **more: Any) -> Field:
    """A reference; its relationship is named as the platform names it."""
    relationship = f"{name[:-3]}__r" if name.endswith("__c") else name.removesuffix("Id")
    return Field(
        name=name,
        label=label,
        kind=Kind.REFERENCE,
        refers_to=to,
        relationship=relationship,
        child=child,
        **more,
    )


OWNER = ref("OwnerId", "Owner ID", "User", required=True)


def audit_fields(*, deletable: bool = True) -> tuple[Field, ...]:
    """What the system keeps on nearly every object (page "System Fields", Object Reference)."""
    deleted = (settled(Kind.BOOLEAN, "IsDeleted", "Deleted"),) if deletable else ()
    by: dict[str, Any] = _SETTLED
    return (
        *deleted,
        settled(Kind.DATETIME, "CreatedDate", "Created Date"),
        ref("CreatedById", "Created By ID", "User", **by),
        settled(Kind.DATETIME, "LastModifiedDate", "Last Modified Date"),
        ref("LastModifiedById", "Last Modified By ID", "User", **by),
        settled(Kind.DATETIME, "SystemModstamp", "System Modstamp"),
    )


def sobject(
    name: str,
    label: str,
    plural: str,
    prefix: str,
    *fields: Field,
    deletable: bool = True,
    **more: Any,
) -> SObject:
    """An object with the fields given, its id before and the system's fields behind."""
    id_ = settled(Kind.ID, "Id", f"{label} ID")
    every = (id_, *fields, *audit_fields(deletable=deletable))
    return SObject(name=name, label=label, plural=plural, prefix=prefix, fields=every, **more)


def history(of_: str, name: str, label: str, prefix: str, parent: str, owner: str) -> SObject:
    """The field history of an object: page "OpportunityFieldHistory" and "StandardObjectHistory".

    Old and new values are of any type and are not filtered on; rows are written by the system.
    """
    fields = (
        settled(Kind.ID, "Id", "History ID"),
        settled(Kind.BOOLEAN, "IsDeleted", "Deleted"),
        ref(parent, f"{label} ID", of_, child="Histories", **_SETTLED),
        ref("CreatedById", "Created By ID", "User", **_SETTLED),
        settled(Kind.DATETIME, "CreatedDate", "Created Date"),
        pick("Field", "Changed Field", **_SETTLED),
        settled(Kind.STRING, "DataType", "Datatype"),
        settled(Kind.ANY, "OldValue", "Old Value", length=765),
        settled(Kind.ANY, "NewValue", "New Value", length=765),
    )
    return SObject(
        name=name,
        label=f"{label} Field History",
        plural=f"{label} Field History",
        prefix=prefix,
        fields=fields,
        name_field=None,
        owner=owner,
        createable=False,
        updateable=False,
        history_of=of_,
        searchable=False,
    )


def with_currency(objects: Sequence[SObject], codes: Sequence[str]) -> tuple[SObject, ...]:
    """The schema of an org with several currencies: CurrencyIsoCode on what has money."""
    iso = pick("CurrencyIsoCode", "Currency ISO Code", *codes, restricted=True)
    return tuple(
        replace(found, fields=(*found.fields, iso))
        if any(field.kind is Kind.CURRENCY for field in found)
        else found
        for found in objects
    )
